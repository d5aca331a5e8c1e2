"""Markup that a browser shows otherwise than a parser without scripts reads it: mended in the source, then parsed anew.

Most pages need none of it, which their tree tells; only the source can tell what was left open in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from ..regex import regex
from ..sight import is_icon
from .names import HEAD, VOID
from .scan import TEXTUAL
from .tokens import TOKEN

# What a ``noscript`` says is a sentence or two; one with more text, in characters, may have swallowed the page.
MUCH = 120
MANY_NOSCRIPTS = 50
PARAGRAPH = regex(r"<p(?=[\s/>])", re.I)
# What a noscript begins with, and what its tag may be no more than words in; what ends each.
MARK = regex(r"<(?:(?P<name>noscript|script)(?=[\s/>])[^>]*+>?|!--)", re.I)
ENDS = {name: regex(rf"</{name}(?=[\s/>])[^>]*+>?", re.I) for name in ("noscript", "script")} | {"<!--": regex("-->")}
FORM = regex(r"<(?P<end>/?)form(?=[\s/>])", re.I)
BODY = regex(r"<body(?=[\s/>])[^<>]*+>", re.I)
XMP = regex(r"<xmp(?=[\s/>])[^<>]*+>", re.I)
TEMPLATE = regex(r"<(?P<end>/?)template(?=[\s/>])(?P<attributes>[^<>]*+)>", re.I)
# The element that a shadow root is read as.
SHADOW_ROOT = "shadow-root"
SHADOW_MODE = "shadowrootmode"
SHADOW = regex(rf"[\s/]{SHADOW_MODE}(?=\s*=)", re.I)


def is_misread(told: Mapping[str, list[LexborNode]]) -> bool:
    """Whether a page with those elements, by their tags, may be shown otherwise than it was parsed.

    A ``noscript`` in the head ends, for a parser without scripts, at whatever may stand in a body only.
    """
    if "xmp" in told or any(SHADOW_MODE in node.attributes for node in told.get("template", ())):
        return True
    noscripts = told.get("noscript", ())
    if len(noscripts) > MANY_NOSCRIPTS:  # one may stand in another, so each costs as much as all
        return True
    return any(_says_much(node) or _may_end_head(node) for node in noscripts)


def _says_much(noscript: LexborNode) -> bool:
    """Whether a ``noscript`` may have swallowed the page: it has much text that is no style's, or it goes on in one."""
    text = noscript.text()
    if len(text) <= MUCH:
        return False
    silent = sum(len(node.text()) for node in noscript.css("style, script"))
    return len(text) - silent > MUCH or "</noscript" in text.lower()


def _may_end_head(noscript: LexborNode) -> bool:
    """Whether a ``noscript`` may have ended the head with what a reader sees: it is empty, and nothing follows there.

    Most often it was a counter's picture or frame, behind which the scripts of the head go on.
    """
    head = noscript.parent
    if noscript.first_child is not None or head is None or head.tag != "head" or _element(noscript.next):
        return False
    body = _element(head.next)
    first = body.first_child if body else None
    if first is None or not (first.tag == "iframe" or (first.tag == "img" and is_icon(first.attributes))):
        return True
    behind = first.next
    while behind is not None and (behind.is_comment_node or (behind.text_content or "").isspace()):
        behind = behind.next
    return behind is None or behind.tag not in HEAD


def _element(node: LexborNode | None) -> LexborNode | None:
    """The first element from ``node`` on."""
    while node is not None and not node.is_element_node:
        node = node.next
    return node


def as_shown(markup: str) -> str:
    """``markup`` as a browser takes it; itself if there is nothing to mend.

    Shadow roots are elements, each ``noscript`` is whole, and an ``xmp`` of paragraphs, which a script moves into view,
    is a box.
    """
    if SHADOW_MODE in markup:
        markup = _with_shadow_roots(markup)
    return _with_boxes(_with_whole_noscripts(markup))


