"""The article as HTML: what is kept of a page's structure, and that nothing of its markup gets through."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.model import Label
from jingwen.rendering import to_html

from .drawn import drawn

ALLOWED = {
    **dict.fromkeys(
        ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td"), ()
    ),
    **dict.fromkeys(("th", "figure", "figcaption", "strong", "em", "br", "sup", "sub"), ()),
    "a": ("href",),
    "img": ("src", "alt"),
}
FIGURE = '<figure><img src="https://news.example.com/1.jpg" alt="湖"></figure>'


class Reader(HTMLParser):
    """What a browser would find: tags and attributes beyond the allowed ones, addresses, and whether all is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.beyond: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = ALLOWED.get(tag)
        self.beyond += [tag] if names is None else [name for name, _ in attrs if name not in names]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.beyond += [] if self.open and self.open.pop() == tag else [f"/{tag}"]

    def handle_decl(self, decl: str) -> None:
        self.beyond.append(decl)

    def handle_comment(self, data: str) -> None:
        self.beyond.append(data)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲。</p><div>乙。</div>", "<p>甲。</p>\n\n<p>乙。</p>"),
        ("<h1>甲</h1><h2>乙</h2><h6>丙</h6>", "<h2>甲</h2>\n\n<h2>乙</h2>\n\n<h6>丙</h6>"),
        ("<p>甲<b>乙</b><i>丙</i><em><strong>丁</strong></em>",
         "<p>甲<strong>乙</strong><em>丙</em><strong><em>丁</em></strong></p>"),
        ("<h3><b>甲</b></h3><p>乙", "<h3>甲</h3>\n\n<p>乙</p>"),
        ("<p>1 &lt; 2 &amp; \"3\" '4'", "<p>1 &lt; 2 &amp; &quot;3&quot; &#x27;4&#x27;</p>"),
        ("<p>甲<ul><li>乙<li>丙</ul>", "<p>甲</p>\n\n<ul>\n<li>乙</li>\n<li>丙</li>\n</ul>"),
        ("<ol><li>甲<li>乙</ol>", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("<p>甲<li>乙", "<p>甲</p>\n\n<ul>\n<li>乙</li>\n</ul>"),
        ("<p>甲<ul>乙</ul>", "<p>甲</p>\n\n<ul>\n<li>乙</li>\n</ul>"),
        (
            "<p>甲<ul><li>乙<ol><li>丙</ol></ul>",
            "<p>甲</p>\n\n<ul>\n<li>\n<p>乙</p>\n<ol>\n<li>丙</li>\n</ol>\n</li>\n</ul>",
        ),
        ("<p>甲<blockquote>乙<br>丙</blockquote>", "<p>甲</p>\n\n<blockquote>\n<p>乙<br>\n丙</p>\n</blockquote>"),
        ("<p>甲<pre>  a\n\n\tb</pre>", "<p>甲</p>\n\n<pre>  a\n\n\tb</pre>"),
        ("<p>10<sup>3</sup> m<sup>3.5</sup> H<sub>2</sub>O<sup><a href=#1>[1]</a></sup>",
         "<p>10<sup>3</sup> m<sup>3.5</sup> H<sub>2</sub>O<sup>[1]</sup></p>"),
        ("<p>甲<pre>a &lt; b\nc</pre>", "<p>甲</p>\n\n<pre>a &lt; b\nc</pre>"),
        # Laid out in a list, a quote or a cell as a whole: that says nothing of the article.
        ("<ul><li><p>甲<p>乙</ul>", "<p>甲</p>\n\n<p>乙</p>"),
        ("<blockquote><p>甲<p>乙</blockquote>", "<p>甲</p>\n\n<p>乙</p>"),
        ("<table><tr><td><p>甲<p>乙</table>", "<p>甲</p>\n\n<p>乙</p>"),
    ],
)  # fmt: skip
def test_structure(markup: str, expected: str) -> None:
    assert to_html(drawn(markup)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>甲<td>乙<tr><td>丙<td>丁", ["<td>甲</td><td>乙</td>", "<td>丙</td><td>丁</td>"]),
        ("<tr><th>甲<th>乙<tr><th>丙<td>丁", ["<th>甲</th><th>乙</th>", "<th>丙</th><td>丁</td>"]),
        ("<tr><td>甲<td></td><td>乙", ["<td>甲</td><td></td><td>乙</td>"]),
        ("<tr><td></td><td>甲<td>乙", ["<td></td><td>甲</td><td>乙</td>"]),
        ("<tr><td> </td><td>甲<td>乙", ["<td></td><td>甲</td><td>乙</td>"]),
        ("<tr><td>甲<td>乙<td></td>", ["<td>甲</td><td>乙</td><td></td>"]),
        ("<tr><td></td><td></td><tr><td>甲<td>乙", ["<td>甲</td><td>乙</td>"]),
        ("<tr><td>甲<br>乙<td>丙<br>丁", ["<td>甲 乙</td><td>丙 丁</td>"]),
        (
            "<tr><td rowspan=3>甲<td>乙<td rowspan=2>丙<tr><td>丁<tr><td>戊<td>己",
            ["<td>甲</td><td>乙</td><td>丙</td>", "<td></td><td>丁</td>", "<td></td><td>戊</td><td>己</td>"],
        ),
        (
            "<tr><th colspan=2>甲<th>乙<tr><td>1<td>2<td>3",
            ["<th>甲</th><th></th><th>乙</th>", "<td>1</td><td>2</td><td>3</td>"],
        ),
        ("<tr><td>甲 | 乙<td>丙", ["<td>甲 | 乙</td><td>丙</td>"]),
        ("<tr><td colspan=2>甲<td>乙", ["<td>甲</td><td></td><td>乙</td>"]),
        ("<tr><td colspan=99999>甲<td colspan=x>乙", ["<td>甲</td><td>乙</td>"]),
        (
            "<tr><td><b>甲</b>a<td><a href=/b>乙</a>",
            ['<td><strong>甲</strong>a</td><td><a href="https://news.example.com/b">乙</a></td>'],
        ),
    ],
)
def test_tables(rows: str, expected: list[str]) -> None:
    table = "\n".join(f"<tr>{row}</tr>" for row in expected)
    assert (
        to_html(drawn(f"<p>前。<table>{rows}</table><p>后。"))
        == f"<p>前。</p>\n\n<table>\n{table}\n</table>\n\n<p>后。</p>"
    )


