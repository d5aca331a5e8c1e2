"""The fields of an article from all their witnesses: printed credit lines first, then datelines, then the data.

The precedence is the same for every field: a rule, the line under the headline, the sign-off, the dateline, the data.
What a reader sees outranks what a machine is told, because templates leave stale or false data behind (the time of the
last edit, the site's own name as author) where an editor would notice a wrong line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..model import Block, Label, Labelled, Page
from ..reading.blocks import han_count
from ..rules.apply import RuleFields
from ..tidying.script import fold
from .byline import closing_byline, printed_byline
from .credits import NOISE, PUBLICATION, Credits, read_credits
from .data import data_authors, data_dates
from .date import Found, read_date, read_iso
from .names import NOBODY, is_person, split_names

# How many blocks around the headline and the first line of text may hold the credit line.
REACH = 12
# How many blocks under the headline may hold a name on a line of its own, and how long such a line is at the most.
STANDING = 6
LONGEST_NAME = 30
LONGEST_DATED = 120
ACCOUNT = re.compile(r"(?=.*[^\W\d_])[\w\-－·&]{2,16}")
DATELINE = re.compile(
    r"^[\s\u3000【\[（(]*(?P<agency>[\u4e00-\u9fffA-Za-z]{2,9}?(?:社|网|报|在线|客户端|新闻))?(?P<city>[\u4e00-\u9fff]{0,8}?)(?:(?P<date>\d{1,2}月\d{1,2}日)|\d{1,2}日)?"
    r"(?:电|讯|消息)[】\]）)]?[\s\u3000]*(?:[（(](?P<names>[^（）()]{2,60})[）)])?"
)
REPORTED = re.compile(
    r"^[\s\u3000]*(?P<agency>[\u4e00-\u9fff]{2,8}?)记者(?P<names>[\u4e00-\u9fff]{2,4})(?P<date>\d{1,2}月\d{1,2}日)(?:报道|电|讯)"
)
CLOSING = re.compile(r"[（(](?P<inner>[^（）()]{2,60})[）)]\s*$")
CLOSING_ROLE = re.compile(r"(?:记者|通讯员|文/?图?|图/?文|作者|报道|实习生|撰文|采写)[:：\s/、]*")
CONTRIBUTED = re.compile(r"^(?:实习生|见习记者|记者)?(?P<name>[\u4e00-\u9fff]{2,4})对(?:此|本)文亦?有贡献$")
SOURCE_NAMES = re.compile(
    r"(?:^|[ _-])(?:source|origin|media(?:-?name)?|ly|laiyuan|account|(?:nick|user|author)-?name|provider|publisher)"
    r"(?:$|[ _-])"
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What the page says besides its text. ``origin`` tells who said each field: ``rule``, ``page`` or ``data``."""

    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    date_raw: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)


def collect(
    page: Page, labelled: Sequence[Labelled], told: RuleFields, fetched_at: datetime | None, zone: str | None
) -> Fields:
    """The fields of the article whose blocks are ``labelled``."""
    zone = told.zone or zone
    header, signoff = _lines(labelled, fetched_at, zone)
    body = [x.block for x in labelled if x.label is Label.BODY]
    chinese = han_count("".join(b.text for b in body[:10])) > 20
    dateline = _dateline(body, fetched_at, page.traditional)
    standing = _standing(labelled, page.traditional) if chinese else Credits()
    origin: dict[str, str] = {}

    source = _first(
        origin,
        "source",
        ("rule", _told_source(told)),
        ("page", next((c.source for c in header if c.source and c.labelled), None)),
        ("page", standing.source),
        ("page", next((c.source for c in signoff if c.source and c.labelled), None)),
        ("page", next((c.source for c in header if c.source), None)),
        ("page", next((c.loose[0] for c in header if c.date and c.loose), None) if chinese else None),
        ("page", next(iter(standing.loose), None)),
        ("page", _named(page, labelled, SOURCE_NAMES) if chinese else None),
        ("data", page.data.meta.get("source") if chinese else None),
        ("page", dateline.source),
    )
    byline = _union(
        origin,
        "byline",
        ("rule", _names(told.values.get("byline", ()))),
        ("page", _merge([c.byline for c in (*header, *signoff)], standing.byline, dateline.byline, _closing(body))),
        ("page", () if chinese else printed_byline(page, labelled)),
        ("data", () if chinese or any(c.says_byline for c in header) else data_authors(page.data)),
        ("page", () if chinese or any(c.says_byline for c in header) else closing_byline(page, labelled)),
    )
    editors = _union(
        origin,
        "editors",
        ("rule", _names(told.values.get("editors", ()))),
        ("page", _merge([c.editors for c in (*header, *signoff)])),
    )
    dates = _dates(page, labelled, header, signoff, dateline, told, fetched_at, zone, chinese)
    date = next((d for d in dates if d[1]), None)
    if date:
        origin["date"] = date[0]
    keep = {name: name not in told.off for name in ("source", "byline", "editors", "date")}
    return Fields(
        source if keep["source"] else None,
        byline if keep["byline"] else (),
        editors if keep["editors"] else (),
        date[1] if date and keep["date"] else None,
        date[2] if date and keep["date"] else None,
        {k: v for k, v in origin.items() if keep.get(k, True)},
    )


