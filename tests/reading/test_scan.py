"""Markup within its limits: what is cut and spliced, what is left alone, and that no text is lost of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from jingwen.errors import TooManyTags
from jingwen.model import Limits
from jingwen.reading.markup import parse
from jingwen.reading.scan import bounded
from jingwen.reading.tokens import TOKEN

from ..nesting import KINDS, OWN, depth, pieces, read_closely

TEXT = "清晨的湖边很安静。"
# Low, so that the pages can be small; many ``<`` bring a page over the gate that looks at their number alone.
LOW = Limits(tags=60_000, depth=20, attributes=10)


def elements(tree: LexborHTMLParser, name: str) -> list[LexborNode]:
    return tree.css(name)


def words(markup: str) -> str:
    root = parse(markup).root
    assert root is not None
    return re.sub(r"\s+", "", root.text())


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}" for n in range(100)),
        " ".join(f"a{n}=1" for n in range(100)),
        "/".join(f"a{n}" for n in range(100)),
        "".join(f'a{n}="{n}"' for n in range(100)),
        " ".join(f"a{n}='x > y'" for n in range(100)),
        " ".join(f'a{n} = ">"' for n in range(100)),
        "\n".join(f"=a{n} = {n}" for n in range(100)),
    ],
)
@pytest.mark.parametrize("end", [">", " />", ""])
def test_surplus_attributes_are_cut(attributes: str, end: str) -> None:
    markup = f"<p>{TEXT}</p><img {attributes}{end}"
    markup += f"<p>{TEXT}</p>" if end else ""
    bound, notices = bounded(markup, LOW)
    assert [notice.code for notice in notices] == ["attributes_cut"]
    assert "more than 10 attributes (max_attributes), up to 100" in notices[0].message
    assert all(len(image.attributes) <= 10 for image in elements(parse(bound), "img"))
    assert words(bound) == words(markup)


def test_the_first_attributes_stay() -> None:
    markup = f'<a href="/1" class="b" {" ".join(f"a{n}" for n in range(100))}>{TEXT}</a>'
    (link,) = elements(parse(bounded(markup, LOW)[0]), "a")
    assert link.attributes == {"href": "/1", "class": "b"} | {f"a{n}": None for n in range(8)}


def test_attributes_of_an_end_tag_are_cut() -> None:
    bound, _ = bounded(f"<div>{TEXT}</div {' '.join(f'a{n}' for n in range(100))}>{TEXT}", LOW)
    assert len(bound) < 120
    assert words(bound) == TEXT * 2


CROWDED = f"<div {' '.join(f'a{n}' for n in range(100))}>"
DECEITS = (
    *"select option xmp style title iframe noembed noframes script textarea plaintext svg math desc foreignobject mi "
    "annotation-xml template col colgroup frameset div p table tr td b input section noscript".split(),
)
DECEIT = st.lists(
    st.one_of(
        st.just(CROWDED),
        st.sampled_from(DECEITS).map(lambda name: f"<{name}>"),
        st.sampled_from(DECEITS).map(lambda name: f"</{name}>"),
        st.sampled_from(
            ("<svg/>", "<svg a=b/>", "<!--", "-->", "<![CDATA[", "]]>", "<!x", "</1 a='", "'>", "</>", "x")
        ),
    ),
    max_size=20,
).map("".join)


def most_attributes(markup: str) -> int:
    return max(len(element.attributes) for element in parse(markup).css("*"))


@pytest.mark.parametrize(
    "before",
    [
        "<select><xmp></select>",
        "<select><style></select>",
        "<select><title></select>",
        "<select><plaintext></select>",
        "<div><select></div><xmp></select>",
        "<select><input><xmp><!--</xmp>",
        "<svg><xmp></svg>",
        "<svg><plaintext></svg>",
        "<svg><style/></svg>",
        "<svg><p><xmp><!--</xmp>",
        "<svg><desc><xmp><!--</xmp>",
        "<svg><desc><div></svg></div></desc><xmp></svg>",
        "<p><svg><section><xmp></svg>",
        "<table><tr><td><svg><td><xmp></svg>",
        "<svg><![CDATA[ > <!-- ]]>",
        "<template><col><xmp></template>",
        "<table><template></table><col><xmp></template>",
        "<script><!--<script></script><xmp> --></script>",
        "<script><!--></script>",
        "</1 a='><p>'>",
    ],
)
def test_what_no_text_hides_is_cut(before: str) -> None:
    bound, _ = bounded("<i></i>" * 32 * LOW.depth + before + CROWDED + TEXT + CROWDED, LOW)
    assert most_attributes(bound) <= 10


@given(DECEIT)
def test_no_markup_hides_attributes(markup: str) -> None:
    bound, _ = bounded("<i></i>" * 32 * LOW.depth + markup, LOW)
    assert most_attributes(bound) <= 10


@pytest.mark.parametrize(
    "markup",
    [
        "<select><script>if (a<b) {}</script><option>a</select>",
        "<svg><title>a</title><style>b{}</style><path d='M0 0'/></svg>",
        "<svg/><script>if (a<b) {}</script>",
        "<select><option>a</select><script>if (a<b) {}</script>",
        "<template><style>b{}</style><p>a</p></template>",
        "<script><!-- document.write('<script>a<b</script>') --></script>",
    ],
)
def test_what_no_parser_reads_otherwise_stays(markup: str) -> None:
    page = "<i></i>" * 32 * LOW.depth + markup
    assert bounded(page, LOW) == (page, ())


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<div><table><tr><td></div>",
        "<div></x>",
        "<b><div></b>",
        "<i class={}><p>",
        "<x-y>",
        "<svg><g>",
        "<section></div>",
    ],
)
@pytest.mark.parametrize("times", [300, 1500])
def test_elements_beyond_the_deepest_level_are_spliced(unit: str, times: int) -> None:
    markup = "".join(unit.replace("{}", str(n)) + "a" for n in range(times)) + f"<p>{TEXT}</p>"
    if unit.count("<") == 2 and "/" in unit and times == 300:
        return  # too few to be looked at, and their ends look as if they closed something
    bound, notices = bounded(markup, LOW)
    assert [notice.code for notice in notices][-1:] == ["depth_spliced"]
    assert depth(parse(bound)) <= LOW.depth + OWN
    assert words(bound) == words(markup)


@pytest.mark.parametrize(
    "unit",
    [
        # End tags that do not end what stands in their element
        "<form><div></form>",
        "<form><table></form></table></form>",
        "<h1><div><h2></h1>",
        "<h1><h2></h2><x></h1>",
        "<li><ul></li>",
        "<p><button><div></p></button>",
        "<body><div></body>",
        "<head><div></head>",
        "<section><noscript><div></noscript>",
        "<table><td><table></td>",
        "<table><tr><caption></tr>",
        "<table><caption><tr><td></caption>",
        # Start tags that end nothing, or are none
        "<optgroup>",
        "<x><option>",
        "<i><td>",
        "<span><tr></span><tbody>",
        "<form><p><form>",
        "<p><table><td>",
        # Formatting that is opened anew
        "<b><i></b>",
        "<big><i><big></i>",
        "字<div><b></div>",
        "<br><div><b></div>",
        "<table><b a={}></table>",
        "<table><td><b a={}><object></td></table>",
        "<b><x><div></b></div></x>",
        # Drawings and formulas
        "<svg><input>",
        "<svg><g><x></svg></g>",
        "<svg><g><span></svg>",
        "<svg></p><x/>",
        "<svg><select><input>",
        "<svg><option>",
        "<svg><section><desc><div></section>",
        "<svg><desc><x></desc></svg>",
        "<div><svg></div><x/>",
        "<math><annotation-xml encoding=text/html><div></math>",
        # Selects, templates and the rest
        "<select><table><td><input>",
        "<select><option><select><div>",
        "<dd><x></dd><dialog><span></dd>",
        "<rt><x></ruby>",
    ],
)
def test_no_nesting_slips_through(unit: str) -> None:
    limits = Limits()
    page = "".join(unit.replace("{}", str(n)) + "a" for n in range(600)) + f"<p>{TEXT}</p>"
    markup = read_closely(page, limits.depth)
    bound, notices = bounded(markup, limits)
    assert depth(parse(bound)) <= limits.depth + OWN
    assert words(bound) == words(markup)
    if depth(parse(markup)) > limits.depth + OWN:
        assert [notice.code for notice in notices] == ["depth_spliced"]


@pytest.mark.parametrize("times", [513, 600])
def test_what_a_form_leaves_open_counts(times: int) -> None:
    markup = read_closely(f"<form><div></form>{TEXT}" * times, Limits().depth)
    assert depth(parse(markup)) > times
    bound, notices = bounded(markup, Limits())
    assert [notice.code for notice in notices] == ["depth_spliced"]
    assert depth(parse(bound)) <= Limits().depth + OWN
    assert words(bound) == words(markup)


def test_a_script_below_the_deepest_level_is_no_text() -> None:
    script = "<script>let a = '<div>'</script>"
    bound, _ = bounded(read_closely("<div>" * 30 + script + TEXT, LOW.depth), LOW)
    assert script in bound


def test_text_behind_a_style_of_a_drawing_stays() -> None:
    """Its tag is left out, but not the end tag of another."""
    page = f"<svg><style>a<b</svg><p>{TEXT}<style>p {{}}</style><p>{TEXT}<style>p {{}}</style>"
    assert words(bounded(read_closely(page, LOW.depth), LOW)[0]).endswith(TEXT + "p{}" + TEXT + "p{}")


def test_spliced_blocks_stay_apart() -> None:
    bound, _ = bounded("<div>" * 400 + f"<p>{TEXT}</p><p>{TEXT}</p>" + "</div>" * 400 + f"<h2>{TEXT}</h2>", LOW)
    assert f"<br>{TEXT}<br><br>{TEXT}<br>" in bound
    assert bound.endswith(f"<h2>{TEXT}</h2>")


@pytest.mark.parametrize(
    "markup",
    [
        "<ul>" + f"<li>{TEXT}" * 900 + "</ul>",
        f"<p>{TEXT}" * 900,
        "<table>" + f"<tr><td>{TEXT}<td>{TEXT}" * 900 + "</table>",
        "<dl>" + f"<dt>{TEXT}<dd>{TEXT}" * 900,
        f"{TEXT}<br><img src=a>" * 900,
        f"<p><font size=2>{TEXT}</p>" * 900,
        f"<div><p><b>{TEXT}</b></p></div>" * 900,
        "<script>" + "if (a<b) { c = '<div>' }" * 900 + f"</script><p>{TEXT}</p>",
        "<!--" + "<div>" * 900 + f"--><p>{TEXT}</p>",
        "<textarea>" + "<div>" * 900 + f"</textarea><p>{TEXT}</p>",
        "<svg>" + "<path d='M0 0'/>" * 10 + f"</svg><p>{TEXT}</p>" * 800,
        "<svg>" + "<path d='M0 0'/>" * 900 + f"</svg><p>{TEXT}</p>",
        f"<a name=b>{TEXT}<p>" * 900,
        f"<div><a href=b><div>{TEXT}</a></div></div>" * 900,
        f"<div><form><div>{TEXT}</form></div></div>" * 900,
        f"<table><form><tr><td>{TEXT}</td></tr></form></table>" * 900,
        "<select>" + f"<optgroup><option>{TEXT}<option>{TEXT}" * 300 + "</select>",
        f"<html><body><p>{TEXT}</body></html>" * 900,
        "<template>" + f"<tr><td>{TEXT}<td>{TEXT}" * 900 + "</template>",
    ],
)
def test_a_long_page_that_is_well_built_stays_as_it_is(markup: str) -> None:
    assert bounded(markup, LOW) == (markup, ())


def test_the_number_of_tags() -> None:
    assert bounded("<i></i>" * 60_000, LOW)[1] == ()
    with pytest.raises(TooManyTags, match=r"more than 60000 tags; the limit is 60000 \(max_tags\)") as raised:
        bounded("<i></i>" * 60_001, LOW)
    assert raised.value.facts == {"limit_name": "max_tags", "limit": 60000}


def test_formatting_that_a_parser_opens_again_counts() -> None:
    """Each paragraph would hold all of it anew: a hundred kilobytes fill gigabytes."""
    limits = Limits(tags=5000, depth=100, attributes=10)
    markup = "<p>" + "".join(f"<b a{n}>" for n in range(50)) + "</p>" + "<p>x</p>" * 2000
    with pytest.raises(TooManyTags):
        bounded(markup, limits)


@given(st.text("<>/!-=\"' \nabdp"))
def test_tokens_are_read_to_the_end_of_any_text(text: str) -> None:
    for token in TOKEN.finditer(text):
        assert token.end() > token.start()


SOUP = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.lists(st.sampled_from(pieces(KINDS[kind])), max_size=12))


@settings(max_examples=300)
@given(SOUP, SOUP, st.sampled_from((1, 30)), st.integers(4, 16))
def test_nothing_is_deeper_than_the_limit(before: list[str], unit: list[str], times: int, deepest: int) -> None:
    markup = read_closely("".join(before) + "".join(unit) * times, deepest)
    bound, _ = bounded(markup, Limits(depth=deepest))
    assert depth(parse(bound)) <= deepest + OWN


PIECES = (
    "<div> </div> <p> </p> <b> </b> <i/x> </i> <table> <tr> <td> </td> </table> <li> <ul> </ul> <br> <a/b=1> </a> "
    "<svg> </svg> <h1> </h1> <x> </x> <form> </form> 字"
).split()
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(MARKUP, st.integers(4, 12))
def test_no_text_is_lost(markup: str, deepest: int) -> None:
    markup = read_closely(markup, deepest)
    bound, _ = bounded(markup, Limits(tags=100_000, depth=deepest, attributes=2))
    assert sorted(words(bound)) == sorted(words(markup))
