"""``jingwen rules new``: the beginning of a rule file."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingwen import cli
from jingwen.errors import InvalidOption
from jingwen.workshop.check import check
from jingwen.workshop.skeletons import new_rule

from .invented import FIRST, HOST, PROMO, page, site

URL = f"https://{HOST}/a/1"


def test_it_is_refused_until_somebody_has_looked_at_it(tmp_path: Path) -> None:
    text = new_rule(URL, site())
    file = tmp_path / "new.yaml"
    file.write_text(text, encoding="utf-8")
    (problem,) = check([file]).problems
    line = text.splitlines().index("      title:") + 1
    assert str(problem) == f"{file}:{line}: tests[0].expect.title is empty; expected a text"
    looked = text.replace("# body:", "body:").replace("#   select:", "  select:").replace("# title:", "title:")
    for key, value in (
        ("title", "河上新桥今日通车"),
        ("date", "'2024-05-06T07:08'"),
        ("starts", "新桥今天"),
        ("ends", "春天开放。"),
        ("lacks", "[市民热线]"),
    ):
        looked = looked.replace(f"      {key}:\n", f"      {key}: {value}\n")
    file.write_text(looked, encoding="utf-8")
    assert check([file]).problems == []


def test_it_says_where_the_general_way_finds_each_field() -> None:
    text = new_rule(URL, site())
    assert "# title: 'h1'  # 4 of 4 pages\n" in text
    assert "# date: '.credit'  # 4 of 4 pages\n" in text
    assert "# body:\n#   select: '.story'  # 4 of 4 pages\n" in text
    assert f"hosts: ['{HOST}']\n" in text
    assert FIRST[0][:8] not in text
    assert PROMO[:8] not in text


@pytest.mark.parametrize("url", ["news.example.com", "/a/1", "ftp://news.example.com/", "https://"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidOption, match="is no address of a page"):
        new_rule(url, site())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1.html").write_text(page(1), encoding="utf-8")
    assert cli.main(["rules", "new", URL, str(tmp_path / "1.html")]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"site: '{HOST}'"
