"""What the routes work with: one record for each application, reached through the request under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from ..cleaner import Cleaner
from ..settings import Settings
from .admission import Admission
from .answer import Cleaning
from .metrics import Metrics

NAME = "jingwen"  # the application's name, and the record's place in its extensions


@dataclass(slots=True)
class Service:
    """An application's parts.

    ``cleaner`` holds the rules; ``pool`` is who cleans with them. ``draining`` is true once the process has been told
    to stop: a plain flag, as it is set in a signal handler, where waiting for a lock could wait for ever.
    """

    settings: Settings
    cleaner: Cleaner
    pool: Cleaning
    admission: Admission
    metrics: Metrics
    openapi: bytes
    draining: bool = False


def of(app: Flask) -> Service:
    """The parts of ``app``."""
    return cast(Service, app.extensions[NAME])


def service() -> Service:
    """The parts of the application that answers the request under way."""
    return of(current_app)
