"""When an article was published and last edited, from all who say so.

What is printed between the headline and the text is believed first, and what agrees with the page's data wherever else
it stands near by; a date above the headline may be the page's own clock. A line of the text is asked only where it says
little else, for stories have days of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ..block import Block
from ..dates.edit_words import called
from ..dates.places import Place, place_of
from ..dates.read import Found, may_hold_date, read_date, read_moments, read_value, turned
from ..labelled import credit_blocks, stretch, where
from ..model import Label, Labelled, Page
from ..rules.apply import RuleFields
from .data import data_times
from .edits import printed_edits
from .witnesses import REACH, STANDING, Witnesses, signoff_dates

# Who says it (``rule``, ``page`` or ``data``), and what; nothing where it says nothing.
Witness = tuple[str, Any]
LONGEST, LONGEST_CLOSE = 120, 480
# How many blocks above the headline may hold its date, as they may below the first of the text.
ABOVE = 3
# So many days in credit lines around the headline are those of a list of stories.
LIST = 3
# So far from what the data tells, what is printed in the head is another's where a line below the text agrees with it.
FAR = timedelta(days=30)
# Close to the headline a line may say more beside its date.
CLOSE = 2
# What may stand beside the date in a line that is there for its sake; in one of the text; there beside a date with its
# time; and in words.
BESIDE, BESIDE_IN_TEXT, BESIDE_TIMED, MOST_WORDS = 70, 45, 90, 6
# How long words are that say of a date what it is, and what may stand before a date that begins its line.
LABEL, MARK = 24, 2
SENTENCE = re.compile(r"[.!?。！？]\W*$")
# A message quoted from elsewhere ends with its author and its date.
QUOTED = re.compile(r"^\s*[—–]|@")
# What stands before the date of a press release, and what behind it.
PLACE = re.compile(r"[^\W\d_][\w .,'’()/-]{1,50}[,;:(–—-]\s*")
SENT = re.compile(r"[)\s]*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*[-–—/:]")
APART = re.compile(r"\s*[-–—|•:]\s")
RIGHTS = re.compile(r"©|\(c\)|copyright|版权|版權", re.I)
SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:19|20)\d\d(?!\d)")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-]?(?P<month>0[1-9]|1[0-2])[/_-]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)|"
    rf"/(?P<year2>(?:19|20)\d\d)/(?P<name>{'|'.join(MONTHS)})[a-z]*/(?P<day2>\d\d?)/|"
    r"/(?P<year3>(?:19|20)\d\d)/(?P<month3>\d\d?)/(?P<day3>\d\d?)/"
)


class Printed(NamedTuple):
    """A date in a line near the headline: whether the line is a credit line, one of the text, and one of the head;
    and how many blocks it is below the headline."""

    date: Found
    credited: bool
    body: bool
    head: bool
    apart: int


def place_of_page(page: Page, fetched_at: datetime | None, zone: str | None) -> Place:
    """What is known of ``page`` that its dates are read by."""
    meta = page.data.meta
    language = page.data.language or meta.get("content-language") or meta.get("language") or meta.get("og:locale")
    url = page.url or page.data.canonical or meta.get("og:url")
    place = place_of(language, url, fetched_at, zone)
    plain = place._replace(order="")  # else what could be two days would settle itself
    times = page.known(data_times)
    told = [read_value(raw, plain) for raw in {*times.dates[:4], *times.edits[:2]}]  # many tell the same
    return place._replace(days=frozenset(iso[:10] for iso in (*told, day_of_address(url)) if iso))


def _printed_order(page: Page) -> str:
    """The order of day and month that other dates of the page show: 25/9/2025 has the day first. None where both do."""
    found = {
        "dmy" if int(match[1]) > 12 else "mdy"
        for block in page.blocks
        if "/" in block.text and len(block.text) <= LONGEST
        for match in SLASHED.finditer(block.text)
        if (int(match[1]) > 12) != (int(match[2]) > 12)
    }
    return found.pop() if len(found) == 1 else ""


def day_of_address(url: str | None) -> str | None:
    """The day that an address tells (/2024/03/05/, /20240305/), ISO 8601."""
    for match in URL_DAY.finditer(url or ""):
        month = MONTHS.index(match["name"]) + 1 if match["name"] else match["month"] or match["month3"]
        iso = read_value(
            f"{match['year'] or match['year2'] or match['year3']}-{int(month):02}-"
            f"{int(match['day'] or match['day2'] or match['day3']):02}"
        )
        if iso:
            return iso
    return None


def printed_dates(page: Page, labelled: Sequence[Labelled], place: Place) -> Sequence[Printed]:
    """The dates that are printed around the headline and the beginning of the text."""
    printed, left_open = _printed(labelled, place)
    if left_open and not place.order and (order := _printed_order(page)):
        printed, _ = _printed(labelled, place._replace(order=order))
    return printed


def dates(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    printed: Sequence[Printed],
    rule: RuleFields,
    place: Place,
) -> Iterator[Witness]:
    """Who says when the article was published, the most trusted first."""
    for text in rule.values.get("date", ()):
        yield "rule", read_date(text, place)
    told = _told(page, place)
    printed = [x for x in printed if not (told and turned(x.date, told.iso)) and not _misreckoned(x.date, place)]
    first_published = [x for x in printed if x.date.called not in ("edited", "other")]
    head = sorted((x for x in first_published if x.head), key=_rank)
    if len({x.date.iso[:10] for x in head if x.credited and not x.date.called}) >= LIST:
        head = [x for x in head if x.date.called or abs(x.apart) <= CLOSE]  # the others are of a list of stories
    yield from (("page", x.date) for x in head if x.date.called == "published")
    if told:
        agreed = [x.date for x in sorted(first_published, key=_rank) if x.date.iso[:10] == told.iso[:10]]
        if not any(_apart(x.date.iso, told.iso) <= FAR for x in head):
            agreed += [date for date in signoff_dates(labelled, place) if date.iso[:10] == told.iso[:10]]
        yield from (("page", date) for date in agreed)
    yield from (("page", x.date) for x in head if not x.body)
    signed = [date for date in signoff_dates(labelled, place) if not date.edited and not _misreckoned(date, place)]
    if len({date.iso[:10] for date in signed}) >= LIST:
        signed = []
    yield from (("page", date) for date in signed if seen.chinese)
    yield "data", told
    yield from (("page", x.date) for x in sorted(first_published, key=_rank) if x.credited or x.head)
    yield from (("page", x.date) for x in printed if x.date.edited)
    yield "page", seen.dateline.date
    if len({date.iso[:10] for date in signed}) == 1 and (signed[0].start <= MARK or signed[0].called):
        yield "page", signed[0]
    yield from (("page", x.date) for x in printed)
    last = sorted(_below(labelled, place), key=lambda date: date.called != "published")
    yield from (("page", date) for date in last)
    yield "page", _before_headline(page, labelled, place)
    yield "page", _of_release(labelled, place)


def _of_release(labelled: Sequence[Labelled], place: Place) -> Found | None:
    """The date between place and agency that opens the text of a press release: ``NEW YORK, March 5, 2024 (…) --``."""
    first = next(iter(where(labelled, Label.BODY)), None)
    text = labelled[first].block.text[:LONGEST] if first is not None else ""
    found = read_date(text, place) if may_hold_date(text) else None
    if found is None or not PLACE.fullmatch(text, 0, found.start):
        return None
    return found if SENT.match(text, found.end) else None


def _before_headline(page: Page, labelled: Sequence[Labelled], place: Place) -> Found | None:
    """The date that is set before the words of the headline, and apart from them: ``23.01.2022 - …``."""
    title = next(iter(where(labelled, Label.TITLE)), None)
    found = read_date(page.blocks[title].text, place) if title is not None else None
    return found if found and found.start == 0 and APART.match(page.blocks[title or 0].text, found.end) else None


def _apart(one: str, other: str) -> timedelta:
    """How far two days are apart."""
    return abs(day.fromisoformat(one[:10]) - day.fromisoformat(other[:10]))


def _rank(x: Printed) -> tuple[bool, bool, bool, bool, bool, bool, int]:
    """How far from the truth a printed date may be: lower is nearer."""
    return x.body, x.date.reckoned, x.apart < 0, x.apart < -CLOSE, not x.credited, "T" not in x.date.iso, abs(x.apart)


def edits(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    printed: Sequence[Printed],
    rule: RuleFields,
    place: Place,
) -> Iterator[Witness]:
    """Who says when it was last edited, the most trusted first."""
    for text in rule.values.get("modified", ()):
        date = read_date(text, place)
        yield "rule", date.iso if date else None
    yield from (("page", date.iso) for date in printed_edits(labelled, seen.chinese, place))
    yield from (("page", x.date.iso) for x in printed if x.date.edited)
    yield from (("data", read_value(raw, place)) for raw in page.known(data_times).edits)


def _told(page: Page, place: Place) -> Found | None:
    """The publication's date that the data tells."""
    times = page.known(data_times).dates
    return next((Found(iso, raw, 0, len(raw)) for raw in times if (iso := read_value(raw, place))), None)


