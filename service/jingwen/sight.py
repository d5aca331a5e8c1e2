"""A picture as it is seen in passing, when a page is cut into blocks: its attributes and its place.

What these say is worked out when it is asked for: a page has dozens of pictures around its article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Attributes = Mapping[str, str | None]
# Where a picture's address stands, most trusted first: where a script loads it when it comes into view, ``src`` has a
# placeholder until then.
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-echo", "src")
# Several addresses with their sizes, for where none of those holds one.
SETS = ("data-srcset", "srcset")
CANDIDATE = re.compile(r"\s*(?P<address>[^\s,]\S*?)(?:\s+(?P<size>\d+(?:\.\d+)?)[wx]\s*)?(?:,(?=\s)|,?\s*$|(?<=[wx]),)")
# A picture of a known size up to this many pixels either way is an icon, a rule or a counter.
ICON = 32


class Sight(NamedTuple):
    """A picture with its ``attributes`` and the element that holds it.

    ``place`` is where it stands to the words of its block (``behind`` those of the page's last one only), ``linked``
    tells whether it stands in a link.
    """

    attributes: Attributes
    element: int = 0
    place: Literal["before", "inside", "behind"] = "before"
    linked: bool = False

    @property
    def address(self) -> str | None:
        """The address; None where there is none but one that is written into the page."""
        return address_of(self.attributes)

    @property
    def icon(self) -> bool:
        """Whether the page says that the picture is too small to show anything."""
        return is_icon(self.attributes)


def address_of(attributes: Attributes) -> str | None:
    """The address of a picture with those ``attributes``, where it is loaded late too; None for one that is written
    into the page."""
    for name in ADDRESSES:
        address = attributes.get(name)
        if address and not address.startswith("data:"):
            return address
    for name in SETS:
        candidates = attributes.get(name)
        if candidates:
            return largest(candidates)
    return None


def largest(candidates: str) -> str | None:
    """The address with the greatest size of a ``srcset``; the first of those that are as great."""
    found = [
        (float(match["size"] or 1), match["address"])
        for match in CANDIDATE.finditer(candidates)
        if not match["address"].startswith("data:")
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def is_icon(attributes: Attributes) -> bool:
    """Whether a picture with those ``attributes`` is, as these say, too small to show anything."""
    return _small(attributes.get("width") or "") or _small(attributes.get("height") or "")


def _small(size: str) -> bool:
    size = size.removesuffix("px")
    return size.isdecimal() and len(size) < 4 and int(size) <= ICON
