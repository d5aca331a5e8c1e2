from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.model import Options, Punctuation, Script
from jingwen.tidying import Traits, tidy_text, tidy_texts

ALL_ON = Options()
ALL_OFF = Options(script="keep", space=False, mojibake=False, glosses=False, width=False)
TEXT = "　　國(guó)家\xa0２０１９年發(fā)展,會(huì)議"
GLOSSED = Traits("hant", glossed=True)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (ALL_ON, "国家 2019年发展,会议"),
        (ALL_OFF, TEXT),
        (replace(ALL_ON, punctuation="cjk"), "国家 2019年发展，会议"),
        (replace(ALL_ON, script="keep"), "國家 2019年發展,會議"),
        (replace(ALL_ON, script="hant"), "國家 2019年發展,會議"),
        (replace(ALL_ON, space=False), "　　国家\xa02019年发展,会议"),
        (replace(ALL_ON, glosses=False), "国(guó)家 2019年发(fā)展,会(huì)议"),
        (replace(ALL_ON, width=False), "国家 ２０１９年发展,会议"),
    ],
)
def test_each_step_has_its_switch(options: Options, expected: str) -> None:
    assert tidy_text(TEXT, options, GLOSSED) == expected


@pytest.mark.parametrize(
    ("text", "script", "page", "expected"),
    [
        ("台灣國家", "hans", "hant", "台湾国家"),
        ("国家的裏面", "tw", "hans", "國家的裡面"),
        ("国家", "tw", "hans", "國家"),
        ("李乾说", "hans", "hans", "李乾说"),
        (
            "他引了一句「國破山河在，城春草木深，感時花濺淚」",
            "hans",
            "hans",
            "他引了一句「国破山河在，城春草木深，感时花溅泪」",
        ),
        ("这是简体的一段", "hans", "hant", "这是简体的一段"),
        ("公里", "hans", "hant", "公里"),
        ("國会議事堂", "hans", None, "國会議事堂"),
    ],
)
def test_a_text_is_converted_from_its_own_script_or_the_pages(
    text: str, script: Script, page: str | None, expected: str
) -> None:
    traits = Traits("hans" if page == "hans" else "hant" if page == "hant" else None)
    assert tidy_text(text, Options(script=script), traits) == expected


def test_a_gloss_stays_on_a_page_that_is_not_glossed() -> None:
    assert tidy_text("三头牛叠成犇(bēn)字", ALL_ON, Traits("hans")) == "三头牛叠成犇(bēn)字"
    assert tidy_text("國(guó)家發展", ALL_ON) == "国(guó)家发展"


def test_a_field_encoded_twice_is_decoded_on_a_page_that_was() -> None:
    broken = "国家发展。".encode().decode("latin-1")
    assert tidy_text(broken, ALL_ON, Traits("hans", double=True)) == "国家发展。"
    assert tidy_text(broken, ALL_ON) == "国家发展。"
    assert tidy_text(broken, replace(ALL_ON, mojibake=False, space=False)) == broken


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("國家发展(ā)　１．％,。 "))),
    st.sampled_from(["hans", "hant", "tw", "hk", "keep"]),
    st.sampled_from(["keep", "cjk"]),
    st.sampled_from([Traits(), Traits("hans"), GLOSSED, Traits("hans", double=True)]),
)
def test_any_text_is_taken(text: str, script: Script, punctuation: Punctuation, traits: Traits) -> None:
    tidied = tidy_text(text, Options(script=script, punctuation=punctuation), traits)
    assert tidied == tidied.strip()
    tidied.encode("utf-8")


@given(
    st.lists(st.text(alphabet=st.sampled_from("國国Ａ１a1 \xa0\u200b(é),，")), max_size=4),
    st.sampled_from(("hans", "hant", None)),
    st.sampled_from(("hans", "hant", "keep")),
)
def test_texts_are_tidied_like_each_of_them(
    texts: list[str], source: Literal["hans", "hant"] | None, to: Script
) -> None:
    options, traits = Options(script=to), Traits(source)
    assert list(tidy_texts(texts, options, traits)) == [tidy_text(text, options, traits) for text in texts]
