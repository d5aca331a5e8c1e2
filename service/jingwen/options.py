"""Options as words: what a query string, a command line or a keyword argument may say, read into one record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any, TypeVar, get_args
from urllib.parse import quote, urlsplit

from .errors import InvalidOption
from .model import Format, Options, Punctuation, Script

T = TypeVar("T")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "format": get_args(Format),
    "script": get_args(Script),
    "punctuation": get_args(Punctuation),
}
SWITCHES = ("space", "mojibake", "glosses", "width", "explain")
NAMES = tuple(f.name for f in fields(Options))
WORDS = {"1": True, "true": True, "on": True, "yes": True, "0": False, "false": False, "off": False, "no": False}
LEAP_SECOND = re.compile(r"(?<=T\d\d:\d\d):60")
ZONE = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d|Z")
ADDRESS = re.compile(r"(https?://)([^/?#\\]*@)?(\[[^/?#@]*\]|[^/?#@:]+)(:\d*)?([/?#].*)?", re.IGNORECASE | re.ASCII)
HOST = re.compile(r"\[[\w:.%]+\]|[\w.~!$&'()*+,;=%-]+", re.ASCII)
LONGEST_HOST = 253  # in the DNS; the codec for other letters takes time by the square of the length
ESCAPED = re.compile(r"[^!#-;=?-~]+")  # by browsers too: white space, quotes, angle brackets and all but ASCII
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def parse_options(values: Mapping[str, object], base: Options | None = None) -> Options:
    """``base`` (the defaults) with ``values`` laid over it; strings are read as a query string would hold them.

    Raises ``InvalidOption`` for a name that is not an option or a value that the option does not take.
    """
    changes: dict[str, Any] = {name: _value(name, value) for name, value in values.items()}
    return replace(base or Options(), **changes)


def parse_switch(name: str, value: object) -> bool:
    """``value`` as yes or no: a bool, or one of the words 1/0, true/false, on/off, yes/no."""
    if isinstance(value, bool):
        return value
    word = WORDS.get(str(value).lower())
    if word is None:
        raise InvalidOption(f"{name} is {value!r:.80}; expected 1 or 0", option=name)
    return word


def check_url(url: object) -> str | None:
    """A page's address as it is used: rules are known by it, and the addresses on the page are relative to it.

    White space around it is taken off, and nothing left is None. Spaces and what else a browser would escape are
    percent-encoded, a host in other letters gets its ASCII form (IDNA); all else stays as it is. Raises
    ``InvalidOption`` for what is no absolute http or https address, and ``TypeError`` for what is no text.
    """
    if url is None:
        return None
    if not isinstance(url, str):
        advice = "Decode it: url.decode()" if isinstance(url, bytes | bytearray | memoryview) else "Write it: str(url)"
        raise TypeError(f"url is of type {type(url).__name__}; expected an address as text, or None. {advice}")
    given = url.strip()
    if not given:
        return None
    address = _encoded(given)
    if address is None:
        raise InvalidOption(f"url is {given!r:.200}; expected an absolute http or https address", option="url")
    return address


def parse_fetched_at(value: str) -> datetime:
    """The moment a page was fetched, from ISO 8601 (``2023-10-19T08:00:00+08:00``, or a plain date) or RFC 3339.

    Raises ``InvalidOption`` for any other text, and for a moment that in UTC lies outside of the years 1 to 9999.
    """
    text = value.strip().upper()
    leap = LEAP_SECOND.search(text)
    if leap:  # which a datetime does not know
        text = f"{text[: leap.start()]}:59{text[leap.end() :]}"
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        if leap:
            moment += timedelta(seconds=1)
        if moment.tzinfo:
            moment.astimezone(UTC)  # raises where there is no such year
        return moment
    except (ValueError, OverflowError) as error:
        where = ", which in UTC is outside of the years 1 to 9999" if isinstance(error, OverflowError) else ""
        raise InvalidOption(
            f"fetched_at is {value!r:.80}{where}; expected ISO 8601 such as 2023-10-19T08:00:00+08:00",
            option="fetched_at",
        ) from None


def _value(name: str, value: object) -> object:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise InvalidOption(f"{name} is {value!r:.80}; expected one of {', '.join(CHOICES[name])}", option=name)
        return value
    if name in SWITCHES:
        return parse_switch(name, value)
    if name == "zone":
        if value is None:
            return None
        if isinstance(value, str) and ZONE.fullmatch(offset := value.replace(" ", "+")):  # as a query string has +
            return offset
        raise InvalidOption(f"zone is {value!r:.80}; expected an offset such as +08:00", option="zone")
    raise unknown_option(name, NAMES)


def named_once(option: str, pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """What ``--option NAME=…`` said of each name. Raises ``InvalidOption`` for a name that is there again."""
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidOption(f"--{option} says twice what {name[:60]} is; say it once", option=option)
        found[name] = value
    return found


def unknown_option(name: str, known: tuple[str, ...]) -> InvalidOption:
    """The error for an option that does not exist, with the nearest one that does."""
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return InvalidOption(f"{name!r} is not an option; {hint}", option=name)


def _encoded(address: str) -> str | None:
    """``address`` in ASCII; None where it is no address of the web."""
    parts = ADDRESS.fullmatch(address)
    if parts is None or UNPRINTABLE.search(address):
        return None
    scheme, user, host, port, rest = parts.groups("")
    try:
        if not host.isascii():
            if len(host) > LONGEST_HOST:
                return None
            host = host.encode("idna").decode()
        if not HOST.fullmatch(host) or not urlsplit(f"{scheme}{host}").hostname:
            return None
    except ValueError:  # a label that IDNA does not take, or brackets around what is no IPv6 address
        return None
    return f"{scheme}{_quoted(user)}{host}{port}{_quoted(rest)}"


def _quoted(part: str) -> str:
    return ESCAPED.sub(lambda found: quote(found.group(), safe=""), part)
