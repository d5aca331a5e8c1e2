"""A rule for a site, learned from three of its pages or more: ``jingwen rules learn``. No model, no network, no gold.

What is proposed is proved by leaving each page out in turn: the lines that the others teach must not make it worse, and
must make some better (see :mod:`~jingwen.workshop.judging`). Where they do not, there is no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .. import pipeline
from ..errors import InvalidOption, excerpt
from ..isolation.answer import FIELDS
from ..model import Article, Options
from ..rules.model import Rule, RuleSet, When
from ..rules.parse import parse_rule
from ..rules.patterns import Pattern
from .draft import Draft, Line, TestPage, write
from .dumps import known_by, learn_end
from .judging import MARGIN, gain
from .regions import learn_body, learn_captions
from .repeats import learn_repeats
from .samples import Sample, evenly
from .settling import settle
from .study import Study, hosts, repeated, studies
from .votes import learn_fields

# From more pages than this nothing more is learned.
MOST_PAGES = 24
# What only some pages of a site have stands on so few of them once or not at all, and is not learned.
FEW_PAGES = 8
DUMPS = "text dumps"
# With or without an address, and on whatever host.
ANY_PAGE = When(text=Pattern(""))
PLACEHOLDER = TestPage("none", "-", {"starts": "-", "ends": "-", "lacks": ["-"]}, "https://example.com/")


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: the rule file's ``text``, None where there is to be none, then with the reason ``why``.

    ``name`` is what the file is to be called, without its ending.
    ``better``, ``same`` and ``worse`` are pages, each left out in turn. ``left_out`` are lines that were not kept.
    ``missing`` are the fields that neither the general way nor the rule finds on any of the ``pages`` learned from.
    """

    text: str | None
    why: str
    name: str
    better: int = 0
    same: int = 0
    worse: int = 0
    left_out: tuple[tuple[Line, str], ...] = ()
    missing: tuple[str, ...] = ()
    pages: int = 0


def learn(samples: Sequence[Sample], host: str | None = None, site: str | None = None) -> Learned:
    """A rule for the site of ``samples``, HTML pages of different articles.

    ``host`` is for pages that tell no address. Of more than ``MOST_PAGES`` so many are taken, evenly. Raises
    ``InvalidOption`` for pages of several hosts, of none that is known, and where fewer than three different articles
    are left.
    """
    found = studies(evenly(samples, MOST_PAGES))
    kinds = {each.article.kind for each in found}
    if len(kinds) > 1:
        raise InvalidOption("some pages are HTML and some text dumps; learn from one kind at a time")
    named = [host] if host else hosts(found)
    when = known_by(found) if not named and kinds == {"dump"} else None
    if len(named) > 1:
        raise InvalidOption(
            f"the pages are of {len(named)} hosts, {', '.join(sorted(named)[:4])}; expected those of one site. Where "
            "they are, say for which host the rule is: --host news.example.com, or --host '*.example.com' for all below"
        )
    if not named and when is None:
        raise InvalidOption("no page tells its address; say of which host they are: --host news.example.com")
    names = Counter(each.article.site_name for each in found if each.article.site_name)
    called = site or (names.most_common(1)[0][0] if names else named[0] if named else DUMPS)
    draft = Draft(called, tuple(named), when=when)
    lines, proof = propose(found)
    counts = sum(map(_better, proof)), sum(map(_same, proof)), sum(map(_worse, proof))
    if not lines:
        more = f"; more pages than these {len(found)} may show more" if len(found) < FEW_PAGES else ""
        why = f"the general way does as well on these pages{more}"
        return Learned(None, why, called, *counts, missing=_missing(found, draft), pages=len(found))
    draft = replace(draft, lines=tuple(lines), head=_head(len(found), *counts))
    settled = settle(draft, "rules/learned.yaml", f"https://{named[0].replace('*.', 'www.')}/a/1" if named else None)
    why = "" if settled.text else f"no line was left that an invented page shows{_by_hand(settled.left_out)}"
    missing = _missing(found, settled.draft)
    return Learned(settled.text, why, draft.stem, *counts, tuple(settled.left_out), missing, len(found))


def _by_hand(left_out: Sequence[tuple[Line, str]]) -> str:
    """What can be done where lines may be right that no invented page shows."""
    named = ", ".join(f"{line.key} {excerpt(line.value)!r}" for line, _ in left_out[:3])
    return f"; write by hand, with a test page of your own, what is right of {named}" if named else ""


def _missing(found: Sequence[Study], draft: Draft) -> tuple[str, ...]:
    """The fields that no page of ``found`` has, and ``draft`` no line for."""
    return tuple(
        name for name in FIELDS if not draft.of(name) and not any(getattr(each.article, name) for each in found)
    )


def propose(found: Sequence[Study]) -> tuple[list[Line], list[float]]:
    """The lines that ``found`` teach, none where they make a page worse or none better, and what each page gains by
    what the others teach."""
    lines = proposed(found)
    if not lines:
        return [], [0.0] * len(found)
    same = repeated(found, 2)
    lines = _harmless(found, lines, same)
    proof = [_gained(each, proposed([other for other in found if other is not each]), same) for each in found]
    if sum(proof) <= 0 or not any(map(_better, proof)):
        return [], proof
    if any(map(_worse, proof)):
        lines = [line for line in lines if all(_gained(each, [line], same) >= -MARGIN for each in found)]
    return lines, proof


def proposed(found: Sequence[Study]) -> list[Line]:
    """All lines that ``found`` speak for, before they are proved."""
    if len(found) < 2:
        return []
    if found[0].tree is None:
        return [*learn_end(found), *learn_repeats(found)]
    return [*learn_fields(found), *learn_captions(found), *learn_body(found), *learn_repeats(found)]


def _harmless(found: Sequence[Study], lines: list[Line], same: frozenset[str]) -> list[Line]:
    """``lines`` without those that make a page worse, or none better."""
    if all(_gained(each, lines, same) >= -MARGIN for each in found):
        return lines
    kept = []
    for line in lines:
        gains = [_gained(each, [line], same) for each in found]
        if min(gains) >= -MARGIN and max(gains) > MARGIN:
            kept.append(line)
    return kept


def _gained(each: Study, lines: Sequence[Line], same: frozenset[str]) -> float:
    return gain(each, ruled(each, lines), same) if lines else 0.0


def ruled(each: Study, lines: Sequence[Line]) -> Article:
    """What comes out of a page with a rule of those ``lines``."""
    rule = replace(rule_of(Draft("-", ("example.com",), tuple(lines))), hosts=(), when=ANY_PAGE)
    return pipeline.clean(each.sample.raw, RuleSet((rule,), "learned"), Options(script="keep"))


def rule_of(draft: Draft) -> Rule:
    """The rule that ``draft`` says, without tests that mean anything."""
    return parse_rule(write(draft, [PLACEHOLDER]), "rules/learned.yaml", "rules/learned.yaml")


def _better(value: float) -> bool:
    return value > MARGIN


def _worse(value: float) -> bool:
    return value < -MARGIN


def _same(value: float) -> bool:
    return not _better(value) and not _worse(value)


def _head(pages: int, better: int, same: int, worse: int) -> tuple[str, ...]:
    return (
        f"Learned from {pages} pages. By what the others teach {better} came out better, {same} alike, {worse} worse.",
        "Behind each line stands how sure it is. Look at them, then at what `jingwen rules try` shows on other pages.",
    )
