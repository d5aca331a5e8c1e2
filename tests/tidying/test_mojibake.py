import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.tidying.mojibake import (
    has_unrecoverable,
    may_be_double,
    may_have_breaks,
    mend_breaks,
    notice_of_loss,
    undo_double_encoding,
    undo_page,
)

HAN = st.text(
    alphabet=st.sampled_from("的一是了在人有我他这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会")
)
MARKS = st.sampled_from("，。？！、；：“”（）《》…—?!()")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聯盟?! ?/p>", ["聯盟。"]),
        ("联盟?！ ?/p>", ["联盟。"]),
        ("联盟？！　？/p>", ["联盟。"]),
        ("联盟?!  ?/p>", ["联盟。"]),
        ("联盟?! ?! ?/p>", ["联盟。"]),
        ("联盟? ?/p>", ["联盟。"]),
        ("联盟?/p>", ["联盟。"]),
        ("联盟?! ?/P >", ["联盟。"]),
        ("联盟?! ?/div>", ["联盟。"]),
        ("增长1.5%?! ?/p>", ["增长1.5%。"]),
        ("建于2019?! ?/p>", ["建于2019。"]),
        ("他说“好”?! ?/p>", ["他说“好”。"]),
        ("他说“好。”?! ?/p>", ["他说“好。”"]),
        ("太好了！ ?/p>", ["太好了！"]),
        ("句号还在。?/p>", ["句号还在。"]),
        ("行得通吗?/p>", ["行得通吗？"]),
        ("第一段?! ?/p>　第二段?! ?/p>", ["第一段。", "第二段。"]),
        ("第一段?! ?/p> 第二段的开头", ["第一段。", "第二段的开头"]),
        ("第一段?! ?/p>?! ?/p>", ["第一段。"]),
        ("　甲 " + "乙丙 " * 20 + "丁?! ?/p>", ["甲 " + "乙丙 " * 20 + "丁。"]),
    ],
)
def test_a_broken_paragraph_end_is_a_full_stop_and_an_end(text: str, expected: list[str]) -> None:
    assert mend_breaks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "什么?! 你再说一遍",
        "真的吗?!",
        "标签要写成 <p>正文?/p> 才对",
        "把 .*?/p> 换掉，中文说明",
        "请求 /search?/p>1 返回错误，中文说明",
        "Really?! ?/p>",
        "他问：?/a>",
        "很远的前文" + " " * 40 + "?! ?/p>",
        "",
    ],
)
def test_what_is_no_broken_end_stays(text: str) -> None:
    assert mend_breaks(text) == [text]


@given(st.lists(st.one_of(HAN, MARKS, st.sampled_from(["?/p>", "?! ?/p>", "？！　？/p>", "</p>", " "]))).map("".join))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend_breaks(text)
    assert [piece for part in once for piece in mend_breaks(part)] == once


