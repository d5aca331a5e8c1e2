"""Bytes to the JSON value that they stand for, half characters left out."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from typing import Any, NoReturn

import orjson

from .errors import InvalidJson

# How JSON writes half of a character that UTF-16 needs two units for; a whole one is written as two of them.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def parse(text: bytes) -> Any:
    """The value that ``text`` stands for. ``InvalidJson`` says where it is none.

    A byte order mark is passed over. Half a character, such as JavaScript leaves where it cuts a string, stands for
    nothing and is left out.
    """
    text = text.removeprefix(BOM_UTF8)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if SURROGATE.search(text):
            try:
                return _whole(json.loads(text.decode(), parse_constant=_refuse))
            except (ValueError, RecursionError):  # there is more amiss, or nested deeper than either reads
                pass
        raise InvalidJson(f"the body is not JSON: {error}; send one object in UTF-8") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")  # it is JavaScript


def _whole(value: Any) -> Any:
    """``value`` without half characters, in its names as well."""
    if isinstance(value, str):
        return value.encode(errors="ignore").decode()
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return value
