"""As much of a Dockerfile as ours uses, so that its steps can be taken in a folder, where there is no Docker.

An absolute path of the image's becomes that path below a folder that stands for its root.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

IMAGE_PATH = re.compile(r"(?<![\w./])/(?=(?:opt|src|dist|tmp)\b)")


@dataclass(frozen=True)
class Stage:
    """What follows a ``FROM``: (instruction, argument), in order."""

    steps: tuple[tuple[str, str], ...]

    def the(self, instruction: str) -> str:
        """The argument of an instruction that is given once."""
        (argument,) = (argument for name, argument in self.steps if name == instruction)
        return argument

    def command(self, instruction: str) -> list[str]:
        """The words of the JSON in ``CMD [...]`` or ``HEALTHCHECK ... CMD [...]``."""
        words: list[str] = json.loads(self.the(instruction).rpartition("CMD ")[2])
        return words

    def variables(self, inherited: Mapping[str, str], root: Path) -> dict[str, str]:
        """The environment that ``ENV`` makes of ``inherited``."""
        pairs = (pair.split("=", 1) for pair in self.the("ENV").split())
        return {**inherited, **{name: below(root, value).replace("$PATH", inherited["PATH"]) for name, value in pairs}}


def stages(text: str) -> list[Stage]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found: list[list[tuple[str, str]]] = []
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        instruction, argument = line.split(maxsplit=1)
        if instruction == "FROM":
            found.append([])
        found[-1].append((instruction, argument))
    return [Stage(tuple(steps)) for steps in found]


def below(root: Path, text: str) -> str:
    """``text`` with the image's paths below ``root``."""
    return IMAGE_PATH.sub(f"{root}/", text)


def send(checkout: Path, folder: Path) -> None:
    """Puts into ``folder`` what ``.dockerignore`` lets through: only the names that it takes back by ``!``."""
    first, *rules = (checkout / ".dockerignore").read_text(encoding="utf-8").splitlines()[1:]
    assert first == "*", f".dockerignore begins with {first}; only one that shuts out everything is understood"
    shut = [rule.removeprefix("**/") for rule in rules if not rule.startswith("!")]
    for name in (rule[1:] for rule in rules if rule.startswith("!")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy(checkout / name, folder / name, *shut)


def copy(source: Path, target: Path, *shut: str) -> None:
    """A file, or all that is in a folder but what is named in ``shut``."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*shut), dirs_exist_ok=True)
    else:
        shutil.copy(source, target)