def as_browsers_read(data: bytes) -> str:
    """``data`` read as windows-1252, whose five holes are the controls of Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("original", ["我们的国家，人民生活水平。", "It’s a café – “naïve”…", "Ünïcödé", "国"])
def test_a_text_read_as_western_is_read_again(original: str) -> None:
    assert undo_double_encoding(as_browsers_read(original.encode())) == original
    assert undo_double_encoding(original.encode().decode("latin-1")) == original


@pytest.mark.parametrize("original", ["国家发展改革委员会发", "中国人民银行行长", "GDP增长"])
def test_a_text_read_as_gbk_is_read_again(original: str) -> None:
    assert undo_double_encoding(original.encode().decode("gb18030")) == original


@pytest.mark.parametrize("original", ["江边步道今起开放", "我们的国家，人民生活水平。", "▲记者摄：江边步道，夜色"])
def test_gbk_read_as_western_is_read_again(original: str) -> None:
    as_read = "".join(c if c == "▲" else as_browsers_read(c.encode("gbk")) for c in original)
    assert undo_double_encoding(as_read) == original


SPOKEN = "The “harbour tram” is back, “the council” said: “It’s free.”"
STORY = "江边步道今天上午开放，全长十二公里，沿途设有三处驿站，市民可以走进步道。"
CUT = "江边步\ufffd今天上\ufffd开放，全长\ufffd二公里，沿途设有三处驿站，市民\ufffd以走进步\ufffd。"


@pytest.mark.parametrize("lost", ["", "?", "\ufffd"])
@pytest.mark.parametrize(("original", "left"), [(SPOKEN, SPOKEN), (STORY, CUT), (SPOKEN + " café", SPOKEN + " café")])
def test_where_bytes_were_lost_a_quotation_mark_is_known_and_the_rest_told(original: str, left: str, lost: str) -> None:
    as_read = "".join(bytes([byte]).decode("cp1252", "ignore") or lost for byte in original.encode())
    assert undo_double_encoding(as_read) == left
    assert has_unrecoverable(left) == ("\ufffd" in left)


def test_a_paragraph_with_letters_of_its_own_is_mended_too() -> None:
    mixed = as_browsers_read("It’s “fine”, we’re told".encode()) + " in the café"
    assert undo_double_encoding(mixed) == "It’s “fine”, we’re told in the café"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_whole_page_is_read_again(encoding: str) -> None:
    page = f"<html><title>江边步道</title><body class='x'><p>{STORY}</p>"
    assert undo_page(as_browsers_read(page.encode(encoding))) == page
    assert undo_page(page) is None


@pytest.mark.parametrize("text", ["<p>Où ça ? À l’été, déjà, «Noël», ÉTÉ", "<p>£5 — “naïve” façade", "<p>plain", ""])
def test_a_western_page_is_left(text: str) -> None:
    assert undo_page(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "国家发展改革委员会。",
        "联通",
        "café naïve São Paulo",
        "NÃO É",
        "鍥藉\ufffd",
        "榫橀潗榻夌埄",  # valid, but it spells 龘靐齉爩
        "plain",
        "",
        "东京都は",
        "Ã",
        "Ã© und 中文",
    ],
)
def test_a_text_encoded_once_is_not_decoded_again(text: str) -> None:
    assert undo_double_encoding(text) is None


def test_a_page_is_looked_at_only_where_a_sign_stands() -> None:
    assert may_have_breaks("联盟?! ?/p>") and not may_have_breaks("首页 > 新闻 > 正文?")
    assert may_be_double("æˆ‘ä»¬çš„") and may_be_double("锛屾垜") and not may_be_double("我们的国家。café")


@pytest.mark.parametrize(
    "text",
    [
        "乱码\ufffd\ufffd一段",
        "锟斤拷的文章",
        "电气集团、上??茣D围绕科技创新",
        "电气集团、上海??科技签约",
        "高质量?jī)蓚€关键词",
        "区域?qū)用娴闹菐?kù)联盟",
        "涓や釜鍏抽敭璇嶏紝鐨勪汉锛屾垜",
        "文字\ue5e5茣围绕",
    ],
)
def test_lost_bytes_are_seen(text: str) -> None:
    assert has_unrecoverable(text)


@pytest.mark.parametrize(
    "text",
    [
        "什么??你再说一遍",
        "真的吗？？我不信",
        "怎么会这样??!!",
        "他来了?我不知道",
        "约合€500万，欧元€兑美元走低",
        "关注微信\ue60b关注微博",
        "他问(yes?no)都行",
        "犇(bēn)是什么?（不认识）",
        "Is it?yes) no",
        "",
    ],
)
def test_a_question_is_no_loss(text: str) -> None:
    assert not has_unrecoverable(text)


def test_the_notice_counts_and_quotes_nothing() -> None:
    notice = notice_of_loss(["好好的一段。", "乱码\ufffd一段", "上海、上??茣D围绕"])
    assert notice is not None
    assert notice.code == "unrecoverable_bytes"
    assert ": 2;" in notice.message
    assert "茣" not in notice.message
    assert notice_of_loss(["好好的一段。", "真的??"]) is None


@given(st.lists(st.one_of(HAN, MARKS)).map("".join))
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert mend_breaks(text) == [text]
    assert undo_double_encoding(text) is None


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert "".join(mend_breaks(text)) is not None
    assert undo_double_encoding(text) != ""
    assert has_unrecoverable(text) in (True, False)
