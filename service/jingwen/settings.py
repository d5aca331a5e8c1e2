"""Every setting with its default, read once from the environment by whoever starts the service.

A name that begins with ``JINGWEN_`` and is no setting, an empty value and one that does not fit are errors: where a
setting is passed over in silence, a service is open, or slow, and nobody knows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

from .errors import SettingError
from .model import LIMITS, Limits

PREFIX = "JINGWEN_"
TOKEN_FILE = PREFIX + "TOKEN_FILE"
BARE = ("HOST", "PORT", "WORKERS")  # what the server is told has names without it (serving.py)
LARGEST_PORT = 65_535
# What Kubernetes puts into every pod beside a Service named jingwen, or jingwen-something: names that may be anything,
# and one that may be a setting of ours, told by its value.
SERVICE_NAME = re.compile(
    r"JINGWEN_(?:[A-Z0-9_]+_)?"
    r"(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
SERVICE_PORT = re.compile(r"JINGWEN_(?:[A-Z0-9_]+_)?PORT")
SERVICE_ADDRESS = re.compile(r"(?:tcp|udp|sctp)://.*")
# The APIs of others that can be answered, each at the path that its clients ask.
COMPAT: Mapping[str, str] = {"zyte": "/extract/article-html", "postlight": "/parser", "tika": "/tika/main"}
# What a header can carry: no space, no control character, nothing that has more than one way to be sent.
TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set; each is the environment variable ``JINGWEN_`` + its name in capitals.

    ``rules``: ``packaged``, ``off``, the path of a folder of rule files, or several places with colons between them
    (see :func:`~jingwen.rules.load.load`). ``max_wire_bytes`` and ``max_page_bytes``: the limits of a request's body as
    sent and once its Content-Encoding is undone. ``max_pages`` and ``max_parts``: of the pages in a request and the
    parts of a form. ``max_tags``, ``max_depth``, ``max_attributes`` and ``max_text``: of what one page holds (see
    :class:`~jingwen.model.Limits`). ``max_answer_bytes``: of an answer. ``log_level``: the least severe level that is
    logged (``debug`` … ``error``). ``children``: the processes of each worker that clean pages. ``queue``: the requests
    that each worker lets wait for one of them. ``read_timeout``: the seconds without a byte until a caller's body is
    given up; ``stream_timeout``: until a stream of pages is, whichever side has stopped. ``deadline`` and
    ``soft_deadline``: the seconds until a page is given up, and until it gets the cheap answer. ``child_pages`` and
    ``child_memory``: after how many pages, and at how many resident bytes, a child is replaced;
    ``child_address_space``: the bytes that it may ask for at all. ``quarantine_dir``: where killed pages are kept, if
    anywhere, and ``quarantine_keep`` how many. ``token``: what callers must send, if anything; ``token_file``: the file
    that it was read from, if it was. ``rules_watch``: whether a change in the folders of rules brings them in.
    ``metrics_port``: the port that ``/metrics`` has to itself, if it has one. ``compat``: the APIs of others that are
    answered, of ``COMPAT``. ``playground``: whether browsers get a page at ``/`` to try pages and rules on. ``traces``:
    whether requests are told to OpenTelemetry.
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
    token_file: str = ""
    rules_watch: bool = False
    metrics_port: int | None = None
    compat: tuple[str, ...] = ()
    playground: bool = True
    traces: bool = False

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that ``environ`` asks for; a ``SettingError`` names one that cannot be used."""
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        given = {name: text for name, text in environ.items() if _is_ours(name, text)}
        check_names(given, known)
        values: dict[str, object] = {}
        for name, text in given.items():
            values[known[name].name] = READERS[str(known[name].type)](name, text)
        if "token_file" in values:
            values["token"] = _token_in(str(values["token_file"]), "token" in values)
        settings = cls(**values)  # type: ignore[arg-type]  # the values are of the fields' types by the line above
        if settings.token and not TOKEN.fullmatch(settings.token):
            raise SettingError(
                f"{PREFIX}TOKEN{'_FILE' if settings.token_file else ''} has a token that no header can carry; expected "
                "ASCII letters, digits and marks, without a space"
            )
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


def check_names(given: Iterable[str], known: Iterable[str]) -> None:
    """Raises a ``SettingError`` for the first name in ``given`` that is not ``known``, with the one that is meant."""
    names = [*known]
    meant_by = {name.removeprefix(PREFIX): name for name in names} | {name: name for name in BARE}
    for name in given:
        if name not in names:
            near = get_close_matches(name.upper().removeprefix(PREFIX), meant_by, 1)
            meant = f"did you mean {meant_by[near[0]]}? If not" if near else "docs/settings.md lists them"
            raise SettingError(f"there is no setting {name[:100]}; {meant}, unset it")


def check_folder(name: str, path: str) -> None:
    """Raises a ``SettingError`` where the folder ``path``, which the setting ``name`` names, cannot be written to."""
    if not os.access(path, os.F_OK):
        raise SettingError(f"{name} is {path}, which does not exist; make the folder, or mount it, before the start")
    if not Path(path).is_dir():
        raise SettingError(f"{name} is {path}, which is no folder; expected one")
    if not os.access(path, os.W_OK | os.X_OK):
        raise SettingError(f"{name} is {path}, which cannot be written to; give this user the right, or name another")


def whole(name: str, text: str, most: int) -> int:
    """The number that ``text`` writes. Raises a ``SettingError`` where it is none from 1 to ``most``."""
    if not text.isascii() or not text.isdigit() or len(text) > 18 or not 1 <= int(text) <= most:
        raise SettingError(f"{name} is {text!r}; expected a whole number from 1 to {most}")
    return int(text)


def _is_ours(name: str, text: str) -> bool:
    """Whether somebody meant ``name`` for this service; Kubernetes does not."""
    if SERVICE_NAME.fullmatch(name) or (SERVICE_PORT.fullmatch(name) and SERVICE_ADDRESS.fullmatch(text)):
        return False
    return name.upper().startswith(PREFIX)


def _token_in(path: str, twice: bool) -> str:
    name = TOKEN_FILE
    if twice:
        raise SettingError(f"{PREFIX}TOKEN and {name} are both set; expected one of them")
    try:
        token = Path(path).read_bytes().decode().rstrip("\r\n")
    except OSError as error:
        raise SettingError(f"{name} is {path}, which cannot be read: {error.strerror}; expected a file") from None
    except UnicodeDecodeError:
        raise SettingError(f"{name} is {path}, which is not UTF-8; expected a file with the token") from None
    if not token:
        raise SettingError(f"{name} is {path}, which is empty; expected a file with the token")
    return token


LOG_LEVELS = ("debug", "info", "warning", "error")


def _text(name: str, text: str) -> str:
    if not text:
        raise SettingError(f"{name} is empty; set it to something, or unset it for its default")
    return text


def _positive(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18 or int(text) == 0:
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


def _port(name: str, text: str) -> int:
    return whole(name, text, LARGEST_PORT)


def _apis(name: str, text: str) -> tuple[str, ...]:
    """The names of ``COMPAT`` that ``text`` holds, with commas between them."""
    apis = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for api in apis:
        if api not in COMPAT:
            raise SettingError(
                f"{name} is {text!r:.100}; expected names with commas between them, of {', '.join(COMPAT)}"
            )
    return apis


SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
READERS: Mapping[str, Callable[[str, str], object]] = {
    "str": _text,
    "int": _positive,
    "float": _seconds,
    "bool": _switch,
    "int | None": _port,
    "tuple[str, ...]": _apis,
}
