"""The credit line, read once: labels, values and separators in any order give source, byline, editors and date.

``来源:嵊州新闻网 作者:记者 金斌 2019年12月03日08:34`` and its many cousins are one small grammar: a label with a colon
(or in brackets, or before a bar) opens a value; the next label, a date, or a wide gap closes it. What follows no label
is read by its shape: ``浙江日报记者 王国锋 余勤`` by the role word, ``新华社`` by the ending of a publication.
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
from ..tidying.characters import is_western
from .names import HAN, NOBODY, ORGANISATION, is_person, join_spaced, people, split_names

SOURCE = "(?<!图)(?<!图片)(?:文章|信息|新闻|消息|稿件|本文|资料|内容|转载)?(?:来源于?|來源)|稿源|转载?自|来自|出处"
BYLINE = (
    "原创|(?:本文|文章|原文)?作\\s*者|撰\\s*文|记\\s*者|記者|通讯员|采写|撰稿|文字|文|见习记者|实习生|实习记者|特约记者|"
    "编译|文/图|图/文|文图|图文|采访|供稿"
)
EDITORS = (
    "(?:责任|值班|网络|文字|新媒体|本文|内容|执行|责)?编\\s*辑|責任編輯|編輯|责\\s*编|校\\s*对|审\\s*核|选\\s*稿|审\\s*读|"
    "编\\s*审|编\\s*校|初\\s*审|复\\s*审|终\\s*审|审\\s*校|校\\s*审|终\\s*校|[一二三]\\s*[审校]|实习编辑|美编|主编|[一二三]审[一二三]校"
)
DATE = "(?:发布|發[布佈]|发表|发稿|更新|编辑|创建|上传|录入|发文|成文)?(?:时间|日期|時間)|发布于|发表于|发布|更新于"
PICTURE = "摄影|摄|图片|图|摄像|视频|制图|海报|供图|图源|图片来源"
# Who made the rest of it: credited, and no field's.
CREW = (
    "(?:总|联合)?监\\s*制人?|(?:总|联合)?出品[人方]?|(?:总|内容|选题|项目|本期)?策\\s*划|(?:总|项目|栏目)?统\\s*筹|制片人?|制\\s*作|"
    "(?:美术|视觉|平面|版式|版面|海报|封面|创意)?设\\s*计|剪\\s*辑|后期|配\\s*音|播\\s*音|音频|字幕|排\\s*版|(?:值班)?编委|签\\s*发|编\\s*导|总?导演"
)
OTHER = "[\\u4e00-\\u9fff]{1,6}"
KINDS = (
    ("picture", PICTURE),
    ("source", SOURCE),
    ("editors", EDITORS),
    ("byline", BYLINE),
    ("date", DATE),
    ("crew", CREW),
)
# What any label begins with, which is looked for first: it spares most places in a line two hundred words.
LABEL_BEGINS = (
    "[一三上主二作來供信值内出创初制剪原发后图复字实审导封平录总成执排摄播撰文新日时時更本来栏校海消版特發监稿策签編终"
    "统编网美联见视記记设責责资转选通配采音项]"
)
# A label opens a line or a word; some are so plain that they may follow a value without a gap.
LABEL = re.compile(
    rf"(?={LABEL_BEGINS})(?:(?:^|(?<=[\s　\xa0|｜,，;；)）\]】（(【\[\d_A-Za-z])|"
    r"(?<=[\u4e00-\u9fff])(?=[来作责编校发])(?=来源|作者|责?编辑|责任编辑|责编|校对|发布时间))(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS)
    + r")\s*(?:[:：丨│︱]|[|｜](?!\s*\|))\s*|(?:^|(?<=[\s（(【\[]))(?:文\s*/\s*(?!图)|(?:文\s*/\s*图|图\s*/\s*文)\s+|"
    r"(?P<pictured>(?:图|摄影|摄)\s*/\s*(?!文))))"
)
# The mark of a label, behind the last character of any or a space: times, addresses and speech (他说：) have none.
LABEL_MARK = re.compile(
    r"[:：丨│︱|｜/](?<=[源于自处创者文员写稿字生译图访辑輯编对核读审校间期間布影摄片像频报制人品方划筹作计音幕版委发导演\s].)"
)
# 文/李明 图/王芳: what a label with a slash for its colon says.
SLASHED = {"": "byline", "pictured": "picture"}
UNKNOWN = re.compile(rf"(?<![^\s|｜]){OTHER}[:：]\s*")
BRACKETED = re.compile(rf"【\s*(?P<label>{SOURCE}|{BYLINE}|{EDITORS})\s*】")
NOISE = re.compile(
    r"(?=[字浏阅点访评跟参分打收关举纠大责\dhw])(?:字号|字体|字體|浏览|阅读|点击|访问|评论|跟贴|参与|分享|打印|收藏|关注|"
    r"举报|纠错|大\s*中\s*小|责任编辑[:：]?$|\d+\s*(?:次|人|条|阅读|评论)|https?://\S+|www\.\S+)"
)
# The link home that a template sets right behind the names.
MORE = re.compile(r"返回\S{2,6}[，,]\s*查看更多")
LOOSE = re.compile(r"[\s\u3000\xa0|｜\0/,，;；]+")
NO_NAME = re.compile(r"[:：]|^[\d.]+$")
REMARK = re.compile(r"[\[【(（](?:整理|原创|转载|综合|编译)[\]】)）]?$")
LAYOUT = re.compile(r"[\s|｜\u3000\xa0()（）\[\]【】,，·•/-]")
# The account behind a publication's name: 江城财经（ID：jccj）.
ACCOUNT = re.compile(r"[（(]\s*(?:(?:ID|微信号?|公众号)\s*[:：]?\s*)?[A-Za-z][\w-]{3,}\s*[）)]?", re.I)
OPEN, SHUT = re.compile(r"[（(【\[]"), re.compile(r"[）)】\]]")
SPACE, GAP = re.compile(r"\s"), re.compile(r"\s{3,}|[|｜]")
BETWEEN_NAMES = re.compile(r"[\s、，,/／]+")
EDGES = " -—·:：。()（）[]【】<>《》"
PUBLICATION = re.compile(
    r"^[^\s。，！？:：]{1,18}(?:网|报|社|台|日报|晚报|时报|周刊|杂志|在线|新闻|网络版|电子版|客户端|频道|财经|融媒体中心|"
    r"传媒集团|传媒|通讯社|电视|广播|号|周报|观察|新媒体)$"
)
ROLE_WORD = re.compile("记者|記者|通讯员|通訊員|报道员|特派员|实习生")
LEADING_ROLE = re.compile(rf"[\u4e00-\u9fff·]*(?:{ROLE_WORD.pattern})")
ROLES = re.compile(
    r"(?P<desk>[\u4e00-\u9fff·]{0,14}?)(?P<role>(?:全媒体|融媒体?|见习|实习|特约|首席|驻[\u4e00-\u9fff]{1,4}|本报|本刊|"
    rf"本网|客户端|摄影|文字)*(?:{ROLE_WORD.pattern}))[\s　\xa0:：]*(?=[\u3400-\u9fff])"
)
# What calls a date by its name, without a colon: 发稿时间 2024-03-01, 最后更新 2024-03-01.
DATE_NAME = re.compile(
    "(?:发布|發[布佈]|发表|發表|发稿|發稿|刊登|刊出|出版|更新|最[后後]更新|修改|编辑|編輯|创建|建立|上[传傳]|录入)(?:时间|時間|日期|[于於])?"
    r"\s*[:：]?\s*$"
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
    if place is not NOWHERE and read_moments(text, place) == read_moments(text):
        return read_credits(text)  # which has been asked for already
    if "【" in text:
        text = BRACKETED.sub(lambda m: m["label"] + "：", text)
    dates, undated = read_moments(text, place)
    date = next((date for date in dates if not date.edited), dates[0] if dates else None)
    moments = [*((date.start, date.end) for date in dates), *undated]
    said = _labelled(text, moments)
    if not (said.labelled or moments or ROLE_WORD.search(text)):
        return Credits()
    taken = said.taken + (_unknown(text, said) if said.labelled else [])
    rest = NOISE.sub(_blank, _rest(text, taken))
    understood = sum(end - start for start, end in taken) + rest.count("\0")
    source, byline, says_byline = said.source, said.byline, said.says_byline
    if not byline:
        byline, used = _by_role(rest)
        rest = _without(rest, byline)
        understood += used
        says_byline = says_byline or bool(byline)
    loose = tuple(w for w in (_named_word(piece) for piece in LOOSE.split(rest)) if w)
    if said.labelled or moments:
        if source and not byline:
            byline = [w for w in loose if is_person(w)]
        source = source or next((w for w in loose if _publication(w)), None)
        understood += sum(len(w) for w in loose if w == source or w in byline)
    solid = len(LAYOUT.sub("", text)) or 1
    share = min(1.0, understood / solid)
    return Credits(
        source,
        tuple(byline),
        tuple(said.editors),
        date,
        said.labelled,
        share,
        says_byline,
        loose,
        bool(moments),
    )


def _past(text: str, end: int) -> int:
    """Where what belongs to a moment that ends at ``end`` is past: its weekday, lunar date, the word for an edit."""
    end = past_weekday(text, end)
    behind = BEHIND.match(text, end)
    return behind.end() if behind else end


def may_be_labelled(text: str) -> bool:
    """Whether a label is printed in the line ``text``, be it a caption's: without one it is not ``labelled``."""
    bracketed = "【" in text and BRACKETED.search(text) is not None
    return bracketed or (_is_marked(text) and LABEL.search(text) is not None)


