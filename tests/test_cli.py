"""The command line: what is printed where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import jingwen_command
from jingwen import cli
from jingwen.resources import gunicorn_config
from jingwen.version import VERSION

TEXT = "花园的大门在清晨六点打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"
END = "工程从去年春天动工，历时十一个月完成，夜间照明将在下个月接通，届时花园开放到深夜。"
HTML = f"""<!doctype html><html lang="zh"><head><meta charset="gbk"><title>花园重新开放</title></head><body>
<h1>花园重新开放</h1><div class="info">03月01日 09:30 来源：示例日报 记者：张三 李四</div>
<div class="content"><p>{TEXT}</p><p>{END}</p></div></body></html>"""
FURNITURE = "<html><body><ul><li><a href='/'>首页</a></li></ul><p>版权所有</p></body></html>"
READABLE = f"花园重新开放\n示例日报 · 张三、李四\n\n{TEXT}\n\n{END}\n"


@pytest.fixture(autouse=True)
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEN_RULES", "off")


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_bytes(HTML.encode("gbk"))
    return str(file)


@pytest.fixture
def furniture(tmp_path: Path) -> str:
    file = tmp_path / "furniture.html"
    file.write_text(FURNITURE, encoding="utf-8")
    return str(file)


def standard_input(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))


def usage_error(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as raised:
        cli.main(arguments)
    return raised.value.code


def test_a_page_is_printed_to_be_read(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean", page]) == 0
    assert capsys.readouterr() == (READABLE, "")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_page_on_standard_input(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    standard_input(monkeypatch, HTML.encode("gbk"))
    assert cli.main(["clean", *arguments]) == 0
    assert capsys.readouterr() == (READABLE, "")


def test_json_is_the_answer_of_the_service(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--url", "https://news.example.com/a/1", "--fetched-at", "2024-03-02T08:00:00+08:00", "--zone", "+08:00"]
    assert cli.main(["clean", "--json", *options, "--script", "hant", page]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["status"]) == (page, "article")
    assert answer["url"] == "https://news.example.com/a/1"
    assert (answer["date"], answer["date_raw"]) == ("2024-03-01T09:30+08:00", "03月01日 09:30")
    assert (answer["title"], answer["script"]) == ("花園重新開放", "hant")
    assert answer["version"] == {"jingwen": VERSION, "rules": "off"}
    assert "blocks" not in answer


def test_several_pages(page: str, furniture: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean", "--json", page, furniture, page]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["status"] for line in printed.out.splitlines()] == ["article", "no_article", "article"]
    assert printed.err.splitlines() == [
        f"jingwen: {furniture}: the page has no article (no_article): no running text of an article's length is on the "
        "page",
        "jingwen: pages: 3, articles: 2, without an article: 1, failed: 0",
    ]
    assert cli.main(["clean", page, page]) == 0
    assert capsys.readouterr().out == f"==> {page} <==\n{READABLE}\n==> {page} <==\n{READABLE}"


def test_explain_shows_every_block(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean", "--explain", page]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {len(row) for row in rows} == {3}
    assert ["title", "花园重新开放"] in [[label, text] for label, _, text in rows]
    assert [text for label, _, text in rows if label == "body"] == [TEXT, END]
    assert cli.main(["clean", "--explain", "--json", page]) == 0
    assert len(json.loads(capsys.readouterr().out)["blocks"]) == len(rows)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("missing.html", None, "No such file or directory"),
        ("empty.html", b" \n", "the page is empty"),
        ("furniture.html", FURNITURE.encode(), "the page has no article (no_article)"),
    ],
)
def test_a_page_that_gives_no_article(
    name: str, body: bytes | None, said: str, tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    if body is not None:
        file.write_bytes(body)
    assert cli.main(["clean", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"jingwen: {file}: {said}")
    assert printed.err.count("\n") == 1
    assert cli.main(["clean", str(file), page]) == 1
    assert TEXT in capsys.readouterr().out, "the other pages are cleaned all the same"


@pytest.mark.parametrize(
    "options",
    [
        ["--fetched-at", "yesterday"],
        ["--zone", "8"],
        ["--url", "/a/1"],
        ["--rules", "/no/such/rules"],
        ["--url", "https://a.example.com/", "again.html"],
        ["--list", "/no/such/list"],
        ["--list", "/"],
        ["--list", "-", "-"],
        ["--output", "/no/such/folder/answers"],
        ["--output", "/"],
    ],
)
def test_what_cannot_be_used_is_status_2(options: list[str], page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean", *options, page]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("jingwen: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["clean", "--script", "latin"],
        ["clean", "--jobs", "0"],
        ["profile", "--rounds", "0", "."],
        ["rules"],
        ["serve", "--port", "http"],
    ],
)
def test_a_command_that_is_wrong(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert usage_error(*arguments) == 2
    assert "usage: jingwen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("claen", "unrecognized claen; did you mean clean? `jingwen --help` lists the commands"),
        ("xyzzy", "unrecognized xyzzy; `jingwen --help` lists the commands"),
        ("rules lst", "unrecognized lst; did you mean list? `jingwen rules --help` lists the commands"),
        (
            "clean --scirpt tw page.html",
            "unrecognized --scirpt; did you mean --script? `jingwen clean --help` lists the options",
        ),
        (
            "clean -o out page.html --jbos=2",
            "unrecognized --jbos; did you mean --jobs? `jingwen clean --help` lists the",
        ),
        ("clean --no-widht -", "unrecognized --no-widht; did you mean --no-width?"),
        ("clean --oops", "unrecognized --oops; `jingwen clean --help` lists the options"),
        ("rules check --prot", "unrecognized --prot; `jingwen rules check --help` lists the options"),
    ],
)
def test_what_is_mistyped_is_said_with_what_was_meant(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments.split()) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith(f"jingwen: {said}")


MARKED = HTML.replace("重新开放", "重新开放 &lt;*一*&gt; &amp; 二").replace("示例日报", "示例日报_")


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (
            "html",
            "<h1>花园重新开放 &lt;*一*&gt; &amp; 二</h1>\n\n<p>示例日报_ · 张三、李四</p>\n\n<p>花园的大门",
        ),
        ("markdown", "# 花园重新开放 \\<\\*一\\*> & 二\n\n示例日报\\_ · 张三、李四\n\n花园的大门"),
        ("text", "花园重新开放 <*一*> & 二\n示例日报_ · 张三、李四\n\n花园的大门"),
    ],
)
def test_the_head_is_written_as_the_text_is(
    form: str, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(MARKED.replace("gbk", "utf-8"), encoding="utf-8")
    assert cli.main(["clean", "--format", form, str(file)]) == 0
    assert capsys.readouterr().out.startswith(head)


ENGLISH = """<html lang="en"><head><title>The garden is open again</title></head><body><h1>The garden is open again</h1>
<p>2024-03-01 By Anna Smith and John Miller</p>
<p>The gates of the garden opened at six in the morning, and the first visitors walked down the path to the lake.</p>
<p>Work began last spring and took eleven months; the lights will be switched on next month, until late at night.</p>
</body></html>"""


def test_names_are_listed_as_the_language_of_the_article_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(ENGLISH, encoding="utf-8")
    assert cli.main(["clean", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Anna Smith, John Miller · 2024-03-01"


def test_bytes_that_are_no_text_are_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert cli.main(["clean", str(file)]) == 1
    said = (
        f"jingwen: {file}: the page has no article (no_article): the bytes are no text; send the page as it was fetched"
    )
    assert capsys.readouterr().err.startswith(said)


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "reading a page from standard input; Ctrl-D ends it"),
        (["--list", "-"], "reading a list from standard input; Ctrl-D ends it"),
    ],
)
def test_a_terminal_is_told_that_it_is_waited_for(
    arguments: list[str], said: str, page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(io.BytesIO(b"")))
    cli.main(["clean", *arguments])
    assert capsys.readouterr().err.splitlines()[0] == f"jingwen: {said}"
    assert cli.main(["clean", page]) == 0
    assert capsys.readouterr().err == ""


def test_a_bad_setting_is_status_2(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JINGWEN_LOG_LEVEL", "loud")
    assert cli.main(["clean", page]) == 2
    assert capsys.readouterr().err.startswith("jingwen: JINGWEN_LOG_LEVEL is 'loud'")


def test_the_steps_of_tidying_have_switches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML.replace("gbk", "utf-8").replace("十一个月", "１１个月"), encoding="utf-8")
    cli.main(["clean", str(file)])
    assert "历时11个月" in capsys.readouterr().out
    cli.main(["clean", "--no-width", str(file)])
    assert "历时１１个月" in capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert usage_error("--version") == 0
    assert capsys.readouterr().out == f"jingwen {VERSION}\n"


@pytest.mark.parametrize(
    ("arguments", "environ", "said"),
    [
        (["--port", "99999"], {}, "PORT is '99999'; expected a whole number from 1 to 65535"),
        (["--port", "0"], {}, "PORT is '0'; expected a whole number from 1 to 65535"),
        (["--workers", "0"], {}, "WORKERS is '0'; expected a whole number from 1 to 512"),
        ([], {"PORT": "http"}, "PORT is 'http'; expected a whole number from 1 to 65535"),
        ([], {"JINGWEN_TOKEN": ""}, "JINGWEN_TOKEN is empty; set it to something, or unset it for its default"),
        (["--port", "9"], {"JINGWEN_METRICS_PORT": "9"}, "JINGWEN_METRICS_PORT is 9, and so is PORT"),
    ],
)
def test_a_service_that_cannot_be_started(
    arguments: list[str],
    environ: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("it is started"))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["serve", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"jingwen: {said}")


def test_serve_becomes_gunicorn(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *call: started.append(call))
    monkeypatch.setenv("WORKERS", "7")
    cli.main(["serve", "--host", "0.0.0.0", "--port", "9"])
    ((program, arguments, environ),) = started
    assert (program, arguments) == (
        sys.executable,
        [sys.executable, "-m", "gunicorn", "--config", str(gunicorn_config())],
    )
    assert (environ["HOST"], environ["PORT"], environ["WORKERS"]) == ("0.0.0.0", "9", "7")


def test_a_token_that_can_be_read_once_is_left_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *call: started.append(call))
    read, write = os.pipe()
    os.write(write, b"a-secret\n")
    os.close(write)
    monkeypatch.setenv("JINGWEN_TOKEN_FILE", f"/dev/fd/{read}")
    cli.main(["serve"])
    ((_, _, environ),) = started
    assert environ["JINGWEN_TOKEN_FILE"] == f"/dev/fd/{read}"
    assert os.read(read, 100) == b"a-secret\n"
    os.close(read)


RULE = """\
site: 示例新闻网
hosts: [news.example.com]
byline: off
tests:
  - name: no names
    url: https://news.example.com/a/1
    html: |
      <h1>花园开放</h1><div>2024-03-01 09:30 记者：张三</div>
      <div><p>花园的大门在清晨六点打开，第一批游客沿着石子路走到湖边，两旁的梅花正在盛开。</p>
      <p>工程从去年春天动工，历时十一个月完成，夜间照明将在下个月接通，届时花园开放到深夜。</p></div>
    expect: {byline: [], starts: 花园的大门, ends: 开放到深夜。, lacks: [张三]}
