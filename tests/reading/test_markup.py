"""HTML to blocks: every text kept and in order, cut where a reader sees a paragraph end, with its place."""

import pytest

from jingwen.block import Block
from jingwen.errors import TooManyTags
from jingwen.model import Element
from jingwen.reading.markup import Walk, parse, read_markup
from jingwen.reading.rich import RichWalk


def blocks(html: str) -> list[Block]:
    return list(read_markup(parse(html))[0])


def texts(html: str) -> list[str]:
    return [b.text for b in blocks(html)]


def holders(html: str) -> list[Element]:
    """The element that each block stands in."""
    found, elements = read_markup(parse(html))
    return [elements[b.element] for b in found]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>甲</p><p>乙</p>", ["甲", "乙"], id="paragraphs"),
        pytest.param("<html><body><p>甲</p></body></html><p>乙</p>丙", ["甲", "乙", "丙"], id="behind the end"),
        pytest.param("<p>甲</p></html></html><div>乙</div></html>", ["甲", "乙"], id="behind several ends"),
        pytest.param("甲<div>乙</div>丙", ["甲", "乙", "丙"], id="text beside elements"),
        pytest.param("<p>甲<div>乙</div>丙", ["甲", "乙", "丙"], id="a block inside a paragraph"),
        pytest.param("甲<p></p>乙<div></div>丙", ["甲", "乙", "丙"], id="empty elements part text"),
        pytest.param("<span>甲</span><em>乙</em> <o:p>丙</o:p>", ["甲乙 丙"], id="inline elements do not"),
        pytest.param("<p>甲\n  乙</p>", ["甲 乙"], id="line breaks of the source are spaces"),
        pytest.param("<p>甲&nbsp;乙&lt;丙&gt;&#20013;</p>", ["甲\xa0乙<丙>中"], id="references"),
        pytest.param("<p>甲<br>乙<br/><br />丙</p>", ["甲", "乙", "丙"], id="br ends a paragraph"),
        pytest.param("<h1>上半句<br>下半句</h1><p>甲<br>乙</p>", ["上半句 下半句", "甲", "乙"], id="no headline"),
        pytest.param("<h2>甲<span>乙<br>丙</span></h2>丁<br>戊", ["甲乙 丙", "丁", "戊"], id="nor inside one"),
        pytest.param("<p>一句。\u3000\u3000二句。</p>", ["一句。", "二句。"], id="indents end a paragraph"),
        pytest.param("<ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>", ["甲", "乙", "丙", "丁"], id="lists"),
        pytest.param("<p>甲，乙\n  丙\n，“丁”\n“戊”。</p>", ["甲，乙丙，“丁”“戊”。"], id="but none in running text"),
        pytest.param("<p>ひら\nがな、カナ\n，漢\n字。</p>", ["ひらがな、カナ，漢字。"], id="of kana, too"),
        pytest.param("<p>한국\n어, 말\n입니다。</p>", ["한국 어, 말 입니다。"], id="between Hangul it is one"),
        pytest.param("<p>甲，乙\nab\n丙。</p>", ["甲，乙 ab 丙。"], id="and beside letters"),
        pytest.param("<p>甲。\n作者：乙</p>", ["甲。 作者：乙"], id="before a label"),
        pytest.param("<p>甲，<b>乙\n</b>丙。<i>丁</i>\n<i>戊</i></p>", ["甲，乙丙。丁 戊"], id="between elements"),
        pytest.param("<h2>上半\n句</h2><h2><i>甲</i>\n<i>乙</i></h2>", ["上半句", "甲 乙"], id="nor in a headline"),
        pytest.param("<pre>甲\n\n  乙\n丙</pre>丁\n戊", ["甲\n\n  乙\n丙", "丁 戊"], id="lines of pre"),
        pytest.param("<p>a\0b</p>丙", ["ab", "丙"], id="nul"),
        pytest.param("<p>10<sup>4</sup> kg, 10<sup>−<i>3</i></sup></p>", ["10⁴ kg, 10⁻³"], id="exponents"),
        pytest.param("<p>H<sub>2</sub>O, 5<sup>th</sup>, 注<sup>[1]</sup></p>", ["H₂O, 5th, 注[1]"], id="indexes"),
        pytest.param("<p>甲<sup>1<p>2</p>3</sup>4", ["甲¹", "2", "34"], id="a block in an exponent"),
        pytest.param("<p>10<sup>3.5</sup>, 2<sup>1/2</sup>, x<sup>2y</sup>, 2<sup>k</sup>",
                     ["10^3.5, 2^(1/2), x^(2y), 2^k"], id="exponents beyond Unicode"),
        pytest.param("<p>PM<sub>2.5</sub>, 10<sub>2.5</sub>, 甲<sup>2, 3</sup>, 1<sup>er</sup> <sup>2/3</sup>",
                     ["PM2.5, 10_2.5, 甲², ³, 1er 2/3"], id="what needs no mark"),
        pytest.param("<p>1<math><mi>x</mi></math>2", ["1$x$2"], id="a formula"),
        pytest.param("<h2><a href=#a>#</a> 甲 <a href=#a>¶</a></h2>乙<a href=#b>↩︎</a> <a href=#c>丙</a>",
                     ["甲", "乙 丙"], id="marks of places"),
        pytest.param("<h2>甲<span>[<a href=/e>edit</a> | <a href=/s>source</a>]</span></h2><p>乙[<a href=/e>丙</a>]",
                     ["甲", "乙[丙]"], id="links to edit a chapter"),
        pytest.param("<h2>甲 <a href=#a>Permalink to this heading</a></h2>", ["甲"], id="a heading's address in words"),
        pytest.param("<h2><a href=#a>甲</a></h2>", ["甲"], id="a heading that is a link"),
        pytest.param("<p>甲<span class='x sr-only'>乙</span>丙<i class='css-1-VisuallyHidden'>丁</i>"
                     "<b class=not-sr-only>戊</b>", ["甲丙戊"], id="for screen readers only"),
        pytest.param("<p>甲<span class=sr-only>: </span>乙<b class=sr-only>作者：</b>丙", ["甲: 乙作者：丙"],
                     id="but what parts words, and labels"),
        pytest.param("<p><a href=/x>甲<span> (opens in a new tab)</span></a> <span>Opens in new window</span>",
                     ["甲 Opens in new window"], id="what a link says of itself"),
        pytest.param("<p>\xa0\u3000</p><p>|</p><p>\u200b\ufeff</p><p> </p>", [], id="nothing to read"),
        pytest.param("", [], id="nothing at all"),
        pytest.param(
            "<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp>字<rt>じ</rt></ruby>の話", ["漢字の話"], id="ruby"
        ),
        pytest.param(
            "<title>题</title><script>甲</script><style>乙</style><p>正文</p><noscript>丙</noscript>"
            "<textarea>丁</textarea><select><option>戊</select><template><p>己</template><svg><text>庚</text></svg>"
            "<iframe>辛</iframe><!-- 壬 --><button>癸</button><p>尾",
            ["正文", "尾"], id="what is no text is not read",
        ),
    ],
)  # fmt: skip
def test_the_text_is_cut_as_a_reader_sees_it(html: str, expected: list[str]) -> None:
    found = blocks(html)

    assert [b.text for b in found] == expected
    assert [b.index for b in found] == list(range(len(expected)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><th>年份<td>雪量<td>气温", ["年份 | 雪量 | 气温"], id="a row of values"),
        pytest.param("<tr><td>甲<td>1<tr><td>乙<td>2", ["甲 | 1", "乙 | 2"], id="two rows"),
        pytest.param("<tr><td></td><td>3</td><td> </td><td>\n</td><td>4</td><td></td>", ["3 | 4"], id="empty cells"),
        pytest.param("<tr><td><a href=/>甲</a> <b>乙</b><td>2", ["甲 乙 | 2"], id="inline elements in a cell"),
        pytest.param(
            "<tr><td><p>正文一</p><p>正文二</p><td>侧栏", ["正文一", "正文二", "侧栏"], id="layout by paragraphs"
        ),
        pytest.param("<tr><td><div>正文</div><td>侧栏", ["正文", "侧栏"], id="layout by div"),
        pytest.param("<tr><td><img src=a.jpg>图说<td>侧栏", ["图说", "侧栏"], id="a row with a picture"),
        pytest.param("<tr><td>正文一<br>正文二</td>", ["正文一", "正文二"], id="an article in a cell"),
        pytest.param("<tr><td>甲<br>乙<td>1", ["甲 乙 | 1"], id="a line break in a cell"),
        pytest.param(
            f"<tr><td>{'正文' * 90}<br>正文二<td>侧", ["正文" * 90, "正文二 | 侧"], id="an article beside one"
        ),
        pytest.param(
            "<tr><td>外<td><table><tr><td>内一<td>内二</table>", ["外", "内一 | 内二"], id="a table in a table"
        ),
        pytest.param("<caption>表题</caption><tr><td>甲<td>乙", ["表题", "甲 | 乙"], id="its caption"),
    ],
)
def test_tables_of_values_keep_their_rows_and_layout_is_split(rows: str, expected: list[str]) -> None:
    assert texts(f"<table>{rows}</table><p>尾") == [*expected, "尾"]


