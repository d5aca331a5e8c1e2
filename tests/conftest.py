"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is not a failure, and a failure must come again when the test is run again.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
