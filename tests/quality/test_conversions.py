"""The comparison with OpenCC, but for OpenCC itself."""

import json
from pathlib import Path

import pytest

from quality import conversions
from quality.conversions import Difference, differences, main, read_explained, read_texts


@pytest.mark.parametrize(
    ("text", "ours", "theirs", "expected"),
    [
        ("一出门", "一出門", "一齣門", [(1, 2, "出", "齣")]),
        ("须发白", "鬚髮白", "須發白", [(0, 2, "鬚髮", "須發")]),
        ("国家", "國家", "國家", []),
        ("国家", "國家", "國", [(0, 2, "國家", "國")]),
    ],
)
def test_differences(text: str, ours: str, theirs: str, expected: list[tuple[int, int, str, str]]) -> None:
    found = [(each.start, each.end, each.ours, each.theirs) for each in differences(text, ours, theirs)]
    assert found == expected


@pytest.mark.parametrize(
    ("word", "explains"), [("一出门", True), ("出门", True), ("出", True), ("门口", False), ("说一", False)]
)
def test_a_word_explains_what_lies_in_it(word: str, explains: bool) -> None:
    difference = Difference("他说一出门口就出门", 3, 4, "出", "齣")
    assert difference.explained_by([word]) == (word if explains else None)


def test_explained_is_what_is_ours_or_listed() -> None:
    hans, hant = read_explained("hans"), read_explained("hant")
    assert {"积蓄发", "发动机", "范"} <= hans.keys() and "著作品" in hant and "頔" in hant
    assert "徐家汇" not in hans, "OpenCC's own entries explain no difference from it"
    assert not hans.keys() & hant.keys()


def test_texts_are_read_by_script_and_never_the_blind(tmp_path: Path) -> None:
    for folder, body in (("zh", "国家发展\n國家發展\n\n国家发展"), ("blind-zh", "盲目发展"), ("en", "Nothing")):
        (tmp_path / folder).mkdir()
        annotation = {"body": body, "captions": ["图为发布会"], "title": None} if folder != "en" else {"body": body}
        (tmp_path / folder / "a.json").write_text(json.dumps(annotation), encoding="utf-8")
    assert read_texts(tmp_path) == {"hans": ["国家发展", "图为发布会"], "hant": ["國家發展"]}


def test_the_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.json").write_text(json.dumps({"body": "国家发展"}), encoding="utf-8")
    answers = {"s2t": "國家發展", "s2tw": "國家發展", "s2hk": "國家髮展", "hk2t": ""}
    monkeypatch.setattr(conversions, "official", lambda texts, names: [answers[names[0]] for _ in texts])
    assert main(["--gold", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "hans hk: 发 ours 發 theirs 髮" in printed
    assert "hans to hant: 4 characters, 0 differences, 0 not explained" in printed
    answers["s2hk"] = "國家發展"
    assert main(["--gold", str(tmp_path)]) == 0