@pytest.mark.parametrize(
    ("html", "share"),
    [
        ("<p><a href=/>全是链接</a></p>", 1.0),
        ("<p>一半<a href=/>链接</a></p>", 0.5),
        ("<p>没有链接</p>", 0.0),
        ("<p><a href=/><b>链</b><i>接</i></a>文字</p>", 0.5),
        ("<a href=/><p>块在链接里</p></a>", 1.0),
        ("<p><a href=/> 链 </a> 文</p>", 1 / 3),
    ],
)
def test_how_much_of_a_block_is_links(html: str, share: float) -> None:
    (block,) = blocks(html)

    assert block.link_share == pytest.approx(share)


@pytest.mark.parametrize("walker", [None, RichWalk], ids=["text", "rich"])
def test_an_anchor_around_a_paragraph_is_no_link(walker: type[Walk] | None) -> None:
    long = "某地今日通报一起案件，正在调查之中。" * 3
    markup = f"<p><a name=x>{long}</a></p><p><a id=y><b>{long}</b></a>后</p><p><a href=/z>{long}</a></p>"
    found, _ = read_markup(parse(markup), None, walker)
    assert [block.link_share for block in found] == [0, 0, 1]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_exponents_leave_the_places_of_links_as_they_are(place: int) -> None:
    inside = ["10<sup>4</sup>", "<b>10<sup><i>1</i>2</sup></b>", "<sup><b>1</b><b>2</b></sup>"][place]
    (block,), _ = read_markup(parse(f"<p>甲{inside}乙<a href=/x>丙丁</a>戊</p>"), None, RichWalk)
    assert block.rich is not None
    span = next(span for span in block.rich.spans if span.kind == "link")
    assert block.text[span.start : span.end] == "丙丁"


