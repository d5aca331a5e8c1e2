"""``jingwen serve``."""

from __future__ import annotations

import os
import sys
from argparse import Namespace


def run(asked: Namespace) -> int:
    """Start the HTTP service in the foreground, until it is told to stop. JINGWEN_* in the environment set it up."""
    from ..resources import gunicorn_config
    from ..serving import Serving
    from ..settings import TOKEN_FILE, Settings

    environ = dict(os.environ)
    for name, value in (("HOST", asked.host), ("PORT", asked.port), ("WORKERS", asked.workers)):
        if value is not None:
            environ[name] = str(value)
    # The file with the token may be one that can be read once: that is the server's part.
    settings = Settings.from_environ({name: text for name, text in environ.items() if name != TOKEN_FILE})
    Serving.from_environ(environ, settings.metrics_port)
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", "--config", str(gunicorn_config())], environ)
