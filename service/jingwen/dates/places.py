"""What is known of a page that its dates are read by: when it was fetched, its language and country, other dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from .names import order as order_of

YEARS = range(1990, 2100)
# Domains that stand for a country in place of its own code, and those of one country's institutions.
DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "edu": "US"}
DOMAIN = re.compile(r"https?://(?:[^/?#]*[@.])?([a-z]+)(?::\d*)?(?:[/?#]|$)", re.I)
TAIWANESE = frozenset({"tw", "zh-tw", "zh-hant", "zh-hant-tw"})


class Place(NamedTuple):
    """What decides how a date is read. ``fetched_at`` dates what is printed without a year or as 昨天; ``zone`` is
    added to times that are printed without one. ``language`` is lower case (``en``), ``order`` that of day, month and
    year where it is known (``dmy``), ``taiwanese`` whether 113/03/01 may be of the Republic's year; ``days`` are those
    that data or address tell (``2024-03-05``), which settle what 03/04/2024 is.
    """

    fetched_at: datetime | None = None
    zone: str | None = None
    language: str = ""
    order: str = ""
    taiwanese: bool = False
    days: frozenset[str] = frozenset()


NOWHERE = Place()


def place_of(
    language: str | None,
    url: str | None,
    fetched_at: datetime | None = None,
    zone: str | None = None,
    days: Iterable[str] = (),
) -> Place:
    """The place of a page that calls its language ``language`` (``en-GB``) and stands at ``url``."""
    tag = (language or "").replace("_", "-").lower()
    spoken, _, rest = tag.partition("-")
    domain = _domain(url)
    taiwanese = domain == "tw" or (tag in TAIWANESE and domain in ("", "com", "net", "org"))
    if fetched_at and fetched_at.year not in YEARS:
        fetched_at = None
    region = DOMAINS.get(domain, domain.upper() if len(domain) == 2 else "")
    return Place(
        fetched_at, zone, spoken, _order(spoken, rest.upper().split("-")[-1], region), taiwanese, frozenset(days)
    )


def _order(language: str, variant: str, region: str) -> str:
    """The order of day and month; none where language and country disagree, or where a world language leaves it open.

    English alone is printed in both orders, and its bare name says nothing of a country.
    """
    by_region = order_of(f"-{region}") or ""
    if language and language != "en":
        spoken = order_of(f"{language}-{variant}") or order_of(language) or ""
    elif len(variant) == 2:
        spoken = order_of(f"{language}-{variant}") or order_of(f"-{variant}") or order_of("en") or ""
    else:
        spoken = ""
    if spoken and by_region and spoken != by_region:
        return spoken if language != "en" else ""
    return spoken or by_region


def _domain(url: str | None) -> str:
    """The last part of the host in ``url``, lower case."""
    found = DOMAIN.match(url or "")
    return found[1].lower() if found else ""