def test_links_of_one_block_do_not_count_in_the_next() -> None:
    assert [b.linked for b in blocks("<p><a href=/>链接</a><br>文字</p><p>文字</p>")] == [2, 0, 0]


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        ("<p><b>全粗</b></p>", True),
        ("<p><b>粗</b> <strong>体</strong></p>", True),
        ("<b><p>外面的粗体</p></b>", True),
        ("<p><b>半</b>粗</p>", False),
        ("<p>不粗</p>", False),
    ],
)
def test_bold_is_a_block_that_is_bold_throughout(html: str, bold: bool) -> None:
    assert [b.bold for b in blocks(html)] == [bold]


PROSE = "河水今天上涨，两岸的居民都来看，桥上站满了人，直到深夜才慢慢散去。"


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        (f"<pre><b>{PROSE}</b> \n{PROSE}\n{PROSE}</pre>", [True, False, False]),
        (f"<pre>{PROSE}\n<b>{PROSE}</b>\n{PROSE}</pre>", [False, True, False]),
        (f"<pre>\n\n<b>{PROSE}\n\n{PROSE}</b>{PROSE}\n{PROSE}</pre>", [True, False, False]),
    ],
)
def test_each_line_of_running_text_in_pre_is_a_block(html: str, bold: list[bool]) -> None:
    assert [b.bold for b in blocks(html)] == bold