def dated(fields: Fields, raw: str | None) -> Fields:
    """``fields`` with the date that a script of the page holds, the last of all witnesses."""
    iso = read_iso(raw) if raw else None
    return replace(fields, date=iso, date_raw=raw, origin={**fields.origin, "date": "data"}) if iso else fields


def _lines(
    labelled: Sequence[Labelled], fetched_at: datetime | None, zone: str | None
) -> tuple[list[Credits], list[Credits]]:
    """The credit lines near the headline and the text's beginning, and those that close the text."""
    title = next((n for n, x in enumerate(labelled) if x.label is Label.TITLE), None)
    first = next((n for n, x in enumerate(labelled) if x.label is Label.BODY), len(labelled))
    start = title if title is not None and title <= first else first
    last = next((n for n, x in enumerate(reversed(labelled)) if x.label is Label.BODY), 0)
    header = [
        read_credits(x.block.text, fetched_at, zone)
        for x in labelled[max(0, start - REACH) : min(first + REACH, len(labelled) - last)]
        if x.label is Label.CREDITS
    ]
    if not header:  # the text may come from a script; its credit line still stands at the top of the page
        header = [read_credits(x.block.text, fetched_at, zone) for x in labelled[:first] if _dated(x)][:1]
    closing = labelled[len(labelled) - last :][: 2 * REACH]
    signoff = [
        read_credits(x.block.text, fetched_at, zone)
        for x in (*[x for x in labelled if x.label is Label.SIGNOFF], *[x for x in closing if x.label is Label.CREDITS])
    ]
    return header, signoff


def _standing(labelled: Sequence[Labelled], traditional: bool) -> Credits:
    """What lines of their own right under the headline say: ``石佳/中国青年报``, or an account beside its date.

    A publication is known by its ending; any other name of an account only by standing next to the date or headline.
    """
    title = next((n for n, x in enumerate(labelled) if x.label is Label.TITLE), None)
    if title is None:
        return Credits()
    accounts: list[str] = []
    for n in range(title + 1, min(title + 1 + STANDING, len(labelled))):
        x = labelled[n]
        text = x.block.text.strip("\u3000\xa0 ")
        if x.label is Label.TITLE or x.reason.startswith(("phrase", "inside", "ending")) or len(text) > LONGEST_NAME:
            continue
        words = [w for w in re.split(r"[\s\u3000\xa0/|｜·]+", text) if w]
        if (
            1 <= len(words) <= 3
            and words[-1] not in NOBODY
            and PUBLICATION.match(fold(words[-1]) if traditional else words[-1])
        ):
            return Credits(words[-1], tuple(w for w in words[:-1] if is_person(w)))
        beside = n == title + 1 or any(_dated(y) for y in (labelled[n - 1], *labelled[n + 1 : n + 2]))
        if beside and ACCOUNT.fullmatch(text) and not (_dated(x) or is_person(text) or NOISE.search(text)):
            accounts.append(text)
    return Credits(loose=tuple(accounts))


def _dated(labelled: Labelled) -> bool:
    return labelled.label is Label.CREDITS and read_credits(labelled.block.text).dated


def _dateline(body: Sequence[Block], fetched_at: datetime | None, traditional: bool) -> Credits:
    """What a dateline says: ``新华社北京5月9日电（记者张三）``, ``某某网记者张三5月13日报道``."""
    for block in body[:3]:
        text = fold(block.text) if traditional else block.text
        match = REPORTED.match(text) or DATELINE.match(text)
        if match:
            names = tuple(n for n in split_names(match["names"] or "") if is_person(n))
            date = read_date(match["date"], fetched_at) if match["date"] else None
            agency = block.text[slice(*match.span("agency"))] if match["agency"] else None
            return Credits(agency, names, (), date)
    return Credits()


