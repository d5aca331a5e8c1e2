"""The conversion by longest match, held to the package's own answer on the package's own dictionaries."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from jingwen.tidying.lexicon import Stage, load_dictionary, load_stage, make_stage

# The package's configurations, as (characters, phrases) of each stage.
SIMPLIFIED, TRADITIONAL = ("TSCharacters", "TSPhrases"), ("STCharacters", "STPhrases")
TAIWAN, HONG_KONG = ("TWVariants", ""), ("HKVariants", "")
CONFIGURATIONS = {
    "t2s": (SIMPLIFIED,),
    "t2tw": (TAIWAN,),
    "t2hk": (HONG_KONG,),
    "s2t": (TRADITIONAL,),
    "s2tw": (TRADITIONAL, TAIWAN),
    "s2hk": (TRADITIONAL, HONG_KONG),
}

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


@cache
def plain(characters: str, phrases: str) -> Stage:
    """The stage by the package's dictionaries as they are."""
    return make_stage(*({key: choices[0] for key, choices in entries(name).items()} for name in (characters, phrases)))


def entries(name: str) -> dict[str, tuple[str, ...]]:
    return dict(load_dictionary(name)) if name else {}


def convert(text: str, configuration: str) -> str:
    for names in CONFIGURATIONS[configuration]:
        text = plain(*names).convert(text)
    return text


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_out_as_from_the_package(configuration: str, sentence: str) -> None:
    assert convert(sentence, configuration) == package(configuration).convert(sentence)


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_every_single_character_comes_out_as_from_the_package(configuration: str) -> None:
    characters = {
        character
        for name in ("STCharacters", "TSCharacters", "TWVariants", "HKVariants")
        for key, choices in load_dictionary(name).items()
        for character in key + "".join(choices)
    }
    text = ",".join(sorted(characters))  # the commas part them, so that no phrase forms
    assert convert(text, configuration) == package(configuration).convert(text)


def pieces(*names: str) -> st.SearchStrategy[str]:
    """Text put together from phrases, their beginnings and ends, their characters, marks, and anything at all."""
    phrases = st.sampled_from(sorted(key for name in names for key in load_dictionary(name)))
    cuts = st.tuples(phrases, st.integers(1, 3)).map(lambda cut: cut[0][: cut[1]])
    ends = st.tuples(phrases, st.integers(1, 3)).map(lambda cut: cut[0][-cut[1] :])
    marks = st.sampled_from(list(" ，。．-“”\n\t　aZ1"))
    return st.lists(st.one_of(phrases, cuts, ends, marks, st.text(max_size=3)), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=pieces("TSPhrases", "TSCharacters"), configuration=st.sampled_from(["t2s", "t2tw", "t2hk"]))
def test_traditional_text_comes_out_as_from_the_package(text: str, configuration: str) -> None:
    assert convert(text, configuration) == package(configuration).convert(text)


@settings(max_examples=150, deadline=None)
@given(text=pieces("STPhrases", "STCharacters"), configuration=st.sampled_from(["s2t", "s2tw", "s2hk"]))
def test_simplified_text_comes_out_as_from_the_package(text: str, configuration: str) -> None:
    assert convert(text, configuration) == package(configuration).convert(text)


@pytest.mark.parametrize(("text", "expected"), [("嗰邊", "嗰边"), ("王頔", "王頔"), ("噁心", "恶心"), ("鳚鱼", "鳚鱼")])
def test_a_form_that_few_fonts_have_is_not_taken(text: str, expected: str) -> None:
    assert load_stage(*SIMPLIFIED).convert(text) == expected
