"""Test pages for a rule that no person wrote: invented sentences in the smallest markup that the rule's selectors find.

Beside what the rule points at stands what would be taken without it: another story with a headline and credits of its
own, longer than the article. So a line of the rule that is left out is missed, as the checker asks. Each alternative of
a field has a page on which it is the one that finds something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ..rules.css import TAKE
from ..rules.model import FIELDS
from .draft import BODY, Draft, Line, TestPage
from .skeleton import ESCAPED, VOID, Element, Unmade, skeleton

SENTENCES = (
    "新桥今天上午通车，两岸的居民从此步行过河只要五分钟，不必再等渡船。",
    "建桥用了两年时间，工人们在江心打下十二根桩，最深的一根有三十米。",
    "老渡口将改建成公园，候船的小楼留作展览，预计明年春天开放。",
)
OTHERS = (
    "市民热线今天收到许多来电，大家都在问同一个问题：夜里的公交车什么时候恢复，车站会不会搬走。",
    "工作人员一一作了回答，并且记下了每一位来电者的意见，准备在下周的会议上逐条讨论。",
    "据介绍，热线开通以来平均每天收到三百多个来电，其中一半与出行有关，另一半与供水、供电有关。",
    "负责人表示，今后还要增加接线的人手，让每一个来电都在一分钟之内有人接听，节假日也不例外。",
)
TITLE, OTHER_TITLE = "河上新桥今日通车", "市民热线的一天"
VALUES: Mapping[str, str] = {
    "title": TITLE,
    "source": "江岸城事",
    "byline": "王小河",
    "editors": "赵一鸣",
    "date": "2024-05-06 07:08",
    "modified": "2024-05-07 09:10",
    "captions": "桥头的第一批行人。",
    "next_page": "/a/1_2",
}
OTHER_VALUE = "旧河晨讯"
OTHER_CREDITS = "2023-01-02 03:04 来源：别处日报 作者：李明 编辑：陈静"
LISTS = ("byline", "editors", "captions")
# Elements in which no paragraph stands.
NARROW = frozenset("p span a b strong em i u font small label h1 h2 h3 h4 h5 h6 time pre blockquote td".split()) - {
    "td"
}
# What is in these no reader sees as text.
MUTE = VOID | frozenset(
    "script style noscript template iframe video audio object embed svg canvas select textarea".split()
)
IN_HEAD = frozenset("meta link title base".split())
# A pattern that only one text meets: letters and escaped signs, from the begin or to the end of a block.
LITERAL = re.compile(r"\^?(?:[^\\.^$|?*+()\[\]{}]|\\[^\w\s])+\$?")
HEADLINES = ("<h1>{}</h1>", "<h2>{}</h2>", "")
STORIES = ("div", "section", "article", "main")


def dropped_text(line: Line, number: int) -> str:
    """The sentence in what a drop, the one with this ``number`` from 0, points at."""
    sentence = f"第{number + 1}块牌子上写着，这座桥由城东书店冠名，欢迎街坊们随时来坐一坐。"
    if not line.pattern:
        return sentence
    literal = literal_of(line.value)
    return literal if line.value.endswith("$") else f"{literal}{sentence}"


def literal_of(pattern: str) -> str:
    """The text that ``pattern`` stands for. Raises ``Unmade`` for one that stands for several."""
    if not LITERAL.fullmatch(pattern):
        raise Unmade("the pattern stands for more than one text")
    return ESCAPED.sub(r"\1", pattern.removeprefix("^").removesuffix("$"))


@dataclass(slots=True)
class _Page:
    """The parts of a page as they come together."""

    head: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    body: str = ""
    below: list[str] = field(default_factory=list)
    frame: dict[str, dict[str, str]] = field(default_factory=lambda: {"html": {}, "body": {}})

    def html(self, headline: str, story: str) -> str:
        other = f"<title>{OTHER_TITLE}</title>" if not any("<title" in each for each in self.head) else ""
        lines = [*self.head, other]
        if headline or story:
            lines.append(f"<div>{OTHER_CREDITS}</div>")
        lines += [*self.above, self.body, headline.format(OTHER_TITLE)]
        if story:
            lines += [f"<{story}>", *(f"<p>{sentence}</p>" for sentence in OTHERS), f"</{story}>"]
        inside = "\n".join(line for line in (*lines, *self.below) if line)
        attributes = {
            tag: "".join(f' {name}="{value}"' for name, value in held.items()) for tag, held in self.frame.items()
        }
        if not any(attributes.values()):
            return inside
        head = "\n".join(filter(None, (*self.head, other)))
        rest = inside.removeprefix(head).lstrip("\n")
        return f"<html{attributes['html']}><head>{head}</head><body{attributes['body']}>\n{rest}\n</body></html>"


def test_pages(draft: Draft, url: str | None) -> tuple[list[TestPage], list[tuple[Line, str]]]:
    """The pages for the rule ``draft`` at ``url``, and the lines that no page could be made for, with the reason."""
    if draft.when:
        return [_dump(draft)], []
    failed: list[tuple[Line, str]] = []
    for line in draft.lines:
        try:
            _made(line)
        except Unmade as error:
            failed.append((line, str(error)))
    draft = draft.without(line for line, _ in failed)
    fields = [key for key in (*FIELDS, f"{BODY}select") if draft.of(key)]
    columns = max((len(draft.of(key)) for key in fields if key != "captions"), default=1)
    found = []
    for column in range(columns):
        used = [draft.of(key)[min(column, len(draft.of(key)) - 1)] for key in fields if key != "captions"]
        extra = [*draft.of(f"{BODY}drop"), *draft.of(f"{BODY}stop_before"), *draft.of("captions")] if not column else []
        page, missed = _page(draft, used, extra)
        failed += [(line, "no small page shows what it does") for line in missed if line not in dict(failed)]
        told = [line for line in (*used, *extra) if line not in missed]
        if told and (not column or any(draft.of(line.key).index(line) == column for line in told)):
            found.append(TestPage(_name(column), page, _expected(draft, told, url), url))
    return found, failed


def _dump(draft: Draft) -> TestPage:
    """A text dump with what the rule knows it by at its end, and what it leaves out in its place."""
    drops = [dropped_text(line, number) for number, line in enumerate(draft.of(f"{BODY}drop"))]
    first, *rest = SENTENCES
    behind = [text for line in draft.of(f"{BODY}stop_before") for text in (literal_of(line.value), *OTHERS)]
    lines = [TITLE, OTHER_CREDITS, first, *drops, *rest, *behind, literal_of(draft.when or "")]
    lacks = [text[:10] for text in (*drops, *behind)]
    expect = {"starts": first[:8], "ends": rest[-1][-8:], "lacks": lacks or [OTHERS[0][:6]]}
    return TestPage("invented dump with the site's own lines", "\n".join(lines), expect, kind="dump")


def _name(column: int) -> str:
    return "invented page in the shape of the site's markup" + (f", {column + 1}" if column else "")


def _made(line: Line) -> tuple[Element, Element, str | None]:
    """The outermost element of the selector of ``line``, the one that it finds, and the attribute that is taken."""
    if line.pattern:
        literal_of(line.value)
        paragraph = Element("p")
        return paragraph, paragraph, None
    taken = TAKE.fullmatch(line.value.strip())
    made = skeleton((taken["css"] if taken else line.value).strip() or "*")
    attribute = taken["attribute"] if taken else None
    if attribute is None and made.found.name in MUTE:
        raise Unmade(f"what stands in {made.found.name} is no text")
    return made.outermost, made.found, attribute


def _page(draft: Draft, used: Iterable[Line], extra: Iterable[Line]) -> tuple[str, list[Line]]:
    """A page on which each of these lines finds what is meant, and the lines that find something else."""
    used, extra = list(used), list(extra)
    page = _Page()
    selects = [line for line in used if line.key == f"{BODY}select"]
    for line in used:
        if line not in selects:
            outermost, found, attribute = _made(line)
            value = _told(line)
            if attribute:
                found.attributes[attribute] = value
            else:
                found.inside.insert(0, value)
            if line.match:  # which, without the selector, would be looked for in all lines
                page.above.insert(0, f"<p>{_told(line, OTHER_VALUE)}</p>")
            place = page.below if line.key == "next_page" else page.above
            _put(page, outermost, place)
    inside: list[Element | str] = []
    behind: list[Element | str] = []
    drops = [line for line in extra if line.key == f"{BODY}drop"]
    for line in extra:
        outermost, found, _ = _made(line)
        text = dropped_text(line, drops.index(line)) if line in drops else VALUES["captions"]
        if line.key == f"{BODY}stop_before":
            found.inside.append(literal_of(line.value) + OTHERS[0] if line.pattern else OTHERS[0])
            behind.append(outermost)
        else:
            found.inside.append(text)
            inside += _below(outermost, selects)
    _fill(page, selects, inside, behind)
    return _arranged(draft, page, used, extra)


def _below(outermost: Element, selects: list[Line]) -> list[Element | str]:
    """``outermost``, or what is in it where it is like the element that holds the article."""
    body = _made(selects[0])[1] if selects else Element()
    like = (outermost.name, outermost.attributes) == (body.name, body.attributes) and not outermost.before
    return outermost.inside if like and outermost.inside else [outermost]


def _fill(page: _Page, selects: list[Line], inside: list[Element | str], behind: list[Element | str]) -> None:
    """Puts the article into ``page``."""
    outermost = found = Element("div", {"class": "article"})
    if selects:
        outermost, found, _ = _made(selects[0])
    if found.name in NARROW:
        found.inside.append(SENTENCES[0])
        found.inside += inside
    else:
        first, *rest = (f"<p>{sentence}</p>" for sentence in SENTENCES)
        found.inside += ["\n", first, "\n", *(part for each in inside for part in (each, "\n"))]
        found.inside += [part for each in (*rest, *behind) for part in (each, "\n")]
    into: list[str] = []
    _put(page, outermost, into)
    page.body = "\n".join(into)


def _put(page: _Page, outermost: Element, into: list[str]) -> None:
    if outermost.name in ("html", "body"):
        page.frame[outermost.name] |= outermost.attributes
        for each in outermost.inside:
            if isinstance(each, Element):
                _put(page, each, into)
            elif each.strip():
                into.append(each)
    elif outermost.name == "head":
        page.head += [each.html() for each in outermost.inside if isinstance(each, Element)]
    else:
        (page.head if outermost.name in IN_HEAD else into).append(outermost.html())


def _told(line: Line, value: str = "") -> str:
    """What stands in the element of a field: its value, or a longer text of which ``match`` takes it."""
    value = value or VALUES[line.key]
    if not line.match:
        return value
    whole = line.match.replace("(.*?)", "\0").replace("(.*)", "\0")
    told = whole.removeprefix("^").replace("\\", "").replace("\0", value)
    return f"{told} 示例网" if line.match.startswith("^") else f"本页 {told}"


def _arranged(draft: Draft, page: _Page, used: list[Line], extra: list[Line]) -> tuple[str, list[Line]]:
    """``page`` with another story beside it, of such a kind that the rule's selectors pass it by."""
    best: tuple[str, list[Line]] | None = None
    stories = STORIES if draft.of(f"{BODY}select") else ("",)
    for headline, story in product(HEADLINES if draft.of("title") else ("",), stories):
        html = page.html(headline, story)
        tree = LexborHTMLParser(html)
        missed = [line for line in (*used, *extra) if not _finds(tree, draft, line, extra)]
        if not missed:
            return html, []
        if best is None or len(missed) < len(best[1]):
            best = html, missed
    if best is None:
        raise ValueError("there is no arrangement")
    return best


