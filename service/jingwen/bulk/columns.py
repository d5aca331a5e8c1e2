"""One row out: what is written of a record, the same columns in the same order in every format.

Every row has every column, those of a failure too: a table takes its columns from no row, and none is lost for want of
a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from ..errors import InvalidOption
from ..isolation.answer import Answer
from ..isolation.outcome import Outcome
from .record import Record

if TYPE_CHECKING:
    import pyarrow

FAILED = "failed"
# What tells a row from all others; it is always written.
KEY = ("input", "offset")
# What each column holds, in the words that `arrow_schema` reads. The first ones are the row's own, the others are the
# keys of the service's answer.
OWN = {
    "input": "string",
    "offset": "int64",
    "id": "string",
    "http_status": "int64",
    "problem": "string",
    "detail": "string",
    "retry": "bool",
}
ANSWERED = {
    "status": "string",
    "url": "string",
    "canonical_url": "string",
    "site": "string",
    "site_name": "string",
    "rule": "string",
    "title": "string",
    "text": "string",
    "source": "string",
    "byline": "strings",
    "editors": "strings",
    "date": "string",
    "date_raw": "string",
    "modified": "string",
    "description": "string",
    "keywords": "strings",
    "section": "string",
    "image": "string",
    "images": "strings",
    "captions": "text credit image",
    "language": "string",
    "script": "string",
    "original_script": "string",
    "next_page": "string",
    "confidence": "float64",
    "origin": "map",
    "kind": "string",
    "encoding": "name from",
    "notices": "code message",
    "version": "jingwen rules",
}
COLUMNS = {**OWN, **ANSWERED}
# These are lists of objects; `encoding` and `version` are one object.
LISTS = frozenset(("captions", "notices"))
EMPTY: dict[str, Any] = {
    name: [] if kind == "strings" or name in LISTS else {} if kind == "map" else None for name, kind in ANSWERED.items()
}


def chosen(fields: Iterable[str]) -> tuple[str, ...]:
    """The columns that ``fields`` name, in their order, with the key before them; all of them where it names none.

    Raises ``InvalidOption`` for one that does not exist.
    """
    names = list(dict.fromkeys(fields))
    if not names:
        return tuple(COLUMNS)
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise InvalidOption(
            f"--fields names {unknown[0][:60]!r}; expected some of {', '.join(COLUMNS)}, with commas between",
            option="fields",
        )
    return tuple(dict.fromkeys((*KEY, *names)))


def line(record: Record, found: Outcome, columns: Sequence[str]) -> bytes:
    """The row of a ``record`` as a line of JSON, with those ``columns``."""
    if isinstance(found, Answer) and record.problem is None and len(columns) == len(COLUMNS):
        own = _own(record)
        nothing = b',"problem":null,"detail":null,"retry":null,'
        return _json(own)[:-1] + nothing + found.body[1:] + b"\n"  # the answer is JSON already
    return _json(row(record, found, columns)) + b"\n"


def row(record: Record, found: Outcome, columns: Sequence[str]) -> dict[str, Any]:
    """The row of a ``record``, with those ``columns``."""
    whole = _own(record)
    problem = record.problem if isinstance(found, Answer) else found
    retry = None if problem is None else problem.retry
    whole |= {"problem": problem and problem.slug, "detail": problem and str(problem), "retry": retry}
    if isinstance(found, Answer):
        whole |= orjson.loads(found.body)
    else:
        whole |= {**EMPTY, "status": FAILED, "url": record.url}
    return {name: whole[name] for name in columns}


def _own(record: Record) -> dict[str, Any]:
    return {"input": record.input, "offset": record.offset, "id": record.id, "http_status": record.http_status}


def plain(text: str) -> str:
    r"""``text`` with ``\udce9``, say, for half a surrogate pair, which neither JSON nor Arrow can hold: it stands for a
    byte in a file's name that is no UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _json(row: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(row)
    except TypeError:  # half a surrogate pair, in a file's name or an input's id
        return orjson.dumps(_whole(row))


def _whole(value: Any) -> Any:
    """``value`` with all text in it plain."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list) else value


def arrow_schema(columns: Sequence[str]) -> pyarrow.Schema:
    """The Arrow schema of rows with those ``columns``."""
    import pyarrow

    text = pyarrow.string()
    simple = {
        "string": text,
        "strings": pyarrow.list_(text),
        "int64": pyarrow.int64(),
        "float64": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "map": pyarrow.map_(text, text),
    }

    def type_of(name: str) -> pyarrow.DataType:
        kind = COLUMNS[name]
        if kind in simple:
            return simple[kind]
        members = pyarrow.struct([(member, text) for member in kind.split()])
        return pyarrow.list_(members) if name in LISTS else members

    return pyarrow.schema([(name, type_of(name)) for name in columns])


def arrow_table(lines: bytes, columns: Sequence[str]) -> pyarrow.Table:
    """The Arrow table of rows that are ``lines`` of JSON with those ``columns``."""
    return table(map(orjson.loads, lines.splitlines()), columns)


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pyarrow.Table:
    """The Arrow table of ``rows`` with those ``columns``, and of none."""
    import pyarrow

    found = list(rows)
    if "origin" in columns:  # from_pylist takes no dict for a map
        found = [{**each, "origin": list(each["origin"].items())} for each in found]
    return pyarrow.Table.from_pylist(found, arrow_schema(columns))
