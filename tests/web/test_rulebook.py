"""The rules that all workers are made with: read once, read again on demand, kept where that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jingwen.cleaner import Cleaner
from jingwen.errors import RuleError
from jingwen.settings import Settings
from jingwen.web import logs, rulebook
from jingwen.web.app import create_app
from jingwen.web.rulebook import Rulebook
from jingwen.web.service import of

from .examples import RULES

RULE = (RULES / "example.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    logs.configure("info")
    (tmp_path / "example.yaml").write_text(RULE, encoding="utf-8")
    yield tmp_path
    rulebook._held.clear()


def settings(folder: Path) -> Settings:
    return Settings(rules=str(folder))


def held() -> Rulebook:
    book = rulebook.held()
    assert book is not None
    return book


def test_nothing_is_held_before_it_is_read(folder: Path) -> None:
    assert rulebook.held() is None
    (folder / "bad.yaml").write_text("nonsense: 'y'\n", encoding="utf-8")
    with pytest.raises(RuleError):
        rulebook.hold(settings(folder))
    assert rulebook.held() is None


def test_read_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rulebook.hold(settings(folder))
    first = held()
    (folder / "example.yaml").write_text(RULE + "\n# more\n", encoding="utf-8")
    rulebook.renew()
    second = held()
    assert second.cleaner.rules.version != first.cleaner.rules.version
    assert second.reloads == {"done": 1, "refused": 0}
    assert second.look == rulebook.look(str(folder)) != first.look
    (folder / "example.yaml").unlink()
    rulebook.renew()
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
    rulebook.hold(settings(folder))

    def fail(_: str, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(rulebook, "Cleaner", fail)
    rulebook.renew()
    assert held().reloads == {"done": 0, "refused": 1}
    assert '"error":"RecursionError"' in capsys.readouterr().out


def test_the_application_takes_what_is_held(folder: Path) -> None:
    rulebook.hold(replace(settings(folder), max_pages=1))
    (folder / "example.yaml").unlink()
    rulebook.renew()
    app = create_app()
    assert of(app).settings.max_pages == 1
    client = app.test_client()
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
    assert [name for name, *_ in one] == [str(folder / "example.yaml")]


def test_all_places_are_looked_at(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    both = f"packaged:{folder}:{other}"
    before = rulebook.look(both)
    assert before == rulebook.look(str(folder))
    (other / "more.yaml").touch()
    assert rulebook.look(both) == (*(before or ()), *(rulebook.look(str(other)) or ()))
    assert rulebook.look(f"{both}:{folder / 'none'}") is None


def test_the_last_rule_of_a_later_place_can_be_taken_out(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path_factory.mktemp("ours")
    (ours / "ours.yaml").write_text(RULE, encoding="utf-8")
    rulebook.hold(Settings(rules=f"{folder}:{ours}"))
    (ours / "ours.yaml").unlink()
    rulebook.renew()
    assert [rule.path for rule in held().cleaner.rules] == [str(folder / "example.yaml")]
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["event"] == "rules_loaded"


def test_what_a_later_place_stands_in_for_is_told(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path_factory.mktemp("ours")
    (ours / "ours.yaml").write_text(RULE, encoding="utf-8")
    rulebook.hold(Settings(rules=f"{folder}:{ours}"))
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {name: line[name] for name in ("level", "event", "file", "by", "hosts")} == {
        "level": "info",
        "event": "rules_overridden",
        "file": str(folder / "example.yaml"),
        "by": str(ours / "ours.yaml"),
        "hosts": ["news.example.com"],
    }


def test_a_config_map_that_is_mounted_is_seen_to_change(tmp_path: Path) -> None:
    """Kubernetes puts a link in its place, over all files at once; what they are called, and the links, stay."""

    def mount(name: str, site: str) -> None:
        (tmp_path / name).mkdir()
        (tmp_path / name / "example.yaml").write_text(RULE.replace("示例新闻网", site), encoding="utf-8")
        (tmp_path / "..next").symlink_to(name)
        (tmp_path / "..next").replace(tmp_path / "..data")

    def sites() -> list[str | None]:
        return [rule.site for rule in Cleaner(str(tmp_path)).rules]

    mount("..2026_01", "甲报")
    (tmp_path / "example.yaml").symlink_to("..data/example.yaml")
    before = rulebook.look(str(tmp_path))
    assert sites() == ["甲报"]
    mount("..2026_02", "乙报")
    assert before is not None
    assert rulebook.look(str(tmp_path)) != before
    assert sites() == ["乙报"]
