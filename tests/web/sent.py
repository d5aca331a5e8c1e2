"""A page as a request to the service carries it: in a form with a file, compressed, as JSON."""

from __future__ import annotations

import io
from typing import Any

from .pages import HTML

PAGE = HTML.encode()
JSON = "application/json"


def form(page: bytes = PAGE, media_type: str = "text/html", **fields: str) -> dict[str, Any]:
    return {
        "data": {"page": (io.BytesIO(page), "page.html", media_type), **fields},
        "content_type": "multipart/form-data",
    }


def packed(coding: str, body: bytes, media_type: str = "text/html") -> dict[str, Any]:
    return {"data": body, "content_type": media_type, "headers": {"Content-Encoding": coding}}


def as_json(**members: object) -> dict[str, Any]:
    return {"json": members}


def chunked(body: bytes = PAGE, media_type: str = "text/html") -> dict[str, Any]:
    return {
        "input_stream": io.BytesIO(body),
        "content_type": media_type,
        "environ_overrides": {"wsgi.input_terminated": True},
    }
