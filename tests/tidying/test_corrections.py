"""What is laid over the package's dictionaries: each entry is needed, and says where it comes from."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from jingwen.model import Script
from jingwen.tidying.lexicon import load_corrections, load_dictionary, load_stage
from jingwen.tidying.script import Source, convert

LINES = files("jingwen.tidying").joinpath("corrections.txt").read_text(encoding="utf-8").splitlines()
PHRASES = {"STPhrases": "STCharacters", "TSPhrases": "TSCharacters"}
# Each begins before a word that keeps its 著, and so takes the 著 away from it.
BEFORE_ZHU = re.compile("[帶寫隨穿味抱含懷標拿捧背翻頂打掛刻印喊笑接哭指]著")


def test_each_section_names_a_dictionary_and_a_source() -> None:
    heads = [line for line in LINES if line.startswith("[")]
    assert all(re.fullmatch(r"\[(?:(?:[ST]{2}|TW|HK)\w+|Surnames han[st]|Names hant)\] \S.*", head) for head in heads)


def test_no_entry_stands_twice() -> None:
    entries = [line for line in LINES if line and line[0] not in "[#"]
    assert sum(map(len, load_corrections().values())) == len(entries)


@pytest.mark.parametrize("name", load_corrections())
def test_an_entry_keeps_the_length(name: str) -> None:
    assert not [key for key, value in load_corrections()[name].items() if len(key) != len(value)]


@pytest.mark.parametrize("name", ["STCharacters", "TSCharacters", "TWVariants"])
def test_each_character_is_needed(name: str) -> None:
    known = load_dictionary(name)
    assert not [key for key, value in load_corrections()[name].items() if known.get(key, (key,))[0] == value]


@pytest.mark.parametrize("name", PHRASES)
def test_each_phrase_is_needed(name: str) -> None:
    stage, known = load_stage(PHRASES[name], name), load_dictionary(name)
    idle = []
    for key, value in load_corrections()[name].items():
        assert stage.convert(key) == value
        without = {**stage.phrases, key: known[key][0]} if key in known else dict(stage.phrases)
        if key not in known:
            del without[key]
        follow = "名" if BEFORE_ZHU.fullmatch(key) else ""
        if replace(stage, phrases=without).convert(key + follow) == stage.convert(key + follow):
            idle.append(key)
    assert not idle


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("徐家汇", "hant", "徐家匯"),
        ("岩手县", "hant", "岩手縣"),
        ("放松管制", "hant", "放鬆管制"),
        ("皮划艇静水比赛", "hant", "皮划艇靜水比賽"),
        ("一出门就下雨", "hant", "一出門就下雨"),
        ("这出戏", "hant", "這齣戲"),
        ("积蓄发展潜力", "hant", "積蓄發展潛力"),
        ("维护发展中国家", "hant", "維護發展中國家"),
        ("去干涉别国内政，也不要去干预市场", "hant", "去干涉別國內政，也不要去干預市場"),
        ("一个中国的原则", "hant", "一個中國的原則"),
        ("数百人参加", "hant", "數百人參加"),
        ("飞机制造与机制作用", "hant", "飛機製造與機制作用"),
        ("我国历史与新年历", "hant", "我國歷史與新年曆"),
        ("增进了解，提出了解决办法", "hant", "增進瞭解，提出了解決辦法"),
        ("他将尽快赶来", "hant", "他將儘快趕來"),
        ("不断发生，秘书长发言", "hant", "不斷發生，祕書長發言"),
        ("背包里有板栗，委托摩托车送", "hant", "背包裏有板栗，委託摩托車送"),
        ("范晓和岳云在五岳示范，防范失范", "hant", "范曉和岳雲在五嶽示範，防範失範"),
        ("全长60里，在交易日里", "hant", "全長60里，在交易日裏"),
        ("桥梁与脊梁", "tw", "橋梁與脊梁"),
        ("沿著江走，看著船，接著隨著隊伍往前", "hans", "沿着江走，看着船，接着随着队伍往前"),
        ("著名作家的著作顯著，原著、名著與土著", "hans", "著名作家的著作显著，原著、名著与土著"),
        ("他著書立說，寫著名字，帶著作業", "hans", "他著书立说，写着名字，带着作业"),
        ("執著於討論著作，迎合著市場", "hans", "执着于讨论著作，迎合着市场"),
        ("衞生署敍述枱面", "hans", "卫生署叙述台面"),
        ("裏面裡面這里，臺灣台灣", "hans", "里面里面这里，台湾台湾"),
        ("綫上線上，啓動啟動，羣眾群衆", "hans", "线上线上，启动启动，群众群众"),
        ("爲了為了，牀上床上，麪包麵包", "hans", "为了为了，床上床上，面包面包"),
        ("沈重的沈默，沈先生沈著以對", "hans", "沉重的沉默，沈先生沉着以对"),
        ("於單位附近，於是", "hans", "于单位附近，于是"),
        ("藉著機會，憑藉，狼藉，慰藉", "hans", "借着机会，凭借，狼藉，慰藉"),
        ("牠和妳都祇有砲聲", "hans", "它和你都只有炮声"),
    ],
)
def test_what_comes_out(text: str, to: Script, expected: str) -> None:
    source: Source = "hant" if to == "hans" else "hans"
    assert convert(text, to, source) == expected


@pytest.mark.parametrize("text", ["軟體與滑鼠", "計程車品質", "巴士的士", "網路資訊"])
def test_words_of_a_region_are_not_translated(text: str) -> None:
    simplified = {"軟體與滑鼠": "软体与滑鼠", "計程車品質": "计程车品质", "網路資訊": "网路资讯"}
    assert convert(text, "hans", "hant") == simplified.get(text, text)
