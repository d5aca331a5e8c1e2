"""The credit line, read once: labels, values and separators in any order give source, byline, editors and date.

``来源:嵊州新闻网 作者:记者 金斌 2019年12月03日08:34`` and its many cousins are one small grammar: a label with a colon
(or in brackets, or before a bar) opens a value; the next label, a date, or a wide gap closes it. What follows no label
is read by its shape: ``浙江日报记者 王国锋 余勤`` by the role word, ``新华社`` by the ending of a publication.
A line is read in one form (``forms.plain``), and what is found is cut out of it as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ..dates.clock import past_weekday
from ..dates.edit_words import BEHIND
from ..dates.places import NOWHERE, Place
from ..dates.read import Found, read_moments
from ..regex import regex
from ..tidying.characters import is_western
from . import credit_words
from .credit_labels import has_label, values
from .forms import as_printed, plain
from .names import NOBODY, ORGANISATION, is_person, people, split_names
from .publications import ACCOUNT, REMARK, is_publication, publication_in
from .reporters import LEADING_ROLE, ROLE_WORD, find_reporters, may_report

UNKNOWN = regex(r"(?<![^\s|])[\u4e00-\u9fff]{1,6}[:]\s*")
# The mark of a label, behind the last character of any or a space: times, addresses and speech (他说：) have none.
# It is told of a line as printed, too, for hardly any has one, and the one form of a line takes four times as long.
LAST = "".join(sorted({word[-1] for word in credit_words.LABELS}))
TRADITIONAL = "佈創劃員圖報審寫對導彔錄録攝於朮術營畫畵發髮筆簽籤籌編處製覈計訪調譯讀賓載輯錶間頻齣"
LABEL_MARK = regex(
    rf"[:：︰丨│|｜/／╱∕\]］】〕﹞ \u3000\xa0]"
    rf"(?:(?<=[{LAST}{TRADITIONAL}\s]\S)|(?<=[辑輯者对對核覈稿写寫译譯班审審文].))"
)
# The same, or a role, or what else says whose a line is, in a line as printed; most have none.
NAMING = regex(
    r"[:：︰丨│|｜\]］】〕﹞/／╱∕\s源者员員生人]"
    r"(?:(?<=[^源者员員生人])|(?<=[来來稿]源)|(?<=[记記]者)|(?<=[讯訊道派委][员員])|(?<=[习習]生)|(?<=稿人))"
)
NOISE = regex(rf"(?:{credit_words.NOISE})|\b\d{{6,8}}$|\d[\d.]*万?\s*(?:次|人|条|阅读|评论|浏览)|https?://\S+|www\.\S+")
# The link home that a template sets right behind the names.
MORE = regex(r"返回\S{2,6}[，,]\s*查看更多")
LOOSE = regex(r"[\s\u3000\xa0|\0/,，;；]+")
NO_NAME = regex(r"[:：]|^[\d.]+$")
LAYOUT = regex(r"[\s|\u3000\xa0()\[\],，·•/-]")
GAP = regex(r"\s{3,}|[|]")
# What parts what somebody says, and what a run of names has not.
CLAUSE, SENTENCE = regex(r"[，,。！!？?；;…]"), regex(r"[。！!？?…][”」\"]?$")
EDGES = " -—·:：。()[]<>《》"
# Labels and values without any gap or mark, as they come out of minified markup.
GLUED = regex(
    r"(?:(?:作者|记者)(?P<byline>[\u3400-\u9fff·]{2,4}?))?(?:来源|稿源)(?P<source>[^\s:|/]{2,16}?)"
    r"(?:(?:责任编辑|责编|编辑)(?P<editors>[\u3400-\u9fff·]{2,4}))?(?:发布时间|时间)?"
)
# A label without its mark, before what it is of.
FROM = regex(r"^(?:(?:本文|文章|稿件|信息)?来源于?|[摘转引]自|来自)(?=[^\s]{3})")
# What calls a date by its name, without a colon: 发稿时间 2024-03-01, 最后更新 2024-03-01.
DATE_NAME = regex(
    r"(?:发[布表稿]|刊登|刊出|出版|(?:最后)?更新|修改|编辑|创建|建立|上传|录入)(?:时间|日期|于)?\s*[:]?\s*$"
)


class Credits(NamedTuple):
    """What one printed line says; ``share`` is how much of the line was understood, from 0 to 1.

    ``loose`` are the words that no label opens and that are no noise: a publication or an account, most often.
    ``date`` is the first that is no edit's, else the first. ``dated`` tells that a moment is printed, even one that
    cannot be dated without the time of the crawl.
    """

    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: Found | None = None
    labelled: bool = False
    share: float = 0.0
    says_byline: bool = False
    loose: tuple[str, ...] = ()
    dated: bool = False


# Asked of the same few lines by the rooms that look for the article and by those that read its fields.
@lru_cache(maxsize=256)
def read_credits(text: str, place: Place = NOWHERE) -> Credits:
    """What the line ``text`` credits. An empty ``Credits`` where it is no credit line.

    ``labelled`` tells that at least one label (来源, 作者, 编辑 …) was printed; ``says_byline`` that an author's label
    was, even where the name that follows is nobody's (作者：未知).
    """
    if place is not NOWHERE and read_moments(text, place) == read_moments(text, NOWHERE):
        return read_credits(text)  # which has been asked for already
    form = plain(text)
    dates, undated = read_moments(text, place)
    date = next((date for date in dates if not date.edited), dates[0] if dates else None)
    moments = [*((date.start, date.end) for date in dates), *undated]
    said = _labelled(form, moments)
    if not (said.labelled or moments or may_report(form)):
        return Credits()
    taken = said.taken + (_unknown(form, said) if said.labelled else [])
    rest = _rest(form, taken)
    if not said.labelled and not rest.strip():  # as in lists of other stories: nothing but a date
        return Credits(date=date, share=1.0, dated=True)
    rest = NOISE.sub(_blank, rest)
    source, byline, says_byline, named = said.source, said.byline, said.says_byline, 0
    if not byline:
        byline, places = find_reporters(rest)
        named = sum(len(LAYOUT.sub("", rest[start:end])) for start, end in places)
        rest = LEADING_ROLE.sub(_gap, _rest(rest, places)) if places else rest
        says_byline = says_byline or bool(byline)
    understood = sum(end - start for start, end in taken) + rest.count("\0") + named
    loose = tuple(w for w in (_named_word(piece) for piece in LOOSE.split(rest)) if w)
    if said.labelled or moments:
        if source and not byline:
            byline = [w for w in loose if is_person(w)]
        source = source or next((w for w in loose if is_publication(w)), None)
        understood += sum(len(w) for w in loose if w == source or w in byline)
    solid = len(LAYOUT.sub("", form)) or 1
    return Credits(
        as_printed(source, text, form) if source else None,
        tuple(as_printed(name, text, form) for name in byline),
        tuple(as_printed(name, text, form) for name in said.editors),
        date,
        said.labelled,
        min(1.0, understood / solid),
        says_byline,
        tuple(as_printed(word, text, form) for word in loose),
        bool(moments),
    )


def _past(form: str, end: int) -> int:
    """Where what belongs to a moment that ends at ``end`` is past: its weekday, lunar date, the word for an edit."""
    end = past_weekday(form, end)
    behind = BEHIND.match(form, end)
    return behind.end() if behind else end


def may_name(text: str) -> bool:
    """Whether the line ``text`` may credit anybody; of others a date is all that ``read_credits`` finds that counts."""
    if text.isascii() or not NAMING.search(text):
        return False
    form = plain(text)
    return "/" in form or "来源" in form or "稿源" in form or ROLE_WORD.search(form) is not None or is_labelled(form)


def may_be_labelled(text: str) -> bool:
    """Whether a label is printed in the line ``text``, be it a caption's: without one it is not ``labelled``."""
    return LABEL_MARK.search(text) is not None and is_labelled(plain(text))


