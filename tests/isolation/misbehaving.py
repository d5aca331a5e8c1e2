"""A Cleaner that does what a hostile page might make it do: the page's body says what.

Nothing of it is in the service. A test hands it to a pool, or to a server as ``tests.web.misbehaving:application()``.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

from jingwen.cleaner import Cleaner
from jingwen.errors import BodyTooLarge
from jingwen.finding import second_opinion
from jingwen.model import Article, RawPage
from jingwen.rules.model import RuleSet

HANG = "<!--hang-->"
HANG_IN_C = "<!--hang in C-->"
PAUSE = "<!--pause-->"
PAUSE_SECONDS = 0.6
DIE = "<!--die-->"
DIE_ONCE = "<!--die unless {} is there-->"
CRASH = "<!--crash-->"
EAT = "<!--eat-->"
GROW = "<!--grow-->"
GROWTH = 300_000_000
RAISE = "<!--raise-->"
REFUSE = "<!--refuse-->"
DAWDLE = "<!--dawdle-->"
SECRET = "某页的正文"

_kept: list[bytes] = []


def _hang(*_: object) -> None:
    while True:
        pass


def _hang_in_c(_: str) -> None:
    re.match(r"(?:a+)+$", "a" * 64 + "b")


def _die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(body: str) -> None:
    marker = Path(re.findall(DIE_ONCE.replace("{}", "(.*?)"), body)[0])
    if not marker.exists():
        marker.touch()
        _die(body)


def _crash(_: str) -> None:
    ctypes.string_at(0)


def _eat(_: str) -> None:
    _kept.extend(bytes(100_000_000) for _ in range(1000))


def _grow(_: str) -> None:
    _kept.append(os.urandom(1) * GROWTH)


def _raise(_: str) -> None:
    raise RuntimeError(SECRET)


def _refuse(_: str) -> None:
    raise BodyTooLarge("too much of something", limit=7, limit_name="something")


def _dawdle(_: str) -> None:
    """A second opinion is wanted and takes for ever; the child is replaced after its page, and this with it."""
    for name in ("SURE", "SURE_OF_OTHERS"):
        setattr(second_opinion, name, 2.0)
    second_opinion.opinion = _hang  # type: ignore[assignment]  # it does not return


ACTS: dict[str, Callable[[str], None]] = {
    HANG: _hang,
    HANG_IN_C: _hang_in_c,
    PAUSE: lambda _: sleep(PAUSE_SECONDS),
    DIE: _die,
    DIE_ONCE.partition("{")[0]: _die_once,
    CRASH: _crash,
    EAT: _eat,
    GROW: _grow,
    RAISE: _raise,
    REFUSE: _refuse,
    DAWDLE: _dawdle,
}


@dataclass(frozen=True)
class Misbehaving:
    """Does what each page says, then cleans it as ``cleaner`` does."""

    cleaner: Cleaner

    @property
    def rules(self) -> RuleSet:
        return self.cleaner.rules

    def clean_pages(self, pages: Sequence[RawPage], **options: Any) -> Article:
        for page in pages:
            body = page.body if isinstance(page.body, str) else page.body.decode("utf-8", "replace")
            for sign, act in ACTS.items():
                if sign in body:
                    act(body)
        return self.cleaner.clean_pages(pages, **options)
