"""What holds for every test."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

# A busy machine is not a failure, and a failure must come again when the test is run again.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_make_parametrize_id(val: Any) -> str | None:
    """What stands for ``val`` in a test's name, which must be the same in each process that runs a part of the tests:
    packed bytes have the time in them, a view its address."""
    telling = isinstance(val, bytes) and val.isascii() and val.decode().isprintable()
    return f"{len(val)} bytes" if isinstance(val, bytes | memoryview) and not telling else None
