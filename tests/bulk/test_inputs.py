"""What a name gives: archives, tables, lists, folders and pages, each record by its key."""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwen.bulk import unpacking
from jingwen.bulk.inputs import sources
from jingwen.bulk.record import Record
from jingwen.bulk.source import Source
from jingwen.errors import InvalidOption

from .archives import PAGE, blocked, http, keys_differ, members, pzstd, warc

UTF8 = "text/html; charset=utf-8"
DUMP = "text/plain; charset=utf-8"


def only(path: Path | str, **said: Any) -> Source:
    (source,) = sources([str(path)], **said)
    return source


def written(path: Path, content: bytes | str | Sequence[object]) -> Path:
    if isinstance(content, list):
        content = "".join(f"{json.dumps(each)}\n" for each in content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else bytes(content))  # type: ignore[arg-type]  # not a list any more
    return path


def slugs(records: Sequence[Record]) -> list[str | None]:
    return [each.problem.slug if each.problem else None for each in records]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.warc.gz", members([warc(http())]), "warc"),
        ("a.WET", b"", "warc"),
        ("a.jsonl.zst", zstandard.compress(b'{"text": "x"}'), "jsonl"),
        ("a.ndjson", b"", "jsonl"),
        ("a.csv.gz", gzip.compress(b"x.html"), "list"),
        ("a.tsv", b"", "list"),
        ("a.html", PAGE, "page"),
        ("a.txt.gz", gzip.compress(b"x"), "page"),
        ("crawl", members([warc(http())]), "warc"),
        ("crawl.bin", zstandard.compress(warc(http())), "warc"),
        ("lines", b'\xef\xbb\xbf {"html": "<p>x"}\n', "jsonl"),
        ("page.php", b"\n<!doctype html><p>x", "page"),
    ],
)
def test_the_kind_of_a_file(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    source = only(written(tmp_path / name, content))
    assert (source.kind, source.size, source.name) == (kind, len(content), str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("-", None, "standard input (-) cannot be taken up again"),
        ("gone.warc", None, "gone.warc cannot be read: No such file or directory; expected a web archive (.warc,"),
        ("a.warc.br", b"", "ends in .br, which is not unpacked here; expected a plain file, .gz or .zst"),
        ("a.jsonl.lz4", b"", "ends in .lz4"),
        ("a.zip", b"", "ends in .zip"),
        ("pages", b"PK\x03\x04" + bytes(20), "is packed by zip"),
        ("pages", gzip.compress(b"BZh91AY&SY" + bytes(20)), "is packed by bzip2"),
        ("a.json", b'\n[{"html": "x"}]', "is one JSON array; expected an object on each line"),
        ("logo.png", b"\x89PNG\r\n", "is of no known kind; expected a web archive"),
        ("empty", b"", "is of no known kind"),
    ],
)
def test_what_cannot_be_read_at_all(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    if content is not None:
        written(tmp_path / name, content)
    with pytest.raises(InvalidOption) as caught:
        sources([str(tmp_path / name) if name != "-" else name])
    assert said in str(caught.value)


def test_an_input_named_twice_and_the_output_are_refused(tmp_path: Path) -> None:
    file = str(written(tmp_path / "a.jsonl", b""))
    with pytest.raises(InvalidOption, match="is named twice"):
        sources([file, file])
    with pytest.raises(InvalidOption, match="is the output"):
        sources([file], output=f"{tmp_path}/./a.jsonl")
    with pytest.raises(InvalidOption, match="'htlm' is no column of a page; did you mean html"):
        sources([file], columns={"htlm": "content"})


@pytest.mark.parametrize("names", [["p", "p/"], ["./p", "p"], ["p", "REAL/p"], ["p/1.html", "p/../p/1.html"]])
def test_an_input_under_two_names_is_named_twice(
    names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "p" / "1.html", PAGE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidOption, match=r"is named twice, as .* too; name each input once"):
        sources([name.replace("REAL", str(tmp_path)) for name in names])


@pytest.mark.parametrize("below", ["sub", "sub/1.html", "./sub/1.html"])
def test_a_page_is_not_read_twice_for_the_folder_above_it(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub" / "1.html", PAGE)
    written(tmp_path / "sub" / "a.jsonl", b"")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidOption, match=r"lies in .*, which is read for all its pages"):
        sources([below, str(tmp_path)])
    assert [each.kind for each in sources(["sub", "sub/a.jsonl"])] == ["folder", "jsonl"]


SOME = {"input": "a.warc", "offset": 0, "text": "正文"}  # by --fields text
OURS = {**SOME, "status": "article", "problem": None, "joined": 1}


@pytest.mark.parametrize(("row", "pack"), [(OURS, bytes), (SOME, gzip.compress)])
def test_what_jingwen_wrote_is_no_input(
    row: Mapping[str, object], pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    written(tmp_path / "w" / "a.jsonl", [{"text": "正文"}])
    file = written(tmp_path / "w" / "out.jsonl", pack(f"\n{json.dumps(row)}\n{{".encode()))
    for named in (file, tmp_path / "w"):
        with pytest.raises(InvalidOption, match=r"out\.jsonl is what jingwen batch wrote, .*; name the pages that"):
            sources([str(named)])


@pytest.mark.parametrize("form", ["html", "body_base64", "content"])
def test_rows_with_their_pages_are_an_input(form: str, tmp_path: Path) -> None:
    page = (base64.b64encode(PAGE) if form == "body_base64" else PAGE).decode()
    file = written(tmp_path / "a.jsonl", [{**OURS, form: page}])
    (found,) = only(file, columns={"html": "content"} if form == "content" else None)
    assert (found.body, found.problem) == (PAGE, None)


LINES: list[tuple[Mapping[str, object], bytes, str | None]] = [
    ({"html": "<p>题目"}, "<p>题目".encode(), UTF8),
    ({"html": "<p>题目", "content_type": "text/html; charset=gbk"}, "<p>题目".encode(), UTF8),
    ({"html": "<p>\ud83d题目"}, "<p>题目".encode(), UTF8),
    ({"html": "<p>x", "text": "x", "lang": "zh", "meta": {"a": [1]}}, b"<p>x", UTF8),
    ({"html": "", "text": "正文"}, "正文".encode(), DUMP),
    ({"html": None, "text": "正文"}, "正文".encode(), DUMP),
    ({"body_base64": base64.b64encode(b"\xcc\xe2").decode(), "content_type": "a/b"}, b"\xcc\xe2", "a/b"),
    ({"body_base64": base64.encodebytes(PAGE).decode()}, PAGE, None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "body", "content_type"), LINES)
def test_a_line_of_json(line: Mapping[str, object], body: bytes, content_type: str | None, tmp_path: Path) -> None:
    known = {"url": "https://news.example.com/1", "fetched_at": "2024-05-06T08:00:00Z", "id": 7}
    (found,) = only(written(tmp_path / "a.jsonl", [{**known, **line}]))
    assert (found.body, found.content_type, found.problem) == (body, content_type, None)
    assert (found.url, found.fetched_at, found.id) == (
        "https://news.example.com/1",
        datetime(2024, 5, 6, 8, tzinfo=UTC),
        "7",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1]", "line 2 of FILE is an array; expected an object with url, html, text or body_base64"),
        ('{"html": "<p', "line 2 of FILE is not JSON: "),
        ('{"content": "x"}', "expected one of text, html, body_base64, found content. Name it: --column html=NAME"),
        ("{}", "found none"),
        ('{"html": 5}', "line 2 of FILE: html is of type int; expected the page"),
        ('{"body_base64": "???"}', "line 2 of FILE: body_base64 is not Base64"),
        ('{"html": " "}', "the page at line 2 of FILE is empty"),
        ('{"text": "%s"}' % ("x" * 2000), "the page at line 2 of FILE is longer than 1000 bytes (max_page_bytes)"),
        ('{"text": "%s"}' % ("x" * 1_100_000), "the page in line 2 of FILE is longer than 1000 bytes"),
    ],
)
def test_a_line_that_is_no_page_costs_itself_only(line: str, said: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", f'{{"text": "甲"}}\r\n{line}\n\n{{"text": "乙"}}')
    source = only(file, limit=1000)
    first, problem, last = source
    assert [first.body, last.body] == ["甲".encode(), "乙".encode()]
    assert said.replace("FILE", str(file)) in str(problem.problem)
    assert (problem.offset, last.offset) == (1, 3)
    assert source.passed_over == {"blank line": 1}
    assert keys_differ(source)


def test_members_by_other_names(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.jsonl", [{"content": "<p>甲", "html": 5, "warc_url": "https://example.com/", "key": "k"}]
    )
    (found,) = only(file, columns={"html": "content", "url": "warc_url", "id": "key"})
    assert (found.body, found.url, found.id) == ("<p>甲".encode(), "https://example.com/", "k")


@settings(deadline=None, max_examples=60)
@given(
    texts=st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6),
    packing=st.sampled_from(["", ".gz", ".zst"]),
    step=st.integers(1, 60),
    share=st.floats(0.05, 1),
)
def test_lines_cut_off_anywhere(
    texts: list[str], packing: str, step: int, share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [f"{json.dumps({'text': each})}\n".encode() for each in texts]
    packs: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}
    pack = packs[packing]
    whole = b"".join(pack(line) for line in lines)
    cut = int(len(whole) * share)
    file = written(tmp_path_factory.mktemp("lines") / f"a.jsonl{packing}", whole[:cut])
    with pytest.MonkeyPatch.context() as patch:
        for name in ("BLOCK", "SLICE", "STEP"):
            patch.setattr(unpacking, name, step)
        source = only(file)
        found = list(source)
    whole_ones = [each.body for each in found if each.problem is None]
    ends = [sum(len(pack(line)) for line in lines[: number + 1]) for number in range(len(lines))]
    assert whole_ones[: len(texts)] == [each.encode(errors="ignore") for each in texts[: len(whole_ones)]]
    assert len(whole_ones) >= sum(end <= cut for end in ends)
    if cut not in ends and not (not packing and cut + 1 in ends) and cut > 3:
        assert found[-1].problem
        assert str(file) in str(found[-1].problem)


