"""Authors that the markup of a page names: ``rel="author"``, ``itemprop="author"``, ``.vcard .fn``, ``.author-name``.

Asked only where nothing that is printed or told settles it, for it goes through the whole tree once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

MARKED = (
    'h1, [rel~="author"], [itemprop~="author"], .fn, [class*="author"], [class*="Author"], [class*="byline"], '
    '[class*="Byline"], [class~="writer"], [class*="autor"], [class*="auteur"], [class~="username"], [id*="author"], '
    '[data-hook*="user-name"], [data-hook*="author"], [data-testid*="author"], [data-testid*="byline"], '
    'a[href*="/author"], a[href*="/autor"], a[href*="/profil"], a[href*="/people/"], a[href*="/contributor"]'
)
ACCOUNTS = ", ".join(
    f'[{place}*="{word}"]'
    for place in ("class", "id")
    for word in ("source", "media", "account", "author", "user", "nick", "origin", "laiyuan")
)
CALLED = ("class", "id", "data-hook", "data-testid")
# The words in names of elements: those that mark an author, and of those what is no name, though the author's.
WORD = re.compile(r"[A-Z]?[a-z]+")
AUTHOR = frozenset("author authors byline writer writers autor autoren auteur auteurs username authorname".split())
BESIDE = frozenset(
    "bio biography desc description avatar image img photo picture social date time role job title position follow "
    "count icon twitter email comment comments info box meta".split()
)
# What holds other people's names: readers', other stories' authors, whoever made the site.
OTHERS = frozenset(
    "comment comments commentlist respond related recommend recommended recommendations popular trending latest recent "
    "sidebar widget widgets teaser card cards carousel similar nav navigation menu footer copyright share newsletter "
    "promo".split()
)
APART = frozenset(("aside", "footer", "nav", "figure", "figcaption", "form", "blockquote", "template", "noscript"))
# Names are short, and a page does not name more marks before the one that matters than this.
LONGEST, MOST = 80, 60
DEEPEST = 40
# How far apart two authors of one article stand in the tree.
CLOSE = 3
# The ranks of marks below the headline, and up to which of them what is marked is an author for sure.
BELOW, SURE = 4, 1

Mark = tuple[tuple[str, ...], bool]


class Marks:
    """What the elements of a page are called after, looked for where it is asked; a dump (None) has none."""

    def __init__(self, tree: LexborHTMLParser | None) -> None:
        self.tree = tree

    def authors(self) -> Iterator[Mark]:
        """The texts of marks of authors that stand together, most trusted first: below the headline, by their strength.

        With each whether it is so strong that whatever it marks is the author.
        """
        groups: dict[int, list[tuple[LexborNode, str]]] = {}
        below = False
        nodes = self.tree.css(MARKED) if self.tree else ()
        headed = any(node.tag == "h1" for node in nodes)
        for node in nodes[:MOST]:
            if node.tag == "h1":
                below = True
                continue
            rank = _rank(node)
            if rank is None or _of_others(node):
                continue
            text = " ".join(node.text(separator=" ").split())
            if 1 < len(text) <= LONGEST:
                groups.setdefault(rank + (0 if below or not headed else BELOW), []).append((node, text))
        for rank in sorted(groups):
            first = groups[rank][0][0]
            texts = dict.fromkeys(text for node, text in groups[rank] if _close(first, node))
            yield tuple(texts), rank % BELOW <= SURE

    def names(self, name: str) -> bool:
        """Whether an element that is called after a source, an account or an author, or one right in it, holds ``name``
        and nothing else."""
        called = self.tree.css(ACCOUNTS) if self.tree else ()
        return any((node.text() or "").strip() == name for around in called for node in (around, *around.iter()))


NO_MARKS = Marks(None)


def _rank(node: LexborNode) -> int | None:
    """How weak the mark of ``node`` is, from 0; None where it marks something beside the name."""
    attributes = node.attributes
    if "author" in f"{attributes.get('rel')} {attributes.get('itemprop')}":
        return 0
    names = _words(attributes)
    marked = not AUTHOR.isdisjoint(names)
    if "fn" in names or (marked and "name" in names and not {"avatar", "image", "bio"} & names):
        return 1
    if marked:
        return 2 if BESIDE.isdisjoint(names) else None
    return 3 if node.tag == "a" else None


def _words(attributes: Mapping[str, str | None]) -> frozenset[str]:
    """The words in what an element is called: its class and id, and how scripts and tests find it."""
    names = " ".join(attributes.get(name) or "" for name in CALLED)
    return frozenset(map(str.lower, WORD.findall(names.replace("user-name", "username"))))


def _of_others(node: LexborNode) -> bool:
    """Whether ``node`` stands where other people are named."""
    around = node.parent
    for _ in range(DEEPEST):
        if around is None or around.tag in ("article", "body", "html", "main"):
            return False
        if around.tag in APART or (not OTHERS.isdisjoint(_words(around.attributes)) and around.css_first("h1") is None):
            return True
        around = around.parent
    return True


def _close(first: LexborNode, other: LexborNode) -> bool:
    """Whether two marks have an ancestor in common within a few steps of each."""
    return first.mem_id == other.mem_id or bool(_above(first) & _above(other))


def _above(node: LexborNode) -> set[int]:
    found, around = set(), node
    for _ in range(CLOSE):
        parent = around.parent
        if parent is None or parent.tag == "body":
            break
        found.add(parent.mem_id)
        around = parent
    return found
