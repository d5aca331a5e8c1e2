"""The pictures that a walk over a page comes by, each once: what scripts show, and what stands in its place."""

from __future__ import annotations

from ..block import Block
from ..sight import Attributes, Sight, is_file, is_shown, shown_by

# Empty elements that may show a picture all the same; so may those with a name of the page's own.
BARE = frozenset("span div figure i b em p section source".split())
# Attributes that tell of no picture.
UNTELLING = frozenset(("class", "id", "title", "role", "aria-hidden"))
# Between two texts no reader looks at more pictures; the bound keeps a page of nothing but pictures small.
MOST_SIGHTS = 200


class Seeing:
    """The pictures since the last block, and what tells where they stand: the blocks and the run of text so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.run: list[str] = []
        self.sights: list[Sight] = []
        self.sources: list[Attributes] = []  # of the picture that comes next
        self.seen_at = (0, 0, 0)  # where the last picture stands: its element, and how many blocks and pieces before it
        self.fallback = False  # whether that one was for those without scripts, and what scripts show may follow

    def _picture(self, attributes: Attributes, element: int, linked: bool) -> None:
        """A picture, directly in the ``element`` of that number; ``linked``: it stands in a link."""
        sources: tuple[Attributes, ...] = ()
        if self.sources:
            sources, self.sources = tuple(self.sources), []
        sight = Sight(attributes, element, "inside" if self.run else "before", linked, sources)
        if self.fallback:
            self.fallback, last = False, self._beside(element)
            if last is not None and (not sight.address or _same_picture(sight.address, last.address)):
                return
        self._see(sight)

    def _instead(self, attributes: Attributes, element: int, linked: bool) -> None:
        """A picture for those without scripts: what a script shows in its place stands before it, or right behind.

        Counters stand in such places, too, and say little of themselves.
        """
        sight = Sight(attributes, element, "inside" if self.run else "before", linked)
        last, address = self._beside(element), sight.address
        if not address or sight.icon or not is_shown(attributes):
            return
        if last is not None and last.address and _same_picture(last.address, address):
            return
        if last is not None and not last.late:
            self._forget()
            sight = sight._replace(attributes={**last.attributes, **attributes})
        elif last is not None or not is_file(address):
            return
        else:
            self.fallback = True
        self._see(sight)

    def _bare(self, tag: str, attributes: Attributes, element: int, linked: bool) -> None:
        """An element with nothing in it, whose ``attributes`` are not all ``UNTELLING``: it may show a picture all the
        same."""
        if tag == "source":
            if len(self.sources) < MOST_SIGHTS and any(name.endswith("srcset") for name in attributes):
                self.sources.append(attributes)
        else:
            self._shown(tag, attributes, element, linked)

    def _shown(self, tag: str, attributes: Attributes, element: int, linked: bool) -> None:
        """The picture that an element other than ``img`` shows, if it does."""
        address = shown_by(tag, attributes)
        if address is not None:
            told = {"src": address, "alt": attributes.get("aria-label") or attributes.get("data-alt")}
            self._picture(told, element, linked)

    def _beside(self, element: int) -> Sight | None:
        """The last picture, if nothing stands between it and here."""
        here = (element, len(self.blocks), len(self.run))
        return self.sights[-1] if self.sights and self.seen_at == here else None

    def _see(self, sight: Sight) -> None:
        sights = self.sights
        if len(sights) == MOST_SIGHTS:
            sights.pop()
        sights.append(sight)
        self.seen_at = (sight.element, len(self.blocks), len(self.run))

    def _forget(self) -> None:
        """The last picture was only in the place of another."""
        self.sights.pop()


def _same_picture(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one picture, in whatever size."""
    return (one or "").partition("?")[0] == (other or "").partition("?")[0]
