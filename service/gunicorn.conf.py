"""How gunicorn runs the service: ``gunicorn --config service/gunicorn.conf.py``.

``HOST``, ``PORT`` and ``WORKERS`` in the environment override the address and the number of processes. What the
service itself does is set by ``JINGWEN_*`` (``jingwen/settings.py``).
"""

from __future__ import annotations

import gc
import logging
import math
import os
import signal
import sys
from contextlib import suppress
from select import select
from selectors import EVENT_READ
from types import FrameType
from typing import NoReturn, cast

from flask import Flask
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from jingwen.allocation import one_heap
from jingwen.cli import UNUSABLE
from jingwen.errors import JingwenError, SettingError
from jingwen.processors import processors
from jingwen.serving import Serving
from jingwen.settings import PREFIX, Settings, check_folder
from jingwen.web import logs, rulebook, slots, traces, watch
from jingwen.web.app import close, drain, start


def _stop(error: JingwenError) -> NoReturn:
    print(logs.cannot_start(str(error)), file=sys.stderr, flush=True)
    sys.exit(UNUSABLE)


def _settings() -> Settings:
    """Those that were read at the start, where this is a reload: a reload stops nothing."""
    book = rulebook.held()
    try:
        return book.settings if book else Settings.from_environ(os.environ)
    except SettingError as error:
        _stop(error)


def _serving(metrics_port: int | None) -> Serving:
    try:
        return Serving.from_environ(os.environ, metrics_port)
    except SettingError as error:
        _stop(error)


# Who starts gunicorn may hand it what to listen on: systemd, and an older gunicorn that is replaced (SIGUSR2).
INHERITED = {"GUNICORN_FD", "LISTEN_FDS"}

_set = _settings()
_serve = _serving(_set.metrics_port)

wsgi_app = "jingwen.web.app:create_app()"
bind = [*map(_serve.address, _serve.ports.values())]

# Cleaning is bound to the processor, so one process per processor; the cap keeps a large shared machine's memory
# (each process has children, with their own dictionaries and rules). The threads are for waiting clients, not for
# speed: one for each page that is cleaned or waits, and some for /livez and /metrics, which no page can take. They are
# many because gunicorn lets a caller that connects and says nothing hold one for five seconds.
workers = _serve.workers or min(processors(), 8)
worker_class = "gthread"
threads = _set.children + _set.queue + 32

# What a proxy says in headers changes nothing here, so that nobody's word for it need be weighed, request by request.
forwarded_allow_ips = "*"
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# Each worker makes its own application: SIGHUP then brings new rules, and nothing open is shared over a fork (metric
# files, a library's threads). The modules are shared all the same: this file imports them before the fork.
preload_app = False

timeout = 30  # seconds without a heartbeat until a worker is taken for dead; a threaded worker beats while it cleans
# Seconds for requests in flight at SIGTERM: a page may wait for one deadline and take another.
graceful_timeout = math.ceil(2 * _set.deadline) + 5
keepalive = 75  # seconds; longer than the idle time of common proxies (60), so that it is never we who close first
limit_request_line = 8190  # bytes, the most there is: ?url= holds percent-encoded addresses

# A worker is replaced after so many requests, against slow leaks in C libraries; the jitter spreads the replacements.
max_requests = 20_000
max_requests_jitter = 4_000

accesslog = None  # the application writes one JSON line a request
logconfig_dict = logs.server_config(_set.log_level)
control_socket_disable = True  # a file in the home directory that two services would share, or a read-only root refuse
# The heartbeat file in memory: on a container's overlay file system touching it can block.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None


def on_starting(_server: Arbiter) -> None:
    """Reads the rules for all workers, and makes the directory that the workers count in.

    Stops the start with one line where a rule file, a folder or an address cannot be used.
    """
    logs.configure(_set.log_level)
    logging.captureWarnings(True)
    try:
        rulebook.hold(_set)
        if _set.traces:
            traces.check()
        if _set.quarantine_dir:
            check_folder(f"{PREFIX}QUARANTINE_DIR", _set.quarantine_dir)
        slots.share()
        if not INHERITED & os.environ.keys():
            _serve.check()
    except JingwenError as error:
        _stop(error)


def on_reload(_server: Arbiter) -> None:
    """Reads the rules again (SIGHUP), before new workers are made; bad ones leave everything as it was."""
    rulebook.renew()


def post_fork(_server: Arbiter, _worker: ThreadWorker) -> None:
    """Gives the worker a slot, whose metric files it counts on in, before it makes its metrics."""
    one_heap()
    book = rulebook.held()
    slots.claim(len(book.cleaner.rules) if book else 0)


def post_worker_init(worker: ThreadWorker) -> None:
    """Starts the children.

    From SIGTERM on /readyz fails, for whoever holds a connection while requests finish, and the port is let go.
    """
    app = cast(Flask, worker.wsgi)
    start(app, lambda: worker.alive)
    book = rulebook.held()
    if _set.rules_watch and book:
        watch.start(_set.rules, book.look)
    gc.collect()
    gc.freeze()  # what is there by now stays, and is nothing for the collector to look through again and again

    told = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told
        drain(app)
        worker.handle_exit(number, frame)
        if not told:
            told = True
            worker.method_queue.defer(_let_go, worker)

    signal.signal(signal.SIGTERM, stop)
    signal.siginterrupt(signal.SIGTERM, False)  # as gunicorn has it: requests in flight go on


def _let_go(worker: ThreadWorker) -> None:
    """Takes in who has come by now, and closes the worker's copy of the port. Runs in the worker's loop.

    gunicorn's worker keeps its copy until its last request is done, and as long as one is open the kernel takes callers
    in: they would wait for nobody and be reset at the end. Where one worker alone stops, the others have theirs.
    """

    def close(pipe: int) -> None:
        worker.poller.unregister(pipe)
        os.close(pipe)
        _take_in(worker)
        for listener in worker.sockets:
            listener.close()

    worker.set_accept_enabled(False)
    _take_in(worker)
    # This round of the loop may have a caller at the port still to come to; the next one, which this begins, has not.
    pipe, end = os.pipe()
    os.close(end)
    worker.poller.register(pipe, EVENT_READ, close)


def _take_in(worker: ThreadWorker) -> None:
    for listener in worker.sockets:
        with suppress(OSError):  # no room for one more
            while worker.nr_conns < worker.worker_connections and select([listener], [], [], 0)[0]:
                worker.accept(listener)


def worker_exit(_server: Arbiter, worker: ThreadWorker) -> None:
    """Ends the worker's children; it has answered all it will."""
    app = getattr(worker, "wsgi", None)  # none yet where it could not boot
    if app is not None:
        close(app)


def when_ready(server: Arbiter) -> None:
    """Says where the service listens and how to try it, once, when it does listen; and whether anybody may use it."""
    address = _serve.url(_serve.port)
    if not _set.token and _serve.is_open:
        logs.event("no_token", host=_serve.host, port=_serve.port, advice=f"set {PREFIX}TOKEN, or HOST=127.0.0.1")
    if not sys.stderr.isatty():
        logs.event("ready", level="info", address=address, workers=server.cfg.workers, threads=threads)
        return
    print(
        f"jingwen is ready on {address} ({server.cfg.workers} x {threads} threads); try it:\n"
        f"  curl --data-binary @page.html '{address}/v1/clean'",
        file=sys.stderr,
        flush=True,
    )
