import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.model import Script
from jingwen.tidying.script import Source, convert, convert_mixed, detect, fold


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


def test_folding_leaves_what_labels_have_in_either_script() -> None:
    assert fold("著作權聲明") == "著作权声明"


QUOTATION = "他引用原文：「國家發展與繁榮，須靠人民之團結」，然后说这话很好，于晓也同意。"


@pytest.mark.parametrize(
    ("text", "to", "page", "expected"),
    [
        (QUOTATION, "hans", "hans", "他引用原文：「国家发展与繁荣，须靠人民之团结」，然后说这话很好，于晓也同意。"),
        (QUOTATION, "hant", "hans", "他引用原文：「國家發展與繁榮，須靠人民之團結」，然後說這話很好，於曉也同意。"),
        (
            "家住附近的居民說，「国家发展，乾隆说里程」，下雨就沒法走，現在來這裡。",
            "hans",
            "hant",
            "家住附近的居民说，「国家发展，乾隆说里程」，下雨就没法走，现在来这里。",
        ),
        (
            "“愛”、“國”、“學”三字，简化以后写作“爱”、“国”、“学”，笔画少了许多。",
            "hans",
            "hans",
            "“愛”、“國”、“學”三字，简化以后写作“爱”、“国”、“学”，笔画少了许多。",
        ),
        ("他姓瞭望的瞭，叫李乾。国家发展。", "hans", "hans", "他姓瞭望的瞭，叫李乾。国家发展。"),
        ("上海", "hans", "hant", "上海"),
    ],
)
def test_a_quotation_in_the_other_script(text: str, to: Script, page: Source, expected: str) -> None:
    assert convert_mixed(text, to, page) == expected
