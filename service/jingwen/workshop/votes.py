"""Where a site prints its headline, date, source and authors, learned by vote.

On the pages where the general way and the page's data agree on a value, every element, attribute and meta tag that says
just this is a candidate, by several selectors of different kinds. Each votes on all pages: it must never say anything
else where the value is known, and where the general way found nothing, or the data disagrees with it, what it says has
to fit the data. A field that the general way gets right on every page gets no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from ..dates.read import read_date, read_value
from ..fields.names import is_person, split_names
from ..fields.site import squash
from ..rules.css import parse_selector
from ..rules.model import FieldRule
from ..rules.pick import pick
from .draft import Line
from .study import Study

FIELDS = ("title", "date", "source", "byline")
MOST_LINES = 2
# A credit is short; a longer text that holds one is a paragraph.
SHORT = 60
# What a meta tag is called; another name would have to be escaped in a selector, and is hardly a site's own.
NAME = re.compile(r"[\w:./-]+")
DEEPEST = 8


@dataclass(slots=True)
class _Votes:
    """What a selector said: right on so many pages where the value is known, and fitting on so many where it is not."""

    right: int = 0
    fills: int = 0
    wrong: int = 0
    kinds: set[str] = field(default_factory=set)


def learn_fields(found: Sequence[Study]) -> list[Line]:
    """A line or two for each field that the general way misses on some of the pages ``found``."""
    return [line for name in FIELDS for line in _learn(found, name)]


def _learn(found: Sequence[Study], name: str) -> list[Line]:
    known = {id(each): value for each in found if (value := _truth(each, name))}
    if len(known) == len(found) or len(known) < 2:
        return []
    candidates: dict[str, _Votes] = {}
    for each in found:
        if id(each) in known:
            for selector in _named(each, name, known[id(each)]):
                candidates.setdefault(selector, _Votes())
    for selector, votes in candidates.items():
        for each in found:
            said = _said(each, name, selector)
            if said is None:
                continue
            if id(each) in known:
                right = _is(name, said, known[id(each)])
                votes.right += right
                votes.wrong += not right
            else:
                fits = _fits(each, name, said)
                votes.fills += fits
                votes.wrong += not fits
    good = [
        (selector, votes)
        for selector, votes in candidates.items()
        if not votes.wrong and votes.fills and votes.right >= max(2, 0.6 * len(known))
    ]
    good.sort(key=lambda each: (-each[1].right - each[1].fills, "::attr" in each[0], len(each[0])))
    kinds = len({_kind(selector) for selector, _ in good})
    lines: list[Line] = []
    for selector, votes in good:
        if all(_kind(selector) != _kind(line.value) for line in lines):
            how = f"agrees with what is known on {votes.right} of {len(known)} pages, finds it on {votes.fills} more"
            note = f"{'sure' if kinds > 1 else 'likely'}: {how}; {kinds} kind{'s' * (kinds > 1)} of selectors say so"
            lines.append(Line(name, selector, note=note))
    return lines[:MOST_LINES]


def _truth(each: Study, name: str) -> str | None:
    """The value that the general way found and the page's data does not deny; a title it has to tell, too."""
    article = each.article
    if name == "title":
        form = squash(article.title or "")
        return article.title if form and any(form in told for told in each.headlines) else None
    if name == "date":
        return article.date if article.date and (each.day is None or article.date[:10] == each.day) else None
    if name == "source":
        return article.source
    return " ".join(article.byline) or None


def _named(each: Study, name: str, value: str) -> list[str]:
    return each.once(lambda: list(dict.fromkeys(_candidates(each, name, value))), "candidates", name)


def _candidates(each: Study, name: str, value: str) -> Iterator[str]:
    """Selectors of what says ``value`` on the page."""
    selectors = each.selectors
    if each.tree is None or selectors is None:
        return
    for meta in each.tree.css("meta[content]") if name != "title" else ():  # which has the site's name in it, often
        told = (meta.attributes.get("content") or "").strip()
        names = (a for a in ("property", "name", "itemprop") if NAME.fullmatch(meta.attributes.get(a) or ""))
        naming = next(names, None)
        if naming and told and len(told) < 200 and _is(name, told, value):
            yield f'meta[{naming}="{meta.attributes[naming]}"]::attr(content)'
    for labelled in each.blocks:
        text = labelled.block.text
        if len(text) < 300 and _holds(name, text, value):
            node = each.node(labelled.block)
            for inner in _inwards(node, name, value) if node is not None else ():
                *named, (tag, _) = selectors.counted(inner)
                yield from (selector for selector, number in named if number == 1)
                if name == "title" and tag == "h1":
                    yield tag
                if stable := selectors.stable(inner):
                    yield stable
    if name == "date":
        for time in each.tree.css("time[datetime]"):
            for selector, _ in selectors.counted(time):
                yield f"{selector}::attr(datetime)"


def _inwards(node: LexborNode, name: str, value: str) -> Iterator[LexborNode]:
    """``node`` and the elements in it that still hold the value."""
    here: LexborNode | None = node
    for _ in range(DEEPEST):
        if here is None:
            return
        yield here
        here = next(
            (child for child in here.iter() if _holds(name, child.text() or "", value)),
            None,
        )


def _said(each: Study, name: str, selector: str) -> str | None:
    """What a rule with that selector would read on the page."""
    tree = each.tree
    if tree is None:
        return None

    def ask() -> str | None:
        wanted = FieldRule(name, select=(parse_selector(selector, name, tree),))
        return next(iter(pick(tree, wanted, single=True, tight=name == "title")), None)

    return each.once(ask, name, selector)


def _holds(name: str, text: str, value: str) -> bool:
    if name == "date":
        return any(day in text for day in (value[:10], value[:4])) and _is(name, text, value)
    return squash(value) in squash(text)


def _is(name: str, said: str, value: str) -> bool:
    """Whether what a selector says is ``value``."""
    if name == "date":
        return len(said) < 200 and _day(said) == value[:10]
    if name == "title":
        return squash(said) == squash(value)
    return len(said) < SHORT and squash(value) in squash(said)


def _fits(each: Study, name: str, said: str) -> bool:
    """Whether what a selector says can be the value, on a page where it is not known."""
    if name == "title":
        form = squash(said)
        return len(form) > 3 and any(form in told for told in each.headlines)
    if name == "date":
        day = _day(said)
        return day is not None and (each.day is None or day == each.day)
    if name == "byline":
        return 0 < len(said) < SHORT and any(map(is_person, split_names(said)))
    return 0 < len(said) < SHORT


def _day(said: str) -> str | None:
    """The day that a text tells."""
    read = read_date(said)
    value = read_value(said) or (read.iso if read else None)
    return value[:10] if value else None


def _kind(selector: str) -> str:
    """What a selector goes by."""
    if selector.startswith("meta"):
        return "meta"
    if "::attr" in selector:
        return "attribute"
    if selector.startswith("#"):
        return "id"
    return "itemprop" if "[itemprop" in selector else "class" if "." in selector else "tag"
