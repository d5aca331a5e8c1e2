"""The APIs of others, for those who move from them: thin translations of what ``/v1/clean`` does.

Each has a module that reads a request in its words, has the page cleaned as any other, and answers in its form, errors
too. What it asks that cannot be met is refused by its name. ``docs/moving.md`` says what differs.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Request

from ...settings import COMPAT
from . import postlight, tika, zyte

ROUTES: Mapping[str, Blueprint] = {"zyte": zyte.routes, "postlight": postlight.routes, "tika": tika.routes}
# As the service's index lists them.
ENDPOINTS: Mapping[str, Mapping[str, str]] = {
    "zyte": {f"POST {COMPAT['zyte']}": "one page, as Zyte API answers"},
    "postlight": {f"POST {COMPAT['postlight']}": "one page, as Postlight's parser answers"},
    "tika": {f"PUT {COMPAT['tika']}": "one page's text, as Tika 3 answers"},
}


def token(request: Request) -> str:
    """The service's token, where a client of the API that ``request`` is for puts its key; empty where it has none."""
    if request.blueprint == zyte.routes.name:
        return zyte.key(request)
    return postlight.key(request) if request.blueprint == postlight.routes.name else ""
