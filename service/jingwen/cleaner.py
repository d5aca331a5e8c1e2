"""The library's front door: rules and options held once, pages cleaned one call at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from . import pipeline
from .errors import EmptyBody
from .joining import join
from .model import LIMITS, Article, Limits, Options, RawPage
from .options import check_url, parse_options
from .pipeline import Attempt
from .rules.load import load
from .rules.model import RuleSet


class Cleaner:
    """Cleans pages with one set of rules and one set of default options.

    ``rules`` is ``"packaged"`` (the files that ship with jingwen), ``"off"``, or the path of a folder of rule files;
    ``options`` are the fields of :class:`~jingwen.model.Options`; ``limits`` is how much a page may hold. Immutable,
    safe to share between threads and to pickle. Raises ``RuleError`` for a bad rule file and ``InvalidOption`` for an
    option that does not exist.
    """

    __slots__ = ("limits", "options", "rules")
    rules: RuleSet
    options: Options
    limits: Limits

    def __init__(self, rules: str | Path = "packaged", *, limits: Limits = LIMITS, **options: object) -> None:
        object.__setattr__(self, "rules", load(rules))
        object.__setattr__(self, "options", parse_options(options))
        object.__setattr__(self, "limits", limits)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one to change {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Cleaner is immutable; {name} stays")

    def __reduce__(self) -> tuple[Callable[..., Cleaner], tuple[RuleSet, Options, Limits]]:
        return _restore, (self.rules, self.options, self.limits)

    def clean(
        self,
        body: bytes | str,
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: datetime | None = None,
        on_stage: Callable[[str], None] | None = None,
        attempt: Attempt | None = None,
        **options: object,
    ) -> Article:
        """The article on the page ``body`` (HTML or a text dump; bytes in any encoding, or text).

        ``url``, ``content_type`` (the HTTP header) and ``fetched_at`` are what the caller knows of the page.
        ``options`` override the Cleaner's own for this page. ``on_stage`` is called with the name of each stage as
        it begins, and with ``"done"`` at the end, for whoever keeps the time; ``attempt`` with the dear part of the
        work, which it does and returns, or gives up and returns None. Raises ``EmptyBody`` where there is nothing to
        clean, ``InvalidOption`` for an option or a ``url`` that cannot be used, and an ``OverLimit`` for a page that
        holds more than ``limits`` allow.
        """
        check_url(url)
        if not body or body.isspace():
            raise EmptyBody("the page is empty; send the page's bytes as they were fetched")
        page = RawPage(body, url, content_type, fetched_at)
        return pipeline.clean(page, self.rules, parse_options(options, self.options), on_stage, attempt, self.limits)

    def clean_pages(
        self,
        pages: Sequence[RawPage | bytes | str],
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: datetime | None = None,
        on_stage: Callable[[str], None] | None = None,
        attempt: Attempt | None = None,
        **options: object,
    ) -> Article:
        """The one article whose pages, in order, are ``pages``; a ``RawPage`` says of itself what it knows.

        ``url``, ``content_type`` and ``fetched_at`` stand for the pages that do not say. Each page is cleaned by
        itself, as by ``clean``, with the same ``options``; then what they give is joined (see
        :func:`~jingwen.joining.join`). Raises ``EmptyBody`` for an empty page and where there is none.
        """
        if not pages:
            raise EmptyBody("there are no pages; send at least one, in the order of the article")
        raw = [page if isinstance(page, RawPage) else RawPage(page) for page in pages]
        return join(
            [
                self.clean(
                    page.body,
                    url=page.url or url,
                    content_type=page.content_type or content_type,
                    fetched_at=page.fetched_at or fetched_at,
                    on_stage=on_stage,
                    attempt=attempt,
                    **options,
                )
                for page in raw
            ]
        )


def _restore(rules: RuleSet, options: Options, limits: Limits) -> Cleaner:
    cleaner = Cleaner.__new__(Cleaner)
    object.__setattr__(cleaner, "limits", limits)
    object.__setattr__(cleaner, "rules", rules)
    object.__setattr__(cleaner, "options", options)
    return cleaner


@cache
def _default() -> Cleaner:
    return Cleaner()


def clean(
    body: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    on_stage: Callable[[str], None] | None = None,
    attempt: Attempt | None = None,
    **options: object,
) -> Article:
    """The article on one page, by a default :class:`Cleaner` (packaged rules) that is made at the first call."""
    return _default().clean(
        body, url=url, content_type=content_type, fetched_at=fetched_at, on_stage=on_stage, attempt=attempt, **options
    )
