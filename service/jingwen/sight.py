"""A picture as it is seen in passing, when a page is cut into blocks: its attributes and its place.

What these say is worked out when it is asked for: a page has dozens of pictures around its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Attributes = Mapping[str, str | None]
# Where a picture's address stands, most trusted first: where a script loads it when it comes into view, ``src`` has a
# placeholder until then.
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-echo")
# Other names for the same, by their form: ``data-hi-res-src``, ``lazysrc``, ``real_src``; and those that hold all kinds
# of addresses, which tell a picture's by the name of its file: ``data-image``, ``dataurl``, ``zoomfile``.
LATE = re.compile(r"[a-z]+[_-]?src|data-(?:[a-z]+-)*(?:original|lazy)(?:-url)?")
NAMED = re.compile(
    r"(?:data-?|.*[-_])?(?:src|url|uri|original|lazy|bg|background|img|image|photo|pic|picture|(?:zoom|orig|large|full)?[_-]?file)"
    r"(?:[-_]?(?:src|url|image|img|large|full|hd))?"
)
# What such names hold for want of the picture itself.
INSTEAD = re.compile(r"fallback|default|placeholder|error|blur|lqip|tiny|thumb|preview|avatar|icon|logo|poster|share")
FILE = re.compile(r"[^\s<>{}\"']+\.(?:jpe?g|png|webp|gif|avif|jfif|bmp)(?:[?!@#~_][^\s<>\"']*)?", re.I)
# What begins no address that a picture could be fetched from.
NO_ADDRESS = re.compile(r"(?:data|blob|about|javascript):|[#{\[<]", re.I)
CANDIDATE = re.compile(
    r"\s*(?P<address>[^\s,]\S*?)(?:\s+(?P<size>\d+(?:\.\d+)?)(?P<unit>[wx])(?:\s+\d+h)?\s*)?(?:,(?=\s)|,?\s*$|(?<=[wxh]),)"
)
MEDIA = re.compile(r"(min|max)-(?:device-)?width\s*:\s*(\d+)")
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?(.+?)['\"]?\s*\)", re.I)
# What sites call an element that shows a picture as its background, and those that are no picture of a story.
PICTURED = re.compile(
    r"(?<![a-z])(?:image|img|photo|pic|picture|figure|thumb(?:nail)?|media|hero|cover|lazy)(?![a-z])", re.I
)
ORNAMENT = re.compile(
    r"icon|avatar|logo|share|social|author|profile|sprite|advert|banner|button|btn|player|video", re.I
)
# The file of a placeholder by the words of its name, of which one at least says so; those of the second kind may tell
# of a story as well and are believed of drawings only.
WORD = re.compile(r"[a-z]+|\d+")
HOLDING = frozenset(
    "blank spacer placeholder transparent trans loading loader lazy lazyload lazyloading lazyloader dummy nopic "
    "noimage noimg nophoto none 1x1 onepx".split()
)
MAY_HOLD = frozenset("space pixel dot clear empty grey gray white load default holder b s t x p px g".split())
BESIDE = (
    HOLDING
    | MAY_HOLD
    | frozenset(
        "no place image images img pic picture photo bg thumb thumbnail news new big small large square wide gif png "
        "svg color loaded post article w h".split()
    )
)
DRAWN = (".gif", ".png", ".svg")
OUT_OF_SIGHT = re.compile(r"display:none|(?:left|top):-\d{3,}|visibility:hidden|opacity:0(?![.\d])", re.I)
# A picture of a known size up to this many pixels either way is an icon, a rule or a counter.
ICON = 32


class Sight(NamedTuple):
    """A picture with its ``attributes`` and the element that holds it.

    ``place`` is where it stands to the words of its block (``behind`` those of the page's last one only), ``linked``
    tells whether it stands in a link, ``sources`` are the attributes of those that a ``picture`` has besides.
    """

    attributes: Attributes
    element: int = 0
    place: Literal["before", "inside", "behind"] = "before"
    linked: bool = False
    sources: tuple[Attributes, ...] = ()

    @property
    def address(self) -> str | None:
        """The address; None where there is none but one that is written into the page, or a placeholder's."""
        return address_of(self.attributes, self.sources)

    @property
    def late(self) -> bool:
        """Whether a script is told where it finds the picture."""
        return self.address is not None and self.address != (self.attributes.get("src") or "")

    @property
    def icon(self) -> bool:
        """Whether the page says that the picture is too small to show anything."""
        return is_icon(self.attributes)

    @property
    def alt(self) -> str:
        """The alternative text, in one line."""
        return " ".join((self.attributes.get("alt") or "").split())


def address_of(attributes: Attributes, sources: Sequence[Attributes] = ()) -> str | None:
    """The address of a picture with those ``attributes``, where it is loaded late too; None for one that is written
    into the page, and for a placeholder's."""
    return next(filter(_is_real, _addresses(attributes, sources)), None)


def _addresses(attributes: Attributes, sources: Sequence[Attributes]) -> Iterator[str]:
    """What may be the address, most trusted first."""
    for name in ADDRESSES:
        if name in attributes:
            yield attributes[name] or ""
    names = [(held, name) for name in attributes if (held := _holds(name))]
    if names:
        yield from (attributes[name] or "" for held, name in names if held == "late")
        yield from (largest(attributes[name] or "") or "" for held, name in names if held == "set")
    yield attributes.get("src") or ""
    yield largest(attributes.get("srcset") or "") or ""
    if sources:
        yield _of_sources(sources) or ""
    yield from (told for held, name in names if held == "file" and FILE.fullmatch(told := attributes[name] or ""))


@lru_cache(maxsize=1024)
def _holds(name: str) -> Literal["late", "set", "file"] | None:
    """What an attribute of that name, but ``src`` and ``srcset``, holds of a picture."""
    if name in ("src", "srcset") or INSTEAD.search(name):
        return None
    if name.endswith("srcset"):
        return "set"
    return "late" if LATE.fullmatch(name) else "file" if NAMED.fullmatch(name) else None


def _is_real(address: str) -> bool:
    return address != "" and not NO_ADDRESS.match(address.lstrip()) and not is_placeholder(address)


def is_placeholder(address: str) -> bool:
    """Whether the file of that ``address`` only holds the place of a picture until it is loaded, by its name."""
    file = address.partition("#")[0].partition("?")[0].rpartition("/")[2].lower()
    stem, point, ending = file.rpartition(".")
    if not point or len(stem) > 40:
        return False
    words = [stem] if stem == "1x1" else WORD.findall(stem)
    if not all(word in BESIDE or word.isdecimal() for word in words):
        return False
    telling = HOLDING | MAY_HOLD if point + ending in DRAWN else HOLDING
    return not telling.isdisjoint(words)


def _of_sources(sources: Sequence[Attributes]) -> str | None:
    """The address of the largest picture among the ``sources`` of one; the first of those that are as large.

    Where the page tells no size, what is meant for wide windows is larger than what is meant for all.
    """
    found: list[tuple[float, str]] = []
    for source in sources:
        told = next((value for name, value in source.items() if value and name.endswith("srcset")), "")
        width = MEDIA.search(source.get("media") or "")
        shown = 1.0 if width is None else float(width[2]) if width[1] == "min" else 0.5
        candidates = _candidates(told)
        sizes = [(size if unit == "w" else shown, address) for address, size, unit in candidates]
        found += sizes if any(unit == "w" for *_, unit in candidates) else sizes[:1]
    return max(found, key=lambda each: each[0])[1] if found else None


def _candidates(candidates: str) -> list[tuple[str, float, str]]:
    """The addresses of a ``srcset`` with their sizes, in pixels (``w``) or as a density (``x``)."""
    return [
        (match["address"], float(match["size"] or 1), match["unit"] or "x")
        for match in CANDIDATE.finditer(candidates)
        if _is_real(match["address"])
    ]


def largest(candidates: str) -> str | None:
    """The address of the widest picture of a ``srcset``; the first of those that are as wide.

    Those that are told apart by the density of a screen are one picture, and that for an ordinary screen is what
    ``src`` would hold.
    """
    found = _candidates(candidates)
    wide = [(size, address) for address, size, unit in found if unit == "w"]
    if wide:
        return max(wide, key=lambda each: each[0])[1]
    return min(found, key=lambda each: each[1])[0] if found else None


def shown_by(tag: str, attributes: Attributes) -> str | None:
    """The address of the picture that an element other than ``img`` shows, as its background or by a script."""
    address = None
    for name, value in attributes.items():
        if value and (name == "src" or _holds(name)) and FILE.fullmatch(value) and _is_real(value):
            address = value
            break
    style = attributes.get("style")
    if address is None and not (style and "url(" in style):  # as with nearly all
        return None
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if ORNAMENT.search(names):
        return None
    if address is None and style and (tag == "figure" or PICTURED.search(names)):
        found = BACKGROUND.search(style)
        if found and _is_real(found[1]) and not found[1].endswith(".svg"):
            return found[1]
    return address


def is_file(address: str) -> bool:
    """Whether the file at ``address`` is a picture's by its name."""
    return FILE.fullmatch(address) is not None


def is_shown(attributes: Attributes) -> bool:
    """Whether a picture with those ``attributes`` is not set out of sight, as counters are."""
    return OUT_OF_SIGHT.search((attributes.get("style") or "").replace(" ", "")) is None


def is_icon(attributes: Attributes) -> bool:
    """Whether a picture with those ``attributes`` is, as these say, too small to show anything."""
    return _small(attributes.get("width") or "") or _small(attributes.get("height") or "")


def _small(size: str) -> bool:
    size = size.removesuffix("px")
    return size.isdecimal() and len(size) < 4 and int(size) <= ICON
