"""The service with a Cleaner that does what a hostile page might make it do, to be started by gunicorn."""

from __future__ import annotations

import os

from flask import Flask

from jingwen.cleaner import Cleaner
from jingwen.settings import Settings
from jingwen.web.app import create_app

from ..isolation.misbehaving import Misbehaving


def application() -> Flask:
    """The service with a misbehaving Cleaner, its settings from the environment."""
    settings = Settings.from_environ(os.environ)
    return create_app(settings, Misbehaving(Cleaner(settings.rules)))  # type: ignore[arg-type]
