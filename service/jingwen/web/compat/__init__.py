"""The APIs of others, for those who move from them: thin translations of what ``/v1/clean`` does.

Each has a module that reads a request in its words, has the page cleaned as any other, and answers in its form, errors
too. What it asks that cannot be met is refused by its name. ``docs/moving.md`` says what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Request, Response, request

from ...settings import COMPAT
from .. import problems
from . import postlight, tika, zyte

ROUTES: Mapping[str, Blueprint] = {"zyte": zyte.routes, "postlight": postlight.routes, "tika": tika.routes}
REFUSED: Mapping[str, Callable[[Exception], Response]] = {
    COMPAT["zyte"]: zyte.refused,
    COMPAT["postlight"]: postlight.refused,
    COMPAT["tika"]: tika.refused,
}
# As the service's index lists them.
ENDPOINTS: Mapping[str, Mapping[str, str]] = {
    "zyte": {f"POST {COMPAT['zyte']}": "one page, as Zyte API answers"},
    "postlight": {f"POST {COMPAT['postlight']}": "one page, as Postlight's parser answers"},
    "tika": {f"PUT {COMPAT['tika']}": "one page's text, as Tika 3 answers"},
}


def wrong_method(error: Exception) -> Response:
    """That a path does not take a method, in the form of its API: such a request belongs to no blueprint."""
    refused = REFUSED.get(request.path.rstrip("/"))
    return refused(error) if refused else problems.of(error).response()


def token(asking: Request) -> str:
    """The service's token, where a client of the API that ``asking`` is for puts its key; empty where it has none."""
    if asking.blueprint == zyte.routes.name:
        return zyte.key(asking)
    return postlight.key(asking) if asking.blueprint == postlight.routes.name else ""
