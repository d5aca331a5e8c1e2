"""XPath as CSS: what both find on one page is the same, and what has no twin is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from jingwen.rules.css import parse_selector
from jingwen.workshop.twins import translate
from jingwen.workshop.xpath import XPathError

PAGE = """<html><head><title>A | B</title><meta property="og:title" content="OG"></head>
<body class="x y"><div id="content" class="post k"><h1 class="t">Head</h1><p>one</p><p class="z">two <b>bold</b></p>
<ul><li>1</li><li class="q">2</li><li class="q">3</li></ul><div class="share big">S</div></div>
<div class="side"><a href="x">foo</a><span>after</span><p class="z">Read More</p></div>
<article><p>A1</p></article><article><p>A2</p></article></body></html>"""


@pytest.mark.parametrize(
    "xpath",
    """
    //div[@id='content']
    //div[@id = "content"]//p
    //div[contains(@class,'post')]
    //div[contains(concat(' ',normalize-space(@class),' '),' post ')]
    //div[contains(concat(" ", @class, " "), " k ")]/p[1]
    //p[@class='z'][1]
    //p[@class][1]
    //li[2]
    //li[last()]
    //li[last()-1]
    //li[position()>1]
    //li[position()=1]
    //li[position()<=2]
    //li[@class='q'][last()]
    //div[@id='content']/*[2]
    //div[starts-with(@class,'po')]
    //div[contains(translate(@class,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz'),'post')]
    //p[b]
    //p[@class]
    //div[.//li]
    //div[./p/b]
    //div[not(.//li)]
    //div[count(.//li)=0]
    //div[count(p)>0]
    //div[@id='content' or @class='side']
    //div[@id='content' and contains(@class,'k')]
    //div[@class!='side']
    //a/..
    //b/ancestor::div
    //b/parent::p
    //span/preceding-sibling::a
    //a/following-sibling::span
    //a/following-sibling::*[1]
    //ul/following-sibling::div[1]
    //p[ancestor::article]
    //p[parent::div[@id='content']]
    //p[preceding-sibling::h1]
    //p[following-sibling::ul]
    //p[contains(.,'two')]
    //p[contains(text(),'Read More')]
    //p[contains(translate(text(),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz'),'read more')]
    /html/body/div[2]/a
    /html/body//p
    (//h1 | //article)[@class]
    (//ul | //article)/p
    //li/preceding-sibling::li[@class]
    //b/parent::p[1]
    //b/parent::*[position()=1]
    //h1/following-sibling::p[position()=1]
    //div//./b
    //p/descendant-or-self::p[@class]
    //div[@id='content']/child::p
    //div[contains(.,'bold')]
    //div[contains(a,'foo')]
    //*[@id='content']/p[contains(normalize-space(.),'bold')]
    //div[count(p[contains(.,'bold')])>0]
    //*[self::h1 or self::p]
    //*[name()='h1']
    //div[@id='content']/*[not(self::ul)]
    //div[@id='content']/node()[@class]
    id('content')
    id('content')/p
    //h1 | //title
    """.strip().splitlines(),
)
def test_css_finds_the_same(xpath: str) -> None:
    tree = LexborHTMLParser(PAGE)
    found = {node.mem_id: node for each in translate(xpath.strip()) for node in tree.css(each.css)}
    wanted = html.fromstring(PAGE).xpath(xpath.strip())
    assert sorted((node.tag, node.text()) for node in found.values()) == sorted(
        (each.tag, each.text_content()) for each in wanted
    )
    assert wanted


@pytest.mark.parametrize(
    ("xpath", "selector", "match"),
    [
        ("//title/text()", "title::text", None),
        ("//meta[@property='og:title']/@content", 'meta[property="og:title"]::attr(content)', None),
        ("//@href", "[href]::attr(href)", None),
        ("//div/@href", "div::attr(href)", None),
        ("//div[@id='n']//@href", "*:is(div#n, div#n *)::attr(href)", None),
        ("//div//text()", "div", None),
        ("//p[@data-n=1234567]/text()", 'p[data-n="1234567"]::text', None),
        ("string(//h1)", "h1", None),
        ("normalize-space(//h1[@class='t'])", 'h1[class="t"]', None),
        ("(//time/@datetime)[1]", "time::attr(datetime)", None),
        ("substring-before(//title,' | ')", "title", "^(.*?) \\| "),
        ("substring-after(//p, 'By ')", "p", "By (.*)"),
        ("substring-before(substring-after(//p, '('), ')')", "p", "\\((.*?)\\)"),
        ("(//h1)[1]", "h1", None),
        ("//div[@id='1st']", 'div[id="1st"]', None),
        ("//DIV[@data-x='a\"b']", 'div[data-x="a\\"b"]', None),
    ],
)
def test_what_is_taken_of_an_element(xpath: str, selector: str, match: str | None) -> None:
    (found,) = translate(xpath)
    assert (found.selector, found.match) == (selector, match)
    assert str(parse_selector(found.selector, "title", LexborHTMLParser(""))) == selector


@pytest.mark.parametrize(
    ("xpath", "said"),
    [
        ("//p[.='one']", "a comparison of texts has no twin in CSS"),
        ("//p[normalize-space()='one']", "a comparison of texts"),
        ("//p/following::a", "following:: has no twin"),
        ("//div[count(p)>3]", "a count has no twin"),
        ("concat(//h1,'x')", r"concat\(\) finds no element"),
        ("//div[string-length(@id)>2]", "a comparison of texts"),
        ("(//p)[2]", "a position on the whole page"),
        ("(//p)[1]/b", "a position on the whole page"),
        ("//div[p]/following-sibling::p", "a sibling of what is known by what it holds"),
        ("//p[position() mod 2 = 1]", "it is no XPath"),
        ("//p[1 or @class]", "a position beside another condition"),
        ("//div[//p]", "a condition on the whole page"),
        ("//div/@*", r"@\* has no twin"),
        ("//comment()", "comments have no twin"),
        ("//div[@id='content'", "it is no XPath: got 'its end'"),
        ("//div[]", "it is no XPath: got ']'"),
        ("//b/ancestor::div[1]", r"a position among ancestor::div has no twin"),
        ("//b/ancestor::*[last()]", "a position among ancestor"),
        ("//a/preceding-sibling::p[1]", "a position among preceding-sibling"),
        ("//a/following-sibling::p[2]", "a position among following-sibling"),
        ("//a/following-sibling::*[position()<3]", "a position among following-sibling"),
        ("//a/following-sibling::node()[1]", "a position among following-sibling"),
        ("//div/descendant::p[1]", "a position among descendant"),
        ("//p[ancestor::div[1]]", "a position among ancestor"),
        ("//b/parent::p[2]", "a position among parent"),
        ("//b/ancestor-or-self::p", "ancestor-or-self:: has no twin"),
        ("//div/node()[1]", r"a position among child::node\(\)"),
        ("//div[p/..]", "a condition that goes on with parent::"),
        ("//div[p//@id]", "a condition that goes on with descendant-or-self::"),
        ("//p/text()[1]", r"a condition on text\(\)"),
        ("//p/following-sibling::text()", "a text by following-sibling::"),
        ("//p[not(contains(.,'x'))]", "that a text is missing"),
        ("//p[count(b[contains(.,'x')])=0]", "that a text is missing"),
        ("//p[last()-x]", r"behind last\(\) - a number was expected"),
        ("//p[last()-1.5]", "a position is a whole number"),
        ("//p[last-x()]", r"last-x\(\) has no twin"),
        ("//p[last(1)]", r"last\(\) takes nothing"),
        (f"//p[{'9' * 400}]", "a position is a whole number"),
        ("//p[position()<1.5]", "a position is a whole number"),
        ("//p[count()>1]", "a comparison of texts"),
        ("//div//..", r"parent:: of node\(\), which texts are too"),
        ("//12", "it is no XPath"),
        ("/following-sibling::p[1]", "nothing stands beside the page"),
        ("//p" + "[@a][1]" * 40, "it has more than 10,000 characters"),
        ("//p" + "/following-sibling::p[1]" * 40, "it has more than 10,000 characters"),
        ("//div]", "it is no XPath: ']' stands where it should end"),
        ("//p[§]", "it is no XPath: cannot read '§"),
        ("div[@id='x']", "it begins at no /"),
        ("", "it is no XPath"),
        ("'x'", "finds no element"),
        ("//p" + "[a" * 60 + "]" * 60, "nested more than"),
    ],
)
def test_what_has_no_twin_is_refused(xpath: str, said: str) -> None:
    with pytest.raises(XPathError, match=said):
        translate(xpath)


TOKENS = """
/ // . .. @ @href [ ] ( ) | * div p text() node() comment() parent:: following-sibling:: descendant-or-self:: self:: and
or = != < >= + - 1 2.5 ² 'x' "y" last() position() count( name() not( contains( translate( concat( normalize-space( id(
""".split()


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map(" ".join))
def test_whatever_is_read_is_css_or_refused(tokens: str) -> None:
    for source in (tokens, f"//p[{tokens}]", f"//p[count({tokens})>0]", f"//p[last()-{tokens}]"):
        try:
            found = translate(source)
        except XPathError:
            continue
        assert all(each.css for each in found)
