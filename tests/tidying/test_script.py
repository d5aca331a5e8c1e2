from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from jingwen.model import Script
from jingwen.tidying.lexicon import load_dictionary
from jingwen.tidying.script import Source, convert, detect, fold

CONFIGURATIONS: list[tuple[str, Source, Script]] = [
    ("t2s", "hant", "hans"),
    ("t2tw", "hant", "tw"),
    ("t2hk", "hant", "hk"),
    ("s2t", "hans", "hant"),
    ("s2tw", "hans", "tw"),
    ("s2hk", "hans", "hk"),
]

SENTENCES = [
    "他瞭解情況，瞭望塔上一目瞭然。",
    "乾隆年間的乾糧，李乾德說旋乾轉坤。",
    "慰藉着他，藉口說狼藉，憑藉着藉以藉藉无名。",
    "答覆反覆覆蓋，反反覆覆地覆上覆信。",
    "酒逢知己千鍾少話不投機半句多，鍾馗與錢鍾書。",
    "情有獨鍾，老態龍鍾，鍾繇的時鐘。",
    "后来皇后在后面，理发店的头发发展了。",
    "干部干净地干活，树干上有饼干，天干地支。",
    "面条的表面，下面一碗面，里面公里里程。",
    "台风台湾天台，几个茶几，丑时丑陋。",
    # the longer of two phrases wins though it begins later; of two equally long ones the first
    "函覆盆子，康乾乾淨淨，出醜狼藉寇兵齎盜糧，㓦划得来",
    "傷亡枕藉故推辭，凌藉藉，㓦划拳",
    # a phrase with a mark in it is never found, so what follows its last character may be one
    "乔治．布希伯来历，碧娜芝．布托人情，米达麦亚．菲利克斯．米达麦亚洲杯",
    # phrases that change though none of their characters does alone
    "瞭解",
    "藉口",
    "了解",
    "一个人只有一只猫，只好放松地松土。",
    "信息软件的鼠标，里根总统，裏面裡面。",
    "𫇥𬙂𪚥乙𣏾，㑳𠉂也要转换。",
    "plain ASCII, 数字123与emoji😀混排",
    "，。、；：？！“”‘’…—（）《》",
    "",
]


@cache
def package(configuration: str) -> OpenCC:
    return OpenCC(configuration)


@pytest.mark.parametrize(("configuration", "source", "to"), CONFIGURATIONS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_out_as_from_the_package(configuration: str, source: Source, to: Script, sentence: str) -> None:
    assert convert(sentence, to, source) == package(configuration).convert(sentence)


@pytest.mark.parametrize(("configuration", "source", "to"), CONFIGURATIONS)
def test_every_single_character_comes_out_as_from_the_package(configuration: str, source: Source, to: Script) -> None:
    characters = {
        character
        for name in ("STCharacters", "TSCharacters", "TWVariants", "HKVariants")
        for key, choices in load_dictionary(name).items()
        for character in key + "".join(choices)
    }
    text = ",".join(sorted(characters))  # the commas part them, so that no phrase forms
    assert convert(text, to, source) == package(configuration).convert(text)


def pieces(*names: str) -> st.SearchStrategy[str]:
    """Text put together from phrases, their beginnings and ends, their characters, marks, and anything at all."""
    phrases = st.sampled_from(sorted(key for name in names for key in load_dictionary(name)))
    cuts = st.tuples(phrases, st.integers(1, 3)).map(lambda cut: cut[0][: cut[1]])
    ends = st.tuples(phrases, st.integers(1, 3)).map(lambda cut: cut[0][-cut[1] :])
    marks = st.sampled_from(list(" ，。．-“”\n\t　aZ1"))
    return st.lists(st.one_of(phrases, cuts, ends, marks, st.text(max_size=3)), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=pieces("TSPhrases", "TSCharacters"), configuration=st.sampled_from(CONFIGURATIONS[:3]))
def test_traditional_text_comes_out_as_from_the_package(text: str, configuration: tuple[str, Source, Script]) -> None:
    name, source, to = configuration
    assert convert(text, to, source) == package(name).convert(text)


@settings(max_examples=150, deadline=None)
@given(text=pieces("STPhrases", "STCharacters"), configuration=st.sampled_from(CONFIGURATIONS[3:]))
def test_simplified_text_comes_out_as_from_the_package(text: str, configuration: tuple[str, Source, Script]) -> None:
    name, source, to = configuration
    assert convert(text, to, source) == package(name).convert(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家发展改革委员会发布报告", "hans"),
        ("國家發展改革委員會發布報告", "hant"),
        ("上海人民出版社", None),
        ("乾坤里的后台", None),  # characters that both scripts have
        ("東京都は2日、新型コロナウイルスの感染者が確認されたと発表しました。", None),
        ("문재인 대통령은 國會에서 연설하였다.", None),
        ("日本动画《となりのトトロ》在国内影院重新上映，观众反响热烈，首日票房过亿，业内人士纷纷表示惊讶。", "hans"),
        ("Nothing Chinese", None),
        ("", None),
    ],
)
def test_the_script_of_a_text(text: str, expected: Source | None) -> None:
    assert detect(text) == expected


def test_the_whole_of_a_long_text_is_looked_at() -> None:
    assert detect("a" * 5_000 + "國家發展" * 500) == "hant"


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("國家發展里程", "hans", "国家发展里程"),
        ("国家发展", "tw", "國家發展"),
        ("台灣的裏面", "tw", "台灣的裡面"),
        ("李乾说这里有公里数", "hans", "李乾说这里有公里数"),  # simplified already: OpenCC would write 李干
        ("國家皇后", "hant", "國家皇后"),
        ("上海", "hant", "上海"),
        ("國家", "keep", "國家"),
        ("東京の国会議事堂とそのまわり", "hans", "東京の国会議事堂とそのまわり"),
    ],
)
def test_the_source_script_is_worked_out(text: str, to: Script, expected: str) -> None:
    assert convert(text, to) == expected


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("延伸閱讀責任編輯來源乾"))))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("延伸閱讀", "延伸阅读"), ("責任編輯：乾坤", "责任编辑：干坤"), ("来源", "来源"), ("source", "source")],
)
def test_folding_reads_traditional_as_simplified(text: str, expected: str) -> None:
    assert fold(text) == expected