@pytest.mark.parametrize(
    ("html", "centred"),
    [
        ("<center>甲</center>", True),
        ("<p align=Center>甲</p>", True),
        ("<p style='TEXT-ALIGN: center'>甲</p>", True),
        ("<div style='text-align:center'><p>甲</p></div>", True),
        ("<center><p align=left>甲</p></center>", False),
        ("<center><p style='text-align: justify'>甲</p></center>", False),
        ("<p>甲</p>", False),
    ],
)
def test_centred_text_is_told(html: str, centred: bool) -> None:
    assert [b.centred for b in blocks(html)] == [centred]


@pytest.mark.parametrize(
    ("html", "images"),
    [
        pytest.param("<p><img src=a.jpg></p><p>图说</p><p>下文</p>", ["a.jpg", None], id="before"),
        pytest.param("<p><img src=a.jpg>图说</p>", ["a.jpg"], id="inside"),
        pytest.param("<figure><img src=a.jpg><figcaption>图说</figcaption></figure>", ["a.jpg"], id="figure"),
        pytest.param("<img src=blank.gif data-src=a.jpg>图说", ["a.jpg"], id="loaded late"),
        pytest.param("<img src='data:image/gif;base64,R0' data-original=a.jpg>图说", ["a.jpg"], id="placeholder"),
        pytest.param("<img src='data:image/gif;base64,R0'>图说", [""], id="no address"),
        pytest.param("<img>图说<p>下文", ["", None], id="no attribute"),
        pytest.param("<p>上文</p><img src=a.jpg>", [None], id="behind is not before"),
        pytest.param("<img src=a.jpg><img src=b.jpg><p>图说", ["b.jpg"], id="the nearest"),
    ],
)
def test_a_block_knows_the_picture_before_it(html: str, images: list[str | None]) -> None:
    assert [b.image for b in blocks(html)] == images


def test_a_block_knows_all_pictures_since_the_one_before_it() -> None:
    first, second, third = blocks(
        "<img src=a.jpg width=9><p>甲<a href=x><img src=b.jpg></a>乙<p><i><img src=c.jpg></i>丙<p>丁<img src=d.jpg>"
    )
    assert [(s.address, s.place, s.linked, s.icon) for s in first.pictures] == [
        ("a.jpg", "before", False, True),
        ("b.jpg", "inside", True, False),
    ]
    assert [s.address for s in second.pictures] == ["c.jpg"]
    assert [(s.address, s.place) for s in third.pictures] == [("d.jpg", "inside")]


def test_pictures_below_all_text_stand_behind_the_last_block() -> None:
    before, last = blocks("<p>甲<p><img src=a.jpg>乙</p><img src=b.jpg><img src=c.jpg>")
    assert before.pictures == ()
    assert [(s.address, s.place) for s in last.pictures] == [
        ("a.jpg", "before"),
        ("b.jpg", "behind"),
        ("c.jpg", "behind"),
    ]
    assert last.image == "a.jpg"


def test_the_pictures_of_a_page_of_nothing_else_are_bounded() -> None:
    (block,) = blocks("<img src=a.jpg>" * 5000 + "<img src=b.jpg>甲")
    assert len(block.pictures) < 1000
    assert block.image == "b.jpg"


