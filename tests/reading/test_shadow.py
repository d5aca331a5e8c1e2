"""Shadow roots with their slots, as a browser shows them."""

from __future__ import annotations

import pytest

from jingwen.reading.as_shown import as_shown
from jingwen.reading.markup import parse, read_markup
from jingwen.reading.shadow import compose

ROOT = "<template shadowrootmode=open>"
END = "</template>"


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        pytest.param(f"<x-a>{ROOT}<p>甲</p>{END}</x-a>", ["甲"], id="no slot"),
        pytest.param(
            f"<x-a>{ROOT}<p>甲</p><slot></slot><p>丙</p>{END}<p>乙</p></x-a>", ["甲", "乙", "丙"], id="a slot"
        ),
        pytest.param(
            f"<x-a>{ROOT}<h1><slot name=t></slot></h1><slot></slot>{END}<p>乙</p><b slot=t>甲</b></x-a>",
            ["甲", "乙"], id="slots by name",
        ),
        pytest.param(f"<x-a>{ROOT}<slot>甲</slot>{END} <!-- --></x-a>", ["甲"], id="a slot's own text"),
        pytest.param(f"<x-a>{ROOT}<slot>甲</slot>{END}<p>乙</p></x-a>", ["乙"], id="in its place"),
        pytest.param(f"<x-a>{ROOT}<p>甲</p>{END}<p>乙</p></x-a>", ["甲"], id="shown nowhere"),
        pytest.param(f"<x-a>{ROOT}<style>p{{}}</style>{END}<p>甲</p></x-a>", ["甲"], id="an empty root"),
        pytest.param(
            f"<x-a>{ROOT}<p>一</p><slot></slot><p>四</p>{END}<x-b>{ROOT}<p>二</p><slot></slot>{END}<p>三</p></x-b></x-a>",
            ["一", "二", "三", "四"], id="a root in a slot",
        ),
        pytest.param(
            f"<x-a>{ROOT}<x-b>{ROOT}<p>一</p><slot></slot>{END}</x-b><slot></slot>{END}<p>二</p></x-a>",
            ["一", "二"], id="an inner slot is not the outer one's",
        ),
        pytest.param(
            f"<x-a>{ROOT}<slot name=a>甲<slot name=b></slot></slot>{END}<p slot=a>乙</p><p slot=b>丙</p></x-a>",
            ["乙"], id="a slot in a slot",
        ),
    ],
)  # fmt: skip
def test_what_a_browser_shows(markup: str, texts: list[str]) -> None:
    tree = parse(as_shown(markup))
    compose(tree)
    assert [block.text for block in read_markup(tree)[0]] == texts


def test_hosts_in_hosts_are_copied_so_often_and_no_more() -> None:
    tree = parse(as_shown(f"<x-a>{ROOT}<slot></slot>{END}" * 200 + "<p>雪</p>" * 500))
    compose(tree)
    assert len(read_markup(tree)[0]) == 500