def test_two_tables_are_two_and_one_of_a_single_column_is_none() -> None:
    two = "<p>前。" + "<table><tr><td>甲<td>乙</table>" * 2
    assert to_html(drawn(two)).count("<table>") == 2
    assert to_html(drawn("<p>前。<table><tr><td>甲<tr><td>乙</table>")) == "<p>前。</p>\n\n<p>甲</p>\n\n<p>乙</p>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p><img src=/1.jpg alt=湖><p>甲。", [FIGURE, "<p>甲。</p>"]),
        ("<p><img src=/1.jpg alt=湖>甲。", [FIGURE, "<p>甲。</p>"]),
        ("<p>甲。<img src=/1.jpg alt=湖>", ["<p>甲。</p>", FIGURE]),
        ("<p>甲。<p>乙。</p><img src=/1.jpg alt=湖>", ["<p>甲。</p>", "<p>乙。</p>", FIGURE]),
        ("<p>甲<img src=/1.jpg alt=湖>乙", [f"<p>甲{FIGURE[8:-9]}乙</p>"]),
        ("<p><img src=/0.gif data-src=/1.jpg alt=湖><p>甲。", [FIGURE, "<p>甲。</p>"]),
        ("<p><img src=/i.gif width=16><img src=data:image/gif;base64,R0lG><p>甲。", ["<p>甲。</p>"]),
        ("<p><img alt=湖><img src='javascript:a()'><img src=mailto:a@example.com><p>甲。", ["<p>甲。</p>"]),
        (
            "<p>甲<ul><li><img src=/1.jpg alt=湖>乙</ul>",
            ["<p>甲</p>", f"<ul>\n<li>\n{FIGURE}\n<p>乙</p>\n</li>\n</ul>"],
        ),
    ],
)
def test_pictures_where_they_stand(markup: str, expected: list[str]) -> None:
    assert to_html(drawn(markup)) == "\n\n".join(expected)


def test_a_picture_and_its_caption_are_a_figure() -> None:
    markup = "<p>前。<p><img src=/0.jpg><p><img src=/1.jpg alt=湖><img src=/2.jpg><p>图为<b>湖边</b>。<p>后。"
    assert to_html(drawn(markup, {1: Label.CAPTION})).split("\n\n") == [
        "<p>前。</p>",
        '<figure><img src="https://news.example.com/0.jpg" alt=""></figure>',
        '<figure><img src="https://news.example.com/1.jpg" alt="湖"><img src="https://news.example.com/2.jpg" alt="">'
        "<figcaption>图为<strong>湖边</strong>。</figcaption></figure>",
        "<p>后。</p>",
    ]
    assert to_html(drawn("<p>前。<p>图为湖边。", {1: Label.CAPTION})) == "<p>前。</p>"


