"""Which pages are asked for, in which order, and what becomes of names that are no pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from jingwen.cli.inputs import Inputs
from jingwen.errors import InvalidOption


def laid_out(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return folder


def found(inputs: Inputs, below: Path) -> list[str]:
    return [page.file.removeprefix(f"{below}/") for page in inputs]


def listed(tmp_path: Path, lines: bytes) -> Inputs:
    (tmp_path / "list").write_bytes(lines)
    return Inputs([], [str(tmp_path / "list")])


def test_the_pages_of_a_folder_in_the_order_of_their_names(tmp_path: Path) -> None:
    pages = ["10.html", "2.HTM", "b.xhtml", "c/1.txt.gz", "c/d/2.shtml", "d.html.gz", "e.txt"]
    others = [".hidden.html", ".git/1.html", "logo.png", "news.html.bak", "x.gz", "c/style.css"]
    folder = laid_out(tmp_path, *reversed(pages), *others)
    (folder / "again").symlink_to(folder)
    (folder / "gone.html").symlink_to(folder / "nowhere")
    (folder / "linked.html").symlink_to(folder / "e.txt")
    inputs = Inputs([str(folder)])
    assert found(inputs, folder) == [*pages, "linked.html"]
    assert inputs.passed_over == len(others) + 2
    assert inputs.count() == len(pages) + 1
    assert found(inputs, folder) == [*pages, "linked.html"]
    assert inputs.passed_over == len(others) + 2, "they are not counted twice"


def test_a_link_that_leads_nowhere_costs_itself_only(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, "1.html", "3.html")
    (folder / "2.html").symlink_to(folder / "2.html")
    (folder / "4.html").symlink_to(folder / "3.html" / "below")
    inputs = Inputs([str(folder)])
    assert found(inputs, folder) == ["1.html", "3.html"]
    assert inputs.passed_over == 2


def test_files_folders_and_a_list_in_this_order(tmp_path: Path) -> None:
    laid_out(tmp_path, "b.png", "a/1.html")
    (tmp_path / "list").write_text("c.html\n", encoding="utf-8")
    inputs = Inputs([str(tmp_path / "b.png"), str(tmp_path / "a"), "-"], [str(tmp_path / "list")])
    assert found(inputs, tmp_path) == ["b.png", "a/1.html", "-", "c.html"], "a file that is named is a page"
    assert inputs.several


@pytest.mark.parametrize(
    ("name", "several"), [("1.html", False), ("gone.html", False), ("n" * 300, False), (".", True)]
)
def test_several_pages_may_come_of_a_folder_only(name: str, several: bool, tmp_path: Path) -> None:
    laid_out(tmp_path, "1.html")
    assert Inputs([str(tmp_path / name)]).several is several
    assert Inputs([str(tmp_path / name)] * 2).several


def test_a_folder_without_pages_is_a_failure(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/logo.png")
    inputs = Inputs([str(tmp_path)])
    (only,) = inputs
    assert only.file == str(tmp_path)
    assert str(only.problem).startswith("there are no pages in this folder; expected *.html, ")
    assert inputs.passed_over == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is kept from root")
def test_a_folder_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.html", "b/2.html")
    (tmp_path / "a").chmod(0)
    try:
        first, second = Inputs([str(tmp_path)])
    finally:
        (tmp_path / "a").chmod(0o700)
    assert (first.file, str(first.problem)) == (f"{tmp_path}/a", "Permission denied")
    assert (second.file, second.problem) == (f"{tmp_path}/b/2.html", None)


def test_a_folder_that_goes_away_meanwhile_costs_itself_only(tmp_path: Path) -> None:
    laid_out(tmp_path, "1.html", "a/2.html", "b/3.html")
    pages = iter(Inputs([str(tmp_path)]))
    next(pages)
    (tmp_path / "a" / "2.html").unlink()
    (tmp_path / "a").rmdir()
    assert [(page.file.removeprefix(f"{tmp_path}/"), page.problem is None) for page in pages] == [
        ("a", False), ("b/3.html", True)
    ]  # fmt: skip


def test_a_list(tmp_path: Path) -> None:
    lines = "\ufeffa.html\thttps://news.example.com/1\r\n\n  \nb c.html\nd.html\t\n甲.html\t https://example.com/甲 "
    assert [(page.file, page.url, page.problem) for page in listed(tmp_path, lines.encode())] == [
        ("a.html", "https://news.example.com/1", None),
        ("b c.html", None, None),
        ("d.html", None, None),
        ("甲.html", "https://example.com/甲", None),
    ]


@pytest.mark.parametrize(
    ("line", "file", "said"),
    [
        (b"a.html\thttps://news.example.com/1\tx", "a.html", "it has 3 columns"),
        (b"\thttps://news.example.com/1", "", "it names no file"),
        (b"-", "-", "it names no file"),
        (b"a\0b", "a\0b", "it names no file"),
    ],
)
def test_a_line_that_cannot_be_used_costs_itself_only(line: bytes, file: str, said: str, tmp_path: Path) -> None:
    first, second, third = listed(tmp_path, b"1.html\n" + line + b"\n2.html\n")
    assert [first.file, second.file, third.file] == ["1.html", file, "2.html"]
    assert str(second.problem).startswith(f"line 2 of the list cannot be used: {said}; expected ")
    assert (first.problem, third.problem) == (None, None)


def test_lines_of_a_list_that_begin_with_a_hash_are_comments(tmp_path: Path) -> None:
    pages = listed(tmp_path, "\ufeff# 三月\n#a.html\n./#a.html\na#.html\n".encode())
    assert [page.file for page in pages] == ["./#a.html", "a#.html"]


@pytest.mark.parametrize("lines", [b"<!doctype html>\n<p>x\n", b"\xef\xbb\xbf\n  <html>\n</html>\n"])
def test_a_list_that_is_a_page_is_said_once(lines: bytes, tmp_path: Path) -> None:
    with pytest.raises(InvalidOption, match="begins with < as a page does; expected a path on each line"):
        list(listed(tmp_path, lines))


def test_a_line_further_down_may_be_strange(tmp_path: Path) -> None:
    assert [page.file for page in listed(tmp_path, b"a.html\n<p>x\n")] == ["a.html", "<p>x"]


@pytest.mark.parametrize(
    ("output", "refused"),
    [
        ("a/new.html", True),
        ("a/b/NEW.TXT.gz", True),
        ("a/new.jsonl", False),
        ("a/.new.html", False),
        ("a/.git/new.html", False),
        ("c/new.html", False),
        ("linked/new.html", True),
        ("a/again/new.html", False),
        ("page", True),
    ],
)
def test_an_output_is_refused_where_it_would_be_a_page(output: str, refused: bool, tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.html", "a/b/2.html", "a/.git/3.html", "c/4.html", "page")
    (tmp_path / "linked").symlink_to(tmp_path / "a")
    (tmp_path / "a/again").symlink_to(tmp_path / "c")
    inputs = Inputs([str(tmp_path / "a"), str(tmp_path / "page")], (), str(tmp_path / output))
    if refused:
        with pytest.raises(InvalidOption, match="would be read as well as written"):
            inputs.count()
    else:
        assert inputs.count() == 3


def test_what_is_no_file_is_read_and_written(tmp_path: Path) -> None:
    assert [page.file for page in Inputs(["/dev/null"], (), "/dev/null")] == ["/dev/null"]


def test_the_output_is_not_passed_over_nor_what_it_is_called_meanwhile(tmp_path: Path) -> None:
    laid_out(tmp_path, "1.html", "out.jsonl", ".jingwen-12.part", "b/out.jsonl")
    inputs = Inputs([str(tmp_path)], (), str(tmp_path / "out.jsonl"))
    assert found(inputs, tmp_path) == ["1.html"]
    assert inputs.passed_over == 1, "that of the same name in another folder"


def test_several_lists_one_after_the_other(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(f"{name}1.html\n{name}2.html\n", encoding="utf-8")
    inputs = Inputs(["c.html"], [str(tmp_path / "b"), str(tmp_path / "a")])
    assert [page.file for page in inputs] == ["c.html", "b1.html", "b2.html", "a1.html", "a2.html"]
    assert inputs.count() == 5


def test_an_empty_list_has_no_pages(tmp_path: Path) -> None:
    inputs = listed(tmp_path, b"\n")
    assert (list(inputs), inputs.count(), inputs.several) == ([], 0, True)


def test_what_comes_through_a_pipe_cannot_be_counted() -> None:
    assert Inputs([], ["-"]).count() is None


@pytest.mark.parametrize(
    ("files", "lists", "said"),
    [
        (["-", "a.html", "-"], (), "standard input (-) is named twice"),
        (["-"], ["-"], "standard input (-) is named twice"),
        ([], ["-", "-"], "standard input (-) is named twice"),
        ([], ["/no/such/list"], "--list is /no/such/list: No such file or directory; expected "),
        ([], ["/"], "--list is /: Is a directory; expected "),
    ],
)
def test_what_cannot_be_used(files: list[str], lists: Sequence[str], said: str) -> None:
    with pytest.raises(InvalidOption) as raised:
        Inputs(files, lists)
    assert str(raised.value).startswith(said)
