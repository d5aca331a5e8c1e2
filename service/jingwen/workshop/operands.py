"""What a condition in XPath speaks of: an attribute, its words, a text in quotes."""

from __future__ import annotations

from .xpath import Call, Compared, Path, Tree, XPathError

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def attribute_of(tree: Tree) -> tuple[str | None, str]:
    """The attribute that ``tree`` is the value of, and `` i`` where its case is folded."""
    folded = ""
    if isinstance(tree, Call) and tree.name == "translate" and is_folding(tree):
        tree, folded = tree.arguments[0], " i"
    if isinstance(tree, Call) and tree.name in ("normalize-space", "string", "lower-case") and tree.arguments:
        folded = " i" if tree.name == "lower-case" else folded
        tree = tree.arguments[0]
    if isinstance(tree, Path) and not tree.absolute and len(tree.steps) == 1 and tree.steps[0].axis == "attribute":
        return tree.steps[0].test, folded
    return None, ""


def words_of(tree: Tree) -> str | None:
    """The attribute of which ``concat(' ', @x, ' ')`` makes words with a space on each side."""
    if isinstance(tree, Call) and tree.name == "concat" and len(tree.arguments) == 3:
        before, inside, behind = tree.arguments
        if isinstance(before, str) and isinstance(behind, str) and not (literal(before) + literal(behind)).strip():
            return attribute_of(inside)[0]
    return None


def is_folding(call: Call) -> bool:
    """Whether a ``translate()`` makes capitals small, as far as it names them."""
    if len(call.arguments) != 3 or not all(isinstance(each, str) for each in call.arguments[1:]):
        return False
    old, new = (literal(each) for each in call.arguments[1:])
    return old.lower() == new and {*old} >= {*LETTERS}


def literal(tree: Tree) -> str:
    """The text that stands in quotes. Raises ``XPathError`` for anything else."""
    if not isinstance(tree, str):
        raise XPathError(f"{named(tree)} stands where a text in quotes was expected")
    return tree[1:-1]


def named(tree: Tree) -> str:
    """What ``tree`` is, for a message."""
    return f"{tree.name}()" if isinstance(tree, Call) else "a comparison" if isinstance(tree, Compared) else "this"
