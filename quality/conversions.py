"""Compares our script conversion with OpenCC itself, of today, on the annotated texts: ``make opencc``.

    python -m quality.conversions                every difference that nothing explains; exit status 1 if there is one
    python -m quality.conversions --all          and the explained ones, with what explains each
    python -m quality.conversions --gold DIR     on the annotations in another folder than ../shared/gold

Texts are compared from simplified to traditional (s2t, s2tw, s2hk) and from traditional to simplified, there with what
Hong Kong's and Taiwan's configurations make of a text one after the other (hk2t, tw2s), for a page does not say which
it is from. OpenCC and opencc-python-reimplemented cannot live in one environment (findings/opencc-two-packages-one-
folder.sh), so OpenCC runs in one of its own, below the other. A difference is explained by an entry of
``corrections.txt`` that is our own, or by a line of ``quality/conversions.txt``, where it lies in what either names.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jingwen.model import Script
from jingwen.tidying.script import Source, convert, detect
from quality.gate import BLIND, SHARED

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "opencc" / "bin" / "python"
CORRECTIONS = ROOT / "service" / "jingwen" / "tidying" / "corrections.txt"
EXPLAINED = ROOT / "quality" / "conversions.txt"
CONFIGURATIONS: Sequence[tuple[Source, Script, tuple[str, ...]]] = (
    ("hans", "hant", ("s2t",)),
    ("hans", "tw", ("s2tw",)),
    ("hans", "hk", ("s2hk",)),
    ("hant", "hans", ("hk2t", "tw2s")),
)
PROGRAM = """
import json, sys
from opencc import OpenCC
converters = [OpenCC(name) for name in sys.argv[1:]]
for line in sys.stdin:
    text = json.loads(line)
    for converter in converters:
        text = converter.convert(text)
    print(json.dumps(text))
"""
CONTEXT = 6
"""How many characters are shown on either side of a difference."""
# Annotations that hold text of the page.
KEYS = ("title", "source", "body", "captions", "required", "optional", "forbidden", "byline", "editors")


@dataclass(frozen=True)
class Difference:
    """``ours`` and ``theirs`` for ``text[start:end]``."""

    text: str
    start: int
    end: int
    ours: str
    theirs: str

    def explained_by(self, words: Iterable[str]) -> str | None:
        """The first of ``words`` that stands in the text where the difference is, all of it."""
        for word in words:
            at = self.text.find(word, max(0, self.end - len(word)))
            if 0 <= at <= self.start:
                return word
        return None

    def __str__(self) -> str:
        around = self.text[max(0, self.start - CONTEXT) : self.end + CONTEXT]
        return f"{self.text[self.start : self.end]} ours {self.ours} theirs {self.theirs}  {around}"


def read_texts(gold: Path) -> Mapping[Source, Sequence[str]]:
    """The Chinese paragraphs of the annotations in ``gold``, each once, by their script."""
    found: dict[Source, dict[str, None]] = {"hans": {}, "hant": {}}
    for path in sorted(gold.glob("*/*.json")):
        if path.parent.name.startswith(BLIND):
            continue
        texts = list(_strings(json.loads(path.read_text(encoding="utf-8"))))
        page = detect("\n".join(texts))
        for text in texts:
            for paragraph in filter(None, map(str.strip, text.split("\n"))):
                script = page and (detect(paragraph) or page)
                if script:
                    found[script][paragraph] = None
    return {script: list(paragraphs) for script, paragraphs in found.items()}


def _strings(annotation: Mapping[str, Any]) -> Iterator[str]:
    for key in KEYS:
        value = annotation.get(key)
        yield from [value] if isinstance(value, str) else filter(None, value or [])


def official(texts: Sequence[str], configurations: Sequence[str]) -> Sequence[str]:
    """``texts`` by OpenCC itself, one configuration after the other."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [str(PYTHON), "-c", PROGRAM, *configurations], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def differences(text: str, ours: str, theirs: str) -> Iterator[Difference]:
    """The runs of characters on which two conversions of ``text`` differ; all of it where their lengths do."""
    if not len(text) == len(ours) == len(theirs):
        yield Difference(text, 0, len(text), ours, theirs)
        return
    for same, run in groupby(range(len(text)), lambda at: ours[at] == theirs[at]):
        if not same:
            start, *rest = run
            end = (rest or [start])[-1] + 1
            yield Difference(text, start, end, ours[start:end], theirs[start:end])


def read_explained(source: Source) -> Mapping[str, str]:
    """Why it differs, by what a text in ``source`` holds there: our own corrections, and the list."""
    explained: dict[str, str] = {}
    dictionaries = ("STCharacters", "STPhrases") if source == "hans" else ("TSCharacters", "TSPhrases")
    reason: str | None = None
    for line in CORRECTIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, _, origin = line[1:].partition("] ")
            reason = f"ours: {origin}" if name in dictionaries and not origin.startswith("OpenCC") else None
        elif line and reason and not line.startswith("#"):
            explained[line.split(" ")[0]] = reason
    for line in EXPLAINED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            script, word, why = line.split(" ", 2)
            if script == source:
                explained[word] = why
    return explained


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="our script conversion against OpenCC's")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--all", action="store_true", help="list what is explained too")
    asked = parser.parse_args(arguments)
    texts, unexplained = read_texts(asked.gold), 0
    for source, to, configurations in CONFIGURATIONS:
        explained = read_explained(source)
        words = sorted(explained, key=len, reverse=True)
        why: Counter[str] = Counter()
        for text, theirs in zip(texts[source], official(texts[source], configurations), strict=True):
            for difference in differences(text, convert(text, to, source), theirs):
                word = difference.explained_by(words)
                why[explained[word] if word else "nothing"] += 1
                if asked.all or not word:
                    print(f"{source} {to}: {difference}  ({explained[word] if word else 'NOT EXPLAINED'})")
        unexplained += why["nothing"]
        size = sum(map(len, texts[source]))
        print(f"{source} to {to}: {size} characters, {why.total()} differences, {why['nothing']} not explained")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
