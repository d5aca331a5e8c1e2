"""Bytes to text: which witness of the encoding wins, and that nothing is lost or raised on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.reading.decode import as_utf8, decode

HANS = "<p>春天的河岸上开满了花，孩子们在草地上放风筝，老人在树下下棋。</p>"
HANT = "<p>春天的河岸上開滿了花，孩子們在草地上放風箏，國際新聞報導臺灣讀者。</p>"
KANA = "<p>春の川岸には花が咲き、子供たちは草の上で凧を揚げている。ニュースです。</p>"
HANGUL = "<p>봄날 강가에는 꽃이 피었고 아이들은 잔디밭에서 연을 날린다. 서울 뉴스 기사입니다.</p>"
CYRILLIC = "<p>Весной на берегу реки цветут цветы, дети запускают воздушных змеев.</p>"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


def header(charset: str) -> str:
    return f"text/html; charset={charset}"


@pytest.mark.parametrize(
    ("text", "codec", "content_type", "name", "origin"),
    [
        # The order: BOM, valid UTF-8, HTTP, meta, detection; each wins over all that follow it.
        pytest.param("\ufeff" + meta("gbk") + HANS, "utf-8", header("big5"), "utf-8", "bom", id="bom"),
        pytest.param("\ufeff" + HANS, "utf-16-le", header("utf-8"), "utf-16le", "bom", id="bom of utf-16le"),
        pytest.param("\ufeff" + HANS, "utf-16-be", None, "utf-16be", "bom", id="bom of utf-16be"),
        pytest.param(meta("gb2312") + HANS, "utf-8", None, "utf-8", "utf-8", id="utf-8 over stale meta"),
        pytest.param(meta("gbk") + HANS, "utf-8", header("gbk"), "utf-8", "utf-8", id="utf-8 over stale header"),
        pytest.param(meta("utf-8") + HANS, "gb18030", header("gbk"), "gb18030", "http", id="header over meta"),
        pytest.param(meta("gbk") + HANS, "gb18030", header("utf-8"), "gb18030", "meta", id="meta, the header is wrong"),
        pytest.param(meta("utf-8") + HANS, "gb18030", header("utf-8"), "gb18030", "detected", id="both are wrong"),
        pytest.param(HANS, "gb18030", None, "gb18030", "detected", id="nothing is said"),
        # Forms in which a label is printed.
        pytest.param(HANS, "gb18030", 'text/html;Charset="GBK"', "gb18030", "http", id="quoted header"),
        pytest.param("<META CHARSET=GBK>" + HANS, "gb18030", None, "gb18030", "meta", id="unquoted meta"),
        pytest.param(
            "<meta http-equiv='Content-Type' content='text/html; charset=GB2312'>" + HANS,
            "gb18030", None, "gb18030", "meta", id="http-equiv",
        ),
        pytest.param(
            "<?xml version='1.0' encoding='GBK'?>" + HANS, "gb18030", None, "gb18030", "meta", id="xml declaration"
        ),
        pytest.param(
            f"<script>{'/' * 5000}</script>{meta('big5')}{HANT}",
            "big5", None, "big5", "meta", id="meta behind a script",
        ),
        # A label stands for its family.
        pytest.param(
            meta("gb2312") + "朱镕基、㐂、䶮、𠮷野",
            "gb18030", None, "gb18030", "meta", id="gb2312 with characters of gb18030",
        ),
        pytest.param(HANT, "big5", header("big5"), "big5", "http", id="big5"),
        pytest.param("<p>佢哋喺度講嘢</p>", "big5hkscs", header("big5"), "big5", "http", id="big5 of Hong Kong"),
        pytest.param(KANA, "shift_jis", header("Shift_JIS"), "shift_jis", "http", id="shift_jis"),
        pytest.param(KANA, "euc_jp", header("euc-jp"), "euc-jp", "http", id="euc-jp"),
        pytest.param(meta("iso-2022-jp") + KANA, "iso2022_jp", None, "iso-2022-jp", "meta", id="iso-2022-jp"),
        pytest.param(HANGUL, "euc_kr", header("ks_c_5601-1987"), "euc-kr", "http", id="euc-kr"),
        pytest.param(CYRILLIC, "cp1251", header("windows-1251"), "windows-1251", "http", id="windows-1251"),
        pytest.param("<p>l’été</p>", "cp1252", header("iso-8859-1"), "windows-1252", "http", id="latin-1"),
        pytest.param("<p>a café</p>", "cp1252", header("iso-8859-1"), "windows-1252", "http", id="one accent in all"),
        # Detection.
        pytest.param(HANT, "big5", None, "big5", "detected", id="big5 detected"),
        pytest.param(KANA, "shift_jis", None, "shift_jis", "detected", id="shift_jis detected"),
        pytest.param(KANA, "euc_jp", None, "euc-jp", "detected", id="euc-jp detected"),
        pytest.param(KANA, "iso2022_jp", None, "iso-2022-jp", "detected", id="iso-2022-jp detected"),
        pytest.param(HANGUL, "euc_kr", None, "euc-kr", "detected", id="euc-kr detected"),
        pytest.param(CYRILLIC, "cp1251", None, "windows-1251", "detected", id="windows-1251 detected"),
        pytest.param("Société générale, été à Paris", "cp1252", None, "windows-1252", "detected", id="too little"),
        # UTF-16 without a BOM, with a good label, a wrong one, and none.
        pytest.param(HANS, "utf-16-le", None, "utf-16le", "detected", id="utf-16le without bom"),
        pytest.param(HANS, "utf-16-be", header("utf-16"), "utf-16be", "detected", id="utf-16be called utf-16"),
        pytest.param(CYRILLIC, "utf-16-le", None, "utf-16le", "detected", id="utf-16le of cyrillic"),
        pytest.param(
            "　　一季又一季，市场一片繁荣。\n" * 40, "utf-16-be", None, "utf-16be", "detected", id="a dump in utf-16be"
        ),
        pytest.param(
            "　　一季又一季，市场一片繁荣。\n" * 40, "utf-16-le", None, "utf-16le", "detected", id="a dump in utf-16le"
        ),
        pytest.param(HANS, "gb18030", header("utf-16"), "gb18030", "detected", id="single bytes are not utf-16"),
        pytest.param(meta("utf-16") + HANS, "gb18030", None, "gb18030", "detected", id="nor if meta says so"),
        # An escape that is no shift of Japanese.
        pytest.param("\x1b[31m红色的终端输出\x1b[0m", "utf-8", None, "utf-8", "utf-8", id="terminal colours"),
        pytest.param("plain ASCII", "ascii", None, "utf-8", "utf-8", id="ascii"),
    ],
)  # fmt: skip
def test_the_most_trusted_witness_that_fits_decides(
    text: str, codec: str, content_type: str | None, name: str, origin: str
) -> None:
    decoded, encoding, notices = decode(text.encode(codec), content_type)

    assert decoded == text.removeprefix("\ufeff")
    assert (encoding.name, encoding.origin) == (name, origin)
    assert notices == ()


NEWS_HANS = "江边步道今天上午开放，全长十二公里，沿途设有三处驿站，夜间照明将在下个月接通。"
NEWS_HANT = "江邊步道今天上午開放，全長十二公里，沿途設有三處驛站，夜間照明將在下個月接通。"
WESTERN = "<p>L’été, « l’œuvre » coûte 3 €, déjà ; Noël à la façade naïve.</p>"
CROATIAN = "<html lang=hr><p>Lučki tramvaj se vraća, rekao je šef. Žena je našla ključ, đak čita.</p>"


@pytest.mark.parametrize(
    ("text", "codec", "content_type", "name", "origin"),
    [
        # ISO-8859-1 is what servers say by default: it does not beat the meta, nor bytes that are another language.
        (meta("big5") + NEWS_HANT, "big5", header("iso-8859-1"), "big5", "meta"),
        (meta("windows-1250") + CROATIAN, "cp1250", header("iso-8859-1"), "windows-1250", "meta"),
        (NEWS_HANS, "gb18030", header("iso-8859-1"), "gb18030", "detected"),
        (NEWS_HANT, "big5", header("latin1"), "big5", "detected"),
        (meta("iso-8859-1") + NEWS_HANS, "gb18030", None, "gb18030", "detected"),
        (meta("us-ascii") + CYRILLIC, "koi8-r", header("iso-8859-1"), "koi8-r", "detected"),
        (meta("x-user-defined") + HANGUL, "cp949", None, "euc-kr", "detected"),
        (WESTERN, "cp1252", header("iso-8859-1"), "windows-1252", "http"),
        (meta("gbk") + WESTERN, "cp1252", header("windows-1252"), "windows-1252", "http"),
        (meta("x-user-defined") + WESTERN, "cp1252", None, "windows-1252", "meta"),
        ("<p>·····</p>" * 9, "cp1252", header("iso-8859-1"), "windows-1252", "http"),
        # A label that the bytes break, or under which they are no language, loses.
        (meta("gbk") + NEWS_HANT, "big5", None, "big5", "detected"),
        (meta("big5") + NEWS_HANS, "gb18030", None, "gb18030", "detected"),
        (meta("big5") + NEWS_HANT, "big5", header("gbk"), "big5", "meta"),
        (meta("shift_jis") + KANA, "euc_jp", None, "euc-jp", "detected"),
        (meta("euc-jp") + KANA, "cp932", None, "shift_jis", "detected"),
        (meta("euc-kr") + NEWS_HANS, "gb18030", None, "gb18030", "detected"),
        ("<html lang=ko>" + meta("gb2312") + HANGUL, "cp949", None, "euc-kr", "detected"),
        ("<html lang=ja>" + meta("gbk") + KANA, "euc_jp", None, "euc-jp", "detected"),
        (meta("iso-8859-2") + "<p>Źle śpią, mówią śniący ślązacy.</p>", "cp1250", None, "windows-1250", "detected"),
        (KANA, "cp932", header("x-user-defined"), "shift_jis", "detected"),
        # One that they bear out stays, however rare its characters are.
        (meta("gbk") + "饕餮魑魅魍魉氍毹齑粉觳觫蹀躞睚眦", "gb18030", None, "gb18030", "meta"),
        (meta("gbk") + NEWS_HANS + "\ue5e6", "gb18030", None, "gb18030", "meta"),
        (meta("big5") + "<p>佢哋喺度講嘢，唔知嗰個嘅嘢係乜嘢嚟㗎，冇嘢睇。</p>", "big5hkscs", None, "big5", "meta"),
    ],
)  # fmt: skip
def test_a_label_that_the_bytes_speak_against_loses(
    text: str, codec: str, content_type: str | None, name: str, origin: str
) -> None:
    decoded, encoding, notices = decode(text.encode(codec), content_type)

    assert (decoded, encoding.name, encoding.origin, notices) == (text, name, origin, ())


def test_what_was_lost_before_is_not_laid_to_the_bytes() -> None:
    before, ours = decode("<p>失\ufffd去</p>".encode())[2], decode("<p>失去了几个字的一段</p>".encode() + b"\xe5")[2]

    assert "before the page came here" in before[0].message
    assert "not utf-8" in ours[0].message


@pytest.mark.parametrize("label", ["klingon", "utf8mb4", "replacement", "iso-2022-cn"])
@pytest.mark.parametrize("origin", ["http", "meta"])
def test_an_unknown_label_is_told_and_the_page_still_read(label: str, origin: str) -> None:
    text = meta(label) + HANS if origin == "meta" else HANS

    decoded, encoding, (notice,) = decode(text.encode("gb18030"), header(label) if origin == "http" else None)

    assert (decoded, encoding.name, encoding.origin) == (text, "gb18030", "detected")
    assert notice.code == "unknown_charset"
    assert label in notice.message
    assert origin in notice.message


def test_behind_an_unknown_header_the_meta_is_believed() -> None:
    text = meta("gbk") + HANS

    decoded, encoding, notices = decode(text.encode("gb18030"), header("klingon"))

    assert (decoded, encoding.origin) == (text, "meta")
    assert [n.code for n in notices] == ["unknown_charset"]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_character_cut_in_two_at_the_end_costs_only_itself(codec: str) -> None:
    text = "<meta charset=big5>" * (codec == "big5") + HANT + "完"

    decoded, encoding, notices = decode(text.encode(codec)[:-1], header(codec) if codec == "gb18030" else None)

    assert decoded == text[:-1] + "\ufffd"
    assert encoding.name == codec.replace("utf-16-", "utf-16")
    assert [n.code for n in notices] == ["unrecoverable_bytes"]
    assert notices[0].message.startswith("1 ")


@pytest.mark.parametrize("length", [200, 30_000])
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (HANT, "big5", "big5"),
        (KANA, "shift_jis", "shift_jis"),
        (KANA, "euc_jp", "euc-jp"),
        (HANGUL, "euc_kr", "euc-kr"),
    ],
)
def test_a_page_that_is_cut_is_still_recognized(text: str, codec: str, name: str, cut: int, length: int) -> None:
    body = (text * 2 + text[:-5] * (length // len(text))).encode(codec)

    _, encoding, _ = decode(body[: len(body) - cut])

    assert encoding.name == name


def cesu(text: str) -> bytes:
    """UTF-8 in which each half of a surrogate pair stands as a character."""
    return b"".join(
        each.encode("utf-16-be")[start : start + 2]
        .decode("utf-16-be", "surrogatepass")
        .encode("utf-8", "surrogatepass")
        for each in text
        for start in range(0, len(each.encode("utf-16-be")), 2)
    )


@pytest.mark.parametrize("content_type", [header("utf-8"), None])
@pytest.mark.parametrize("text", [meta("utf-8") + HANS + "😀", "<p>花😀😀😀😀😀🎉</p>", HANS + "퀀한🎉"])
def test_characters_of_two_units_that_were_written_as_two_are_joined(text: str, content_type: str | None) -> None:
    body = cesu(text)
    assert body != text.encode()

    decoded, encoding, notices = decode(body, content_type)

    assert (decoded, encoding.name, notices) == (text, "utf-8", ())
    assert as_utf8(decoded, body, encoding, notices) == text.encode()


def test_half_of_a_pair_is_no_reason_to_doubt_the_label() -> None:
    decoded, encoding, _ = decode(b"<p>\xed\xa0\xbd</p>" * 20 + HANS.encode(), header("utf-8"))
    assert (decoded, encoding.name) == ("<p></p>" * 20 + HANS, "utf-8")


@pytest.mark.parametrize(("codec", "lost"), [("utf-8", 2), ("gb18030", 1), ("euc_kr", 1)])
def test_half_a_character_in_the_middle_does_not_end_the_page(codec: str, lost: int) -> None:
    front, back = (
        ("봄날 강가에는 꽃이 피었고 ", " 아이들은 연을 날린다.") if codec == "euc_kr" else (HANS, "\n" + HANS + "尾声")
    )
    half = ("연" if codec == "euc_kr" else "花").encode(codec)[:-1]

    decoded, encoding, notices = decode(
        front.encode(codec) + half + back.encode(codec), header(codec.replace("_", "-"))
    )

    assert decoded.startswith(front)
    assert decoded.endswith(back[1:])
    assert encoding.name == codec.replace("_", "-")
    assert decoded.count("\ufffd") <= lost
    assert [n.code for n in notices] == ["unrecoverable_bytes"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\0" * 500 + HANS.encode(), id="before"),
        pytest.param(HANS.encode() + b"\0" * 5000, id="behind"),
        pytest.param(HANS.replace("，", "，\0").encode(), id="between"),
        pytest.param(HANS.replace("，", "，\0\0").encode("gb18030"), id="in gb18030"),
    ],
)
def test_nul_bytes_are_dropped_and_nothing_else(body: bytes) -> None:
    assert decode(body, header("gbk"))[0] == HANS


@pytest.mark.parametrize("body", [b"hello\0", b"ab\0", b"a\0bc", b"\0", b"abcdefghijklmnopqrstuvw\0" * 200])
def test_a_stray_nul_does_not_make_utf_16(body: bytes) -> None:
    assert decode(body)[0] == body.replace(b"\0", b"").decode()


def test_text_is_taken_as_it_is() -> None:
    text, encoding, notices = decode("已经\0是文字\ufffd", header("gbk"))

    assert text == "已经是文字\ufffd"
    assert (encoding.name, encoding.origin, notices) == ("utf-8", "text", ())


@given(st.binary(max_size=400), st.none() | st.text(max_size=40) | st.text(max_size=12).map(header))
def test_any_bytes_give_text(body: bytes, content_type: str | None) -> None:
    text, encoding, notices = decode(body, content_type)

    assert "\0" not in text
    assert encoding.origin in {"bom", "utf-8", "http", "meta", "detected"}
    assert ("\ufffd" in text) == any(n.code == "unrecoverable_bytes" for n in notices)
    assert decode(body, content_type) == (text, encoding, notices)


LABELS = [
    "utf-8",
    "gbk",
    "big5",
    "utf-16",
    "iso-2022-jp",
    "iso-2022-kr",
    "hz-gb-2312",
    "x-user-defined",
    "utf-7",
    "euc-tw",
]


@given(st.binary(max_size=80), st.sampled_from(LABELS), st.booleans())
def test_any_label_on_any_bytes_gives_text(body: bytes, label: str, in_meta: bool) -> None:
    decode(meta(label).encode() + body if in_meta else body, None if in_meta else header(label))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=200))
def test_utf_8_comes_back_unchanged(text: str) -> None:
    decoded, encoding, _ = decode(text.encode(), header("gb2312"))

    assert (decoded, encoding.name) == (text, "utf-8")


@pytest.mark.parametrize(
    ("body", "as_is"),
    [
        (HANS.encode(), True),
        (b"", True),
        (("\ufeff" + HANS).encode(), False),
        (HANS.encode("gb18030"), False),
        (HANS.encode("utf-16-le"), False),
        (HANS.encode() + b"\0", False),
        (HANS.encode()[:-6] + b"\xe4</p>", False),
        ((HANS + "\ufffd").encode(), False),
        (HANS, False),
        (HANS + "\ud800", False),
    ],
)
def test_a_page_is_encoded_again_only_where_it_is_not_utf8_as_it_came(body: bytes | str, as_is: bool) -> None:
    text, encoding, notices = decode(body)
    utf8 = as_utf8(text, body, encoding, notices)
    assert utf8.decode() == text.replace("\ud800", "")
    assert (utf8 is body) is as_is
