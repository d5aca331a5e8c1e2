"""Writes the names and orders of dates in the languages of the press out of CLDR: ``make calendar``.

The table is ``service/jingwen/dates/names.json``, which says what release of CLDR it is from. Babel, which carries
CLDR, is needed for this alone. Names are folded as they are looked up: lower case, without marks over Latin letters.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError, get_cldr_version, get_global

from jingwen.dates.names import TABLE, fold

LANGUAGES = """
    ar az be bg bn bs ca cs da de el en es et eu fa fi fil fr gl he hi hr hu hy id is it ja ka kk ko lt lv mk mn ms nb
    nl nn pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant
""".split()
# Whose words for an edition of the clock, a day ago or a month are other than those of their language.
REGIONS = ("ar_IQ", "ar_LB", "ar_MA", "ar_DZ", "ar_TN", "de_AT", "en_GB", "en_AU", "es_MX", "fa_AF", "fr_CA", "pt_PT")
# Domains of countries that are sold to anyone: they tell no country.
SOLD = frozenset(
    "ad ag ai am as bz cc cd co dj fm gg io la li ly me ms mu nu pw sc sh so st su tk to tv vc vg ws".split()
)
LETTERS = re.compile(r"[^\W\d_]")
UNITS = ("second", "minute", "hour", "day", "week", "month")
# As English papers print it, and CLDR does not.
SHORT = {"# mins ago": "minute", "# m ago": "minute", "# hrs ago": "hour", "# h ago": "hour", "# d ago": "day"}
# CLDR calls a month by its number in these, and the patterns read that.
NUMBERED = re.compile(r"\d")


def main() -> int:
    table = {
        "about": f"CLDR {get_cldr_version()} by Babel {version('babel')}",
        "months": _told_apart(_months()),
        "weekdays": _settled(_told_apart(_weekdays())),
        "halves": _by_language(_halves()),
        "ago": _settled(_told_apart(_ago())),
        "days": _by_language(_days()),
        "orders": _orders(),
    }
    with TABLE.open("w", encoding="utf-8") as file:
        json.dump(table, file, ensure_ascii=False, indent=0, sort_keys=True)
        file.write("\n")
    print(f"{TABLE.name}: {table['about']}")
    return 0


def _locales() -> Iterator[tuple[str, Locale]]:
    for name in (*LANGUAGES, *REGIONS):
        locale = Locale.parse(name)
        yield locale.language, locale


def _told_apart(found: Iterator[tuple[str, str, Any]]) -> dict[str, Any]:
    """What each name means: one thing, or by language where they differ (listopad)."""
    by_name: dict[str, dict[str, Any]] = defaultdict(dict)
    for language, name, meaning in found:
        key = fold(name)
        if LETTERS.search(key):
            by_name[key].setdefault(language, meaning)
    return {name: next(iter(by.values())) if len({*by.values()}) == 1 else by for name, by in by_name.items()}


def _by_language(found: Iterator[tuple[str, str, Any]]) -> dict[str, dict[str, Any]]:
    """What each name means in each language, for short ones are other words elsewhere (``du`` is the afternoon's)."""
    names: dict[str, dict[str, Any]] = defaultdict(dict)
    for language, name, meaning in found:
        names[language].setdefault(fold(name), meaning)
    return names


def _settled(names: Mapping[str, Any]) -> dict[str, Any]:
    """Those that mean one thing wherever they are written."""
    return {name: meaning for name, meaning in names.items() if not isinstance(meaning, dict)}


def _months() -> Iterator[tuple[str, str, int]]:
    for language, locale in _locales():
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    if not NUMBERED.search(name):
                        yield language, name, number


def _weekdays() -> Iterator[tuple[str, str, int]]:
    for language, locale in _locales():
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.days[context][width].items():
                    for part in {name, *name.split()}:
                        yield language, part, number


def _halves() -> Iterator[tuple[str, str, str]]:
    for language, locale in _locales():
        for widths in locale.day_periods.values():
            for width, periods in widths.items():
                for half in ("am", "pm") if width != "narrow" else ():
                    if half in periods:
                        yield language, str(periods[half]).replace("\u202f", " "), half


def _ago() -> Iterator[tuple[str, str, str]]:
    """What is said of a time ago, ``#`` for the number: ``vor # stunden``."""
    for language, locale in _locales():
        for unit in UNITS:
            for width in ("", "-short"):
                past = locale._data["date_fields"].get(unit + width, {}).get("past", {})
                for pattern in past.values():
                    if "{0}" in pattern:
                        yield language, " ".join(map(fold, pattern.replace("{0}", " # ").split())), unit
    yield from (("en", pattern, unit) for pattern, unit in SHORT.items())


def _days() -> Iterator[tuple[str, str, int]]:
    """Today, yesterday and the day before."""
    for language, locale in _locales():
        for offset, name in locale._data["date_fields"]["day"].get("relative", {}).items():
            if int(offset) <= 0:
                yield language, name, -int(offset)


def _orders() -> dict[str, str]:
    """The order of day, month and year (``dmy``) by language, and by ``LANGUAGE-REGION`` and region where it is other.

    A region has that of its official languages where they agree.
    """
    orders: dict[str, str] = {}
    regions: dict[str, set[str]] = defaultdict(set)
    official = get_global("territory_languages")
    for name in LANGUAGES:
        locale = Locale.parse(name)
        orders[locale.language] = _order(locale)
    for region, languages in official.items():
        for name, told in languages.items():
            language = name.partition("_")[0]
            if told["official_status"] not in ("official", "de_facto_official") or language not in orders:
                continue
            try:
                order = _order(Locale.parse(f"{name}_{region}"))
            except UnknownLocaleError:
                order = orders[language]
            regions[region].add(order)
            if order != orders[language]:
                orders[f"{language}-{region}"] = order
    for region, told in regions.items():
        if len(region) == 2 and region.lower() not in SOLD and len(told) == 1:
            orders[f"-{region}"] = told.pop()
    return orders


def _order(locale: Locale) -> str:
    pattern = locale.date_formats["short"].pattern
    return "".join(sorted("dmy", key=lambda part: pattern.replace("M", "m").index(part)))


if __name__ == "__main__":
    sys.exit(main())
