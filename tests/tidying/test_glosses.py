import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.tidying.glosses import page_is_glossed, strip_glosses

GLOSSED = [
    "創(chuàng)新推進(jìn)國(guó)家發(fā)展",
    "會(huì)議上發(fā)布了國(guó)家的創(chuàng)新計劃,進(jìn)一步推進(jìn)。",
    "相關(guān)閱讀",
]


@pytest.mark.parametrize(
    "texts",
    [
        GLOSSED,
        [text.replace("(", "（").replace(")", "）") for text in GLOSSED],
        ["".join(GLOSSED)],
        ["導航", "首頁", *GLOSSED, "版權所有"],
        ["創(chuang)新推進(jin)國(guo)家", "發(fa)展與會(hui)議"],
    ],
    ids=["blocks", "full-width brackets", "one block", "among other blocks", "without tones"],
)
def test_a_page_that_a_machine_glossed(texts: list[str]) -> None:
    assert page_is_glossed(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["犇(bēn)、骉(biāo)、猋(biāo)、麤(cū)、鱻(xiān)、羴(shān)、羋(mǐ)、驫(biāo)", "都是三个字叠成的。"],
        ["鸕(lú)鶿(cí)與鱖(guì)魚", "鱺(lí)、鷺(lù)鷥(sī)、鱘(xún)、驫(biāo)"],
        [
            "龘(dá)、靐(bìng)、犇(bēn)難認,國(guó)、會(huì)、發(fā)不難",
            "猋(biāo)、鱻(xiān)難認,長(zhǎng)、創(chuàng)不難",
        ],
        [
            "長(zhǎng)大與長(cháng)短,還(hái)有與還(huán)錢,官長、隊長、長者、長江,還是還會",
            "樂(yuè)與樂(lè),會(huì)面與會(kuài)計,音樂、樂園、快樂,會議、會長、會費、會員",
        ],
        ["公司(BBC)、组织(who)、公报(new)、大会(live)", "首发(first)与再版(two)"],
        ["国(guó)家发(fā)展创(chuàng)新", "进(jìn)步会(huì)议国(guó)"],
        ["創(chuàng)新推進(jìn)", "普通的一段,沒有注音。"],
        ["(一)(二)(三)(四)(五)(六)", "首先,其次,最後。"],
    ],
    ids=[
        "none",
        "rare characters",
        "names of birds and fish",
        "mostly rare characters",
        "readings explained",
        "English",
        "simplified",
        "too few",
        "numbers",
    ],
)
def test_a_page_that_an_author_wrote(texts: list[str]) -> None:
    assert not page_is_glossed(texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("創(chuàng)新推進(jìn)中國(guó)式現(xiàn)代化", "創新推進中國式現代化"),
        ("創（chuàng）新", "創新"),
        ("綠(lǜ)色,女(nǚ)性,科學(xué)家", "綠色,女性,科學家"),
        ("國(ɡuó)家發(fɑ̄)展", "國家發展"),
        ("我們(men)創(chuang)新,策略(lve)與關(guan)係", "我們創新,策略(lve)與關係"),
        ("高質(zhì)量?jī)蓚€(gè)關(guān)鍵詞", "高質量?jī)蓚€關鍵詞"),
        ("區(qū)域?qū)用娴闹菐?kù)聯(lián)盟", "區域?qū)用娴闹菐?kù)聯盟"),
        ("(科技)產(chǎn)業(yè)(WTO)聯(lián)盟(guóbzz)", "(科技)產業(WTO)聯盟(guóbzz)"),
        ("長(long)一米,長(zhǎng)大", "長(long)一米,長大"),
    ],
)
def test_only_glosses_go(text: str, expected: str) -> None:
    assert strip_glosses(text) == expected


@pytest.mark.parametrize("text", ["", "沒有括號", "中国(上海)", "第(一)章", "他说(笑)"])
def test_text_without_glosses_stays(text: str) -> None:
    assert strip_glosses(text) == text


@given(
    st.lists(st.sampled_from(["國", "家", "(guó)", "（fā）", "(", ")", "?jī)", "long", "ā", "(men)", " "])).map("".join)
)
def test_what_is_left_after_one_pass_is_stable(text: str) -> None:
    once = strip_glosses(text)
    assert len(once) <= len(text)
    assert "國(guó)" not in once


@given(st.lists(st.text()))
def test_any_text_is_taken(texts: list[str]) -> None:
    assert page_is_glossed(texts) in (True, False)
    assert all(len(strip_glosses(text)) <= len(text) for text in texts)
