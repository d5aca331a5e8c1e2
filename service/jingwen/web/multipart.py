"""Forms with a file, as curl -F sends them, byte for byte: in Werkzeug's own, marks stand for what is not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from ..errors import EmptyBody, InvalidForm, TooManyParts
from ..model import RawPage
from .wire import page_type

Fields = dict[str, list[bytes]]


def read(plain: bytes, content_type: str, max_parts: int) -> tuple[RawPage, Fields]:
    """The page that a form holds as its one file, and the fields beside it, by name.

    Raises ``TooManyParts``, ``InvalidForm`` and ``EmptyBody``.
    """
    boundary = parse_options_header(content_type)[1].get("boundary", "")
    fields, files = Fields(), list[tuple[File, bytes]]()
    try:
        for part, content in _parts(plain, boundary.encode("ascii"), max_parts):
            if isinstance(part, File):
                files.append((part, content))
            else:
                fields.setdefault(str(part.name), []).append(content)
    except RequestEntityTooLarge:
        raise TooManyParts(
            f"the form has more than {max_parts} parts, which is the limit (max_parts); expected a file page and its "
            "options",
            limit_name="max_parts",
            limit=max_parts,
        ) from None
    except ValueError:
        raise InvalidForm(
            "the body is not the form that its Content-Type says, or is cut off; expected a file page"
        ) from None
    if "page" in fields:
        raise InvalidForm("page is a field; expected a file, as `curl -F page=@page.html` sends it", field="page")
    return _page(files), fields


def _page(files: list[tuple[File, bytes]]) -> RawPage:
    names = [str(file.name)[:100] for file, _ in files]
    if names != ["page"]:
        got = f"the files {', '.join(names)}" if names else "no file"
        raise InvalidForm(f"the form has {got}; expected one file page, as `curl -F page=@page.html` sends it")
    ((file, page),) = files
    if not page:
        raise EmptyBody("the file page is empty; send the page's bytes as they were fetched")
    return RawPage(page, None, page_type(file.headers.get("Content-Type"), "the Content-Type of the file page"))


def _parts(plain: bytes, boundary: bytes, most: int) -> Iterator[tuple[Field | File, bytes]]:
    if not boundary:
        raise ValueError("no boundary")
    decoder = MultipartDecoder(boundary, max_parts=most)
    decoder.receive_data(plain)
    decoder.receive_data(None)  # that was all
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, Field | File):
            part, content = event, b""
        elif isinstance(event, Data):
            content += event.data
            if not event.more_data:
                yield part, content
