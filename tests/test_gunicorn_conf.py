"""The server's configuration: what the environment may change, and what a person sees at the start."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jingwen import resources
from jingwen.settings import Settings

NAMES = ("HOST", "PORT", "WORKERS", "JINGWEN_RULES", "JINGWEN_LOG_LEVEL", "JINGWEN_DEADLINE", "JINGWEN_QUEUE")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


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
    assert conf["bind"] == bind
    conf["when_ready"](SimpleNamespace(cfg=SimpleNamespace(workers=3)))
    first, second = capsys.readouterr().err.splitlines()
    assert f" {address} (3 x " in first
    assert second == f"  curl --data-binary @page.html '{address}/v1/clean'"


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
def test_a_bad_number_stops_the_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match=rf"^{name} is '{value}'; expected a whole number from 1 to \d+$"):
        configuration(monkeypatch, **{name: value})


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


def test_a_bad_rule_file_stops_the_start_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_text("site: x\nnonsense: 'y'\n", encoding="utf-8")
    conf = configuration(monkeypatch, JINGWEN_RULES=str(tmp_path))
    with pytest.raises(SystemExit, match=r"^jingwen cannot start: .*x\.yaml:2: .*nonsense"):
        conf["on_starting"](SimpleNamespace())


def test_a_bad_setting_stops_the_start_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match=r"^jingwen cannot start: JINGWEN_LOG_LEVEL is 'loud'"):
        configuration(monkeypatch, JINGWEN_LOG_LEVEL="loud")
