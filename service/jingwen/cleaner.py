"""The library's front door: rules and options held once, pages cleaned one call at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from os import PathLike
from typing import Unpack

from . import pipeline
from .arguments import Body, Moment, kind, page_of, pages_of
from .errors import NoArticle
from .joining import join
from .model import LIMITS, Article, Limits, OptionArgs, Options, RawPage
from .options import parse_options, parse_switch
from .pipeline import Attempt
from .rules.load import Rules, load
from .rules.model import RuleSet


class Cleaner:
    """Cleans pages with one set of rules and one set of default options.

    ``rules`` is ``"packaged"`` (the files that ship with jingwen), ``"off"``, the path of a folder of rule files, or
    several of them (``"packaged:/etc/jingwen/rules"``, or a list), of which a later one wins a host over an earlier;
    ``limits`` is how much a page may hold; with ``strict`` a page without an article is an error; ``options`` are the
    fields of :class:`~jingwen.model.Options`. Immutable, safe to share between threads and to pickle. Raises
    ``RuleError`` for a bad rule file, ``InvalidOption`` for an option that does not exist or a value that it does not
    take, and ``TypeError`` for rules or limits that are none.
    """

    __slots__ = ("limits", "options", "rules", "strict")
    rules: RuleSet
    options: Options
    limits: Limits
    strict: bool

    def __init__(
        self,
        rules: Rules = "packaged",
        *,
        limits: Limits = LIMITS,
        strict: bool = False,
        **options: Unpack[OptionArgs],
    ) -> None:
        named = rules if isinstance(rules, list | tuple) else [rules]
        if not all(isinstance(place, str | PathLike) for place in named):
            raise TypeError(
                f"rules is {kind(rules)}; expected 'packaged', 'off' or the path of a folder of rule files, or several"
            )
        if not isinstance(limits, Limits):
            raise TypeError(f"limits is {kind(limits)}; expected jingwen.Limits, such as Limits(tags=100_000)")
        _hold(self, parse_options(options), load(rules), limits, parse_switch("strict", strict))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one to change {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Cleaner is immutable; {name} stays")

    def __reduce__(self) -> tuple[Callable[..., Cleaner], tuple[Options, RuleSet, Limits, bool]]:
        return _restore, (self.options, self.rules, self.limits, self.strict)

    def clean(
        self,
        body: Body,
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: Moment | None = None,
        strict: bool | None = None,
        on_stage: Callable[[str], None] | None = None,
        attempt: Attempt | None = None,
        **options: Unpack[OptionArgs],
    ) -> Article:
        """The article on the page ``body`` (HTML or a text dump; bytes in any encoding, or text).

        ``url``, ``content_type`` (the HTTP header) and ``fetched_at`` (a ``datetime``, or ISO 8601) are what the
        caller knows of the page. ``strict`` and ``options`` override the Cleaner's own for this page. ``on_stage`` is
        called with the name of each stage as it begins, and with ``"done"`` at the end, for whoever keeps the time;
        ``attempt`` with the dear part of the work, which it does and returns, or gives up and returns None.

        Raises ``TypeError`` for an argument of another type (a path, a response, an address in the place of the page),
        ``EmptyBody`` where there is nothing to clean, ``InvalidOption`` for an option, a ``url`` or a time that cannot
        be used, an ``OverLimit`` for a page that holds more than ``limits`` allow, and ``NoArticle`` where ``strict``
        asks for it.
        """
        page = page_of(body, url, content_type, fetched_at)
        chosen = parse_options(options, self.options)
        return self._strictly(pipeline.clean(page, self.rules, chosen, on_stage, attempt, self.limits), strict)

    def clean_pages(
        self,
        pages: Iterable[Body | RawPage],
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: Moment | None = None,
        strict: bool | None = None,
        on_stage: Callable[[str], None] | None = None,
        attempt: Attempt | None = None,
        **options: Unpack[OptionArgs],
    ) -> Article:
        """The one article whose pages, in order, are ``pages``; a ``RawPage`` says of itself what it knows.

        ``url``, ``content_type`` and ``fetched_at`` stand for the pages that do not say. Each page is cleaned by
        itself, as by ``clean``, with the same ``options``; then what they give is joined (see
        :func:`~jingwen.joining.join`). Raises what ``clean`` raises, and ``EmptyBody`` where there are no pages too.
        """
        known = pages_of(pages, url, content_type, fetched_at)
        chosen = parse_options(options, self.options)
        found = [pipeline.clean(page, self.rules, chosen, on_stage, attempt, self.limits) for page in known]
        return self._strictly(join(found), strict)

    def _strictly(self, article: Article, strict: bool | None) -> Article:
        asked = self.strict if strict is None else parse_switch("strict", strict)
        if asked and article.status != "article":
            raise NoArticle.of(article.status)
        return article


def _hold(cleaner: Cleaner, options: Options, rules: RuleSet, limits: Limits, strict: bool) -> None:
    for name, value in (("options", options), ("rules", rules), ("limits", limits), ("strict", strict)):
        object.__setattr__(cleaner, name, value)


def _restore(options: Options, rules: RuleSet, limits: Limits, strict: bool) -> Cleaner:
    cleaner = Cleaner.__new__(Cleaner)
    _hold(cleaner, options, rules, limits, strict)
    return cleaner


@cache
def _default() -> Cleaner:
    return Cleaner()


def clean(
    body: Body,
    *,
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: Moment | None = None,
    strict: bool | None = None,
    on_stage: Callable[[str], None] | None = None,
    attempt: Attempt | None = None,
    **options: Unpack[OptionArgs],
) -> Article:
    """The article on one page, by a default :class:`Cleaner` (packaged rules) that is made at the first call."""
    return _default().clean(
        body,
        url=url,
        content_type=content_type,
        fetched_at=fetched_at,
        strict=strict,
        on_stage=on_stage,
        attempt=attempt,
        **options,
    )
