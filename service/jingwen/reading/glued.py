"""The first line of a dump where headline and credits were run together: ``步道开放2024-03-01 09:30来源：示例日报``."""

from __future__ import annotations

from ..regex import regex

# How many lines at the top of a dump may be such ones, and how long one is at the most, in characters.
TOP = 3
LONGEST = 240
SHORTEST_HEADLINE = 6
MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*+"
TIME = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?+"
DATE = (
    rf"(?:(?:19|20)\d\d\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}日?+|\d{{1,2}} {MONTH},? (?:19|20)\d\d|"
    rf"{MONTH} \d{{1,2}}, (?:19|20)\d\d)"
)
LABEL = (
    r"(?:(?:发布|發布|发表|更新|发稿)?(?:时间|日期|時間)|发布于|發布於|(?:消息|信息|文章|稿件)?(?:来源|來源)|稿源|(?:责任|責任)?(?:编辑|編輯)|"
    r"责编|作者|(?:本报)?(?:记者|記者)|Source|Published|Updated|Author)\s?+[:：]"
)
NAME = r"By (?:[A-Z][\w.'’-]*+ ?){2,4}+"
WORD = rf"(?:(?!{DATE}|{LABEL})[^\s:：。！？，,|｜])"
CREDIT = regex(
    rf"{LABEL}\s*+(?:{WORD}{{1,20}}+)?+|{DATE}(?:[\sT]*+{TIME})?+|{NAME}|{WORD}{{2,12}}+(?=[\s|｜]|$)|[\s|｜/·]++"
)
START = regex(f"{LABEL}|{DATE}|{NAME}")
# A headline with nothing but a day behind it is a line of a list.
TOLD = regex(f"{LABEL}|{TIME}|{NAME}")
DATED, LABELLED = regex(DATE), regex(LABEL)
NO_HEADLINE = regex(r"。|^\S{2,12}(?:网|報|报|社|台|新闻|在线|客户端|频道|周刊|杂志)\s*$")
# Most papers have the name of a place, of two characters, and a word for what they are.
PAPER = regex(
    r"(?<=\S{6})([\u4e00-\u9fff]{2}(?:日报|日報|晚报|晚報|晨报|早报|时报|時報|商报|都市报|青年报|新闻网))\s*$"
)
INDENT = "\u3000\u3000"
BLANK = " \t\u3000\xa0\ufeff"


def unglued(line: str, first: bool = True) -> list[str]:
    """``line`` as its headline, its credits and, where an indent tells it apart, its text; ``[line]`` if it is none.

    Below the ``first`` line of a dump a name with a space behind it may be the publication's.
    """
    head, indent, text = line.strip(BLANK).partition(INDENT)
    if not SHORTEST_HEADLINE < len(head) <= LONGEST or LABELLED.match(head):
        return [line]
    for start in START.finditer(head, SHORTEST_HEADLINE):
        headline, credits = head[: start.start()], head[start.start() :]
        if first and (paper := PAPER.search(headline)):
            headline, credits = headline[: paper.start()], f"{paper[1]} {credits}"
        if NO_HEADLINE.search(headline) or (not first and headline[-1].isspace()):
            break
        if DATED.search(credits) and TOLD.search(credits) and _is_credits(credits):
            return [piece for piece in (headline.strip(" \t|｜"), credits, indent and indent + text) if piece]
    return [line]


def _is_credits(text: str) -> bool:
    at = 0
    while at < len(text):
        found = CREDIT.match(text, at)
        if found is None or found.end() == at:
            return False
        at = found.end()
    return True