@pytest.mark.parametrize(
    ("end", "label", "shown"),
    [
        ("<p><img src=/1.jpg alt=湖><p>责任编辑：赵六", Label.SIGNOFF, True),
        ("<p><img src=/1.jpg alt=湖><p>扫码关注", Label.NOTICE, False),
        ("<p><a href=/b><img src=/1.jpg alt=湖></a><p>责任编辑：赵六", Label.SIGNOFF, False),
        ("<p><img src=/1.jpg alt=湖></div><div>版权所有", Label.OTHER, True),
        ("</div><p><img src=/1.jpg alt=湖><p>版权所有", Label.OTHER, False),
    ],
)
def test_a_picture_behind_the_text(end: str, label: Label, shown: bool) -> None:
    markup = to_html(drawn(f"<div><p>甲。<p>乙。{end}", {2: label}))
    assert markup == "<p>甲。</p>\n\n<p>乙。</p>" + (f"\n\n{FIGURE}" if shown else "")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/b?x=1&amp;y=2", "https://news.example.com/b?x=1&amp;y=2"),
        ("2", "https://news.example.com/a/2"),
        ("//x.example.com/b", "https://x.example.com/b"),
        ("HTTP://x.example.com/", "HTTP://x.example.com/"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("/b&quot;onclick=&quot;a()", "https://news.example.com/b&quot;onclick=&quot;a()"),
        *[(bad, None) for bad in ("", "#top", "javascript:a()", "java&#9;script:a()", " &#1;javascript:a()",
                                  "JaVaScRiPt:a()", "data:text/html,a", "vbscript:a", "file:///etc/passwd",
                                  "http://", "http://[", "tel:1")],
    ],
)  # fmt: skip
def test_links(href: str, expected: str | None) -> None:
    written = f'<a href="{expected}">乙</a>' if expected else "乙"
    assert to_html(drawn(f'<p>甲<a href="{href}">乙</a>')) == f"<p>甲{written}</p>"


def test_without_an_address_of_the_page_relative_ones_stay_as_they_are() -> None:
    markup = '<p>甲<a href="/b">乙</a><a href="//x.example.com/">丙</a><a href=#d>丁</a><p><img src="1.jpg"><p>戊'
    assert to_html(drawn(markup, base=None)) == (
        '<p>甲<a href="/b">乙</a><a href="https://x.example.com/">丙</a>丁</p>\n\n'
        '<figure><img src="1.jpg" alt=""></figure>\n\n<p>戊</p>'
    )


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    link = '<a href="https://news.example.com/b">'
    assert (
        to_html(drawn("<a href=/b><p>甲<p>乙</a><p>丙")) == f"<p>{link}甲</a></p>\n\n<p>{link}乙</a></p>\n\n<p>丙</p>"
    )


def test_hostile_depth_is_bounded() -> None:
    deep = to_html(drawn("<p>甲" + "<blockquote>" * 5000 + "乙" + "<ul><li>" * 2000 + "丙" + "<b>" * 3000 + "丁"))
    assert deep.count("<blockquote>") <= 12
    assert "丁" in deep
    assert Reader(deep).open == []


PIECES = st.sampled_from(
    "<p> </p> <ul> <ol> <li> </ul> <table> <tr> <td> <th> </table> <b> </b> <em> <pre> </pre> <blockquote> <br> <h2> "
    "<sup> </sup> <sub> <math> <mi> </math> <noscript> </noscript> 1 "
    "</h2> <svg> <script> </script> <!-- --> <![CDATA[ ]]> <style> </style> <iframe> <form> <div> </div> </a> "
    "甲 乙。 &lt; &quot; ' \" ` \n \u3000 | <a\xa0href=/b> <a\xa0href='javascript:x()'> "
    "<img\xa0src=/1.jpg\xa0onerror=x()\xa0alt='\"><script>'> <p\xa0onclick=x()\xa0style=x> "
    "<img\xa0src='javascript:x()'>".split(" ")
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_whatever_comes_in_only_what_is_allowed_comes_out(pieces: list[str]) -> None:
    written = to_html(drawn("".join(pieces).replace("\xa0", " ")))
    found = Reader(written)
    assert (found.beyond, found.open) == ([], [])
    assert all(address.startswith("https://news.example.com/") for address in found.addresses)
