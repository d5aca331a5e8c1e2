"""Formulas as their source, wherever a page has it, and once."""

from __future__ import annotations

import pytest

from jingwen.reading.formulas import drawn_formula
from jingwen.reading.markup import parse, read_markup

MATH = "<math><semantics><mi>E</mi><annotation encoding='application/x-tex'>E = mc^2</annotation></semantics></math>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(MATH, "$E = mc^2$", id="the annotation"),
        pytest.param("<math alttext='{\\displaystyle x_{1}}'><mi>x</mi></math>", "$x_{1}$", id="the alternative text"),
        pytest.param("<math display=block alttext='$$x$$'></math>", "$$x$$", id="on a line of its own"),
        pytest.param(
            "<math><mfrac><mn>1</mn><msup><mi>x</mi><mrow><mo>-</mo><mn>2</mn></mrow></msup></mfrac><msqrt><mi>y</mi>"
            "</msqrt></math>",
            r"$\frac{1}{x^{-2}}\sqrt{y}$", id="MathML alone",
        ),
        pytest.param(
            "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>"
            "</math>",
            r"$1 & 2 \\ 3$", id="a matrix",
        ),
        pytest.param("<math><mphantom><mi>x</mi></mphantom></math>", "", id="nothing to see"),
        pytest.param("<script type='math/tex; mode=display'>a<b</script>", "$$a<b$$", id="a script for MathJax"),
        pytest.param("<script>let x = 1</script>", "", id="any other script"),
        pytest.param(
            f"<span class=katex><span class=katex-mathml>{MATH}</span><span class=katex-html>E=mc2</span></span>",
            "$E = mc^2$", id="KaTeX",
        ),
        pytest.param("<span class=katex-html>E</span>", "E", id="all that is left of KaTeX"),
        pytest.param(
            "<span class=MathJax_Preview>E=mc2</span><span class=MathJax><span>E=mc2</span></span>"
            "<script type=math/tex>E=mc^2</script>",
            "$E=mc^2$", id="MathJax",
        ),
        pytest.param(
            f"<mjx-container display=true><mjx-math>Emc2</mjx-math><mjx-assistive-mml>{MATH}</mjx-assistive-mml>"
            "</mjx-container>",
            "$$E = mc^2$$", id="MathJax 3",
        ),
        pytest.param(f"{MATH}<img alt='E = mc^2' class=mwe-math-fallback src=/1.svg>", "$E = mc^2$",
                     id="and its picture"),
        pytest.param("<span class='mathjax-tex'>\\(x_1\\)</span>", "\\(x_1\\)", id="written in the text"),
    ],
)  # fmt: skip
def test_a_formula_is_its_source(markup: str, text: str) -> None:
    blocks, _ = read_markup(parse(f"<p>甲{markup}乙</p>"))
    assert [block.text for block in blocks] == [f"甲{text}乙"]


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ({"alt": r"\frac{1}{2}", "src": "/1.png"}, r"$\frac{1}{2}$"),
        ({"alt": "E=mc^2", "src": "/equation?tex=E%3Dmc%5E2"}, "$E=mc^2$"),
        ({"alt": "a+b", "class": "latex", "src": "/1.png"}, "$a+b$"),
        ({"alt": "the formula \\alpha on a wall", "src": "/1.jpg"}, ""),
        ({"alt": "湖", "src": "/1.jpg"}, ""),
        ({"alt": "", "class": "latex"}, ""),
        ({}, ""),
    ],
)
def test_a_picture_of_a_formula(attributes: dict[str, str | None], text: str) -> None:
    assert drawn_formula(attributes) == text
