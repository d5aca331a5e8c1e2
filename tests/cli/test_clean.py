"""``jingwen clean`` on many pages: one line for each, whatever a page does."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from jingwen import cli
from jingwen.cleaner import Cleaner

from ..isolation import misbehaving
from ..processes import alive, children_of, wait_for
from .pages import HTML, PAGE, TEXT

ROOT = Path(__file__).parents[2]
FURNITURE = b"<html><body><ul><li><a href='/'>x</a></li></ul></body></html>"
# What `jingwen` is, but for the cleaner, which does what a page says.
PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from jingwen import cleaner, cli
from tests.isolation.misbehaving import Misbehaving
good = cleaner.Cleaner
cleaner.Cleaner = lambda *rules, **options: Misbehaving(good(*rules, **options))
sys.exit(cli.main(sys.argv[1:]))
"""
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEN_RULES", "off")
    monkeypatch.setenv("JINGWEN_DEADLINE", "4")
    monkeypatch.setenv("JINGWEN_SOFT_DEADLINE", "2")


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages do what they say."""
    good = Cleaner
    monkeypatch.setattr("jingwen.cleaner.Cleaner", lambda *a, **options: misbehaving.Misbehaving(good(*a, **options)))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start ``jingwen`` in a process of its own, with hostile pages; ended at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def run(
        *arguments: str, stdin: int = subprocess.DEVNULL, stdout: int | IO[bytes] = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", PROGRAM, *arguments]
        started.append(subprocess.Popen(command, cwd=tmp_path, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE))
        return started[-1]

    yield run
    for process in started:
        with process:
            process.kill()


def folder(tmp_path: Path, **pages: bytes) -> str:
    (tmp_path / "pages").mkdir()
    for name, content in pages.items():
        (tmp_path / "pages" / f"{name}.html").write_bytes(content)
    return str(tmp_path / "pages")


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def outcomes(printed: str) -> dict[str, str]:
    """What became of each file: its status, or the slug of its problem."""
    told = ((row["file"], row["problem"]["type"] if "problem" in row else row["status"]) for row in rows(printed))
    return {Path(file).name: outcome.removeprefix("urn:jingwen:problem:") for file, outcome in told}


@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
def test_a_page_that_hangs_crashes_or_eats_memory_costs_its_own_line(
    jobs: list[str], hostile: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signs = {
        name: getattr(misbehaving, name.upper()).encode() for name in ("hang_in_c", "die", "crash", "eat", "raise")
    }
    names = ["first", *signs, "last"]
    files = []
    for name in names:
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(signs.get(name, b"") + PAGE)
    assert cli.main(["clean", "--json", *jobs, *map(str, files)]) == 1
    printed = capsys.readouterr()
    assert outcomes(printed.out) == {
        "first.html": "article",
        "hang_in_c.html": "deadline-exceeded",
        "die.html": "child-died",
        "crash.html": "child-died",
        "eat.html": "child-died",
        "raise.html": "internal-error",
        "last.html": "article",
    }
    assert misbehaving.SECRET not in printed.out + printed.err
    *each, summary = printed.err.splitlines()
    assert [line.partition(".html: ")[0] for line in each] == [f"jingwen: {tmp_path}/{name}" for name in signs]
    assert summary == "jingwen: pages: 7, articles: 2, without an article: 0, failed: 5"


def test_an_error_in_the_code_is_told_of_a_single_page_too(
    hostile: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(misbehaving.RAISE.encode() + PAGE)
    assert cli.main(["clean", "--json", str(tmp_path / "a.html")]) == 1
    printed = capsys.readouterr()
    assert outcomes(printed.out) == {"a.html": "internal-error"}
    assert "an error in jingwen (RuntimeError at " in printed.err
    assert misbehaving.SECRET not in printed.out + printed.err


def test_a_single_page_can_be_given_a_process_that_is_killed(
    hostile: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quarantine = tmp_path / "quarantine"
    quarantine.mkdir()
    monkeypatch.setenv("JINGWEN_QUARANTINE_DIR", str(quarantine))
    (tmp_path / "a.html").write_bytes(misbehaving.DIE.encode() + PAGE)
    assert cli.main(["clean", "--json", "--jobs", "1", str(tmp_path / "a.html")]) == 1
    assert outcomes(capsys.readouterr().out) == {"a.html": "child-died"}
    assert not [*quarantine.iterdir()], "the page is in a file already"


def test_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, a=PAGE, b=FURNITURE, c=b" ")
    (tmp_path / "pages" / "d.txt.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "pages" / "logo.png").touch()
    assert cli.main(["clean", "--json", path]) == 1
    printed = capsys.readouterr()
    assert outcomes(printed.out) == {
        "a.html": "article",
        "b.html": "no_article",
        "c.html": "empty-body",
        "d.txt.gz": "article",
    }
    summary = "pages: 4, articles: 2, without an article: 1, failed: 1, other files passed over: 1"
    assert printed.err.splitlines()[-1] == f"jingwen: {summary}"
    assert rows(printed.out)[2] == {
        "file": f"{path}/c.html",
        "url": None,
        "problem": {
            "type": "urn:jingwen:problem:empty-body",
            "title": "There is no page in the request",
            "status": 400,
            "detail": "the page is empty; send the page's bytes as they were fetched",
        },
    }


def test_pages_to_be_read_have_their_names_above_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, a=b"", b=PAGE, c=PAGE)
    assert cli.main(["clean", path]) == 1
    printed = capsys.readouterr().out
    head = f"==> {path}/%s.html <==\n花园重新开放\n示例日报 · 2024-03-01T09:30\n\n{TEXT}\n"
    assert printed.startswith(head % "b")
    assert f"\n\n{head % 'c'}" in printed
    assert cli.main(["clean", "--explain", path]) == 1
    assert "body\t" in capsys.readouterr().out


def test_a_list_gives_each_page_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_bytes(PAGE)
    lines = (
        "a.html\thttps://news.example.com/1\nmissing.html\thttps://news.example.com/2\na.html\nx\ty\tz\na.html\tno\n"
    )
    Path("list").write_text(lines, encoding="utf-8")
    assert cli.main(["clean", "--json", "--list", "list"]) == 1
    listed = capsys.readouterr().out
    assert [(row["file"], row["url"]) for row in rows(listed)] == [
        ("a.html", "https://news.example.com/1"),
        ("missing.html", "https://news.example.com/2"),
        ("a.html", None),
        ("x", None),
        ("a.html", "no"),
    ]
    problems = [row["problem"]["type"].rpartition(":")[2] for row in rows(listed) if "problem" in row]
    assert problems == ["unreadable-file", "invalid-line", "invalid-option"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert cli.main(["clean", "--json", "--list", "-"]) == 1
    assert capsys.readouterr().out == listed


def test_answers_come_while_the_list_is_still_written(tmp_path: Path, start: Start) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    process = start("clean", "--json", "--list", "-", stdin=subprocess.PIPE)
    assert process.stdin and process.stdout
    for number in range(3):
        process.stdin.write(f"a.html\thttps://news.example.com/{number}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["url"] == f"https://news.example.com/{number}"
    process.stdin.close()
    assert process.wait() == 0


def test_the_address_of_one_page_is_not_that_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, a=PAGE)
    for files in ([path], ["a.html", "b.html"], ["--list", f"{path}/a.html"]):
        assert cli.main(["clean", "--url", "https://news.example.com/1", *files]) == 2
        assert "in a list: --list FILE" in capsys.readouterr().err


def test_a_failure_has_the_address_that_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "https://news.example.com/1"
    assert cli.main(["clean", "--json", "--url", url, str(tmp_path / "a.html")]) == 1
    (row,) = rows(capsys.readouterr().out)
    assert (row["url"], row["problem"]["detail"]) == (
        url,
        "No such file or directory; expected a page, a folder of pages, or - for standard input",
    )


@pytest.mark.parametrize("listed", [False, True])
def test_an_address_is_not_fetched(listed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list").write_text("https://news.example.com/1\n", encoding="utf-8")
    arguments = ["--list", str(tmp_path / "list")] if listed else ["https://news.example.com/1"]
    assert cli.main(["clean", *arguments]) == 1
    said = (
        "jingwen: https://news.example.com/1: jingwen fetches nothing; save the page, and give its address with --url"
    )
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("taken", ["pages/a.html", "pages/all.txt", "list", "elsewhere.html"])
def test_an_output_that_is_read_too_is_refused(
    taken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, a=PAGE, b=PAGE)
    monkeypatch.chdir(tmp_path)
    Path("elsewhere.html").write_bytes(PAGE)
    Path("pages/linked.html").symlink_to(tmp_path / "elsewhere.html")
    Path("list").write_text("pages/a.html\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*.*")}
    assert cli.main(["clean", "--json", "pages", "--list", "list", "-o", taken]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"jingwen: --output is {taken}, which would be read as well as written. Name another")
    assert printed.err.count("\n") == 1
    assert {path: path.read_bytes() for path in Path().rglob("*.*")} == before


def test_an_entry_of_a_list_that_still_comes_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_bytes(PAGE)
    Path("b.html").write_bytes(PAGE)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a.html\nb.html\n")))
    assert cli.main(["clean", "--json", "--list", "-", "-o", "b.html"]) == 2
    assert "--output is b.html, which would be read" in capsys.readouterr().err
    assert Path("b.html").read_bytes() == PAGE


def test_an_output_beside_the_pages_is_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, a=PAGE)
    answers = set()
    for _ in range(2):
        assert cli.main(["clean", "--json", path, "-o", f"{path}/articles.jsonl"]) == 0
        summary = "jingwen: pages: 1, articles: 1, without an article: 0, failed: 0\n"
        assert capsys.readouterr().err == summary
        answers.add((tmp_path / "pages" / "articles.jsonl").read_bytes())
    assert len(answers) == 1


def test_a_dash_is_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = folder(tmp_path, a=PAGE)
    assert cli.main(["clean", path, "-o", "-"]) == 0
    assert TEXT in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [tmp_path / "pages"]


def test_a_name_in_another_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["新闻".encode("gbk") + b".html", b"a\nb.html", b"\xff.html"]
    for name, content in zip(names, (PAGE, PAGE, b""), strict=True):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(content)
    assert cli.main(["clean", "--json", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert outcomes(printed.out) == {
        "a\nb.html": "article", r"\xd0\xc2\xce\xc5.html": "article", r"\xff.html": "empty-body"
    }  # fmt: skip
    assert cli.main(["clean", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert rf"==> {tmp_path}/\xd0\xc2\xce\xc5.html <==" in printed.out
    assert rf"==> {tmp_path}/a\nb.html <==" in printed.out
    assert rf"{tmp_path}/\xff.html: the page is empty" in printed.err


@pytest.mark.parametrize("form", [[], ["--json"], ["--explain"]])
@pytest.mark.parametrize("several", [False, True])
def test_a_file_gets_what_would_be_printed(
    form: list[str], several: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path, a=PAGE) + ("" if several else "/a.html")
    assert cli.main(["clean", *form, path]) == 0
    printed = capsys.readouterr().out
    assert cli.main(["clean", *form, path, "-o", str(tmp_path / "answers")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "answers").read_text(encoding="utf-8") == printed != ""


@pytest.mark.parametrize(
    ("errors", "answers", "into_file", "drawn"),
    [
        (True, False, False, True),
        (True, True, True, True),
        (True, True, False, False),
        (False, False, True, False),
    ],
)
def test_a_bar_is_drawn_on_a_terminal_that_has_no_answers_on_it(
    errors: bool,
    answers: bool,
    into_file: bool,
    drawn: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = folder(tmp_path, a=PAGE, b=PAGE)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: errors)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: answers)
    where = ["-o", str(tmp_path / "answers")] if into_file else []
    assert cli.main(["clean", path, *where]) == 0
    assert ("0/2 [" in capsys.readouterr().err) is drawn
    assert cli.main(["clean", f"{path}/a.html", *where]) == 0
    assert capsys.readouterr().err == "", "none for a single page"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_children_and_leaves_no_half_file(
    number: int, status: int, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder(tmp_path, a=PAGE, b=misbehaving.HANG.encode() + PAGE, c=PAGE)
    monkeypatch.setenv("JINGWEN_DEADLINE", "60")
    process = start("clean", "--json", path, "-o", "answers")
    wait_for(lambda: any(part.stat().st_size for part in tmp_path.glob(".*.part")), "no page was done")
    wait_for(lambda: [child for nursery in children_of(process.pid) for child in children_of(nursery)], "no child came")
    (nursery,) = children_of(process.pid)
    children = children_of(nursery)
    assert list(tmp_path.glob(".*.part"))
    process.send_signal(number)
    _, errors = process.communicate()
    said = b"jingwen: interrupted after 1 of 3 pages; answers is not written\n"
    assert (process.returncode, errors) == (status, said)
    wait_for(lambda: not any(map(alive, [nursery, *children])), "a child is left")
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_an_older_output_is_said_to_be_left(tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(tmp_path, a=misbehaving.HANG.encode() + PAGE, b=PAGE)
    monkeypatch.setenv("JINGWEN_DEADLINE", "60")
    (tmp_path / "answers").write_text("old", encoding="utf-8")
    process = start("clean", "--json", path, "-o", "answers")
    wait_for(lambda: list(tmp_path.glob(".*.part")), "it was not begun")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert errors == b"jingwen: interrupted after 0 of 2 pages; answers is left as it was\n"
    assert (tmp_path / "answers").read_text(encoding="utf-8") == "old"


def test_ctrl_c_while_a_list_is_awaited(tmp_path: Path, start: Start) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    process = start("clean", "--json", "--list", "-", stdin=subprocess.PIPE)
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(b"a.html\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert (process.wait(), process.stderr.read()) == (130, b"jingwen: interrupted after 1 page\n")


def test_a_reader_of_many_pages_that_has_seen_enough(tmp_path: Path, start: Start) -> None:
    path = folder(tmp_path, **{f"p{number}": PAGE for number in range(20)})
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        process = start("clean", path, stdout=closed)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (141, b"")


def test_the_limit_of_a_page_is_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path, a=HTML.encode(), b=HTML.encode() * 3)
    monkeypatch.setenv("JINGWEN_MAX_PAGE_BYTES", str(len(PAGE)))
    assert cli.main(["clean", "--json", path]) == 1
    assert outcomes(capsys.readouterr().out) == {"a.html": "article", "b.html": "body-too-large"}
    monkeypatch.setenv("JINGWEN_MAX_TAGS", "5")
    assert cli.main(["clean", "--json", f"{path}/a.html"]) == 1
    assert outcomes(capsys.readouterr().out) == {"a.html": "too-many-tags"}


def test_what_keeps_children_from_being_born_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    assert cli.main(["clean", folder(tmp_path, a=PAGE)]) == 1
    told = capsys.readouterr().err.splitlines()[0]
    assert "no process that would clean the page can be started: [Errno 2] No such file or directory" in told
    assert "log" not in told
