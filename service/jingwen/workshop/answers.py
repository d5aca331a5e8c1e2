"""Answers to count: those that an earlier run wrote as lines of JSON, or those to pages that are cleaned now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from ..bulk.folder import NoPages
from ..bulk.kinds import JSONL
from ..bulk.lines import lines
from ..bulk.opening import opened
from ..bulk.unpacking import Unpacked
from ..cleaner import Cleaner
from ..errors import InvalidJson, InvalidOption, RequestError
from ..json_text import parse_object
from .samples import readable

# A row of `jingwen batch` with an article of two million characters, each written as six.
LONGEST = 16_000_000
PACKED = (".gz", ".zst")


def answers(name: str, cleaner: Cleaner, complain: Callable[[str], None]) -> Iterator[Mapping[str, Any]]:
    """The answers in the file ``name`` (lines of ``jingwen batch``, of ``jingwen clean --json`` or of the service's
    stream), or else to the pages that it names. A page that cannot be read or cleaned has the status ``failed``, and
    ``complain`` is told why. A folder without pages has no answers.

    Raises ``InvalidOption`` for what cannot be read at all.
    """
    rows = _rows(name, complain) if _is_jsonl(name) else iter(())
    first = next(rows, None)
    if first is not None and ("problem" in first or ("status" in first and "rule" in first)):
        yield from chain([first], rows)
        return
    for found in readable([name]):
        if isinstance(found, NoPages):
            continue
        if isinstance(found, RequestError):
            complain(str(found))
            yield {"status": "failed"}
            continue
        raw = found.raw
        try:
            yield cleaner.clean(raw.body, url=raw.url, content_type=raw.content_type).to_dict()
        except RequestError as error:
            complain(f"{found.name}: {error}")
            yield {"status": "failed", "url": raw.url}


def _is_jsonl(name: str) -> bool:
    path = Path(name)
    return (path.with_suffix("") if path.suffix in PACKED else path).suffix in JSONL


def _rows(name: str, complain: Callable[[str], None]) -> Iterator[Mapping[str, Any]]:
    try:
        with opened(name) as raw:
            for number, text, damage in lines(Unpacked(raw, b"{"), LONGEST, b"{"):
                if text is None:
                    lost = f"{damage}; what is lost is not counted" if damage else f"it has more than {LONGEST:,} bytes"
                    complain(f"{name}: line {number}: {lost}")
                elif text.strip():
                    yield parse_object(text, f"line {number}")
    except OSError as error:
        raise InvalidOption(f"{name} cannot be read: {error.strerror}; expected lines of JSON") from None
    except InvalidJson as error:
        raise InvalidOption(f"{name}: {error}") from None


def read_earlier(name: str) -> Any:
    """The JSON in the file ``name``. Raises ``InvalidOption``."""
    try:
        return orjson.loads(Path(name).read_bytes())
    except OSError as error:
        raise InvalidOption(f"{name} cannot be read: {error.strerror}", option="against") from None
    except orjson.JSONDecodeError as error:
        raise InvalidOption(f"{name} is not JSON: {error}", option="against") from None
