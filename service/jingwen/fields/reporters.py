"""Reporters whom no label names: 浙江日报记者 王国锋 余勤, 記者張三／台北報導, （中央社記者張三台北1日電）.

Lines are in the form of ``forms.plain``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..regex import regex
from .credit_words import ENDINGS, PLACES
from .forms import plain
from .names import DOUBLE, ORGANISATION, is_person

ROLE_WORD = regex("记者|通讯员|报道员|特派员|实习生|撰稿人|撰述委员")
# What stands in a line, as printed, that names a role or has a slash.
ROLE_OR_SLASH = regex(r"[/／╱∕者员員生人](?:(?<=[/／╱∕员員])|(?<=[记記]者)|(?<=[习習]生)|(?<=稿人))")
LEADING_ROLE = regex(rf"[\u4e00-\u9fff·]*(?:{ROLE_WORD.pattern})")
ROLES = regex(
    r"(?P<desk>[\u4e00-\u9fff·]{0,14}?)(?P<role>(?:全媒体|融媒体?|见习|实习|特约|首席|驻[\u4e00-\u9fff]{1,4}|本报|本刊|"
    rf"本网|客户端|摄影|文字|驻地|特派|资深|助理)*(?:{ROLE_WORD.pattern}))[\s　\xa0:、]*(?=[\u3400-\u9fff])"
)
REPORT = "(?:报[道导]|电|讯|采访|摄影报道|撰稿|编译|整理)"
# What may follow the names: a place, the kind of report, and that it is one.
FILED = regex(rf"(?:\s*/\s*)?[\u4e00-\u9fff]{{0,8}}?(?:\d{{1,2}}(?:月\d{{1,2}})?日)?{REPORT}(?=$|[\s)\]|/。，:,=])")
# 生活中心/张三报导, 上报快讯/苏敬哲: a desk, a slash, names.
DESK = regex(
    rf"(?:^|(?<=[\s(\[|\n]))(?P<desk>[\u4e00-\u9fffA-Za-z]{{2,10}}?(?:中心|组|部|快讯|小组|编辑台|新闻台|{ENDINGS}))\s*/\s*"
    rf"(?P<names>[\u3400-\u9fff]{{2,4}}(?:[、,，\s][\u3400-\u9fff]{{2,4}})*?)(?P<filed>\s*/?\s*(?:{PLACES})*{REPORT})?(?=$|[\s)\]|\n])"
)
# 张三/台北报导: a name, a slash, a place.
BARE = regex(rf"(?:^|(?<=[\s(\[|\n]))(?P<name>[\u3400-\u9fff]{{2,3}})\s*/\s*(?:{PLACES})[\u4e00-\u9fff]{{0,4}}{REPORT}")
BETWEEN_NAMES = regex(r"[\s、，,/]+")
PLACED = regex(rf"(?P<name>[\u3400-\u9fff]{{2,4}}?)(?:(?:{PLACES})[市县]?)+(?:\d.*)?(?:{REPORT})?")
EDGES = " -—·:。()[]<>《》="
# The head of a paragraph that tells who sent it from where: brackets, or a few words up to 电, 讯 or 报道.
HEAD = regex(
    r"[\s\u3000]*(?:(?:[(\[][^()\[\]]{2,40}[)\]][\s\u3000]*)+|"
    r"[^，。,!?:()\[\]]{0,24}?(?:电|讯|消息|报[道导])(?:\s*[(\[][^()\[\]]{2,40}[)\]])?(?:\s*记者\s*[\u3400-\u9fff]{2,4}\s+(?:报[道导])?)?)"
)
SENT = regex(r"记者|通讯员|特派员|撰稿|讯|电|报[道导]")
AGENCY = regex(
    r"[(\[\s]*(?P<agency>[\u4e00-\u9fffA-Za-z]{1,10}?(?:社|网|报|在线|客户端|新闻))(?![\u4e00-\u9fff]*(?:中心|部)/)"
)


# What a paper calls itself.
OWN = regex("[本我]")


class Reported(NamedTuple):
    """Who reported, single names; ``places`` (start, end) of what of the line was understood."""

    names: list[str]
    places: list[tuple[int, int]]


def may_report(form: str) -> bool:
    """Whether a line may name reporters: cheap to ask."""
    return ROLE_WORD.search(form) is not None or ("/" in form and (DESK.search(form) or BARE.search(form)) is not None)


def may_be_reported(text: str) -> bool:
    """The same of a line as printed; most hold no such word in any form."""
    return ROLE_OR_SLASH.search(text) is not None and may_report(plain(text))


def find_reporters(form: str) -> Reported:
    """The reporters on a line, behind role words and desks."""
    names: list[str] = []
    places: list[tuple[int, int]] = []
    roles = list(ROLES.finditer(form)) if ROLE_WORD.search(form) else []
    for index, role in enumerate(roles):
        stop = roles[index + 1].start() if index + 1 < len(roles) else len(form)
        line = form[role.end() : stop].split("\n")[0]
        found, used = _names(line)
        if found:
            names += found
            filed = FILED.match(form, role.end() + used)
            places.append((role.start(), filed.end() if filed and filed.end() <= stop else role.end() + used))
    if "/" in form and not names:
        for bare in BARE.finditer(form):
            if is_person(bare["name"]):
                names.append(bare["name"])
                places.append(bare.span())
        for desk in DESK.finditer(form):
            found = [n for n in BETWEEN_NAMES.split(desk["names"]) if n]
            last = found[-1]
            trimmed = re.sub(rf"(?:{PLACES})?{REPORT}$", "", last)
            found[-1] = trimmed or last
            if all(is_person(n) or (desk["filed"] and not ORGANISATION.search(n) and n not in PLACES) for n in found):
                names += found
                places.append(desk.span())
    return Reported(list(dict.fromkeys(names)), places)


def _names(line: str) -> tuple[list[str], int]:
    """The names that ``line`` begins with, and how much of it they take."""
    names: list[str] = []
    end = 0
    for word in re.finditer(r"[^\s、，,/\n《]+", _joined(line)):
        whole = word.group().strip(EDGES)
        name = whole.replace("\0", "")
        start = word.start() + len(word.group()) - len(word.group().lstrip(EDGES))
        if not is_person(name) or (names and FILED.fullmatch(name)):
            name = _before_place(name)
            if name:
                names.append(name)
                end = start + len(name)
            break
        names.append(name)
        end = start + len(whole)
        if word.group()[-1] in ")]":
            break
    return names, end


def _joined(line: str) -> str:
    """``line`` with the gaps inside names of two characters filled, as long as it was."""
    return SPACED.sub(lambda m: m[1] + "\0" * len(m[2]) + m[3], line)


SPACED = regex(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])([ \u3000\xa0]+)([\u3400-\u9fff])(?![\u3400-\u9fff])")


def _before_place(word: str) -> str:
    """The name at the beginning of ``word`` that a place and a report follow without a gap: 张三台北报导."""
    placed = PLACED.fullmatch(word)
    if placed and is_person(placed["name"]):
        return placed["name"]
    filed = re.fullmatch(rf"([\u3400-\u9fff]{{2,7}}?)(?:\d.*)?{REPORT}", word)
    if not filed:
        return ""
    run = filed[1]
    sizes = (3, 2) if len(run) != 4 or run.startswith(DOUBLE) else (2, 3)
    return next(
        (run[:n] for n in sizes if len(run) >= n and (len(run) == n or len(run) - n >= 2) and is_person(run[:n])), ""
    )


def paragraph_head(form: str) -> tuple[list[str], str | None]:
    """Who reports the paragraph ``form``, and for whom, as its head says."""
    head = HEAD.match(form)
    if head is None or not SENT.search(head.group()):
        return [], None
    agency = AGENCY.match(head.group())
    sender = agency["agency"] if agency and not OWN.match(agency["agency"]) else None
    return find_reporters(head.group().rstrip()).names, sender
