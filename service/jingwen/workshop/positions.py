"""Positions in XPath as CSS counts them: ``[2]``, ``[last()-1]``, ``[position()<3]``."""

from __future__ import annotations

from .xpath import Call, Compared, Tree, XPathError

MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
FIRST, LAST = ("", "1"), ("last-", "1")


def is_position(tree: Tree) -> bool:
    """Whether a predicate is a position."""
    return position_of(tree) is not None


def position_of(tree: Tree) -> tuple[str, str] | None:
    """``nth-…`` or ``nth-last-…`` and its argument; None for what is no position."""
    if isinstance(tree, float):
        return "", str(_whole(tree))
    if isinstance(tree, Call) and tree.name == "last":
        return "last-", str(1 + _whole(tree.arguments[0]))
    if isinstance(tree, Compared):
        sign, left, right = tree.sign, tree.left, tree.right
        if isinstance(right, Call) and right.name == "position":
            sign, left, right = MIRRORED.get(sign, sign), right, left
        if isinstance(left, Call) and left.name == "position":
            if isinstance(right, Call) and right.name == "last" and sign == "=":
                return position_of(right)
            if isinstance(right, float) and sign != "!=":
                number = _whole(right)
                return "", {
                    "=": f"{number}",
                    "<": f"-n+{number - 1}",
                    "<=": f"-n+{number}",
                    ">": f"n+{number + 1}",
                    ">=": f"n+{number}",
                }[sign]
            raise XPathError("this comparison of a position has no twin in CSS")
    return None


def _whole(number: Tree) -> int:
    if not isinstance(number, float) or not number.is_integer():
        raise XPathError("a position is a whole number")
    return int(number)
