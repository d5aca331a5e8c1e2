"""The article's next page, where it is printed in parts: what the page links to as 下一页, never as 下一篇."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..labelled import stretch, where
from ..model import Label, Labelled
from ..reading.addresses import is_web, resolve
from ..reading.blocks import collapse
from ..regex import regex
from ..rules.match import host_of
from .needles import Index
from .parts import goes_on

# What leads to another page says so; what may as well lead to another article needs a pager around it, or an address
# that is this article's.
PAGE = (
    r"(?:阅读|閱讀|查看|点击|點擊)?(?:下一?|[后後]一)[页頁]|次のページ(?:へ|を読む)?|next\s+page|older\s+page|"
    r"(?:zur\s+)?nächsten?\s+seite|page\s+suivante|página\s+siguiente|siguiente\s+página|próxima\s+página|"
    r"pagina\s+(?:successiva|seguente)|volgende\s+pagina|nästa\s+sida|neste\s+side|næste\s+side|seuraava\s+sivu|"
    r"następna\s+strona|další\s+stran[aa]|következő\s+oldal|следующая\s+страница|наступна\s+сторінка|sonraki\s+sayfa|"
    r"trang\s+(?:sau|tiếp(?:\s+theo)?|kế)|다음\s*페이지|halaman\s+(?:berikutnya|selanjutnya)|επόμενη\s+σελίδα|"
    r"الصفحة\s+التالية|(?:(?:阅读|閱讀|查看|点击|點擊|展开)\s*)*[余剩餘][下余餘]的?(?:全文|内容|內容)"
)
SHORT = (
    r"next|次へ|次頁|다음|weiter|suivante?|siguiente|próxim[ao]|successiv[ao]|avanti|volgende|nästa|neste|næste|seuraava|"
    r"dalej|następna|další|következő|далее|вперед|sonraki|tiếp|berikutnya|selanjutnya|επόμενη|التالي"
)
MARKS = r"[\s\[【<《(（\]】>》)）»›→▶|]*"
LINK = regex(rf"{MARKS}(?:(?P<page>{PAGE})(?:[:：]\s*\S.*)?|{SHORT}){MARKS}", re.I)
PRINTED = regex(rf"{PAGE}|(?<![^\W_])(?:{SHORT})(?![^\W_])", re.I)
# What it is found in holds one of its words; asked of all lines together, which takes a tenth of the time.
MAY_PRINT = Index((rf".*(?:{PAGE}|{SHORT}).*",))
# A pager of numbers alone, or with a word before them: Pages: 1 2 3.
NUMBERS = regex(r"\W*(?:[^\W\d]{1,10}\W{1,3})?\d{1,3}(?:\W{1,5}\d{1,3})+\W*")
NUMBER = regex(r"\W*(\d{1,3})\W*")
# What else a pager holds: the number of another page, the page before, the last one.
NEIGHBOUR = regex(
    r"[\s\[【(（第共]*(?:\d{1,3}[\s页頁]*|\d{1,3}/\d{1,3}[页頁]?|(?:上一?|首|尾|末)[页頁]|全文|prev(?:ious)?(?:\s+page)?|last)"
    r"[\s\]】)）:：]*",
    re.I,
)
# Where no page of an article is: a script, a mail, the comments.
NO_PAGE = regex(r"^(?!https?:)[a-z]+:|#.*(?:comment|koment|kommentar|opini|repl|disqus)", re.I)
# The number of a page; other articles have a previous and a next one, too.
PAGES = regex(r"\W*(?:\d{1,2}|\d{1,3}/\d{1,3})\W*")
# A pager stands within this many blocks of the text's last one, and is a line of this length at most.
REACH = 12
LONGEST_PAGER = 120
LONGEST_LINK = 32
# Looking around a link costs as much as what is around it is long.
MAX_LINKS = 20
RUNNING = frozenset((Label.BODY, Label.HEADING, Label.CAPTION))
ELSEWHERE = frozenset((Label.COMMENT,))

# The links of a page, each with its words.
Links = Sequence[tuple[str, LexborNode]]


@dataclass(frozen=True, slots=True)
class _Here:
    """The addresses that are known of the page, and what its links are relative to."""

    urls: Collection[str]
    base: str | None

    def leads_on(self, address: str | None) -> str | None:
        """Where a link leads; None where that is another site, a script, or this very page."""
        address = (address or "").strip()
        found = resolve(address, self.base)
        if not address or address.startswith("#") or NO_PAGE.search(found):
            return None
        if self.base is None:
            return found
        own = is_web(found) and host_of(found) == host_of(self.base) and found.partition("#")[0] not in self.urls
        return found if own else None


def next_page(
    labelled: Sequence[Labelled],
    tree: LexborHTMLParser | None,
    base: str | None,
    urls: Collection[str],
    told: Sequence[str] = (),
) -> str | None:
    """The address of the next page, absolute where ``base`` tells how, from a pager near the end of the text.

    ``urls`` are the addresses that are known of this page, ``told`` those of links that call themselves the next one's:
    of a page or, on blogs, of an article. None where there is none, where it leads to another site, or back here.
    """
    here = _Here(urls, base)
    if where(labelled, *RUNNING):
        addresses = (resolve(address.strip(), base) for address in told)
        on = next((address for address in addresses if goes_on(address, urls)), None)
        if on is not None:
            return on
    printed = [] if tree is None else _pagers(labelled)
    if tree is not None and printed:
        links = [(_words(link), link) for link in tree.css("a[href]")]
        found = next(_by_words(links, here, printed), None)
        if found is None and any(NUMBERS.fullmatch(line) for line in printed):
            found = next(_by_number(links, here), None)
        return found
    return None


def _pagers(labelled: Sequence[Labelled]) -> list[str]:
    """The lines near the end of the text that may be a pager."""
    running = where(labelled, *RUNNING)
    if not running:
        return []
    last = running[-1]
    near = [block for block in stretch(labelled, last, last + 1 + REACH) if len(block.text) <= LONGEST_PAGER]
    may_print = _may_print("\n".join([block.text for block in near]))
    return [
        block.text
        for block in near
        if (
            (may_print and _may_print(block.text) and PRINTED.search(block.text))
            or (not block.text[-1:].isalpha() and NUMBERS.fullmatch(block.text))
        )
        and labelled[block.index].label not in ELSEWHERE
    ]


def _may_print(text: str) -> bool:
    """Whether ``text`` holds a word of :data:`PRINTED`; lower case, for to RE2 the İ of SONRAKİ is no capital of i."""
    return bool(MAY_PRINT.worth_trying(text.lower()))


def _words(link: LexborNode) -> str:
    return collapse(link.text() or "")[:LONGEST_LINK]


def _by_words(links: Links, here: _Here, printed: Sequence[str]) -> Iterator[str]:
    """Where the ``links`` that are called the next page's lead, if there is a pager around them or none is needed."""
    called = ((match, link) for words, link in links if (match := LINK.fullmatch(words)))
    for match, link in islice(called, MAX_LINKS):
        found = here.leads_on(link.attributes.get("href"))
        if found is None:
            continue
        words, a_page = match[0], match["page"] is not None
        alone = a_page and any(line.strip() == words for line in printed)
        if alone or _in_pager(link, NEIGHBOUR if a_page else PAGES) or goes_on(found, here.urls):
            yield found


def _in_pager(link: LexborNode, neighbour: re.Pattern[str]) -> bool:
    """Whether a page number, or another ``neighbour``, is beside ``link``: in the element around it, or around that."""
    around = link.parent
    for _ in range(2):
        if around is None or around.tag in ("body", "html"):
            return False
        words = (around.text(separator=" ") or "").split()
        if len(words) <= LONGEST_PAGER and any(neighbour.fullmatch(word) for word in words):
            return True
        around = around.parent
    return False


def _by_number(links: Links, here: _Here) -> Iterator[str]:
    """Where the number of the page after this one leads: that which is no link, or leads here."""
    numbered = [(int(match[1]), link) for words, link in links if (match := NUMBER.fullmatch(words))]
    leading = {number for number, link in numbered if here.leads_on(link.attributes.get("href")) is not None}
    for number, link in numbered:
        found = here.leads_on(link.attributes.get("href"))
        if found and number - 1 not in leading and goes_on(found, here.urls):
            yield found
