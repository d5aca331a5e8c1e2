"""Bytes to the JSON value that they stand for, half characters left out."""

from __future__ import annotations

import base64
import binascii
import json
import re
from codecs import BOM_UTF8
from contextlib import suppress
from typing import Any, NoReturn

import orjson

from .errors import InvalidJson

# How JSON writes half of a character that UTF-16 needs two units for; a whole one is written as two of them.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def parse(text: bytes, what: str = "the body") -> Any:
    """The value that ``text`` stands for. ``InvalidJson`` says where it is none; ``what`` it calls the text.

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
        raise InvalidJson(f"{what} is not JSON: {error.msg}{_place(error)}; send one object in UTF-8") from None


def parse_object(text: bytes, what: str = "the body") -> dict[str, Any]:
    """The object that ``text`` stands for, which carries a page. Raises ``InvalidJson``."""
    document = parse(text, what)
    if not isinstance(document, dict):
        raise InvalidJson(f"{what} is {kind_of(document)}; expected an object with url, html, text or body_base64")
    return document


def from_base64(text: str) -> bytes:
    """The bytes that ``text`` is the Base64 of. Raises ``binascii.Error``, or ``ValueError`` where it is not ASCII."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:  # `base64` wraps its lines, and MIME says to
        return base64.b64decode("".join(text.split()), validate=True)


def kind_of(value: object) -> str:
    """What a JSON value is, in words, without showing it."""
    if value is None:
        return "null"
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "an object",
    }
    return names[type(value)]


def followed(text: bytes) -> bool:
    """Whether ``text`` is an object and another one behind it, as lines are that have lost their ends."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        with suppress(orjson.JSONDecodeError):
            orjson.loads(error.doc[: error.pos])
            return error.doc.startswith("{", error.pos)
    return False


def _place(error: orjson.JSONDecodeError) -> str:
    """Where it is, as far as that is known; a text of one line has no line to be told of."""
    if not error.doc:  # it is empty, or not UTF-8
        return ""
    return f" at line {error.lineno}, character {error.colno}" if error.lineno > 1 else f" at character {error.colno}"


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