@pytest.mark.parametrize("pack", [blocked, pzstd])
def test_lines_go_on_behind_what_is_broken(pack: Callable[[bytes, int], bytes], tmp_path: Path) -> None:
    texts = [f"第{number}篇，{number**9}" for number in range(90)]
    whole = pack("".join(f"{json.dumps({'text': each})}\n" for each in texts).encode(), 300)
    at = len(whole) // 2
    file = written(tmp_path / "a.jsonl", whole[:at] + bytes(8) + whole[at + 8 :])
    records = list(only(file))
    good = [each.body for each in records if each.problem is None]
    assert len(good) >= 75
    assert set(good) <= {each.encode() for each in texts}
    assert good[-1] == texts[-1].encode()
    assert slugs(records).count("damaged-input") in (1, 2)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.tsv.zst"])
def test_a_file_without_lines_has_no_rows(name: str, tmp_path: Path) -> None:
    packed = {".gz": gzip.compress(b""), ".zst": zstandard.compress(b"")}
    source = only(written(tmp_path / name, packed.get(Path(name).suffix, b"")))
    assert (list(source), source.fault_count) == ([], 0)


def test_an_archive_without_records_is_damaged(tmp_path: Path) -> None:
    source = only(written(tmp_path / "a.warc.gz", b""))
    assert slugs(list(source)) == ["damaged-input"]
    assert "a.warc.gz: it is empty; expected WARC records" in str(source.faults[0])


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.warc"])
def test_a_table_under_a_wrong_name(name: str, tmp_path: Path) -> None:
    source = only(written(tmp_path / name, b"PAR1" + bytes(range(256)) * 9 + b"\nPAR1"))
    assert slugs(list(source)) == ["damaged-input"]
    assert "it is a Parquet table; name it .parquet" in str(source.faults[0])