def _is_marked(text: str) -> bool:
    """Whether the mark of a label is in ``text``, and not in a language that has none of the labels known here."""
    return LABEL_MARK.search(text) is not None and not is_western(text)


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


def _labelled(text: str, moments: Sequence[tuple[int, int]]) -> _Said:
    """What stands behind labels, each value read as its label's kind; ``moments`` are the places of dates."""
    called = ((DATE_NAME.search(text, 0, start), start, end) for start, end in moments)
    said = _Said([(name.start() if name else start, _past(text, end)) for name, start, end in called])
    if not _is_marked(text):
        return said
    said.unknown = [m.start() for m in UNKNOWN.finditer(text)]
    for kind, start, value_start, value_end in _values(text, said.unknown, moments):
        value = text[value_start:value_end]
        if kind == "crew" and not _names_only(value):
            continue  # 设计：… opens sentences too
        said.labelled = said.labelled or kind != "picture"  # 图片来源 alone is a caption's
        if kind == "source":
            found = _source(value)
            said.source = said.source or found
            if found and found in value:  # else an account within it was taken out, and all of the value is understood
                value_end = value_start + value.index(found) + len(found)
                account = ACCOUNT.match(text, value_end)
                value_end = account.end() if account else value_end
        elif kind == "byline":
            said.says_byline = True
            named = split_names(_first_piece(MORE.sub(" ", value)))
            said.source = said.source or next((n for n in named if _publication(n)), None)
            said.byline += [n for n in people(named) if n not in said.byline]
        elif kind == "editors":
            said.editors += [n for n in split_names(MORE.sub(" ", value)) if n not in said.editors]
        said.taken.append((start, value_end))
    return said


