"""Rule files as a set: where they come from, their version, and which do not go together."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from jingwen.errors import RuleError
from jingwen.resources import rules_directory
from jingwen.rules import patterns
from jingwen.rules.load import Rules, load, places
from jingwen.rules.model import RuleSet

from .sample import FULL, FULL_TESTS, HEAD, TESTS, text_of


def folder(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def test_off_is_no_rules() -> None:
    assert load("off") == RuleSet((), "off")


def test_packaged_are_the_files_that_ship() -> None:
    assert [rule.file for rule in load("packaged")] == sorted(
        f"rules/{p.name}" for p in rules_directory().glob("*.yaml")
    )


def test_folder_is_read_in_order_and_versioned_by_content(tmp_path: Path) -> None:
    other = text_of("title: 'h1'").replace("news.example.com", "b.example.com")
    rules = load(folder(tmp_path, {"b.yaml": other, "a.yaml": "\ufeff" + text_of("title: 'h1'"), "notes.md": "x"}))
    assert [rule.file for rule in rules] == ["rules/a.yaml", "rules/b.yaml"]
    assert [rule.path for rule in rules] == [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
    assert len(rules.version) == 12 and load(str(tmp_path)).version == rules.version
    folder(tmp_path, {"b.yaml": other + "# changed\n"})
    assert load(tmp_path).version != rules.version
    assert [rule.site for rule in load(tmp_path / "b.yaml")] == ["示例网"]


def test_set_is_the_same_after_a_pickle(tmp_path: Path) -> None:
    rules = load(folder(tmp_path, {"x.yaml": text_of(FULL, tests=FULL_TESTS)}))
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_paths_that_cannot_be_used(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "none", "there is no such file or folder; make it, or name packaged, off or a path that exists"),
        (tmp_path, "the folder has no .yaml file; put rule files there, or name packaged or off instead"),
    ):
        with pytest.raises(RuleError, match=rf"^{path}: {said}$"):
            load(path)


@pytest.mark.parametrize("ending", [".yml", ".YAML", ".Yml"])
def test_a_file_that_is_nearly_named_as_a_rule_file(ending: str, tmp_path: Path) -> None:
    folder(tmp_path, {"a.yaml": text_of("title: 'h1'"), f"b{ending}": ""})
    with pytest.raises(RuleError, match=rf"b\{ending}:1: .*expected \.yaml"):
        load(tmp_path)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xb9\xe6.yaml")).write_text(text_of("title: 'h1'"), encoding="utf-8")
    with pytest.raises(RuleError, match="the file's name is not UTF-8; rename it"):
        load(tmp_path)


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"site: x\nhosts: a\n" + "title: 来源".encode("gb18030"))
    with pytest.raises(RuleError, match=r"x\.yaml:3: got the byte 0xC0; expected UTF-8"):
        load(path)


WHEN = "when: {text: '甲'}"
BY_PAGE = "site: x\nwhen: {text: '甲'}\n"


@pytest.mark.parametrize(
    ("first", "second", "line", "said"),
    [
        (text_of(""), text_of("title: 'h1'"), 2, "both for the host news.example.com with no when"),
        (text_of(WHEN), text_of(WHEN), 2, "both for the host news.example.com with the same when"),
        (text_of("", BY_PAGE), text_of("title: 'h1'", BY_PAGE), 2, "both for pages of any host with the same when"),
        (text_of(WHEN), text_of("when: {text: '乙'}"), 5, "'plain' is a page for rules/a.yaml"),
        (text_of("when: {text: '丁'}", tests=TESTS.replace("甲乙", "甲丁")), text_of(""), None, ""),
        (
            text_of(""),
            text_of(
                "",
                HEAD.replace("news.example.com", "'*.example.com', news.example.com.cn"),
                TESTS.replace("news.example.com", "a.example.com"),
            ),
            None,
            "",
        ),
        (
            text_of(""),
            text_of("", "site: y\nwhen: {text: '甲'}\n", TESTS.replace("    url: https://news.example.com/a\n", "")),
            None,
            "",
        ),
    ],
    ids=["no when", "same when", "same when, no hosts", "both whens hold", "one when", "wildcard", "no hosts"],
)
def test_two_rules(tmp_path: Path, first: str, second: str, line: int | None, said: str) -> None:
    folder(tmp_path, {"a.yaml": first, "b.yaml": second})
    if line is None:
        assert len(load(tmp_path)) == 2
        return
    with pytest.raises(RuleError) as error:
        load(tmp_path)
    assert error.value.file == str(tmp_path / "b.yaml")
    assert error.value.line == line
    assert said in error.value.message


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ("packaged", ("packaged",)),
        ("off", ("off",)),
        ("packaged:/etc/rules:more", ("packaged", "/etc/rules", "more")),
        (Path("a:b"), (Path("a:b"),)),
        (["packaged", Path("a:b")], ("packaged", Path("a:b"))),
        (["a:b"], ("a:b",)),
    ],
)
def test_the_places_that_are_named(rules: Rules, named: tuple[str | Path, ...]) -> None:
    assert places(rules) == named


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "a place of rules has no name"),
        ("packaged:", "a place of rules has no name"),
        ([], "a place of rules has no name"),
        ("off:packaged", "off means no rules at all"),
        (["packaged", "off"], "off means no rules at all"),
    ],
)
def test_places_that_are_none(rules: Rules, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        load(rules)


def test_several_places_are_read_as_one(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    folder(theirs, {"a.yaml": text_of("title: 'h1'")})
    folder(ours, {"b.yaml": text_of("title: 'h2'").replace("news.example.com", "b.example.com")})
    together = load(f"{theirs}:{ours}")
    assert {rule.file for rule in together} == {"rules/a.yaml", "rules/b.yaml"}
    assert together == load([theirs, str(ours)])
    versions = {together.version, load(f"{ours}:{theirs}").version, load(theirs).version, load(ours).version}
    assert len(versions) == 4
    folder(theirs, {"a.yaml": text_of("title: 'h3'")})
    assert load([theirs, ours]).version not in versions
    folder(ours, {"c.yaml": text_of("").replace("news.example.com", "b.example.com")})
    with pytest.raises(
        RuleError, match=r"c\.yaml:2: this rule and rules/b\.yaml are both for the host b\.example\.com"
    ):
        load([theirs, ours])
    with pytest.raises(RuleError, match=r"none: there is no such file or folder"):
        load(["packaged", tmp_path / "none"])


def test_a_folder_beside_other_places_may_wait_for_its_first_rule(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    folder(theirs, {"a.yaml": text_of("title: 'h1'")})
    for rules in ([theirs, ours], [ours, theirs]):
        assert list(load(rules)) == list(load(theirs))
    waiting = load([theirs, ours]).version
    with pytest.raises(RuleError, match=r"ours: the folder has no \.yaml file"):
        load(ours)
    folder(ours, {"b.yaml": text_of("title: 'h2'")})
    assert [rule.file for rule in load([theirs, ours])] == ["rules/b.yaml"]
    assert load([theirs, ours]).version != waiting
    folder(ours, {"b.yml": ""})
    (ours / "b.yaml").unlink()
    with pytest.raises(RuleError, match=r"b\.yml:1: .*expected \.yaml"):
        load([theirs, ours])


def test_a_test_of_a_later_place_holds_beside_the_earlier_rules(tmp_path: Path) -> None:
    """A rule for a domain is not asked for a host that an earlier rule names itself."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    folder(theirs, {"a.yaml": text_of("")})
    folder(ours, {"b.yaml": text_of("").replace("hosts: [news.example.com]", "hosts: ['*.example.com']")})
    assert len(load(ours)) == 1
    with pytest.raises(RuleError, match=r"ours/b\.yaml:\d+: the test 'plain' is a page for rules/a\.yaml"):
        load([theirs, ours])


def test_patterns_of_when_that_cannot_be_looked_for_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "MAX_MEMORY", 1 << 20)
    for place in "ab":
        (tmp_path / place).mkdir()
        for i in range(5):
            word = place + str(i)
            text = f"site: {word}\nhosts: [{word}.example.com]\nwhen: {{text: '{word}(?:.|x){{1,250}}z'}}\n" + (
                f"tests:\n  - {{name: plain, text: {word}甲z。, expect: {{starts: {word}, ends: 。, lacks: [丙]}}}}\n"
            )
            (tmp_path / place / f"{word}.yaml").write_text(text, encoding="utf-8")
    assert len(load(tmp_path / "a")) == len(load(tmp_path / "b")) == 5
    with pytest.raises(RuleError, match=r"a/a4\.yaml:3: when.text is the last of 10 patterns that do not fit together"):
        load([tmp_path / "a", tmp_path / "b"])
