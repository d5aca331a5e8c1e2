"""Every setting with its default, read once from the environment by whoever starts the service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from .errors import SettingError
from .model import LIMITS, Limits

PREFIX = "JINGWEN_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set; each is the environment variable ``JINGWEN_`` + its name in capitals.

    ``rules``: ``packaged``, ``off`` or the path of a folder of rule files. ``max_wire_bytes`` and
    ``max_page_bytes``: the limits of a request's body as sent and once its Content-Encoding is undone. ``max_pages``
    and ``max_parts``: of the pages in a request and the parts of a form. ``max_tags``, ``max_depth``,
    ``max_attributes`` and ``max_text``: of what one page holds (see :class:`~jingwen.model.Limits`).
    ``max_answer_bytes``: of an answer. ``log_level``: the least severe level that is logged (``debug`` … ``error``).

    ``children``: the processes of each worker that clean pages. ``queue``: the requests that each worker lets wait for
    one of them. ``read_timeout``: the seconds without a byte until a caller's body is given up; ``stream_timeout``:
    until a stream of pages is, whichever side has stopped. ``deadline`` and
    ``soft_deadline``: the seconds until a page is given up, and until it gets the cheap answer. ``child_pages`` and
    ``child_memory``: after how many pages, and at how many resident bytes, a child is replaced;
    ``child_address_space``: the bytes that it may ask for at all. ``quarantine_dir``: where killed pages are kept, if
    anywhere, and ``quarantine_keep`` how many. ``token``: what callers must send, if anything. ``rules_watch``: whether
    a change in the folder of rules brings them in.
    """

    rules: str = "packaged"
    max_wire_bytes: int = 10_000_000
    max_page_bytes: int = 20_000_000
    max_pages: int = 50
    max_parts: int = 20
    max_tags: int = LIMITS.tags
    max_depth: int = LIMITS.depth
    max_attributes: int = LIMITS.attributes
    max_text: int = LIMITS.text
    max_answer_bytes: int = 50_000_000
    log_level: str = "info"
    children: int = 2
    queue: int = 16
    read_timeout: float = 10
    stream_timeout: float = 60
    deadline: float = 10
    soft_deadline: float = 5
    child_pages: int = 2000
    child_memory: int = 400_000_000
    child_address_space: int = 2_000_000_000
    quarantine_dir: str = ""
    quarantine_keep: int = 100
    token: str = field(default="", repr=False)
    rules_watch: bool = False

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that ``environ`` asks for; a ``SettingError`` names one that cannot be used."""
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        values: dict[str, object] = {}
        for name, f in known.items():
            if name in environ:
                values[f.name] = READERS[str(f.type)](name, environ[name])
        settings = cls(**values)  # type: ignore[arg-type]  # the values are of the fields' types by the line above
        if settings.log_level not in LOG_LEVELS:
            raise SettingError(f"{PREFIX}LOG_LEVEL is {settings.log_level!r}; expected one of {', '.join(LOG_LEVELS)}")
        if settings.soft_deadline > settings.deadline:
            raise SettingError(
                f"{PREFIX}SOFT_DEADLINE is {settings.soft_deadline:g}; expected no more than {PREFIX}DEADLINE, "
                f"which is {settings.deadline:g}"
            )
        return settings

    @property
    def limits(self) -> Limits:
        """What one page may hold."""
        return Limits(self.max_tags, self.max_depth, self.max_attributes, self.max_text)


LOG_LEVELS = ("debug", "info", "warning", "error")


def _text(_: str, text: str) -> str:
    return text


def _positive(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingError(f"{name} is {text!r}; expected a whole number greater than 0")
    return int(text)


def _seconds(name: str, text: str) -> float:
    if not SECONDS.fullmatch(text) or float(text) == 0:
        raise SettingError(f"{name} is {text!r}; expected a number of seconds greater than 0")
    return float(text)


def _switch(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise SettingError(f"{name} is {text!r}; expected 1 or 0")
    return text == "1"


SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
READERS: Mapping[str, Callable[[str, str], object]] = {
    "str": _text,
    "int": _positive,
    "float": _seconds,
    "bool": _switch,
}
