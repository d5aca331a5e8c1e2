"""The article's next page, where it is printed in parts: what the page links to as 下一页, never as 下一篇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..labelled import stretch, where
from ..model import Label, Labelled
from ..reading.addresses import is_web, resolve
from ..reading.blocks import collapse
from ..rules.match import host_of

NEXT = r"(?:阅读|閱讀|查看)?(?:下一?[页頁]|次のページ|次へ|next(?:\s+page)?|older\s+page)"
LINK = re.compile(rf"[\s\[【<《(（]*{NEXT}[\s\]】>》)）»›→]*", re.IGNORECASE)
# Where such a link may be printed. It begins with one class, and tells its characters apart behind it, for speed.
PRINTED = re.compile(
    r"[下次no](?<![a-z].)(?:(?<=下)一?[页頁]|(?<=次)(?:のページ|へ)|(?<=n)ext|(?<=o)lder\s+page)(?![a-z])",
    re.IGNORECASE,
)
# What else a pager holds: the number of another page, the page before, the last one.
NEIGHBOUR = re.compile(
    r"[\s\[【(（第]*(?:\d{1,3}[\s页頁]*|(?:上一?|首|尾|末)[页頁]|全文|prev(?:ious)?(?:\s+page)?|last)[\s\]】)）]*", re.I
)
# A pager stands within this many blocks of the text's last one, and is a line of this length at most.
REACH = 12
LONGEST_PAGER = 120
LONGEST_LINK = 20
# Looking around a link costs as much as what is around it is long.
MAX_LINKS = 20
RUNNING = frozenset((Label.BODY, Label.HEADING, Label.CAPTION))
ELSEWHERE = frozenset((Label.COMMENT,))


def next_page(
    labelled: Sequence[Labelled], tree: LexborHTMLParser | None, base: str | None, url: str | None
) -> str | None:
    """The address of the next page, absolute where ``base`` tells how, from a pager near the end of the text.

    None where there is none, where it leads to another site, or back to ``url``.
    """
    if tree is None or not _prints_pager(labelled):
        return None
    links = (link for link in tree.css("a[href]") if LINK.fullmatch(collapse(link.text() or "")[:LONGEST_LINK]))
    for link in islice(links, MAX_LINKS):
        if not _in_pager(link):
            continue
        address = (link.attributes.get("href") or "").strip()
        found = resolve(address, base)
        if not address or address.startswith("#") or re.match(r"(?!https?:)[a-z]+:", found, re.I):
            continue
        if base is None or (is_web(found) and host_of(found) == host_of(base) and found.partition("#")[0] != url):
            return found
    return None


def _prints_pager(labelled: Sequence[Labelled]) -> bool:
    running = where(labelled, *RUNNING)
    if not running:
        return False
    last = running[-1]
    return any(
        len(block.text) <= LONGEST_PAGER and PRINTED.search(block.text) and labelled[block.index].label not in ELSEWHERE
        for block in stretch(labelled, last, last + 1 + REACH)
    )


def _in_pager(link: LexborNode) -> bool:
    """Whether a page number or the like stands beside ``link``, in the element around it or the one around that."""
    around = link.parent
    for _ in range(2):
        if around is None or around.tag in ("body", "html"):
            return False
        words = (around.text(separator=" ") or "").split()
        if len(words) <= LONGEST_PAGER and any(NEIGHBOUR.fullmatch(word) for word in words):
            return True
        around = around.parent
    return False
