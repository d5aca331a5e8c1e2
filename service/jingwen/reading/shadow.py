"""Shadow roots as a browser shows them: each slot holds what stands beside the root and is meant for it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .as_shown import SHADOW_ROOT

# A node that goes into a slot is copied, with all in it: on a page of hosts in hosts, again at each. Beyond so many
# times the page's own length the rest stays where it stands.
MOST_COPIED = 4
UNSEEN = frozenset(("style", "script", "link"))


def compose(tree: LexborHTMLParser) -> None:
    """Puts into each slot of the page's shadow roots what a browser shows there, and takes out the rest."""
    roots = tree.css(SHADOW_ROOT)
    if not roots:
        return
    room = MOST_COPIED * len(tree.html or "")
    # The innermost first: what it holds has found its place before it is copied, and nothing taken out is looked at.
    for root in sorted(roots, key=_depth, reverse=True):
        room = _compose(root, room)
        if room < 0:
            return


def _depth(node: LexborNode) -> int:
    depth, around = 0, node.parent
    while around is not None:
        depth, around = depth + 1, around.parent
    return depth


def _compose(root: LexborNode, room: int) -> int:
    """Fills the slots of one ``root`` while there is ``room``, in characters; returns what is left of it."""
    host, slots = root.parent, sorted(root.css("slot"), key=_depth, reverse=True)
    shows = any(node.tag not in UNSEEN and node.text().strip() for node in _within(root))
    if host is None or not (slots or shows):  # a script will put into it what it shows
        return room
    first: dict[str, LexborNode] = {}
    for slot in root.css("slot"):  # of two that have one name the first is filled
        first.setdefault(_told(slot, "name"), slot)
    filled = set()
    for node in _within(host):
        if node.mem_id == root.mem_id:
            continue
        place = first.get(_told(node, "slot"))
        if place is not None:
            room -= len(node.html or "")
            if room < 0:
                return room
            place.insert_before(node)
            if node.is_element_node or node.text().strip():
                filled.add(place.mem_id)
        node.decompose()
    for slot in slots:
        if slot.mem_id in filled or slot.first_child is None:  # what it holds itself is for want of anything else
            slot.decompose()
        else:
            slot.unwrap()
    return room


def _within(around: LexborNode) -> list[LexborNode]:
    """The elements and texts directly in an element."""
    within: list[LexborNode] = []
    node = around.first_child
    while node is not None:
        if not node.is_comment_node:
            within.append(node)
        node = node.next
    return within


def _told(node: LexborNode, name: str) -> str:
    """What an attribute of a node says; nothing where it has none."""
    return (node.attributes.get(name) or "").strip() if node.is_element_node else ""