@pytest.mark.parametrize(
    ("html", "tag", "names"),
    [
        ("<p>甲</p>", "p", ""),
        ("<div class='Post Main' id=Text>甲</div>", "div", "post main text"),
        ("<div itemprop=articleBody>甲</div>", "div", " articlebody"),
        ("<div id=a><span class=b>甲</span></div>", "div", "a"),
        ("<p class=x style='color: red; display : none'>甲</p>", "p", "x :hidden"),
        ("<p hidden>甲</p>", "p", " :hidden"),
        ("<h2>甲</h2>", "h2", ""),
        ("甲", "body", ""),
    ],
)
def test_a_block_knows_its_element(html: str, tag: str, names: str) -> None:
    (block,), (holder,) = blocks(html), holders(html)

    assert (block.tag, holder.tag, holder.names) == (tag, tag, names)


def test_elements_form_a_tree() -> None:
    found, elements = read_markup(parse("<div><p>甲</p><section><p>乙</p></section></div>"))

    path = []
    index = found[1].element
    while index >= 0:
        path.append(elements[index].tag)
        index = elements[index].parent
    assert path == ["p", "section", "div", "body", "html"]
    assert all(e.parent < i for i, e in enumerate(elements))
    assert all(e.depth == elements[e.parent].depth + 1 for e in elements[1:])


def test_points_mark_every_block_inside_and_none_outside() -> None:
    tree = parse("<div id=a>甲<p>乙</p><p class=x>丙</p></div><p>丁<span class=x>戊</span>己</p>")
    points = {node.mem_id: frozenset({f"select[{css}]"}) for css in ("#a", "span.x") for node in tree.css(css)}
    points |= {node.mem_id: frozenset({"drop"}) for node in tree.css("p.x")}

    found, _ = read_markup(tree, points)

    assert [(b.text, sorted(b.marks)) for b in found] == [
        ("甲", ["select[#a]"]),
        ("乙", ["select[#a]"]),
        ("丙", ["drop", "select[#a]"]),
        ("丁", []),
        ("戊", ["select[span.x]"]),
        ("己", []),
    ]


def test_a_pointed_cell_is_a_block_of_its_own() -> None:
    tree = parse("<table><tr><td>甲</td><td id=x>乙</td><td>丙</td></tr></table>")
    (cell,) = tree.css("#x")

    found, _ = read_markup(tree, {cell.mem_id: frozenset({"drop"})})

    assert [(b.text, bool(b.marks)) for b in found] == [("甲", False), ("乙", True), ("丙", False)]


DEEP = 20_000


@pytest.mark.parametrize("tag", ["div", "span", "font"])
def test_text_20000_elements_deep_is_kept_with_all_that_follows(tag: str) -> None:
    assert texts(f"<p>头</p>{f'<{tag}>' * DEEP}深处的文字<p>尾</p>") == ["头", "深处的文字", "尾"]


def test_the_end_of_deep_nesting_is_found() -> None:
    found, elements = read_markup(parse("<div>" * DEEP + "深" + "</div>" * DEEP + "<p>尾</p>"))

    assert [(b.text, elements[b.element].depth) for b in found] == [("深", DEEP + 1), ("尾", 2)]


@pytest.mark.parametrize("tag", ["p", "div", "a", "b", "li", "td", "table", "h1", "form", "font", "select", "ruby"])
def test_ten_thousand_unclosed_tags_lose_nothing(tag: str) -> None:
    found = texts(f"<{tag}>文" * 10_000 + "</body><p>尾")

    if tag != "select":  # a list of choices is no text
        assert sum(text.count("文") for text in found) == 10_000
        assert found[-1].endswith("尾")


@pytest.mark.parametrize("walker", [Walk, RichWalk])
def test_few_tags_that_a_parser_makes_millions_of_are_too_many(walker: type[Walk]) -> None:
    markup = "".join(f"<font a{n}><p>x" for n in range(120))
    blocks, _ = read_markup(parse(markup), walker=walker)
    assert len(blocks) == 120
    with pytest.raises(TooManyTags, match="more than 5000 tags"):
        read_markup(parse(markup), walker=walker, most=5000)