"""


def test_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(RULE, encoding="utf-8")
    assert cli.main(["rules", "list", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "rules/example.yaml\t示例新闻网\tnews.example.com\t1\n"
    assert cli.main(["rules", "check", str(file)]) == 0
    assert capsys.readouterr() == ("checked 1 rule file, 1 test: all well\n", "")
    assert cli.main(["rules", "list", f"packaged:{tmp_path}"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0].startswith("rules/example.yaml\t")
    assert len(listed) > 2
    file.write_text(RULE.replace("开放到深夜。,", "开放到清晨。,"), encoding="utf-8")
    assert cli.main(["rules", "check", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"jingwen: {file}:")
    assert printed.out == "checked 1 rule file, 1 test: 1 problem\n"
    file.write_text(RULE.replace("hosts:", "host:"), encoding="utf-8")
    assert cli.main(["rules", "list", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"jingwen: {file}:2: ")


def test_a_reader_that_has_seen_enough(page: str) -> None:
    program = "import sys; from jingwen.cli import main; sys.exit(main(sys.argv[1:]))"
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-c", program, "clean", page, page], stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_while_it_loads_is_no_traceback() -> None:
    program = (
        "import sys, jingwen_command\n"
        "class Interrupted:\n"
        "    def find_spec(self, *_):\n"
        "        raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "sys.exit(jingwen_command.main())"
    )
    done = subprocess.run([sys.executable, "-c", program, "clean"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_what_is_installed_starts_the_command(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr("sys.argv", ["jingwen", "clean", page])
    assert jingwen_command.main() == 0


COMMAND = f"{sys.executable} -c 'import sys; from jingwen.cli import main; sys.exit(main())'"


def shell(command: str, page: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """What becomes of a ``command`` in which ``jingwen`` and ``PAGE`` stand for themselves."""
    text = command.replace("jingwen", COMMAND).replace("PAGE", page)
    return subprocess.run(
        ["bash", "-c", text], capture_output=True, check=False, env=os.environ | {"PYTHONUNBUFFERED": ""} | environ
    )


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (
            "jingwen rules list packaged >/dev/full",
            2,
            b"jingwen: standard output cannot be written to the end: No space left",
        ),
        (
            "jingwen rules list packaged >&-",
            2,
            b"jingwen: standard output cannot be written to the end: Bad file descriptor",
        ),
        ("jingwen clean PAGE >/dev/full", 2, b"jingwen: standard output cannot be written to the end: No space left"),
        ("jingwen clean PAGE >&-", 2, b"jingwen: standard output cannot be written to the end: Bad file descriptor"),
        ("jingwen --help >/dev/full", 2, b"jingwen: standard output cannot be written to the end: No space left"),
        ("jingwen clean PAGE -o PAGE.out >&-", 0, None),
        ("jingwen clean PAGE 2>&-", 0, None),
        ("jingwen clean PAGE PAGE 2>&-", 0, None),
        ("jingwen clean PAGE PAGE 2>/dev/full", 0, None),
        ("jingwen clean /no/such/page 2>&-", 1, None),
        ("jingwen clean <&-", 2, b"jingwen: standard input (-) is closed; name a file"),
        ("jingwen clean --list - <&-", 2, b"jingwen: standard input (-) is closed; name a file"),
        ("jingwen clean PAGE <&-", 0, None),
    ],
)
def test_streams_that_cannot_be_used(command: str, status: int, said: bytes | None, page: str) -> None:
    done = shell(command, page)
    assert (done.returncode, done.stderr.count(b"\n")) == (status, said is not None)
    assert done.stderr.startswith(said or b"")


def test_help_in_ascii(page: str) -> None:
    done = shell("jingwen clean --help", page, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u6628\\u5929" in done.stdout


def test_a_page_does_nothing_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML.replace("gbk", "utf-8").replace("花园的大门", "花园\x1b[2J\x9b的大门"), encoding="utf-8")
    cli.main(["clean", "--explain", "--no-space", str(file)])
    printed = capsys.readouterr().out
    assert "花园\\x1b[2J\\x9b的大门" in printed
    assert "\x1b" not in printed


def test_the_profile_of_a_folder(page: str, furniture: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(Path(page).parent)
    assert cli.main(["profile", "--rounds", "1", folder]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["stage", "total", "ms", "mean", "ms", "share"]
    assert [row.split()[0] for row in rows][:3] == ["decode", "parse", "rules"]
    assert rows[-1].split()[0::3] == ["all", "100.0%"]
    assert cli.main(["profile", "--json", "--rounds", "1", folder]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["pages"] == 2
    assert sum(stage["total"] for stage in answer["stages"]) == pytest.approx(answer["total"])


@pytest.mark.parametrize(
    ("name", "said"), [("empty", "there are no pages in this folder"), ("missing", "No such file or directory")]
)
def test_a_folder_that_cannot_be_profiled(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert cli.main(["profile", str(tmp_path / name)]) == 2
    assert capsys.readouterr() == ("", f"jingwen: {tmp_path / name}: {said}\n")