def _unknown(text: str, said: _Said) -> list[tuple[int, int]]:
    """The places of labels that mean nothing here but belong to the line: 发布单位：…, 栏目：…."""
    more: list[tuple[int, int]] = []
    for label in said.unknown:
        known = said.taken + more
        if not any(start <= label < stop for start, stop in known):
            more.append((label, min([s for s, _ in known if s > label], default=len(text))))
    return more


def _named_word(piece: str) -> str:
    """``piece`` if it can be the name of a publication or an account, else nothing."""
    word = REMARK.sub("", piece.strip(EDGES)).strip(EDGES)
    if len(word) < 2 or word.lower() in NOBODY or NO_NAME.search(word):
        return ""
    return word


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _without(rest: str, names: list[str]) -> str:
    """``rest`` without ``names`` and the role words before them."""
    if not names:
        return rest
    rest = join_spaced(rest)
    for name in names:
        rest = rest.replace(name, "\n" * len(name))
    return LEADING_ROLE.sub("\n", rest)


def _values(text: str, unknown: list[int], moments: Sequence[tuple[int, int]]) -> list[tuple[str, int, int, int]]:
    """The labelled values of a line: kind, where the label starts, where the value starts and ends."""
    groups = ((m.lastgroup or "", m) for m in LABEL.finditer(text))
    labels = [(SLASHED.get(group, group), m.start(), m.end()) for group, m in groups]
    if not labels:
        return []
    stops = sorted([start for _, start, _ in labels] + unknown + [start for start, _ in moments] + [len(text)])
    values = []
    for kind, start, end in labels:
        stop = next(s for s in stops if s >= end)
        value = text[end:stop]
        shut = SHUT.search(value)
        if shut and not OPEN.search(value[: shut.start()]):  # the bracket that the label stands in
            stop = end + shut.start()
        values.append((kind, start, end, stop))
    return values


def _source(value: str) -> str | None:
    """The publication in a value: up to a wide gap, and for Han text up to the first space."""
    value = _first_piece(value).strip(" \u3000\xa0:：,，;；。|｜()（）[]【】<>\"'")
    if HAN.search(value):
        value = SPACE.split(value, 1)[0]
    value = NOISE.sub("", value).strip("()（）[]【】 ")
    value = REMARK.sub("", ACCOUNT.sub("", value))
    return value if 1 < len(value) <= 40 else None


def _first_piece(value: str) -> str:
    value = value.strip(" \u3000\xa0")
    return GAP.split(value, 1)[0]


def _names_only(value: str) -> bool:
    """Whether a value is nothing but names of people or of organisations."""
    names = split_names(value)
    return bool(names) and all(is_person(name) or ORGANISATION.search(name) for name in names)


def _publication(name: str) -> bool:
    return PUBLICATION.match(name) is not None and not is_person(name)


def _rest(text: str, taken: list[tuple[int, int]]) -> str:
    if not taken:
        return text
    kept = list(text)
    for start, end in taken:
        kept[start:end] = "\n" * (end - start)
    return "".join(kept)


def _by_role(rest: str) -> tuple[list[str], int]:
    """Names that follow a role word without a colon (``浙江日报记者 王国锋 余勤 全媒体记者 俞立权``)."""
    roles = list(ROLES.finditer(rest)) if ROLE_WORD.search(rest) else []
    names: list[str] = []
    used = 0
    for index, role in enumerate(roles):
        stop = roles[index + 1].start() if index + 1 < len(roles) else len(rest)
        for word in BETWEEN_NAMES.split(join_spaced(rest[role.end() : stop].split("\n")[0])):
            word = word.strip(EDGES)
            if not is_person(word):
                break
            names.append(word)
            used += len(word)
        used += len(role.group().strip()) if names else 0
    return names, used
