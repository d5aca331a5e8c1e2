"""What the walk does with a node, by its tag."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What is never part of a page's running text.
SKIPPED = frozenset(
    "script style noscript template svg math select textarea iframe head title object audio canvas button datalist rt "
    "rp map input embed applet frameset noembed noframes option progress dialog mjx-container".split()
)
# Those among them that are looked at: for a formula, and for the picture that a script shows in its place.
HEARD = frozenset(("math", "mjx-container", "noscript", "script"))
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb s samp small span "
    "strike strong sub sup time tt u var wbr tbody thead tfoot picture source track video param o:p".split()
)
BOLD = frozenset(("b", "strong"))
# What holds words that are not for everyone.
SET_APART = frozenset(("span", "i", "em", "small", "abbr"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
# Containers that the walk has to know of while it is inside them.
HEEDED = frozenset(("tr", "pre", *HEADINGS))
# What the walk does with a node that holds no text itself, by its tag; what is not listed is a container.
KINDS = {
    **dict.fromkeys(SKIPPED | {"", "!--", "!doctype", "-document", "-text"}, "skipped"),
    **dict.fromkeys(INLINE, "inline"),
    **dict.fromkeys(CELLS, "cell"),
    **dict.fromkeys(HEEDED, "heeded"),
    **dict.fromkeys(("center", "figure"), "telling"),  # something by their tag alone
    "br": "break",
    **dict.fromkeys(("img", "amp-img", "amp-anim"), "picture"),
}
# The common ones of those that are not listed above.
CONTAINERS = (
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption footer form header "
    "hr html legend li main nav ol p section summary table ul"
).split()


def _by_number() -> dict[int, tuple[str, str]]:
    """The name and the kind of elements by lexbor's number for them: to be told a name costs a string each time."""
    tree = LexborHTMLParser("")
    kinds = dict.fromkeys(CONTAINERS, "container") | KINDS
    return {tree.create_node(n).tag_id: (n, kind) for n, kind in kinds.items() if n.isalnum() or n == "!--"}


def by_name(node: LexborNode) -> tuple[str, str]:
    """The name and the kind of an element that is not among ``KNOWN``."""
    tag = node.tag or ""
    return tag, KINDS.get(tag, "container")


KNOWN = _by_number()