def _misreckoned(date: Found, place: Place) -> bool:
    """Whether the crawl's time makes of ``date`` another day than the page's data or address tells: 3 hours ago is
    when a copy was made, or the clock is wrong."""
    return date.reckoned and bool(place.days) and date.iso[:10] not in place.days


def _bounds(labelled: Sequence[Labelled]) -> tuple[int, int]:
    """Where the headline stands, or would, and where the text begins."""
    title = next(iter(where(labelled, Label.TITLE)), None)
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    return title if title is not None and title <= first else max(0, first - STANDING // 2), first


def _printed(labelled: Sequence[Labelled], place: Place) -> tuple[Sequence[Printed], bool]:
    """The dates in credit lines and other short lines around the headline and the beginning of the text.

    And whether there are any whose order of day and month is left open.
    """
    title, first = _bounds(labelled)
    texts = where(labelled, Label.BODY)
    settled = {*where(labelled, Label.TITLE)}
    bodies = {*texts}
    top = min(first + REACH, texts[-1] + 1) if texts else first + REACH
    start = max(0, title - REACH)
    found, left_open = [], False
    for n, block in enumerate(stretch(labelled, start, top), start):
        text, body = block.text, n in bodies
        if len(text) > (LONGEST if body else LONGEST_CLOSE) or n in settled:
            continue
        if not (may_hold_date(text) or place.fetched_at):
            continue
        credited = not body and bool(credit_blocks(labelled, n, n + 1))
        close = not body and abs(n - title) <= CLOSE
        near = close or title - STANDING <= n < first + STANDING
        if not (credited or (near and _is_dated(block, close))):
            continue
        dates, undated = read_moments(text, place)
        left_open = left_open or (undated != () and "/" in text)
        if credited or _is_for_its_date(text, dates, body, close):
            head = title - ABOVE <= n <= title + REACH or (title < n and first - STANDING <= n <= first)
            head = head and n <= max(first, title) + ABOVE
            later = body and not (n == first and dates and "T" in dates[0].iso)
            for date in dates:
                quoted = date.called == "published" and n > first and not credited and not body
                found.append(Printed(date, credited, later, head and not quoted, n - title))
    return _called_above(found, labelled, title), left_open


def _called_above(printed: Sequence[Printed], labelled: Sequence[Labelled], title: int) -> Sequence[Printed]:
    """``printed``, where what a date is called stands in the block above: ``Updated`` over ``6 March 2024``.

    The only date of a head is the publication's all the same: such a word may belong to something else.
    """
    heard = []
    for x in printed:
        above = max(0, title + x.apart - 1)
        label = "" if x.date.called or x.date.start > MARK else stretch(labelled, above, above + 1)[0].text
        heard.append(called(label, 0, len(label), len(label)) if 0 < len(label) <= LABEL else "")
    others = [x for x, word in zip(printed, heard, strict=True) if x.head and word != "edited" and not x.date.edited]
    return [
        x._replace(date=x.date._replace(called=word)) if word == "published" or (word and others) else x
        for x, word in zip(printed, heard, strict=True)
    ]


def _below(labelled: Sequence[Labelled], place: Place) -> Iterator[Found]:
    """The dates that the last line of the text is there for, and those that lines below it call by their names."""
    texts = where(labelled, Label.BODY)
    for block in stretch(labelled, texts[-1], texts[-1] + 1 + REACH) if texts else ():
        if len(block.text) > LONGEST or not may_hold_date(block.text) or not _is_dated(block, False):
            continue
        found = read_moments(block.text, place).dates
        if block.index > texts[-1]:
            yield from (date for date in found if date.called in ("published", "edited"))
        elif found and found[0].start <= MARK and _is_for_its_date(block.text, found, True, False):
            yield found[0]


def _is_dated(block: Block, close: bool) -> bool:
    """Whether a block may be a line that is there for its date; ``close`` tells that it is close to the headline."""
    if len(block.text) > (LONGEST_CLOSE if close else LONGEST) or block.tag in ("blockquote", "h1", "h2", "h3"):
        return False
    return not RIGHTS.search(block.text)


def _is_for_its_date(text: str, dates: Sequence[Found], body: bool, close: bool) -> bool:
    """Whether a line that holds ``dates`` holds little else, or begins with them."""
    if not dates:
        return False
    if dates[0].called == "published" and dates[0].start <= LABEL:
        return True
    if close and dates[0].start <= BESIDE_IN_TEXT:
        return True
    beside = "".join(text[a:b] for a, b in _gaps(text, dates))
    if not body:
        return len(beside) <= BESIDE
    quiet = not SENTENCE.search(beside) and not QUOTED.search(text)
    longest, most = (BESIDE_TIMED, 2 * MOST_WORDS) if "T" in dates[0].iso else (BESIDE_IN_TEXT, MOST_WORDS)
    return quiet and len(beside) <= longest and len(beside.split()) <= most


def _gaps(text: str, dates: Sequence[Found]) -> Iterator[tuple[int, int]]:
    position = 0
    for date in dates:
        yield position, date.start
        position = date.end
    yield position, len(text)
