"""Names of people convert as names."""

import pytest

from jingwen.model import Options, Script
from jingwen.tidying import Traits, name_forms, tidy_text
from jingwen.tidying.script import Source


@pytest.mark.parametrize(
    ("name", "to", "page", "expected"),
    [
        ("余华", "hant", "hans", "余華"),
        ("余华", "tw", "hans", "余華"),
        ("于晓", "hant", "hans", "于曉"),
        ("范晓", "hk", "hans", "范曉"),
        ("岳云鹏", "hant", "hans", "岳雲鵬"),
        ("姜文", "hant", "hans", "姜文"),
        ("沈从文", "hant", "hans", "沈從文"),
        ("钟鸣", "hant", "hans", "鍾鳴"),
        ("干宝", "hant", "hans", "干寶"),
        ("朴敏", "hant", "hans", "朴敏"),
        ("涂磊", "hant", "hans", "涂磊"),
        ("游明", "hant", "hans", "游明"),
        ("叶圣陶", "hant", "hans", "葉聖陶"),
        ("张干", "hant", "hans", "張幹"),
        ("新华社记者余华", "hant", "hans", "新華社記者余華"),
        ("于晓摄", "hant", "hans", "于曉攝"),
        ("范曉", "hans", "hant", "范晓"),
        ("葉范", "hans", "hant", "叶范"),
        ("徐乾學", "hans", "hant", "徐乾学"),
        ("於梨華", "hans", "hant", "於梨华"),
        ("林昇", "hans", "hant", "林昇"),
        ("于曉", "hans", "hant", "于晓"),
        ("余華", "hans", "hans", "余华"),
        ("乾燥劑使用辦法", "hans", "hant", "干燥剂使用办法"),
        ("余华", "keep", "hans", "余华"),
    ],
)
def test_a_name(name: str, to: Script, page: Source, expected: str) -> None:
    traits = Traits(page, names=name_forms([name], to, page))
    assert tidy_text(name, Options(script=to), traits) == expected


def test_a_name_is_the_same_in_the_text() -> None:
    traits = Traits("hans", names=name_forms(["余华", "王芳"], "hant", "hans"))
    assert tidy_text("余华说，其余的话留给王芳。", Options(script="hant"), traits) == "余華說，其餘的話留給王芳。"


@pytest.mark.parametrize(("to", "page"), [("hans", "hans"), ("keep", "hant"), ("hant", None)])
def test_nothing_is_looked_at_where_nothing_converts(to: Script, page: Source | None) -> None:
    assert name_forms(iter(["余华"]), to, page) == {}