def _with_boxes(markup: str) -> str:
    """``markup`` with each ``xmp`` that holds paragraphs as a box of them."""
    pieces: list[str] = []
    done = at = 0
    while (start := XMP.search(markup, at)) is not None and (end := TEXTUAL["xmp"].search(markup, start.end())):
        at = end.end()
        if sum(1 for _ in PARAGRAPH.finditer(markup, start.end(), end.start())) > 1:
            pieces += (markup[done : start.start()], "<div>", markup[start.end() : end.start()], "</div")
            done = at
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _with_shadow_roots(markup: str) -> str:
    """``markup`` with each ``template`` that is a shadow root called by the name of such an element."""
    pieces: list[str] = []
    done = 0
    opened: list[bool] = []  # of each template that is open, whether it is a shadow root
    for tag in TEMPLATE.finditer(markup):
        if tag["end"]:
            is_root = opened.pop() if opened else False
        else:
            is_root = SHADOW.search(tag["attributes"]) is not None
            opened.append(is_root)
        if is_root:
            pieces += (markup[done : tag.start()], f"<{tag['end']}{SHADOW_ROOT}{tag['attributes']}>")
            done = tag.end()
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _with_whole_noscripts(markup: str) -> str:
    """``markup`` with each ``noscript`` ending where a browser with scripts, to which it is text, ends it.

    What one opens ends with it, what it does not open it does not end, and one that stands in the head moves to the
    body, for in the head a parser would have it end at its first picture. But a form that ends outside is written by a
    script for others: readers type into it, and the parser sees none of it.
    """
    body = BODY.search(markup)
    pieces: list[str] = []
    moved: list[str] = []
    done = 0
    form = FORM.search(markup)
    for start, end in _noscripts(markup):
        if body is not None and moved and start.start() >= body.start():
            pieces += (markup[done : body.end()], *moved)
            done = body.end()
            moved.clear()
        content = markup[start.end() : end.start()]
        whole = _balanced(content)
        if whole.endswith("</form>") and not content.endswith("</form>"):
            if form is not None and form.start() < end.end():
                form = FORM.search(markup, end.end())
            if form is not None and form["end"]:
                continue
        if body is not None and start.start() < body.start():
            moved.append(f"<noscript>{whole}</noscript>")
            pieces.append(markup[done : start.start()])
            done = end.end()
        elif whole is not content:
            pieces += (markup[done : start.end()], whole)
            done = end.start()
    if moved and body is not None:
        pieces += (markup[done : body.end()], *moved)
        done = body.end()
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _noscripts(markup: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The tags that each ``noscript`` begins and ends with, those in scripts and comments passed over."""
    at = 0
    while (start := MARK.search(markup, at)) is not None:
        end = ENDS[(start["name"] or "<!--").lower()].search(markup, start.end())
        if end is None:
            return
        if start["name"] is not None and start["name"].lower() == "noscript":
            yield start, end
        at = end.end()


def _balanced(content: str) -> str:
    """``content`` with an end for all that it opens, and without ends of what it does not; itself if it is so."""
    opened: list[str] = []
    count: Counter[str] = Counter()  # of those
    pieces, done, at = [], 0, 0
    while (token := TOKEN.search(content, at)) is not None:
        at = token.end()
        keeps = content.endswith(">", token.start(), at)
        if (name := token["start"]) is not None:
            name = name.lower()
            keeps = keeps and name not in ("plaintext", "noscript")
            if keeps and name not in VOID:
                opened.append(name)
                count[name] += 1
                if name in TEXTUAL:
                    found = TEXTUAL[name].search(content, at)
                    at = found.start() if found else len(content)
        elif (name := token["end"]) is not None:
            name = name.lower()
            keeps = keeps and count[name] > 0
            while keeps:
                count[opened[-1]] -= 1
                if opened.pop() == name:
                    break
        if not keeps:
            pieces.append(content[done : token.start()])
            done = token.end()
    if not pieces and not opened:
        return content
    return "".join([*pieces, content[done:], *(f"</{name}>" for name in reversed(opened))])
