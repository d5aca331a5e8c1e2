"""An answer before it is HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Reply(NamedTuple):
    """What a view returns, in the order in which Flask takes the parts of an answer; ``headers`` say the type."""

    body: bytes
    status: int
    headers: Mapping[str, str]

    @classmethod
    def ok(cls, body: bytes, media_type: str = "application/json") -> Reply:
        """That all went well."""
        return cls(body, 200, {"Content-Type": media_type})
