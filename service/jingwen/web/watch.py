"""Watches the folder of rules where ``JINGWEN_RULES_WATCH=1``, and asks for a reload when it has changed.

By looking, not by the kernel's notifications: those do not cross a network share or a mounted ConfigMap.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Event, Thread

from . import rulebook, slots

SECONDS = 2.0
LOCK = "watch.lock"


def start(rules: str, known: rulebook.Look) -> None:
    """Watch ``rules``, which looked as ``known`` when this worker's were read, for as long as this process lives."""
    Thread(target=_watch, args=(rules, known, os.getppid()), name="jingwen-watch", daemon=True).start()


def _watch(rules: str, known: rulebook.Look, server: int) -> None:
    """One worker at a time does it: the one that holds the lock, if there is a directory for one."""
    folder = os.environ.get(slots.DIRECTORY)
    mine = folder is None
    before, pause = known, Event()
    while not pause.wait(SECONDS):
        mine = mine or slots.hold(Path(folder or "") / LOCK) is not None
        now = rulebook.look(rules)
        # Twice alike: whoever is writing has finished.
        if mine and now != known and now == before and os.getppid() == server:
            os.kill(server, signal.SIGHUP)
            known = now
        before = now
