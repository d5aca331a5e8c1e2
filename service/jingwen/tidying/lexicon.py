"""OpenCC's dictionaries, as opencc-python-reimplemented ships them, mended, and its conversion by longest match.

The package converts about 0.65 Mchar/s. Here the same dictionaries give the same text faster: a text that holds no
character which any entry changes is returned at once, phrases are looked for only where one can begin, and all single
characters go through one ``str.translate``. The tests hold every conversion to the package's own answer.

Its dictionaries are of 2021; ``corrections.txt`` lies over them, and says of each entry where it comes from.
``make opencc`` compares what comes out with OpenCC itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from opencc import OpenCC

from .characters import ASTRAL_HAN


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a conversion: phrases first, then the single characters that no phrase covers.

    ``touched`` finds a character without which the stage changes nothing; ``openings`` finds the places where the first
    two characters can be those of a phrase, and ``lengths`` gives, by a phrase's first two characters, the lengths of
    the phrases that begin so, longest first.
    """

    touched: re.Pattern[str]
    openings: re.Pattern[str]
    lengths: Mapping[str, tuple[int, ...]]
    phrases: Mapping[str, str]
    characters: Mapping[int, str]

    def convert(self, text: str) -> str:
        """``text`` converted. The longest phrase wins wherever it stands; of equally long ones the leftmost."""
        if not self.touched.search(text):
            return text
        out: list[str] = []
        done = 0
        for start, length in self._chosen(text):
            out.append(text[done:start].translate(self.characters))
            done = start + length
            out.append(self.phrases[text[start:done]])
        out.append(text[done:].translate(self.characters))
        return "".join(out)

    def _chosen(self, text: str) -> list[tuple[int, int]]:
        """Start and length of the phrases to convert, in order, none overlapping another."""
        found = [
            (-length, start)
            for start in [match.start() for match in self.openings.finditer(text)]
            for length in self.lengths.get(text[start : start + 2], ())
            if start + length <= len(text) and text[start : start + length] in self.phrases
        ]
        taken = bytearray(len(text))
        chosen: list[tuple[int, int]] = []
        for less, start in sorted(found):
            # What is taken already is at least as long, so an overlap shows at one end or the other.
            if not taken[start] and not taken[start - less - 1]:
                taken[start : start - less] = b"\x01" * -less
                chosen.append((start, -less))
        return sorted(chosen)


@cache
def load_dictionary(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of the package's dictionary ``name`` (``TSCharacters``): the choices for each key, best first."""
    source = files("opencc") / "dictionary" / f"{name}.txt"
    entries = (line.strip().split("\t") for line in source.read_text(encoding="utf-8").splitlines())
    return {key: tuple(value.split(" ")) for key, value in entries}


@cache
def load_corrections() -> Mapping[str, Mapping[str, str]]:
    """What ``corrections.txt`` lays over the dictionaries: by a dictionary's name, what is to come out for each key."""
    corrections: dict[str, dict[str, str]] = {}
    for line in files(__package__).joinpath("corrections.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = corrections.setdefault(line[1 : line.index("]")], {})
        elif line and not line.startswith("#"):
            key, value = line.split(" ")
            current[key] = value
    return corrections


@cache
def load_stage(characters: str, phrases: str | None = None) -> Stage:
    """The stage made of the dictionaries of those names, mended; ``characters`` has single characters only."""
    mended = load_corrections()
    singles = {key: _shown(key, choices) for key, choices in load_dictionary(characters).items()}
    several = {key: choices[0] for key, choices in (load_dictionary(phrases) if phrases else {}).items()}
    return make_stage({**singles, **mended.get(characters, {})}, {**several, **mended.get(phrases or "", {})})


def _shown(key: str, choices: tuple[str, ...]) -> str:
    """The first of ``choices`` that is in the first plane as ``key`` is, else ``key``.

    The simplified forms outside of it (嗰 to 𠮶) were made by analogy: no newspaper prints them, few fonts have them.
    """
    return choices[0] if key > "\uffff" else next((choice for choice in choices if choice <= "\uffff"), key)


def make_stage(characters: Mapping[str, str], phrases: Mapping[str, str]) -> Stage:
    """The stage that converts single ``characters`` and ``phrases`` so."""
    # The package cuts a text at punctuation before it looks for phrases: an entry that holds a mark is never found.
    cut = OpenCC().split_chars_re
    several = {key: value for key, value in phrases.items() if not cut.search(key)}
    lengths: dict[str, set[int]] = {}
    for phrase in several:
        lengths.setdefault(phrase[:2], set()).add(len(phrase))
    changed = {key for key, value in characters.items() if key != value}
    # A phrase that changes without holding a changed character (了解, 瞭解) is found by its first one.
    changed |= {key[0] for key, value in several.items() if key != value and changed.isdisjoint(key)}
    return Stage(
        touched=re.compile(_any_of(changed)),
        openings=re.compile(
            f"{_any_of(phrase[0] for phrase in several)}(?={_any_of(phrase[1] for phrase in several)})"
        ),
        lengths={opening: tuple(sorted(known, reverse=True)) for opening, known in lengths.items()},
        phrases=several,
        characters={ord(key): value for key, value in characters.items()},
    )


def _any_of(characters: Iterable[str]) -> str:
    """A class of ``characters``, and of any Han character outside the first plane."""
    first_plane = {character for character in characters if character <= "\uffff"}
    return f"[{''.join(sorted(first_plane))}{ASTRAL_HAN}]"