def test_a_table_without_a_name_is_known(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install '.[bulk]'")
    assert only(written(tmp_path / "pages", b"PAR1" + bytes(99))).kind == "parquet"


def test_a_folder_of_pages(tmp_path: Path) -> None:
    for name in ("b/2.htm", "1.html", "c.txt.gz", "b/logo.png", ".x/3.html"):
        written(tmp_path / name, gzip.compress(PAGE) if name.endswith(".gz") else PAGE)
    written(tmp_path / "empty.html", b"")
    written(tmp_path / "more.warc", warc(http()))
    written(tmp_path / "torn.html.gz", gzip.compress(PAGE)[:-3])
    source = only(tmp_path)
    records = list(source)
    assert source.kind == "folder"
    assert [each.id for each in records] == ["1.html", "b/2.htm", "c.txt.gz", "empty.html", "torn.html.gz"]
    assert [each.body for each in records[:3]] == [PAGE] * 3
    assert slugs(records[3:]) == ["empty-body", "corrupt-encoding"]
    assert source.passed_over == {"other file": 2, "archive or table, to be named itself": 1}
    assert keys_differ(source)


def test_what_a_run_has_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    for name in ("1.html", "o.jsonl", "o.jsonl.lock", "o.jsonl.parts/run.json", "o.json"):
        written(tmp_path / name, PAGE)
    source = only(tmp_path, output=f"{tmp_path}/./o.jsonl")
    assert [each.id for each in source] == ["1.html"]
    assert source.passed_over == {"other file": 1}


def test_a_folder_of_archives(tmp_path: Path) -> None:
    for name in ("b/2.warc.gz", "1.jsonl", "out.jsonl", "out.jsonl.parts/1.jsonl", "list.csv", ".hidden.warc"):
        written(tmp_path / name, b"")
    found = sources([str(tmp_path)], output=str(tmp_path / "out.jsonl"))
    assert [(each.kind, os.path.relpath(each.name, tmp_path)) for each in found] == [
        ("jsonl", "1.jsonl"),
        ("warc", "b/2.warc.gz"),
    ]


def test_a_folder_without_anything(tmp_path: Path) -> None:
    (found,) = only(tmp_path)
    assert slugs([found]) == ["no-pages"]


def test_one_page(tmp_path: Path) -> None:
    for name, content in {
        "a.html": PAGE,
        "b.html.gz": gzip.compress(PAGE),
        "c.html.zst": zstandard.compress(PAGE),
    }.items():
        (found,) = only(written(tmp_path / name, content))
        assert (found.body, found.id, found.offset) == (PAGE, str(tmp_path / name), 0)


@pytest.mark.parametrize("packing", ["", ".gz"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_list(suffix: str, packing: str, tmp_path: Path) -> None:
    written(tmp_path / "pages" / "a.html", PAGE)
    written(tmp_path / "一,二.html", PAGE)
    rows = [
        ["pages/a.html", "https://example.com/1", "2024-05-06"],
        [f"{tmp_path}/pages/a.html"],
        [],
        ["一,二.html", ""],
        ["gone.html"],
        ["", "https://example.com/"],
        ["pages"],
        ["https://example.com/a.html"],
        ["a", "b", "c", "d"],
    ]
    quoted = [[f'"{cell}"' if suffix == ".csv" and "," in cell else cell for cell in row] for row in rows]
    content = "".join(("," if suffix == ".csv" else "\t").join(row) + "\n" for row in quoted).encode()
    source = only(written(tmp_path / f"list{suffix}{packing}", gzip.compress(content) if packing else content))
    records = list(source)
    assert [each.body for each in records[:3]] == [PAGE] * 3
    assert (records[0].url, records[0].fetched_at) == ("https://example.com/1", datetime(2024, 5, 6))
    assert slugs(records[3:]) == [
        "unreadable-file",
        "invalid-line",
        "unreadable-file",
        "unreadable-file",
        "invalid-line",
    ]
    assert [each.offset for each in records] == [0, 1, 3, 4, 5, 6, 7, 8]
    assert source.passed_over == {"blank line": 1}


def test_a_list_that_names_its_columns(tmp_path: Path) -> None:
    written(tmp_path / "a.html", PAGE)
    (found,) = only(written(tmp_path / "list.csv", b"\xef\xbb\xbfurl,Path,other\nhttps://example.com/1,a.html,x\n"))
    assert (found.body, found.url, found.offset) == (PAGE, "https://example.com/1", 1)


def test_a_line_of_a_list_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>a</p>")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "l.csv").write_text("a.html\nxyz://foo/bar.html\npipe.html\na.html\n", encoding="utf-8")
    (source,) = sources([str(tmp_path / "l.csv")])
    found = [record.problem and record.problem.slug for record in source]
    assert found == [None, "invalid-option", "unreadable-file", None]


def test_a_cell_that_python_cannot_hold_costs_itself_only(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[bulk]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    times = pyarrow.array([0, 2**63 - 1, 5], pyarrow.timestamp("us"))
    broken = pyarrow.array([b"<p>a</p>", b"<p>\xc3\x28</p>", b"<p>c</p>"]).view(pyarrow.string())
    parquet.write_table(pyarrow.table({"html": broken, "fetched_at": times}), tmp_path / "a.parquet")
    (source,) = sources([str(tmp_path / "a.parquet")])
    found = list(source)
    assert [record.problem for record in found] == [None] * 3
    assert [record.body for record in found] == [b"<p>a</p>", b"<p>\xc3\x28</p>", b"<p>c</p>"]
    assert source.misread == {"fetched_at": 1}


def test_an_address_that_is_none_is_counted_and_left_out(tmp_path: Path) -> None:
    lines = [{"url": url, "html": "<p>a</p>"} for url in ("", None, 7, "x y", "foo", "file:///a.html")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (source,) = sources([str(tmp_path / "a.jsonl")])
    assert [record.url for record in source] == [None] * 6
    assert source.misread == {"url": 4}
