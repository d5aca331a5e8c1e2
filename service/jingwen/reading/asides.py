"""Words on a page that are no part of its text: for screen readers only, and the marks of a heading's own address."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from ..regex import regex

# What is named so is read out, or stands in for what a script draws, and is not shown.
UNSEEN = regex(
    r"(?<!not-)(?<![a-z])sr[-_]?(?:only|text)|screen[-_]?reader|visual(?:ly)?[-_]?hidden|hidden[-_]visually|"
    r"(?<![a-z])a11y[-_]?(?:hidden|text|only)|element-invisible|assistive[-_]?text|(?<![a-z])off-?screen|"
    r"accessib\w*-(?:hidden|text|hide)|katex-html|(?-i:(?:^|\s)MathJax(?:_\w+)?(?=\s|$))",
    re.I,
)
# What links say of themselves to those who do not see the sign for it.
OF_A_LINK = regex(
    r"\W*+(?=[telwoösa在新새])"  # which most texts are told by
    r"(?:(?:(?:this|the|external) )*(?:link )?(?:will )?opens? (?:up )?in (?:an? |the )?(?:new|same|external) "
    r"(?:browser )?(?:window|tab)|"
    r"(?:öffnet|wird) (?:in|im) (?:einem )?neue[nms]* (?:Fenster|Tab)(?: geöffnet)?|"
    r"(?:s[’']ouvre|ouvre|ouverture) dans (?:une |un )?(?:nouvelle fenêtre|nouvel onglet)|"
    r"(?:se )?abre en (?:una )?(?:nueva (?:ventana|pestaña))|abre em (?:uma )?nova (?:janela|aba)|"
    r"si apre in (?:una )?nuova (?:finestra|scheda)|opent in (?:een )?nieuw (?:venster|tabblad)|"
    r"(?:在)?新(?:窗口|視窗|标签页|分頁)(?:中)?(?:打开|開啟|打開)|"
    r"新しい(?:ウィンドウ|タブ)で(?:開く|開きます)|새 ?창(?:에서|으로)? ?(?:열림|열기|열립니다))\W*",
    re.I,
)
OF_A_HEADING = regex(
    r"(?:perma-?link|(?:copy |direct )?link) (?:to|for) this\b.*|(?:copy|anchor|direct) link|permalink", re.I
)
BRACKETED = regex(r"\[[^\[\]\d]*\]")
# Such a mark is no longer.
LONGEST_SIGN = 4
# What stands beside a text and is longer says something.
SHORT = 60
# So many nodes behind one, and around it, are looked at for text.
NEAR = 4
IN_LINE = frozenset("a abbr b code em font i small span strong sub sup u var".split())
# So many nodes are looked at for the text of one.
MOST = 40


@lru_cache(maxsize=2048)
def unseen(names: str) -> bool:
    """Whether an element with those classes is not shown."""
    return UNSEEN.search(names) is not None


def is_mark(link: LexborNode, said: str) -> bool:
    """Whether a link that says ``said`` is only the mark of a place on the page: ``#``, ``¶``, ``↩``."""
    if said.isspace() or any(map(str.isalnum, said)):  # to ask for attributes is dear
        return False
    return (link.attributes.get("href") or "").startswith("#")


def is_ornament(node: LexborNode, tag: str, child: LexborNode) -> bool:
    """Whether an inline element in a heading, of which ``child`` is the first, only links to it, or to where it can be
    edited: ``#``, ``[edit]``."""
    said = child.text_content if child.next is None else None
    if said is not None and len(said) > LONGEST_SIGN and tag != "a":  # most headings, quickly
        return False
    said = short_text(node, SHORT) if said is None else said.strip()
    if not said or len(said) > SHORT or (tag != "a" and said[0].isalpha()):
        return False
    link = node if tag == "a" else next((inner for inner in node.traverse() if inner.tag == "a"), None)
    if link is None:
        return False
    if BRACKETED.fullmatch(said):
        return True
    return is_mark(link, said) or (tag == "a" and OF_A_HEADING.fullmatch(said) is not None)


def is_unseen(node: LexborNode, names: str) -> bool:
    """Whether an inline element that :func:`unseen` tells by its ``names`` holds words that are not shown."""
    if "katex-html" in names:  # which may be all that is left of a formula
        before = node.prev
        return before is not None and "katex-mathml" in (before.attributes.get("class") or "")
    said = (node.text() or "").strip()
    # Without words it parts those beside it, a kicker and a headline; with a colon it says who is named behind it.
    return not said.endswith((":", "：")) and any(map(str.isalnum, said))


def is_of_link(node: LexborNode, child: LexborNode) -> bool:
    """Whether an inline element in a link, of which ``child`` is the first, only tells how that opens."""
    if node.prev is None:  # it is all that the link says
        return False
    return (text := child.text_content) is not None and OF_A_LINK.fullmatch(text) is not None


def character_behind(node: LexborNode) -> str:
    """The character that follows an inline element in its line; empty where none does, or only far away."""
    following: LexborNode | None = node
    for _ in range(NEAR):
        behind = following.next if following is not None else None
        if behind is None:  # at the end of what it stands in
            following = following.parent if following is not None else None
            if following is None or following.tag not in IN_LINE:
                return ""
            continue
        following = behind
        text = behind.text_content
        if text is None:
            text = short_text(behind, SHORT) if behind.tag in IN_LINE else "\n"
        if text:
            return text[0]
    return ""


def short_text(node: LexborNode, longest: int) -> str:
    """The text in ``node``, white space around it left out; empty where there is more of it."""
    said: list[str] = []
    above: list[LexborNode] = []
    inner = node.first_child
    for _ in range(MOST):
        while inner is None and above:
            inner = above.pop().next
        if inner is None:
            text = "".join(said).strip()
            return text if len(text) <= longest else ""
        text_here = inner.text_content
        if text_here is not None:
            said.append(text_here)
            inner = inner.next
        elif (child := inner.first_child) is not None:
            above.append(inner)
            inner = child
        else:
            inner = inner.next
    return ""