def _finds(tree: LexborHTMLParser, draft: Draft, line: Line, extra: list[Line]) -> bool:
    """Whether, of all lines of its key, ``line`` is the one that finds something, and it is what is meant."""
    drops = [each for each in extra if each.key == f"{BODY}drop"]
    if line in extra:
        texts = list(_texts(tree, line))
        meant = dropped_text(line, drops.index(line)) if line in drops else ""
        meant = meant or (OTHERS[0] if line.key == f"{BODY}stop_before" else VALUES["captions"])
        return any(meant in text for text in texts) and not any(SENTENCES[0] in text for text in texts)
    for each in draft.of(line.key):
        texts = [text for text in _texts(tree, each) if text.strip()]
        if texts:
            if line.key == f"{BODY}select":
                return any(SENTENCES[0] in text for text in texts) and not any(OTHERS[1] in text for text in texts)
            return each is line and texts[0].strip().startswith(_told(line))
    return False


def _texts(tree: LexborHTMLParser, line: Line) -> Iterator[str]:
    taken = None if line.pattern else TAKE.fullmatch(line.value.strip())
    if line.pattern:
        yield from (node.text() for node in tree.css("p") if literal_of(line.value) in node.text())
        return
    for node in tree.css((taken["css"] if taken else line.value).strip()):
        if taken and taken["attribute"]:
            yield node.attributes.get(taken["attribute"]) or ""
        else:
            yield node.text(deep=not taken)


def _expected(draft: Draft, told: list[Line], url: str | None) -> dict[str, Any]:
    """What has to come out of a page on which the lines ``told`` show."""
    expect: dict[str, Any] = {}
    keys = {line.key for line in told}
    for key in FIELDS:
        if key in keys:
            value = VALUES[key].replace(" ", "T") if key in ("date", "modified") else VALUES[key]
            expect[key] = [value] if key in LISTS else value
    if "next_page" in keys and url:
        expect["next_page"] = "/".join(url.split("/")[:3]) + VALUES["next_page"]
    narrow = next((line for line in told if line.key == f"{BODY}select" and _made(line)[1].name in NARROW), None)
    expect["starts"] = SENTENCES[0][:8]
    expect["ends"] = (SENTENCES[0] if narrow else SENTENCES[-1])[-8:]
    drops = [line for line in told if line.key == f"{BODY}drop"]
    lacks = [dropped_text(line, number)[:10] for number, line in enumerate(drops)]
    if "captions" in keys:
        lacks.append(VALUES["captions"][:6])
    if draft.of(f"{BODY}select") or not lacks:
        lacks += [OTHERS[0][:6], OTHERS[2][:6]]
    expect["lacks"] = lacks
    return expect
