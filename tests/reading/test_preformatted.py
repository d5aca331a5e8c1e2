"""Code keeps its lines and loses what a highlighter added; running text in ``pre`` is running text."""

from __future__ import annotations

import pytest

from jingwen.reading.markup import parse, read_markup

LINES = (
    "the harbour tram will run again from Monday, the city",
    "council said, and the first days will be free for all",
)
ARTICLE = "\n\n".join(["\n".join(line.capitalize() + "," for line in LINES * 3)] * 2)


def found(markup: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in read_markup(parse(f"{markup}<p>尾"))[0][:-1]]


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        pytest.param("<pre>\n\n  a = 1;\n\n\tb\n \n</pre>", "  a = 1;\n\n\tb", id="indentation"),
        pytest.param("<pre><code><b>if</b> x:&nbsp;\n    y\xa0z\u200b</code></pre>", "if x:\n    y z", id="coloured"),
        pytest.param("<pre><div class=line>a</div><div class=line>  b</div></pre>", "a\n  b", id="an element a line"),
        pytest.param("<pre><code>a<br>  b</code></pre>", "a\n  b", id="br"),
        pytest.param("<pre><i class=lineno>1 </i>a\n<i class=lineno>2 </i>b<button>Copy</button></pre>", "a\nb",
                     id="numbers"),
        pytest.param("<table><tr><td><pre>1\n2</pre><td><pre>a\n  b</pre></table>", "a\n  b", id="numbers in a cell"),
        pytest.param("<pre>3\n5\n7</pre>", "3\n5\n7", id="other numbers"),
        pytest.param("<pre>The tram is late,\nthe tide is not,\n  the herring waits</pre>",
                     "The tram is late,\nthe tide is not,\n  the herring waits", id="verse"),
        pytest.param(f"<pre class=language-text>{ARTICLE}</pre>", ARTICLE, id="called code"),
    ],
)  # fmt: skip
def test_code_stands_as_it_is_set(markup: str, code: str) -> None:
    assert found(markup) == [("code", code)]


def test_an_article_in_pre_is_read_as_one() -> None:
    paragraph = " ".join(line.capitalize() + "," for line in LINES * 3)
    assert found(f"<pre>{ARTICLE}</pre>") == [("pre", paragraph)] * 2


def test_a_page_in_pre_with_markup_of_its_own_is_read_as_any() -> None:
    assert found("<pre><p>甲\n乙</p><img src=1.jpg>\n<p>丙</p></pre>") == [("p", "甲"), ("p", "乙"), ("p", "丙")]


def test_deep_nesting_is_no_matter() -> None:
    assert found("<pre>" + "<b>" * 5000 + "x;\n  y</pre>") == [("code", "x;\n  y")]
