"""The raw text of a field, taken from the tree by a rule's selectors and patterns."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .model import FieldRule, Selector
from .patterns import Pattern

# Text in these is not for readers.
UNSEEN = frozenset({"script", "style", "noscript", "template"})
# Formatting within a word or name: no space stands between its text and what is around it.
FORMAT = frozenset(
    {"b", "strong", "em", "i", "u", "s", "font", "mark", "small", "big", "sub", "sup", "ruby", "rb", "wbr"}
)
# In a headline a span or a link is formatting too; in a credit line each of them is an item of its own.
HEADLINE_FORMAT = FORMAT | {"span", "a"}


def pick(tree: LexborHTMLParser, wanted: FieldRule, *, single: bool, tight: bool) -> tuple[str, ...]:
    """What the first selector of ``wanted`` that finds something finds: one text per element, in page order.

    ``single``: the first text alone. ``tight``: spans and links are formatting (a headline). Empty where nothing is
    found.
    """
    for selector in wanted.select:
        found: list[str] = []
        seen: set[int] = set()
        for node in tree.css(selector.css):
            if node.mem_id in seen:  # lexbor gives an element once for each alternative of `a, b` that it meets
                continue
            seen.add(node.mem_id)
            value = _matched(wanted, _taken(node, selector, tight))
            if value:
                found.append(value)
                if single:
                    break
        if found:
            return tuple(found)
    return ()


def captured(pattern: Pattern, text: str) -> str | None:
    """What ``pattern`` takes from ``text``, trimmed; None where it takes nothing."""
    found = pattern.search(text)
    return (found.strip() or None) if found else None


def _matched(wanted: FieldRule, text: str) -> str | None:
    if not wanted.match:
        return text or None
    return next(filter(None, (captured(match.pattern, text) for match in wanted.match)), None)


def _taken(node: LexborNode, selector: Selector, tight: bool) -> str:
    if selector.attribute is not None:
        return " ".join((node.attributes.get(selector.attribute) or "").split())
    if selector.own_text:
        return " ".join(node.text(deep=False, separator=" ").split())
    return node_text(node, HEADLINE_FORMAT if tight else FORMAT)


def node_text(node: LexborNode, formatting: frozenset[str]) -> str:
    """All text in ``node`` as a reader sees it: runs of white space as one space, a space where an element other than
    ``formatting`` begins or ends. Goes along the tree's own links, so depth cannot overflow it."""
    parts: list[str] = []
    top, here = node.mem_id, node.first_child
    while here is not None:
        if here.is_text_node:
            parts.append(here.text_content or "")
        elif here.is_element_node and here.tag not in formatting:
            parts.append(" ")
        below = here.first_child if here.tag not in UNSEEN else None
        here = below or _following(here, top, formatting, parts)
    return " ".join("".join(parts).split())


def _following(node: LexborNode, top: int, formatting: frozenset[str], parts: list[str]) -> LexborNode | None:
    """The next node after ``node`` and all that is in it, within ``top``; elements that end put their space."""
    here: LexborNode | None = node
    while here is not None and here.mem_id != top:
        if here is not node and here.tag not in formatting:
            parts.append(" ")
        if here.next is not None:
            return here.next
        here = here.parent
    return None
