"""Which rule a page is read by.

- A page with a URL is asked by its host: the rules that name the host itself, then those that name ``*.`` and the
  nearest domain above it, then the next one; last the rules without hosts. A rule that names hosts never applies to a
  page of another host, whatever the page says: a site's closing line is copied by those who reprint it.
- A page without a URL is known by what it shows: only rules with a ``when`` are asked, in the order of their files.
- Among the rules of one host those with a ``when`` are asked first, so that one without is the host's general rule.

A ``when`` holds where its ``text`` matches somewhere in the page's decoded text (the markup of an HTML page included)
and its ``css`` finds an element; on a text dump ``css`` never holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from .model import Candidates, Rule, RuleSet


def find(rules: RuleSet, url: str | None, text: str | bytes, tree: LexborHTMLParser | None = None) -> Rule | None:
    """The rule for the page ``text`` (or its UTF-8) at ``url``, or None. ``tree`` is the page's where it is HTML.

    A URL without a host in it is as good as none.
    """
    host = host_of(url) if url else None
    for candidates in _in_turn(rules, host):
        rule = _first(candidates, text, tree)
        if rule is not None:
            return rule
    return None


def host_of(url: str) -> str | None:
    """The host of ``url`` as rule files write it: lower case, no port, no final dot, an IDN in its ASCII form."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
        return (host if host.isascii() else host.encode("idna").decode("ascii")) or None
    except ValueError:  # a broken address, or a label that IDNA does not take (UnicodeError is a ValueError)
        return None


def covers(rule: Rule, host: str) -> bool:
    """Whether ``rule`` names ``host``, itself or as a subdomain of a ``*.`` name."""
    return any(name in rule.hosts for name in _names(host))


def _in_turn(rules: RuleSet, host: str | None) -> Iterator[Candidates]:
    if host is None:
        yield rules.by_page
        return
    for name in _names(host):
        candidates = rules.by_host.get(name)
        if candidates is not None:
            yield candidates
    yield rules.hostless


def _names(host: str) -> Iterator[str]:
    """What a rule file may call ``host``: its own name, then ``*.`` and each domain above it, the nearest first."""
    yield host
    while "." in host:
        host = host.partition(".")[2]
        yield "*." + host


def _first(candidates: Candidates, text: str | bytes, tree: LexborHTMLParser | None) -> Rule | None:
    matched = set(candidates.texts.hits(text))
    place = 0
    for rule in candidates.rules:
        when = rule.when
        if when is None:
            return rule
        holds = True
        if when.text is not None:
            holds = place in matched
            place += 1
        if holds and when.css is not None:
            holds = tree is not None and tree.css_first(when.css) is not None
        if holds:
            return rule
    return None
