"""By-lines of Japanese and Korean pages: labels, datelines, sign-offs."""

from __future__ import annotations

import pytest

from jingwen.block import Block
from jingwen.fields.eastern import eastern_byline
from jingwen.model import Label, Labelled

JAPANESE = "川沿いの遊歩道が今日午前に開通した。全長は十二キロで、途中に三か所の休憩所がある。"
KOREAN = "강변 산책로가 오늘 오전 문을 열었다. 전체 길이는 12킬로미터이며 쉼터 세 곳이 있다."


def byline(line: str, *texts: str) -> tuple[str, ...]:
    parts = [("題", Label.TITLE), (line, Label.OTHER), *((text, Label.BODY) for text in texts)]
    return eastern_byline([Labelled(Block(n, text, "p", 0), label, "") for n, (text, label) in enumerate(parts)])


@pytest.mark.parametrize(
    ("line", "text", "names"),
    [
        ("2024年3月1日　著者：山田太郎", JAPANESE, ("山田太郎",)),
        ("文・写真／山田太郎", JAPANESE, ("山田太郎",)),
        ("山田太郎記者", JAPANESE, ("山田太郎",)),
        ("2024年3月1日", f"【東京＝山田太郎】{JAPANESE}", ("山田太郎",)),
        ("2024年3月1日", f"{JAPANESE}（山田太郎）", ("山田太郎",)),
        ("2024年3月1日", f"{JAPANESE}（共同）", ()),
        ("2024年3月1日", JAPANESE, ()),
        ("홍길동 기자　2024.03.01 09:30", KOREAN, ("홍길동",)),
        ("홍길동·김철수 기자", KOREAN, ("홍길동", "김철수")),
        ("글 홍길동", KOREAN, ("홍길동",)),
        ("2024.03.01", f"[서울=보기뉴스] 홍길동 기자 = {KOREAN}", ("홍길동",)),
        ("2024.03.01", f"{KOREAN} 홍길동 기자 hong@example.com", ("홍길동",)),
        ("2024.03.01", KOREAN, ()),
        ("By Jane Doe", "The harbour park opened its gates again.", ()),
    ],
)
def test_bylines(line: str, text: str, names: tuple[str, ...]) -> None:
    assert byline(line, text) == names
