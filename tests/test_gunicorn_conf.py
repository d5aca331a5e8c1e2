"""The server's configuration: what the environment may change, and what a person sees at the start."""

from __future__ import annotations

import json
import logging
import os
import runpy
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jingwen import resources
from jingwen.settings import Settings
from jingwen.web import logs, rulebook
from jingwen.web.slots import DIRECTORY

from .web.examples import RULES
from .web.live import free_port

NAMES = ("HOST", "PORT", "WORKERS")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (*NAMES, *(name for name in os.environ if name.startswith("JINGWEN_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(DIRECTORY, "")  # a start puts its own there
    logs.configure("info")
    yield
    logging.captureWarnings(False)
    rulebook._held.clear()


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody watches."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def configuration(monkeypatch: pytest.MonkeyPatch, **environ: str) -> dict[str, Any]:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(resources.gunicorn_config()))


@pytest.mark.parametrize(
    ("environ", "bind", "address"),
    [
        ({}, "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ({"HOST": "", "PORT": ""}, "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ({"HOST": "0.0.0.0", "PORT": "80"}, "0.0.0.0:80", "http://127.0.0.1:80"),
        ({"HOST": "10.1.2.3", "PORT": "65535"}, "10.1.2.3:65535", "http://10.1.2.3:65535"),
        ({"HOST": "::1"}, "[::1]:8000", "http://[::1]:8000"),
        ({"HOST": "::"}, "[::]:8000", "http://[::1]:8000"),
        ({"HOST": "cleaner.local"}, "cleaner.local:8000", "http://cleaner.local:8000"),
    ],
)
def test_the_address(
    environ: dict[str, str],
    bind: str,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    conf = configuration(monkeypatch, **environ)
    assert conf["bind"] == [bind]
    server = SimpleNamespace(cfg=SimpleNamespace(workers=3))
    conf["when_ready"](server)
    printed = capsys.readouterr()
    assert printed.err == ""
    ready = told(printed.out)[-1]
    assert (ready["event"], ready["address"], ready["workers"]) == ("ready", address, 3)
    terminal(monkeypatch)
    conf["when_ready"](server)
    printed = capsys.readouterr()
    first, second = printed.err.splitlines()
    assert f" {address} (3 x " in first
    assert second == f"  curl --data-binary @page.html '{address}/v1/clean'"
    assert '"ready"' not in printed.out


@pytest.mark.parametrize(
    ("environ", "warned"),
    [
        ({}, False),
        ({"HOST": "127.8.0.1"}, False),
        ({"HOST": "::1"}, False),
        ({"HOST": "[::1]"}, False),
        ({"HOST": "localhost"}, False),
        ({"HOST": "0.0.0.0"}, True),
        ({"HOST": "::"}, True),
        ({"HOST": "10.1.2.3"}, True),
        ({"HOST": "cleaner.local"}, True),
        ({"HOST": "0.0.0.0", "JINGWEN_TOKEN": "a-secret"}, False),
    ],
)
def test_whoever_may_come_in_without_a_token_is_told_once(
    environ: dict[str, str], warned: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configuration(monkeypatch, **environ)["when_ready"](SimpleNamespace(cfg=SimpleNamespace(workers=1)))
    lines = [line for line in told(capsys.readouterr().out) if line["event"] == "no_token"]
    assert [(line["level"], line["host"], line["port"]) for line in lines] == [
        ("warning", environ.get("HOST"), 8000)
    ] * warned


def test_the_metrics_have_a_port_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configuration(monkeypatch, HOST="::1", JINGWEN_METRICS_PORT="9000")["bind"] == ["[::1]:8000", "[::1]:9000"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "８０"),
        ("WORKERS", "0"),
        ("WORKERS", "two"),
    ],
)
def test_a_bad_number_stops_the_start(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(monkeypatch, capsys, **{name: value}).startswith(
        f"{name} is '{value}'; expected a whole number from 1 to "
    )


def refusal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **environ: str) -> str:
    """Why the service does not start."""
    with pytest.raises(SystemExit) as stopped:
        configuration(monkeypatch, **environ)["on_starting"](SimpleNamespace())
    assert stopped.value.code == 2
    (line,) = told(capsys.readouterr().err)
    assert (line["level"], line["event"]) == ("error", "cannot_start")
    return str(line["error"])


def test_the_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= configuration(monkeypatch)["workers"] <= 8
    assert configuration(monkeypatch, WORKERS="5")["workers"] == 5


def test_threads_for_all_that_wait_and_time_for_all_that_was_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    conf = configuration(monkeypatch, JINGWEN_QUEUE="30", JINGWEN_DEADLINE="7.5")
    assert conf["threads"] > 30 + Settings().children
    assert conf["graceful_timeout"] > 2 * 7.5


@pytest.mark.parametrize(
    ("quota", "cpus"),
    [("max 100000", 6), ("150000 100000", 2), ("50000 100000", 1), ("900000 100000", 6), ("", 6), (None, 6)],
)
def test_a_container_quota_limits_the_workers(quota: str | None, cpus: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_text(_path: Path) -> str:
        if quota is None:
            raise FileNotFoundError
        return quota

    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(6)), raising=False)
    monkeypatch.setattr(Path, "read_text", read_text)
    assert configuration(monkeypatch)["workers"] == cpus


def test_a_bad_rule_file_stops_the_start_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.yaml").write_text("site: x\nnonsense: 'y'\n", encoding="utf-8")
    said = refusal(monkeypatch, capsys, JINGWEN_RULES=str(tmp_path))
    assert said.startswith(f"{tmp_path}/x.yaml:2: ")
    assert "nonsense" in said


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"JINGWEN_LOG_LEVEL": "loud"}, "JINGWEN_LOG_LEVEL is 'loud'"),
        ({"JINGWEN_TOKNE": "x"}, "there is no setting JINGWEN_TOKNE; did you mean JINGWEN_TOKEN?"),
        ({"JINGWEN_RULES": "/no/such/rules"}, "/no/such/rules: there is no such file or folder; make it, or name "),
        ({"JINGWEN_RULES": "packaged:"}, "'packaged:': a place of rules has no name"),
        ({"JINGWEN_QUARANTINE_DIR": "/no/such"}, "JINGWEN_QUARANTINE_DIR is /no/such, which does not exist"),
        ({"PROMETHEUS_MULTIPROC_DIR": "/no/such"}, "PROMETHEUS_MULTIPROC_DIR is /no/such, which does not exist"),
        ({"PORT": "9000", "JINGWEN_METRICS_PORT": "9000"}, "JINGWEN_METRICS_PORT is 9000, and so is PORT"),
        ({"HOST": "192.0.2.1"}, "HOST is '192.0.2.1': Cannot assign requested address; expected an address of this"),
        ({"HOST": "unix:/tmp/x"}, "HOST is 'unix:/tmp/x': "),
        ({"HOST": "a..b"}, "HOST is 'a..b': "),
    ],
    ids=str,
)
def test_a_bad_setting_stops_the_start_in_one_line(
    environ: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(monkeypatch, capsys, **{"JINGWEN_RULES": "off"} | environ).startswith(said)


def test_a_person_is_told_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal(monkeypatch)
    with pytest.raises(SystemExit):
        configuration(monkeypatch, PORT="http")
    assert capsys.readouterr().err == (
        "jingwen cannot start: PORT is 'http'; expected a whole number from 1 to 65535\n"
    )


@pytest.mark.parametrize("setting", ["PORT", "JINGWEN_METRICS_PORT"])
def test_a_port_that_is_taken_stops_the_start(
    setting: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("jingwen.serving.sleep", pauses.append)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(monkeypatch, capsys, JINGWEN_RULES="off", **{"PORT": str(free_port()), setting: str(port)})
    assert said == f"{setting} is {port}, which another process listens on; end that one, or choose another port"
    assert len(pauses) == 4, "whoever is being replaced has a moment"


def test_a_listener_that_is_handed_on_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        conf = configuration(
            monkeypatch, JINGWEN_RULES="off", PORT=str(taken.getsockname()[1]), GUNICORN_FD=str(taken.fileno())
        )
        conf["on_starting"](SimpleNamespace())


def test_a_reload_has_the_settings_of_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with a token may be gone by then, which is no reason to stop a service that runs."""
    file = tmp_path / "token"
    file.write_text("a-secret\n", encoding="utf-8")
    settings = Settings.from_environ({"JINGWEN_RULES": str(RULES), "JINGWEN_TOKEN_FILE": str(file)})
    rulebook.hold(settings)
    file.unlink()
    conf = configuration(monkeypatch, JINGWEN_TOKEN_FILE=str(file))
    conf["on_reload"](SimpleNamespace())
    book = rulebook.held()
    assert book is not None
    assert book.settings.token == "a-secret"
    assert book.reloads == {"done": 1, "refused": 0}