def _closing(body: Sequence[Block]) -> tuple[str, ...]:
    """Names in brackets that end the text: （记者 张三 李四）, （张三）."""
    names: list[str] = []
    for block in body[-3:]:
        match = CLOSING.search(block.text)
        if match is None:
            continue
        inner = match["inner"]
        contributed = CONTRIBUTED.match(inner)
        found = (contributed["name"],) if contributed else split_names(inner)
        if (
            found
            and all(is_person(n) for n in found)
            and (contributed or CLOSING_ROLE.match(inner) or block is body[-1])
        ):
            names += found
    return tuple(names)


def _named(page: Page, labelled: Sequence[Labelled], names: re.Pattern[str]) -> str | None:
    """The short text of an element near the headline whose name says what it holds."""
    first = next((n for n, x in enumerate(labelled) if x.label is Label.BODY), len(labelled))
    for x in labelled[max(0, first - 2 * REACH) : first]:
        text = x.block.text.strip("\u3000\xa0 ：:")
        if 1 < len(text) <= 20 and names.search(page.elements[x.block.element].names) and x.label is not Label.TITLE:
            source = re.sub(r"^(?:来源|稿源|发布者?)[:：\s]*", "", text)
            if source and not read_date(source) and not re.search(r"\d{3}|评论|分享|关注", source):
                return source
    return None


def _dates(
    page: Page,
    labelled: Sequence[Labelled],
    header: Sequence[Credits],
    signoff: Sequence[Credits],
    dateline: Credits,
    told: RuleFields,
    fetched_at: datetime | None,
    zone: str | None,
    chinese: bool,
) -> list[tuple[str, str | None, str | None]]:
    """The witnesses of the date in their order: who, ISO form, raw form."""
    rule = [
        read_date(text, fetched_at, zone) or read_date(text.replace("T", " "), fetched_at, zone)
        for text in told.values.get("date", ())
    ]
    printed = [c.date for c in header if c.date]
    data = [(raw, read_iso(raw)) for raw in data_dates(page.data)]
    timed = [d for d in printed if "T" in d.iso]
    witnesses: list[tuple[str, str | None, str | None]] = [("rule", d.iso, d.raw) for d in rule if d]
    witnesses += [("page", d.iso, d.raw) for d in (timed or printed)]
    if chinese:
        witnesses += [("page", c.date.iso, c.date.raw) for c in signoff if c.date]
    witnesses += [("data", iso, raw) for raw, iso in data if iso]
    witnesses += [("page", dateline.date.iso, dateline.date.raw)] if dateline.date else []
    witnesses += [("page", d.iso, d.raw) for d in ([] if chinese else _near(labelled, fetched_at, zone))]
    return witnesses


def _near(labelled: Sequence[Labelled], fetched_at: datetime | None, zone: str | None) -> list[Found]:
    """Dates in short lines around the headline: ``Posted by Jane on December 19, 2025``."""
    title = next((n for n, x in enumerate(labelled) if x.label is Label.TITLE), None)
    first = next((n for n, x in enumerate(labelled) if x.label is Label.BODY), len(labelled))
    start = title if title is not None and title <= first else first
    lines = [x.block.text for x in labelled[max(0, start - STANDING) : first + STANDING] if x.label is not Label.TITLE]
    found = (read_date(line, fetched_at, zone) for line in lines if len(line) <= LONGEST_DATED)
    return [date for date in found if date]


def _told_source(told: RuleFields) -> str | None:
    for text in told.values.get("source", ()):
        return read_credits(text).source or text.strip("\u3000\xa0 ：:")
    return None


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return _merge([split_names(text) for text in texts])


def _merge(*groups: Sequence[str] | Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    names: list[str] = []
    for group in groups:
        for item in group:
            names += [n for n in ((item,) if isinstance(item, str) else item) if n not in names]
    return tuple(names)


def _first(origin: dict[str, str], name: str, *witnesses: tuple[str, str | None]) -> str | None:
    for who, value in witnesses:
        if value:
            origin[name] = who
            return value
    return None


def _union(origin: dict[str, str], name: str, *witnesses: tuple[str, tuple[str, ...]]) -> tuple[str, ...]:
    for who, value in witnesses:
        if value:
            origin[name] = who
            return value
    return ()
