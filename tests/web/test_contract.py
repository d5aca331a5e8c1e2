"""The service holds to ``openapi.yaml`` for requests that nobody thought of, good and bad."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import schemathesis
import zstandard
from hypothesis import settings
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.config import SchemathesisConfig

from jingwen.settings import COMPAT

from .examples import application

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "deflate": zlib.compress,
}

RAW_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/octet-stream",
    "application/x-ndjson",
    "application/x-www-form-urlencoded",
)


@schemathesis.serializer("application/x-ndjson")
def lines(_context: schemathesis.SerializationContext, value: object) -> bytes:
    """A stream as it is sent: whatever text it is."""
    return str(value).encode("utf-8", "replace")


service = application()
schema = schemathesis.openapi.from_wsgi(
    "/openapi.yaml",
    service,
    # What is well asked for need not be there: a rule file of that name, an article under strict=1. A form that breaks
    # the description may have too many parts as well, which is said first.
    config=SchemathesisConfig.from_dict(
        {
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]},
                "negative_data_rejection": {"expected-statuses": ["400", "404", "405", "413", "415", "422"]},
            }
        }
    ),
)


def packed(app: Any) -> Any:
    """``app`` behind a client that keeps what it says: where a request names a coding, its body is put into it.

    It asks for no coding of the answer: of an application that it calls directly, schemathesis undoes none.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        environ = {name: value for name, value in environ.items() if name != "HTTP_ACCEPT_ENCODING"}
        pack = PACKERS.get(environ.get("HTTP_CONTENT_ENCODING", ""))
        if pack is not None:
            body = pack(environ["wsgi.input"].read())
            environ = {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return app(environ, start_response)

    return answer


service.wsgi_app = packed(service.wsgi_app)  # type: ignore[method-assign]


@schema.parametrize()
@settings(max_examples=60)
def test_every_answer_is_documented(case: schemathesis.Case[Any]) -> None:
    excluded = []
    if case.path in (COMPAT["zyte"], COMPAT["postlight"]) and case.media_type not in (None, "application/json"):
        # The address of bytes has to be in the query, that of an object in it: no description can say so.
        excluded = [negative_data_rejection, positive_data_acceptance]
    elif case.media_type in RAW_TYPES:  # any bytes are a page, or lines: none breaks the description
        excluded = [negative_data_rejection]
    elif case.media_type == "multipart/form-data" or (case.method, case.path) == ("GET", COMPAT["postlight"]):
        # It makes files that are empty or white space, against minLength; the other is always refused.
        excluded = [positive_data_acceptance]
        if isinstance(case.body, dict) and [] in case.body.values():  # breaks the description, but is not sent
            excluded.append(negative_data_rejection)
    case.call_and_validate(excluded_checks=excluded)
