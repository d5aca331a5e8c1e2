"""Values as frameworks send them: written flat, each part once, or cut into rows that point to one another."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from .json_values import load
from .names import VOID

# How devalue marks a part that is another one, watched for changes.
WRAPPERS = frozenset(("Reactive", "ShallowReactive", "Ref", "ShallowRef", "Island", "Set"))
# So many parts of a list are looked at to tell whether it is flat.
LOOKED_AT = 50
# A string of more characters stands in a value once, like an object: pointed to often, it would be a thousand texts.
LONG_TEXT = 1000
# A row of a React tree: its number, then a text with its length in bytes, or a value up to the end of the line.
ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),|([A-Z]{0,2})([^\n]*+)\n?)")
REFERENCE = re.compile(r"\$L?[0-9a-f]{1,8}")
MAX_NODES = 50_000
DEEPEST = 60
KEPT = {"className": "class", "class": "class", "id": "id", "href": "href", "src": "src", "alt": "alt"}
TAG = re.compile(r"[a-z][a-z0-9-]{0,30}")


def is_flat(value: list[Any]) -> bool:
    """Whether a list is a value written flat: its parts hold no values but the numbers of others."""
    if len(value) < 2 or not isinstance(value[0], dict | list) or not value[0]:
        return False
    return all(_points(part, len(value)) for part in value[:LOOKED_AT])


def _points(part: Any, size: int) -> bool:
    if isinstance(part, list):
        numbers = part[1:] if part and isinstance(part[0], str) else part
        return (part[:1] == ["Date"]) or all(_is_number(number, size) for number in numbers)
    return not isinstance(part, dict) or all(_is_number(number, size) for number in part.values())


def _is_number(value: Any, size: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value < size


def unflattened(flat: list[Any]) -> Any:
    """The value that ``flat`` stands for, as devalue writes it.

    An object or a long text that is in it twice stands in it once, so a part of itself can do no harm.
    """
    used: set[int] = set()
    root: list[Any] = []
    waiting: list[tuple[Any, Any, Any]] = [(0, root, None)]  # which part, and where it belongs
    while waiting:
        index, holder, key = waiting.pop()
        if not _is_number(index, len(flat)) or index < 0:
            continue
        value = part = flat[index]
        if isinstance(part, dict | list) or (isinstance(part, str) and len(part) > LONG_TEXT):
            if index in used:
                continue
            used.add(index)
        if isinstance(part, dict):
            value = {}
            waiting.extend((number, value, name) for name, number in reversed(part.items()))
        elif isinstance(part, list) and len(part) == 2 and part[0] in WRAPPERS:
            waiting.append((part[1], holder, key))
            continue
        elif isinstance(part, list) and part[:1] == ["Date"]:
            value = part[-1]
        elif isinstance(part, list):
            value = []
            waiting.extend((number, value, None) for number in reversed(part))
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[key] = value
    return root[0] if root else None


def rows(stream: str) -> dict[str, Any]:
    """The rows of a React tree as it is sent, by what others call them (``$1f``): values, and texts as such."""
    data, at = stream.encode("utf-8", "replace"), 0
    found: dict[str, Any] = {}
    while (row := ROW.search(data, at)) is not None:
        at = row.end()
        if row[2]:
            end = at + int(row[2], 16)
            found[f"${row[1].decode()}"] = data[at:end].decode("utf-8", "replace")
            at = end
        elif not row[3]:
            found[f"${row[1].decode()}"] = load(row[4].decode("utf-8", "replace"))
    return found


def tree_markup(found: Mapping[str, Any]) -> str:
    """The markup that a React tree of the rows ``found`` is, each row where it is first pointed to.

    Nothing where no row holds an element.
    """
    writer = _Writer(found)
    for name in found:
        if isinstance(found[name], list):
            writer.write(name)
    return "".join(writer.pieces) if writer.elements else ""


class _End(str):
    """The name of an element that ends here."""

    __slots__ = ()


class _Writer:
    """Writes elements of a React tree as markup; one that a component makes is a box."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.found = found
        self.used: set[str] = set()
        self.pieces: list[str] = []
        self.elements = 0
        self.waiting: list[Any] = []

    def write(self, item: Any) -> None:
        """Writes the row of that name, or an element, with all in it."""
        self.waiting.append(self._resolved(item))
        while self.waiting and len(self.pieces) < MAX_NODES:
            item = self.waiting.pop()
            if isinstance(item, _End):
                self.pieces.append(f"</{item}>")
            elif isinstance(item, str):
                if REFERENCE.fullmatch(item):
                    self.waiting.append(self._resolved(item))
                elif item[:1] != "$":
                    self.pieces.append(html.escape(item, quote=False))
            elif isinstance(item, list):
                if len(item) >= 4 and item[0] == "$" and isinstance(item[1], str) and isinstance(item[3], dict):
                    self._open(item[1], item[3])
                else:
                    self.waiting.extend(reversed(item))

    def _resolved(self, name: str) -> Any:
        """What a row holds; None where it has been written."""
        name = name.replace("$L", "$", 1)
        if name in self.used:
            return None
        self.used.add(name)
        return self.found.get(name)

    def _open(self, tag: str, props: Mapping[str, Any]) -> None:
        self.elements += 1
        name = tag if TAG.fullmatch(tag) else "div"
        told = ((KEPT[key], value) for key, value in props.items() if key in KEPT and isinstance(value, str))
        attributes = "".join([f' {key}="{html.escape(value)}"' for key, value in told])
        self.pieces.append(f"<{name}{attributes}>")
        if name in VOID:
            return
        self.waiting.append(_End(name))
        inner = props.get("dangerouslySetInnerHTML")
        markup = inner.get("__html") if isinstance(inner, dict) else None
        if isinstance(markup, str):
            markup = self._resolved(markup) if REFERENCE.fullmatch(markup) else markup
            self.pieces.append(markup if isinstance(markup, str) else "")
        else:
            self.waiting.append(props.get("children"))


def islands(value: Any, depth: int = 0) -> Any:
    """The value that an Astro island is given: each comes with its kind before it, 0 for a value, 1 for a list."""
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: islands(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list) and len(value) == 2 and value[0] in (0, 1):
        inner = value[1]
        return [islands(each, depth + 1) for each in inner] if isinstance(inner, list) else islands(inner, depth + 1)
    return None if isinstance(value, list) else value
