"""What is printed on a page of its source, people and date: credit lines, standing lines, datelines, closing names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..block import Block
from ..dates.places import Place
from ..dates.read import Found, may_hold_date, read_date
from ..labelled import blocks_of, credit_blocks, stretch, where
from ..model import Label, Labelled, Page
from ..reading.blocks import han_and_kana
from ..regex import regex
from ..tidying.characters import is_western
from .credits import NOISE, Credits, may_be_labelled, may_name, read_credits
from .forms import as_printed, plain
from .names import NOBODY, is_person, split_names
from .publications import is_publication
from .reporters import paragraph_head

# How many blocks around the headline and the first line of text may hold the credit line.
REACH = 12
# How many blocks under the headline may hold a name on a line of its own, and how long such a line is at the most.
STANDING = 6
LONGEST_NAME = 30
# In so many characters the head of a paragraph has been read.
LONGEST_HEAD = 120
BETWEEN = regex(r"[\s\u3000\xa0/|｜·]+")
ACCOUNT = regex(r"(?=.*[^\W\d_])[\w\-－·&]{2,16}")
# A Chinese text has more Han characters than this in its first ten paragraphs; an English one may quote a few.
FEW_HAN = 20
# Of Japanese, which has Han characters too, half and more is kana.
FEW_KANA = 0.2
DATELINE = regex(
    r"^[\s\u3000【\[（(]*(?P<agency>[\u4e00-\u9fffA-Za-z]{2,9}?(?:社|网|报|在线|客户端|新闻))?(?P<city>[\u4e00-\u9fff]{0,8}?)"
    r"(?:(?P<date>\d{1,2}月\d{1,2}日)|\d{1,2}日)?"
    r"(?:电|讯|消息)[】\]）)]?[\s\u3000]*(?:[（(](?P<names>[^（）()]{2,60})[）)])?"
)
REPORTED = regex(
    r"^[\s\u3000]*(?P<agency>[\u4e00-\u9fff]{2,8}?)记者(?P<names>[\u4e00-\u9fff]{2,4})"
    r"(?P<date>\d{1,2}月\d{1,2}日)(?:报道|电|讯)"
)
CLOSING = regex(r"[（(](?P<inner>[^（）()]{2,60})[）)]\s*$")
CLOSING_ROLE = regex(r"(?:记者|通讯员|文/?图?|图/?文|作者|报道|实习生|撰文|采写)[:：\s/、]*")
CONTRIBUTED = regex(r"^(?:实习生|见习记者|记者)?(?P<name>[\u4e00-\u9fff]{2,4})对(?:此|本)文亦?有贡献$")
SOURCE_NAMES = regex(
    r"(?:^|[ _-])(?:source|origin|media(?:-?name)?|ly|laiyuan|account|(?:nick|user|author)-?name|provider|publisher)"
    r"(?:$|[ _-])"
)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What is printed on a page, by place.

    ``header``: the credit lines around the headline; ``signoff``: those that close the text and name somebody;
    ``standing``: names on lines of their own; ``dateline``; ``closing``: names in brackets that end the text.
    ``chinese`` tells whether the text is, for accounts and the like are told by looks that mean nothing in other
    languages.
    """

    chinese: bool
    header: tuple[Credits, ...]
    signoff: tuple[Credits, ...]
    standing: Credits
    dateline: Credits
    closing: tuple[str, ...]

    @property
    def says_byline(self) -> bool:
        """Whether an author's label is printed, even where the name that follows is nobody's (作者：未知)."""
        return any(credits.says_byline for credits in self.header)


def gather(page: Page, labelled: Sequence[Labelled], place: Place) -> Witnesses:
    """The witnesses on ``page``, whose blocks are ``labelled`` and whose dates are read by ``place``."""
    body = blocks_of(labelled, Label.BODY)
    beginning = "".join([block.text for block in body[:10]])
    han, kana = (0, 0) if is_western(beginning) else han_and_kana(beginning)
    chinese = han > FEW_HAN and kana < FEW_KANA * han
    header, signoff = _lines(labelled, place)
    return Witnesses(
        chinese,
        tuple(header),
        tuple(signoff),
        _standing(page, labelled) if chinese else Credits(),
        _dateline(body, place),
        _closing(body),
    )


def _lines(labelled: Sequence[Labelled], place: Place) -> tuple[list[Credits], list[Credits]]:
    """The credit lines near the headline and the text's beginning, and those that close the text."""
    title = next(iter(where(labelled, Label.TITLE)), None)
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    start = title if title is not None and title <= first else first
    last = next((len(labelled) - 1 - n for n in reversed(where(labelled, Label.BODY))), 0)
    header = [
        read_credits(block.text, place)
        for block in credit_blocks(labelled, max(0, start - REACH), min(first + REACH, len(labelled) - last))
    ]
    if not header:  # the text may come from a script; its credit line still stands at the top of the page
        above = (block.text for block in credit_blocks(labelled, 0, first))
        header = [read_credits(text, place) for text in above if read_credits(text).dated][:1]
    signoff = [read_credits(block.text, place) for block in _closing_lines(labelled, may_name)]
    return header, signoff


