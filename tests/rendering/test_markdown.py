"""The article as Markdown: its structure, and text that stays text."""

from __future__ import annotations

import pytest

from jingwen.model import Label
from jingwen.rendering import to_markdown

from .drawn import drawn


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲。<p>乙。", "甲。\n\n乙。"),
        ("<h1>甲</h1><h3>乙</h3><h6>丙</h6>", "## 甲\n\n### 乙\n\n###### 丙"),
        ("<p>甲<ul><li>乙<li>丙</ul>", "甲\n\n- 乙\n- 丙"),
        ("<p>甲<ol><li>乙<li>丙</ol>", "甲\n\n1. 乙\n2. 丙"),
        ("<p>甲<ol><li>乙<ul><li>丙<li>丁</ul><li>戊</ol>", "甲\n\n1. 乙\n   - 丙\n   - 丁\n2. 戊"),
        ("<p>甲<ul><li><p>乙<p>丙<li>丁</ul>", "甲\n\n- 乙\n\n  丙\n\n- 丁"),
        ("<p>甲<blockquote><p>乙<p>丙</blockquote><p>丁", "甲\n\n> 乙\n>\n> 丙\n\n丁"),
        ("<p>甲<blockquote><ul><li>乙<li>丙</ul></blockquote>", "甲\n\n> - 乙\n> - 丙"),
        ("<p>甲<pre>x = *p\ny</pre>", "甲\n\n```\nx = *p\ny\n```"),
        ("<p>甲<pre>x ```\ny</pre>", "甲\n\n````\nx ```\ny\n````"),
        ("<p>甲<table><tr><th>乙<th>丙<tr><td>丁<td>戊</table>", "甲\n\n| 乙 | 丙 |\n| --- | --- |\n| 丁 | 戊 |"),
        ("<p>甲<table><tr><td>乙|<td>丙<tr><td>丁</table>", "甲\n\n|  |  |\n| --- | --- |\n| 乙\\| | 丙 |\n| 丁 |  |"),
        ("<p>甲<table><tr><td>乙<br>丙<td>丁</table>", "甲\n\n|  |  |\n| --- | --- |\n| 乙 丙 | 丁 |"),
        ("<p>甲<table><tr><th rowspan=2>乙<th>丙<tr><td>丁</table>", "甲\n\n| 乙 | 丙 |\n| --- | --- |\n|  | 丁 |"),
        (
            "<p>甲<table><tr><td><math alttext='a|b_1'></math><td>乙</table>",
            "甲\n\n|  |  |\n| --- | --- |\n| $a\\|b_1$ | 乙 |",
        ),
        ("<p>甲，<br>*乙，<br>- 丙<br><br>1. 丁<br>戊", "甲，\\\n\\*乙，\\\n\\- 丙\n\n1\\. 丁\\\n戊"),
        ("<p>甲<pre>    x = 1;      # 2\n\n\ty</pre>", "甲\n\n```\n    x = 1;      # 2\n\n\ty\n```"),
        ("<p>甲<a href=/b>乙 </a>丙", "甲[乙](https://news.example.com/b) 丙"),
        (
            "<p>10<sup>3</sup><b>千</b>2<sup>k+1</sup> <b>10<sup>6</sup></b>",
            "10<sup>3</sup>**千**2<sup>k+1</sup> **10**<sup>6</sup>",
        ),
        ("<p>甲<a href='/b (1)'>乙</a>", "甲[乙](https://news.example.com/b%20%281%29)"),
        ("<p>甲<a href='javascript:a()'>乙</a>", "甲乙"),
        ("<p><img src=/1.jpg alt='湖[一]'><p>甲", "![湖\\[一\\]](https://news.example.com/1.jpg)\n\n甲"),
        ("<p>甲<img src=/1.jpg>乙", "甲![](https://news.example.com/1.jpg)乙"),
        ("<h2><a href=/b>甲</a></h2><p>乙", "## [甲](https://news.example.com/b)\n\n乙"),
    ],
)
def test_structure(markup: str, expected: str) -> None:
    assert to_markdown(drawn(markup)) == expected


def test_a_picture_and_its_caption() -> None:
    markup = "<p>前。<p><img src=/1.jpg><p>图为*湖边*，<a href=/b>示例</a>。<p>后。"
    assert to_markdown(drawn(markup, {1: Label.CAPTION})).split("\n\n") == [
        "前。",
        "![](https://news.example.com/1.jpg)",
        "*图为\\*湖边\\*，[示例](https://news.example.com/b)。*",
        "后。",
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("甲<b>乙</b>丙", "甲**乙**丙"),
        ("甲<i>乙</i>丙", "甲*乙*丙"),
        ("<b><i>乙</i></b>丙", "***乙***丙"),
        # A mark between punctuation and a letter neither opens nor closes, so punctuation stands outside of it.
        ("<b>注意：</b>丙", "**注意**：丙"),
        ("他说<b>“好”</b>就走", "他说“**好**”就走"),
        ("<b>“好”</b>", "**“好”**"),
        ("<b>好！</b>。丙", "**好！**。丙"),
        ("a <b> b </b> c", "a **b** c"),
        ("a<b> b </b>c", "a **b** c"),
        ("甲<b>。</b>乙", "甲。乙"),
        ("<a href=/b><b>乙：</b></a>丙", "[**乙**](https://news.example.com/b)：丙"),
    ],
)
def test_emphasis(markup: str, expected: str) -> None:
    assert to_markdown(drawn(f"<p>{markup}")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*甲* `乙` [丙] ~丁~ \\ a|b", "\\*甲\\* \\`乙\\` \\[丙\\] \\~丁\\~ \\\\ a\\|b"),
        ("&lt;b&gt;甲", "\\<b>甲"),
        ("_甲_ snake_case", "\\_甲\\_ snake_case"),
        ("AT&amp;T &amp;amp; &amp;#38;", "AT&T \\&amp; \\&#38;"),
        ("$a_1*b$, $$c_{2}$$ \\(d_3\\) \\[e*\\]", "$a_1*b$, $$c_{2}$$ \\(d_3\\) \\[e*\\]"),
        ("$5 *甲* $6", "$5 \\*甲\\* $6"),
        ("# 甲", "\\# 甲"),
        ("#话题#甲", "#话题#甲"),
        ("&gt; 甲", "\\> 甲"),
        ("- 甲", "\\- 甲"),
        ("-5度", "-5度"),
        ("+ 甲", "\\+ 甲"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("===", "\\==="),
        ("1. 甲", "1\\. 甲"),
        ("12) 甲", "12\\) 甲"),
        ("1.5亿", "1.5亿"),
        ("2024年", "2024年"),
    ],
)
def test_text_stays_text(text: str, expected: str) -> None:
    assert to_markdown(drawn(f"<p>{text}")) == expected
    assert to_markdown(drawn(f"<p>甲<ul><li>{text}</ul>")) == f"甲\n\n- {expected}"