def is_labelled(form: str) -> bool:
    """The same of a line in the form of ``forms.plain``."""
    return _is_marked(form) and has_label(form)


def _is_marked(form: str) -> bool:
    """Whether the mark of a label is in ``form``, and not in a language that has none of the labels known here."""
    return LABEL_MARK.search(form) is not None and not is_western(form)


@dataclass(slots=True)
class _Said:
    """What the labels of a line say; ``taken`` are the places (start, end) of what was understood, ``unknown`` those
    where labels begin that need not be any of those known here."""

    taken: list[tuple[int, int]]
    unknown: list[int] = field(default_factory=list)
    source: str | None = None
    byline: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    labelled: bool = False
    says_byline: bool = False


def _labelled(form: str, moments: Sequence[tuple[int, int]]) -> _Said:
    """What stands behind labels, each value read as its label's kind; ``moments`` are the places of dates."""
    called = ((DATE_NAME.search(form, 0, start), start, end) for start, end in moments)
    said = _Said([(name.start() if name else start, _past(form, end)) for name, start, end in called])
    if not _is_marked(form):
        return _glued(form, said)
    said.unknown = [m.start() for m in UNKNOWN.finditer(form)]
    for kind, start, value_start, value_end in values(form, said.unknown, moments):
        value = form[value_start:value_end]
        if kind == "crew" and not _names_only(value):
            continue  # 设计：… opens sentences too
        if kind in ("byline", "editors") and _speaks(value):
            continue  # 记者：…？ and 作者：…。 are an interview's
        if kind == "source" and form.startswith("资料", start) and _asked(value):
            continue  # who was asked
        said.labelled = said.labelled or kind != "picture"  # 图片来源 alone is a caption's
        if kind == "source":
            found, reporter = publication_in(value)
            said.source = said.source or found
            said.byline += [reporter] if reporter else []
            if found and found in value and not reporter:  # else all of the value is understood
                value_end = value_start + value.index(found) + len(found)
                behind = ACCOUNT.match(form, value_end) or REMARK.match(form, value_end)
                value_end = behind.end() if behind else value_end
        elif kind == "byline":
            said.says_byline = True
            named = split_names(_first_piece(MORE.sub(" ", value)))
            said.source = said.source or next((n for n in named if is_publication(n)), None)
            said.byline += [n for n in people(named) if n not in said.byline]
        elif kind == "editors":
            said.editors += [n for n in split_names(MORE.sub(" ", value)) if n not in said.editors]
        said.taken.append((start, value_end))
    return said


