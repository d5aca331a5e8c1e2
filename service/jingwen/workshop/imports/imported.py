"""What comes of reading another tool's site files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...errors import InvalidOption
from ...rules.css import TAKE
from ...rules.parse import HOST
from ..draft import BODY, Draft, Line
from ..twins import translate
from ..xpath import XPathError

# One rule is for one template; what names more hosts than this is a list of sites.
MOST_HOSTS = 100
SELECT, DROP = f"{BODY}select", f"{BODY}drop"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that no rule says: its file, its number (0 where the format has no lines), what it is, and the reason.

    ``directive`` is the one that it counts for, where it is a line that is told. ``site`` is the one it is for, where a
    file has several.
    """

    file: str
    line: int
    said: str
    reason: str
    directive: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A rule for one site, ``told`` the lines that say something of pages by directive, ``left_out`` those of them that
    it does not say. ``site`` is its name where the file has several."""

    file: str
    draft: Draft
    told: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...] = ()
    site: str = ""


@dataclass(slots=True)
class Gathering:
    """The lines of one site's file as they are understood, one after the other; ``site`` as ``Imported`` has it."""

    file: str
    site: str = ""
    lines: list[Line] = field(default_factory=list)
    told: list[tuple[str, int]] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    def leave(self, place: int, directive: str, said: str, reason: str) -> None:
        """A line that is left out."""
        self.told.append((directive, place))
        self.left.append(LeftOut(self.file, place, f"{directive}: {said}" if said else directive, reason, directive))

    def css(self, place: int, directive: str, key: str, css: str) -> None:
        """A line whose selector is CSS already."""
        self.told.append((directive, place))
        self.lines.append(Line(key, css, place=place))

    def xpath(self, place: int, directive: str, key: str, source: str) -> None:
        """A line whose selector is XPath; where it has no twin in CSS the line is left out."""
        try:
            found = translate(source)
            if key.startswith(BODY):
                if any(each.take for each in found):
                    raise XPathError("it is of attributes or bare texts; a body is made of elements")
                if any(each.first for each in found):
                    raise XPathError("a position on the whole page has no twin in CSS")
                if any(each.match for each in found):
                    raise XPathError("a part of a text has no twin in CSS")
                # all that a body's expression finds is the body: one selector, with commas
                selectors = [", ".join(dict.fromkeys(each.css for each in found))]
                made = [Line(key, css, place=place) for css in selectors]
            else:
                made = [Line(key, _address(key, each.selector), match=each.match, place=place) for each in found]
        except XPathError as error:
            self.leave(place, directive, source, str(error))
            return
        self.told.append((directive, place))
        self.lines += made

    def imported(self, site: str, hosts: Iterable[str], origin: str) -> Imported:
        """The rule for ``hosts``, of all that was understood."""
        lines = self._of_one_match(list(dict.fromkeys(_unplaced(self.lines))))
        named = tuple(dict.fromkeys(hosts))
        draft = Draft(site, named, tuple(lines), head=(f"Imported from {origin}: {Path(self.file).name}.",))
        return Imported(self.file, draft, tuple(self.told), tuple(self.left), self.site)

    def _of_one_match(self, lines: list[Line]) -> list[Line]:
        """``lines`` without those whose pattern differs from that of the field's first one: a field has one for all."""
        first: dict[str, str | None] = {}
        kept = []
        for line in lines:
            if first.setdefault(line.key, line.match) == line.match:
                kept.append(line)
            else:
                reason = "a field takes one part of all its texts"
                self.left.append(LeftOut(self.file, line.place, f"{line.key}: {line.value}", reason, line.key))
        return kept


def hosts_of(names: Iterable[str], file: str) -> tuple[str, ...]:
    """``names`` as a rule's hosts. Raises ``InvalidOption`` for one that is none, and for too many."""
    hosts = tuple(dict.fromkeys(name.lower() for name in names))
    for host in hosts:
        if not HOST.fullmatch(host):
            raise InvalidOption(f"{file}: {host[:80]!r} is no host name; expected one such as news.example.com")
    if len(hosts) > MOST_HOSTS:
        raise InvalidOption(
            f"{file}: one rule names {len(hosts):,} hosts; expected at most {MOST_HOSTS}, for a rule is of one template"
        )
    return hosts


def read_lines(path: Path) -> list[str]:
    """The lines of a text file in UTF-8, or in Latin-1 where it is not. Raises ``InvalidOption``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidOption(f"{path} cannot be read: {error.strerror}") from None
    if b"\0" in content:
        raise InvalidOption(f"{path} is no text; expected a site file")
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return content.decode("latin-1").splitlines()


def _address(key: str, selector: str) -> str:
    """The selector of a link's address, where an element is meant."""
    return f"{selector}::attr(href)" if key == "next_page" and not TAKE.fullmatch(selector) else selector


def _unplaced(lines: Iterable[Line]) -> Iterator[Line]:
    """Each selector of a key once, whatever lines it came from."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if (line.key, line.value) not in seen:
            seen.add((line.key, line.value))
            yield replace(line, value=re.sub(r"\s+", " ", line.value.strip()))
