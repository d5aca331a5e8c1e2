"""What is said twice in the repository is the same both times, and the lock files are fit to be published."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jingwen.version import VERSION
from jingwen.workshop.check import check

ROOT = Path(__file__).parents[1]
GUIDES = (
    "README.md",
    "docs/api.md",
    "docs/settings.md",
    "docs/metrics.md",
    "docs/library.md",
    "docs/command.md",
    "docs/crawlers.md",
    "docs/moving.md",
)
LOCKS = (
    "runtime.lock",
    "build.lock",
    "dev.lock",
    "peers.lock",
    "fuzz.lock",
    "opencc.lock",
    "calendar.lock",
    "integration.lock",
    "browser.lock",
    "nemo.lock",
)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)
COMMENT = re.compile(r"(?:^|\s+)# .*$", re.MULTILINE)
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; [^\\]+)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def pins(lock: str) -> dict[str, str]:
    """The version of each distribution in a lock file."""
    return {canonicalize_name(name): version for name, version, _ in PIN.findall(read(f"requirements/{lock}"))}


def files() -> list[Path]:
    """Every file that a person wrote: no environment, no cache, no history."""
    top = [path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name in {".ci", ".github"}]
    below = [path for folder in top for path in folder.rglob("*")]
    return [path for path in [*top, *below] if path.is_file() and "__pycache__" not in path.parts]


def languages(guide: str) -> tuple[str, str]:
    """A guide in English and in Chinese."""
    return read(guide), read(guide.replace(".md", ".zh.md"))


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_have_the_same_sections(guide: str) -> None:
    english, chinese = (HEADING.findall(FENCE.sub("", text)) for text in languages(guide))
    assert english
    assert english == chinese


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_have_the_same_code(guide: str) -> None:
    """Comments inside the code are prose, and may be translated."""
    english, chinese = (
        [(kind, COMMENT.sub("", code)) for kind, code in FENCE.findall(text)] for text in languages(guide)
    )
    assert english == chinese


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_have_the_same_rows(guide: str) -> None:
    english, chinese = (ROW.findall(FENCE.sub("", text)) for text in languages(guide))
    assert english == chinese


def guides() -> list[str]:
    """Every page of documentation."""
    return sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("guide", guides())
def test_links_lead_to_what_there_is(guide: str) -> None:
    text = FENCE.sub("", read(guide))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        target = (ROOT / guide).parent / path if path else ROOT / guide
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def anchors(text: str) -> list[str]:
    """The names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_is_pins_and_hashes_only(lock: str) -> None:
    text = read(f"requirements/{lock}")
    assert PIN.search(text)
    assert PIN.sub("", text) == "", "a line is not name==version with its sha256 hashes"


@pytest.mark.parametrize("lock", ["runtime.lock", "build.lock", "calendar.lock"])
def test_the_lock_files_agree(lock: str) -> None:
    assert pins(lock).items() <= pins("dev.lock").items()


def test_peers_go_into_the_same_environment() -> None:
    peers, own = pins("peers.lock"), pins("dev.lock")
    assert {name: peers[name] for name in peers.keys() & own.keys()}.items() <= own.items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        *(("runtime.lock", text) for text in project()["project"]["dependencies"]),
        *(("build.lock", text) for text in project()["build-system"]["requires"]),
        *(("opencc.lock", text) for text in project()["dependency-groups"]["opencc"]),
        *(("fuzz.lock", text) for text in project()["dependency-groups"]["fuzz"]),
        *(("calendar.lock", text) for text in project()["dependency-groups"]["calendar"]),
        *(("dev.lock", text) for text in project()["dependency-groups"]["dev"] if isinstance(text, str)),
        *(("peers.lock", text) for text in project()["dependency-groups"]["peers"]),
        *(("nemo.lock", text) for text in project()["dependency-groups"]["nemo"]),
        *(
            (f"{group}.lock", text)
            for group in ("integration", "browser")
            for text in project()["dependency-groups"][group]
            if isinstance(text, str)
        ),
    ],
)
def test_a_lock_file_is_in_step_with_the_project(lock: str, wanted: str) -> None:
    requirement = Requirement(wanted)
    pinned = pins(lock).get(canonicalize_name(requirement.name))
    assert pinned is not None, f"{requirement.name} is not in requirements/{lock}; run make lock"
    assert requirement.specifier.contains(pinned), f"{pinned} is not {wanted}; run make lock"


def test_the_changelog_begins_with_this_version() -> None:
    released = re.findall(r"^## \[([^\]]+)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert next(name for name in released if name != "Unreleased") == VERSION


def test_the_rule_in_the_guide_passes_the_checker(tmp_path: Path) -> None:
    (rule,) = [code for kind, code in FENCE.findall(read("CONTRIBUTING.md")) if kind == "yaml"]
    path = tmp_path / "example.yaml"
    path.write_text(rule, encoding="utf-8")
    assert check([path]).problems == []


def test_no_file_names_a_place_on_someones_machine() -> None:
    place = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|var/folders)/[\w.]")
    assert {ROOT / "Makefile", ROOT / ".ci" / "run", Path(__file__)} <= {*files()}
    assert [path for path in files() if place.search(path.read_bytes().decode("utf-8", "ignore"))] == []