def _glued(form: str, said: _Said) -> _Said:
    """What a line says whose labels have neither gap nor mark: 作者张三来源示例日报."""
    line = "".join(_rest(form, said.taken).split()) if "来源" in form or "稿源" in form else ""
    glued = GLUED.fullmatch(line)
    if glued and is_publication(glued["source"]) and (glued["byline"] is None or is_person(glued["byline"])):
        said.labelled, said.source = True, glued["source"]
        said.byline, said.says_byline = [glued["byline"]] if glued["byline"] else [], glued["byline"] is not None
        said.editors = [glued["editors"]] if glued["editors"] else []
        said.taken = [(0, len(form))]
    return said


def _unknown(form: str, said: _Said) -> list[tuple[int, int]]:
    """The places of labels that mean nothing here but belong to the line: 发布单位：…, 栏目：…."""
    more: list[tuple[int, int]] = []
    for label in said.unknown:
        known = said.taken + more
        if not any(start <= label < stop for start, stop in known):
            more.append((label, min([s for s, _ in known if s > label], default=len(form))))
    return more


def _named_word(piece: str) -> str:
    """``piece`` if it can be the name of a publication or an account, else nothing."""
    word = FROM.sub("", REMARK.sub("", piece.strip(EDGES)).strip(EDGES)).strip(EDGES)
    if len(word) < 2 or word.lower() in NOBODY or NO_NAME.search(word) or word in credit_words.LABELS:
        return ""
    return word


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _gap(match: re.Match[str]) -> str:
    return "\n" * len(match.group())


def _first_piece(value: str) -> str:
    return GAP.split(value.strip(" \u3000\xa0"), 1)[0]


def _speaks(value: str) -> bool:
    """Whether a value is what somebody says: it is in sentences, and does not begin with a name."""
    words = value.strip()
    return SENTENCE.search(words) is not None and not is_person(CLAUSE.split(words, 1)[0].strip())


def _asked(value: str) -> bool:
    """Whether a value is several names, none of a publication."""
    parts = [part.strip(" )等") for part in value.split("、")]
    return len(parts) > 1 and not any(is_publication(part) for part in parts)


def _names_only(value: str) -> bool:
    """Whether a value is nothing but names of people or of organisations."""
    names = split_names(value)
    return bool(names) and all(is_person(name) or ORGANISATION.search(name) for name in names)


def _rest(form: str, taken: list[tuple[int, int]]) -> str:
    if not taken:
        return form
    kept = list(form)
    for start, end in taken:
        kept[start:end] = "\n" * (end - start)
    return "".join(kept)
