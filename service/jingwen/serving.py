"""Where the service listens, and with how many processes: ``HOST``, ``PORT`` and ``WORKERS`` in the environment.

Their names are everybody's, so an empty one is taken for one that is not set.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from time import sleep

from .errors import SettingError
from .settings import LARGEST_PORT, PREFIX, whole

HOST, PORT = "127.0.0.1", 8000
MOST_WORKERS = 512
# One that is told to stop lets go of its port at once, but may need a moment until it is told.
TRIES = 5
PAUSE = 1.0  # seconds
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True, slots=True)
class Serving:
    """``host`` without brackets; ``workers`` is None where the machine decides; ``metrics_port`` is the settings'."""

    host: str = HOST
    port: int = PORT
    workers: int | None = None
    metrics_port: int | None = None

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], metrics_port: int | None = None) -> Serving:
        """What ``environ`` asks for; a ``SettingError`` names what cannot be used."""
        host = environ.get("HOST") or HOST
        port = whole("PORT", environ.get("PORT") or str(PORT), LARGEST_PORT)
        workers = environ.get("WORKERS") or None
        if port == metrics_port:
            raise SettingError(f"{PREFIX}METRICS_PORT is {port}, and so is PORT; expected two different ports")
        return cls(
            host[1:-1] if host.startswith("[") and host.endswith("]") else host,
            port,
            None if workers is None else whole("WORKERS", workers, MOST_WORKERS),
            metrics_port,
        )

    @property
    def ports(self) -> Mapping[str, int]:
        """The ports to listen on, by the setting that names each."""
        return {"PORT": self.port} | ({f"{PREFIX}METRICS_PORT": self.metrics_port} if self.metrics_port else {})

    @property
    def is_open(self) -> bool:
        """Whether others than this machine's own processes may reach the service."""
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:  # a name
            return self.host.rstrip(".").lower() != "localhost"

    def address(self, port: int) -> str:
        """The host and ``port`` as a server is told to listen on."""
        return _joined(self.host, port)

    def url(self, port: int) -> str:
        """Where a client on this machine finds ``port``."""
        return f"http://{_joined(EVERYWHERE.get(self.host, self.host), port)}"

    def check(self) -> None:
        """Raises a ``SettingError`` for an address that cannot be listened on, and for a port that stays taken."""
        for name, port in self.ports.items():
            for left in reversed(range(TRIES)):
                try:
                    _listen(self.host, port)
                    break
                except OSError as error:
                    if error.errno != errno.EADDRINUSE or not left:
                        raise SettingError(self._refusal(name, port, error)) from None
                sleep(PAUSE)

    def _refusal(self, name: str, port: int, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return f"{name} is {port}, which another process listens on; end that one, or choose another port"
        if error.errno == errno.EACCES:
            return f"{name} is {port}, which this user may not listen on; choose a port from 1024 on"
        return f"HOST is {self.host!r}: {error.strerror}; expected an address of this machine, such as {HOST}"


def _listen(host: str, port: int) -> None:
    """Take the address as a server does, and let it go again."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (UnicodeError, ValueError, TypeError) as error:  # a name that is none, or one with a NUL
            raise OSError(errno.EINVAL, str(error)) from None


def _joined(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
