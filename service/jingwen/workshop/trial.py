"""A rule tried on a page: what comes out with it and without it, field by field: ``jingwen rules try``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .. import pipeline
from ..model import Article, Options, RawPage
from ..reading.decode import decode
from ..reading.dump import is_markup
from ..reading.markup import parse
from ..rules.model import BodyRule, Condition, Rule, RuleSet, Selector

FIELDS = ("status", "title", "source", "byline", "editors", "date", "modified", "captions", "next_page", "notices")
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: ``sign`` is `` `` for what is the same in both, ``-`` without and ``+`` with the rule."""

    sign: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A page ``without`` the rule and with it: ``ruled`` is None where the rule is not for the page.

    ``assumed`` is the address that the page was given because it tells none and the rule goes by hosts.
    """

    without: Article
    ruled: Article | None
    assumed: str | None = None

    @property
    def changed(self) -> bool:
        """Whether the rule makes any difference."""
        return any(line.sign != " " for line in self.lines())

    def lines(self) -> Iterator[Line]:
        """The fields, then the paragraphs of the text."""
        ruled = self.ruled or self.without
        for name in FIELDS:
            old, new = shown(self.without, name), shown(ruled, name)
            if old == new:
                yield Line(" ", name, old)
            else:
                yield Line("-", name, old)
                yield Line("+", name, new)
        yield from _paragraphs(_split(self.without.text), _split(ruled.text))


def try_rule(rule: Rule, raw: RawPage) -> Trial:
    """What ``rule`` makes of ``raw``. Of a page that tells no address it is assumed that it is from the rule's host."""
    without = pipeline.clean(raw, RuleSet(), Options())
    assumed = None
    if rule.hosts and not (raw.url or without.canonical_url):
        assumed = f"https://{rule.hosts[0].replace('*.', 'www.')}/"
        raw = replace(raw, url=assumed)
    ruled = pipeline.clean(raw, RuleSet((rule,), "try"), Options())
    return Trial(without, ruled if ruled.rule else None, assumed)


def unfound(rule: Rule, raw: RawPage) -> Iterator[tuple[str, str]]:
    """The selectors of ``rule`` that find nothing on ``raw``, each behind its address; none of a dump."""
    text = decode(raw.body, raw.content_type)[0]
    if is_markup(text, raw.content_type):
        tree, body = parse(text), rule.body or BodyRule()
        said: list[Selector | Condition] = [each for wanted in rule.fields.values() for each in wanted.select]
        for each in (*said, *body.select, *body.conditions):
            if each.css and not tree.css_matches(each.css):
                yield each.where, each.css


def shown(article: Article, name: str) -> str:
    """A field of ``article`` as one line."""
    value = getattr(article, name)
    if name == "captions":
        value = tuple(caption.text for caption in value)
    elif name == "notices":
        value = tuple(notice.code for notice in value)
    return (" · ".join(value) if isinstance(value, tuple) else value) or NOTHING


def _split(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def _paragraphs(old: list[str], new: list[str]) -> Iterator[Line]:
    """The paragraphs of both texts; a run of those that are the same is counted, not shown."""
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            count = end - start
            yield Line(" ", "text", f"({count} paragraph{'' if count == 1 else 's'} as without)")
            continue
        yield from (Line("-", "text", paragraph) for paragraph in old[start:end])
        yield from (Line("+", "text", paragraph) for paragraph in new[new_start:new_end])
