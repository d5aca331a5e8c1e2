"""Imported rules held to pages of their sites: those that beat no rule are kept, the dead ones are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from .. import pipeline
from ..errors import RequestError
from ..model import Options
from ..rules.load import read_text
from ..rules.match import covers, host_of
from ..rules.model import Rule, RuleSet
from .judging import MARGIN, gain
from .samples import Sample
from .study import Study, repeated, study


class Kept(NamedTuple):
    """The rules that are ``kept``, the reason for each that is not, and how many had no page at all."""

    kept: dict[str, str]
    reasons: dict[str, str]
    untried: int


def keep(rules: Mapping[str, str], samples: Iterable[Sample | RequestError], complain: Callable[[str], None]) -> Kept:
    """Those of ``rules`` (texts by file name) that make the pages of their sites better on the whole, by
    :func:`~jingwen.workshop.judging.gain`; one without a page among ``samples`` is none of them. ``complain`` is told
    of each page that cannot be read or cleaned."""
    read = {name: read_text(text, f"rules/{name}") for name, text in rules.items()}

    @cache
    def ruling(host: str | None) -> list[str]:
        return [name for name, rule in read.items() if host and covers(rule, host)]

    pages: dict[str, list[Study]] = defaultdict(list)
    for sample in samples:
        if isinstance(sample, RequestError):
            complain(str(sample))
            continue
        url = sample.raw.url
        if url and not ruling(host_of(url)):
            continue  # to study a page takes as long as to clean it
        try:
            each = study(sample)
        except RequestError as error:
            complain(f"{sample.name}: {error}")
            continue
        for name in ruling(host_of(url or each.article.canonical_url or "")):
            pages[name].append(each)
    kept: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for name, text in rules.items():
        reason = _fault(read[name], pages[name]) if name in pages else None
        if reason:
            reasons[name] = reason
        elif name in pages:
            kept[name] = text
    return Kept(kept, reasons, len(rules) - len(pages))


def _fault(rule: Rule, found: list[Study]) -> str | None:
    """Why ``rule`` is not kept for the pages ``found``; None where it is."""
    rules = RuleSet((rule,), "import")
    number = f"{len(found)} page{'' if len(found) == 1 else 's'}"
    articles = [pipeline.clean(each.sample.raw, rules, Options(script="keep")) for each in found]
    if all(any(notice.code == "rule_missed" for notice in article.notices) for article in articles):
        return f"dead: its body is found on none of {number}"
    same = repeated(found, 2)
    gained = sum(gain(each, article, same) for each, article in zip(found, articles, strict=True))
    if gained < -MARGIN:
        return f"worse than no rule on {number}"
    return None if gained > MARGIN else f"no better than no rule on {number}"
