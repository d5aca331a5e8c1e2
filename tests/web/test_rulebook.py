"""The rules that all workers are made with: read once, read again on demand, kept where that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jingwen.errors import RuleError
from jingwen.settings import Settings
from jingwen.web import logs, rulebook
from jingwen.web.app import create_app
from jingwen.web.rulebook import Rulebook

from .examples import RULES

RULE = (RULES / "example.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    logs.configure("info")
    (tmp_path / "example.yaml").write_text(RULE, encoding="utf-8")
    yield tmp_path
    rulebook._held.clear()


def held() -> Rulebook:
    book = rulebook.held()
    assert book is not None
    return book


def test_nothing_is_held_before_it_is_read(folder: Path) -> None:
    assert rulebook.held() is None
    (folder / "bad.yaml").write_text("nonsense: 'y'\n", encoding="utf-8")
    with pytest.raises(RuleError):
        rulebook.hold(str(folder))
    assert rulebook.held() is None


def test_read_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rulebook.hold(str(folder))
    first = held()
    (folder / "example.yaml").write_text(RULE + "\n# more\n", encoding="utf-8")
    rulebook.renew(str(folder))
    second = held()
    assert second.cleaner.rules.version != first.cleaner.rules.version
    assert second.reloads == {"done": 1, "refused": 0}
    assert second.look == rulebook.look(str(folder)) != first.look
    (folder / "example.yaml").unlink()
    rulebook.renew(str(folder))
    third = held()
    assert third.cleaner is second.cleaner
    assert third.reloads == {"done": 1, "refused": 1}
    assert third.look == ()
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in told] == ["rules_loaded", "rules_refused"]
    assert told[1]["kept"] == second.cleaner.rules.version


def test_whatever_goes_wrong_the_rules_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rulebook.hold(str(folder))

    def fail(_: str, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(rulebook, "Cleaner", fail)
    rulebook.renew(str(folder))
    assert held().reloads == {"done": 0, "refused": 1}
    assert '"error":"RecursionError"' in capsys.readouterr().out


def test_the_application_takes_what_is_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEN_RULES", str(folder))
    rulebook.hold(str(folder))
    (folder / "example.yaml").unlink()
    rulebook.renew(str(folder))
    client = create_app().test_client()
    assert len(client.get("/v1/rules").get_json()["rules"]) == 1
    assert 'jingwen_rules_reloads_total{outcome="refused"} 1.0' in client.get("/metrics").text
    with pytest.raises(RuleError):
        create_app(Settings(rules=str(folder)))


def test_how_a_folder_looks(folder: Path) -> None:
    assert rulebook.look("packaged") == rulebook.look("off") == ()
    assert rulebook.look(str(folder / "none")) is None
    one = rulebook.look(str(folder / "example.yaml"))
    assert one == rulebook.look(str(folder))
    assert one is not None
    assert [name for name, *_ in one] == ["example.yaml"]
