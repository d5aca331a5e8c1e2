"""A block: a run of text on a page, with its place and what it holds besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .measure import weight
from .sight import Sight

Inline = Literal["link", "strong", "em", "sup", "sub", "plain"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text, from ``start`` up to ``end``, that is set differently; ``href`` is a link's own.

    What is ``plain`` stands in plain text only, for want of something that other formats have.
    """

    start: int
    end: int
    kind: Inline
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: before the character ``at`` of a block's text, with its address and its alternative text.

    ``element`` is the element that holds it, ``linked`` tells whether it stands in a link.
    """

    at: int
    address: str
    alt: str
    element: int
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, as a stretch of its block's text; ``continued`` where it began in the block before."""

    start: int
    end: int
    header: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Rich:
    """What a block holds besides its text, in the order of the page; only read where the answer's format shows it.

    ``goes_on`` tells that only the end of a line is between it and the block before.
    """

    spans: tuple[Span, ...] = ()
    pictures: tuple[Picture, ...] = ()
    cells: tuple[Cell, ...] = ()
    goes_on: bool = False

    def offsets(self) -> set[int]:
        """Every place in the text that something begins or ends at."""
        found = {picture.at for picture in self.pictures}
        for span in self.spans:
            found.update((span.start, span.end))
        for cell in self.cells:
            found.update((cell.start, cell.end))
        return found


@dataclass(slots=True)
class Block:
    """A run of text with its place. Nobody changes one once it is made; it is no frozen class because that takes ten
    times as long to make (10 µs against 0.9), and a page has some 240.

    ``tag`` is the nearest block-level tag (``line`` in a dump, ``code`` for what is set line by line: such a block has
    its lines and indentation), ``element`` the index of the element that holds it,
    ``linked`` how many of its characters stand in links, ``pictures`` those between the block before it and its end,
    ``marks`` the points of a rule that cover it (``body.drop[2]``), ``rich`` its links, pictures and cells where they
    were asked for. ``known_weight`` is for ``weight`` alone.
    """

    index: int
    text: str
    tag: str = "line"
    element: int = 0
    linked: int = 0
    bold: bool = False
    centred: bool = False
    pictures: tuple[Sight, ...] = ()
    marks: frozenset[str] = frozenset()
    rich: Rich | None = None
    known_weight: float = field(default=-1, init=False, repr=False, compare=False)

    @property
    def weight(self) -> float:
        """How much the text says (see :func:`~jingwen.measure.weight`); worked out once, for every room asks."""
        if self.known_weight < 0:
            self.known_weight = weight(self.text)
        return self.known_weight

    @property
    def image(self) -> str | None:
        """The address of the last picture directly before or inside the text that has one; ``""`` where none of them
        has, None where there is none."""
        if not self.pictures:
            return None
        near = [sight for sight in self.pictures if sight.place != "behind"]
        return next((address for sight in reversed(near) if (address := sight.address)), "") if near else None

    @property
    def pictured(self) -> bool:
        """Whether a picture stands directly before the text or inside it; cheaper than to ask for its address."""
        return self.pictures != () and any(sight.place != "behind" for sight in self.pictures)

    @property
    def link_share(self) -> float:
        """The share of the text that stands in links, from 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.linked and self.text else 0.0
