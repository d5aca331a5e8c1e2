"""Another commit as a row of `make bench`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

from benchmarks import compare, pythons
from benchmarks.before import before, interpreters
from benchmarks.compare import Row, as_shares
from benchmarks.contenders import OFF, RULES
from benchmarks.pages import Page
from benchmarks.stopwatch import Timings, measure

PAGES = [Page("news", str(i), b"<h1>Rain</h1><p>It rained all day long.</p>", "text/html") for i in range(2)]
# The Makefile of a commit, for this test: its environment is the one at hand, and leaves word that it was used.
MAKEFILE = f""".venv/serve.stamp:
\tmkdir -p .venv/bin
\tprintf '#!/bin/sh\\necho run >> "{{seen}}"\\nexec "{sys.executable}" "$$@"\\n' > .venv/bin/python
\tchmod +x .venv/bin/python
"""


def git(folder: Path, *command: str) -> None:
    known = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *known, "-C", str(folder), *command], check=True, capture_output=True)


pytestmark = pytest.mark.skipif(which("git") is None or which("make") is None, reason="git and make are not installed")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "Makefile").write_text(MAKEFILE.format(seen=tmp_path / "seen"), encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "Makefile")
    git(folder, "commit", "--quiet", "--message=One")
    git(folder, "tag", "then")
    (folder / "Makefile").write_text("nothing to see here\n", encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message=Two")
    return folder


def test_the_commit_is_timed_in_an_environment_of_its_own(repository: Path, tmp_path: Path) -> None:
    with before("then", repository) as others:
        timings = measure(list(others.values()), PAGES, 2)
        folder = Path(others[OFF].command[0]).parents[2]
        assert folder.is_dir()
    assert {name: one.name for name, one in others.items()} == {RULES: f"{RULES} at then", OFF: f"{OFF} at then"}
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "run\nrun\n"
    assert [len(rounds) for rounds in timings.seconds[f"{OFF} at then"]] == [2, 2]
    assert min(timings.best(f"{RULES} at then")) > 0
    assert set(timings.failed.values()) == {0}
    assert not folder.exists()


@pytest.mark.parametrize(
    ("revision", "said"), [("nowhere", "find the commit 'nowhere'"), ("HEAD", "environment of HEAD")]
)
def test_a_commit_that_cannot_be_had(repository: Path, revision: str, said: str) -> None:
    with pytest.raises(ValueError, match=said), before(revision, repository):
        pass


def test_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(PAGES[0].body)
    monkeypatch.setattr(compare, "run", lambda *_: pytest.fail("nothing is to be timed"))
    with pytest.raises(SystemExit) as stopped:
        compare.main(["--pages", str(tmp_path), "--no-peers", "--against", "nowhere"])
    assert stopped.value.code == 2
    assert "--against: cannot find the commit 'nowhere'" in capsys.readouterr().err


def test_what_pages_cost_of_what_they_cost_then() -> None:
    def row(name: str, mean: float) -> Row:
        return Row(name, 2, mean, mean, 2 * mean, 1.0, 0.9, 1.1, 0)

    rows = [row(RULES, 0.003), row("then", 0.004)]
    cells = as_shares({"zh": rows}, {RULES: "then"}).splitlines()[-1].split("|")[1:-1]
    assert [cell.strip() for cell in cells] == ["zh", "jingwen", "0.75", "0.75", "0.75"]


# Another Python, for these tests: the one at hand, but for the version that it gives.
ANOTHER = """#!/bin/sh
case "$*" in
  *python_version*) echo "{version}" ;;
  *) echo run >> "{seen}"; exec "{python}" "$@" ;;
esac
"""


@pytest.fixture
def another(tmp_path: Path) -> Callable[[str], str]:
    """Makes a Python of a version in a folder whose Makefile makes an environment of it that is it itself."""
    makefile = "%/serve.stamp:\n\tmkdir -p $(VENV)/bin\n\tcp $(PYTHON) $(VENV)/bin/python\n"
    (tmp_path / "Makefile").write_text(makefile, encoding="utf-8")

    def make(version: str) -> str:
        python = tmp_path / f"python{version}"
        seen = tmp_path / "seen"
        python.write_text(ANOTHER.format(version=version, seen=seen, python=sys.executable), encoding="utf-8")
        python.chmod(0o755)
        return str(python)

    return make


def test_another_python_is_timed_in_an_environment_of_its_own(another: Callable[[str], str], tmp_path: Path) -> None:
    with interpreters([another("3.98.1"), another("3.99.0")], tmp_path) as others:
        assert {version: one.name for version, one in others.items()} == {
            "3.98.1": f"{RULES}, Python 3.98.1",
            "3.99.0": f"{RULES}, Python 3.99.0",
        }
        timings = measure(list(others.values()), PAGES, 2)
        folder = Path(others["3.99.0"].command[0]).parents[2]
        assert folder.is_dir()
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "run\nrun\n"
    assert all(min(timings.best(one.name)) > 0 for one in others.values())
    assert set(timings.failed.values()) == {0}
    assert not folder.exists()


def test_two_pythons_of_a_version(another: Callable[[str], str], tmp_path: Path) -> None:
    same = [another("3.99.0")] * 2
    with pytest.raises(ValueError, match=r"Python 3\.99\.0, of which"), interpreters(same, tmp_path):
        pass


def test_a_python_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.html").write_bytes(PAGES[0].body)
    with pytest.raises(SystemExit):
        pythons.main(["--pages", str(tmp_path), str(tmp_path / "python")])
    assert "cannot make an environment of" in capsys.readouterr().err


def test_pythons_without_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pythons.main(["--pages", str(tmp_path), "python"]) == 0
    assert "skipped" in capsys.readouterr().out


def test_what_pages_cost_under_another_python() -> None:
    timings = Timings(PAGES, {RULES: [[0.005, 0.004], [0.006]], "newer": [[0.003], [0.007, 0.0045]]}, {})
    here, newer = pythons.as_table({"zh": timings}, {"3.99.0": "newer"}).splitlines()[2:]
    assert [cell.strip() for cell in here.split("|")[2:-1]] == ["1.00 (1.00 to 1.00)"]
    assert [cell.strip() for cell in newer.split("|")[1:-1]] == ["3.99.0", "0.75 (0.75 to 0.75)"]