def signoff_dates(labelled: Sequence[Labelled], place: Place) -> list[Found]:
    """The dates of the credit lines that close the text.

    Below many a text stands a list of dated stories, so these are read only where nothing above tells the date.
    """
    wanted = may_hold_date if place.fetched_at is None else bool  # by which 3小时前 is a date
    read = (read_credits(block.text, place).date for block in _closing_lines(labelled, wanted))
    return [date for date in read if date]


def _closing_lines(labelled: Sequence[Labelled], wanted: Callable[[str], bool]) -> Iterator[Block]:
    """The credit lines that close the text, of those ``wanted``, which is asked first for it is cheaper."""
    last = max(where(labelled, Label.BODY), default=len(labelled) - 1)
    yield from (block for block in blocks_of(labelled, Label.SIGNOFF) if wanted(block.text))
    for block in stretch(labelled, last + 1, last + 1 + 2 * REACH):
        if wanted(block.text) and credit_blocks(labelled, block.index, block.index + 1):
            yield block


def _standing(page: Page, labelled: Sequence[Labelled]) -> Credits:
    """What lines of their own right under the headline say: ``石佳/中国青年报``, or an account beside its date.

    A publication is known by its ending; any other name of an account only by standing next to the date or headline.
    """
    title = next(iter(where(labelled, Label.TITLE)), None)
    if title is None:
        return Credits()
    accounts: list[str] = []
    for n in range(title + 1, min(title + 1 + STANDING, len(labelled))):
        text = page.blocks[n].text.strip("\u3000\xa0 ")
        if len(text) > LONGEST_NAME:
            continue
        words = [w for w in BETWEEN.split(text) if w]
        published = _names_publication(words)
        if not published and (not ACCOUNT.fullmatch(text) or is_person(text) or NOISE.search(plain(text))):
            continue
        beside = published or (not _dated(labelled, n) and (n == title + 1 or _dated(labelled, n - 1, n + 1)))
        if not beside or may_be_labelled(text):
            continue
        x = labelled[n]  # which is dear
        if x.label is Label.TITLE or x.reason.startswith(("phrase", "inside", "ending")):
            continue
        if published:
            return Credits(words[-1], tuple(w for w in words[:-1] if is_person(w)))
        accounts.append(text)
    return Credits(loose=tuple(accounts))


def _names_publication(words: Sequence[str]) -> bool:
    """Whether ``words`` are one to three and the last of them is a publication's name."""
    if not 1 <= len(words) <= 3 or words[-1] in NOBODY:
        return False
    return is_publication(words[-1])


def _dated(labelled: Sequence[Labelled], *places: int) -> bool:
    """Whether a credit line with a date stands at one of ``places``."""
    lines = (block for n in places for block in credit_blocks(labelled, n, n + 1))
    return any(read_credits(block.text).dated for block in lines)


def _dateline(body: Sequence[Block], place: Place) -> Credits:
    """What the head of the text says: ``新华社北京5月9日电（记者张三）``, ``某某网记者张三5月13日报道``."""
    for block in body[:3]:
        text = block.text[:LONGEST_HEAD]
        form = plain(text)
        match = REPORTED.match(form) or DATELINE.match(form)
        reporters, sender = paragraph_head(form)
        if match is None and not reporters:
            continue
        names = [n for n in split_names(match["names"] or "") if is_person(n)] if match else []
        found = names or reporters
        agency = match["agency"] if match else sender
        date = read_date(match["date"], place._replace(zone=None)) if match and match["date"] else None
        return Credits(
            as_printed(agency, text, form) if agency else None,
            tuple(as_printed(name, text, form) for name in found),
            (),
            date,
        )
    return Credits()


def _closing(body: Sequence[Block]) -> tuple[str, ...]:
    """Names in brackets that end the text: （记者 张三 李四）, （张三）."""
    names: list[str] = []
    for block in body[-3:]:
        match = CLOSING.search(block.text)
        if match is None:
            continue
        inner = match["inner"]
        form = plain(inner)
        contributed = CONTRIBUTED.match(form)
        found = (inner[slice(*contributed.span("name"))],) if contributed else split_names(inner)
        if (
            found
            and all(is_person(n) for n in found)
            and (contributed or CLOSING_ROLE.match(form) or block is body[-1])
        ):
            names += found
    return tuple(names)


def account(page: Page, labelled: Sequence[Labelled]) -> str | None:
    """The short text of an element near the headline whose name says what it holds."""
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    for block in stretch(labelled, max(0, first - 2 * REACH), first):
        text = block.text.strip("\u3000\xa0 ：:")
        if (
            1 < len(text) <= 20
            and SOURCE_NAMES.search(page.elements[block.element].names)
            and labelled[block.index].label is not Label.TITLE
        ):
            source = re.sub(r"^(?:来源|稿源|发布者?)[:：\s]*", "", text)
            if source and not read_date(source) and not re.search(r"\d{3}|评论|分享|关注", source):
                return source
    return None
