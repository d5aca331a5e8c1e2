"""What a type checker says to a caller: a wrong argument is found before the program runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from jingwen import resources

ROOT = Path(__file__).parents[1]
# A comment names the error that is expected on its line; a line without one is well.
CALLER = """
from datetime import datetime
from pathlib import Path
from typing import Unpack

from jingwen import Article, Cleaner, Limits, OptionArgs, RawPage, clean, decompress

page = b""
cleaner = Cleaner("off", script="tw", zone=None, explain=True, limits=Limits(tags=5), strict=True)
Cleaner(Path("rules"))
article: Article = clean(page, url="https://example.com/", fetched_at="2024-03-01", format="markdown", strict=True)
clean(bytearray(page), fetched_at=datetime(2024, 3, 1), content_type="text/html", punctuation="cjk")
cleaner.clean(memoryview(page), strict=False, space=False)
cleaner.clean_pages([page, "", RawPage(page)], script="hk")
cleaner.clean_pages(body for body in (page, page))
text: str = clean(decompress(page, "gzip", limit=5)).text


def wrapped(body: str, **options: Unpack[OptionArgs]) -> str:
    return clean(body, **options).text


clean(page, scirpt="tw")  # call-arg
clean(page, script="xx")  # arg-type
clean(page, explain="yes")  # arg-type
clean(page, limits=Limits())  # call-arg
clean(Path("page.html"))  # arg-type
clean(None)  # arg-type
clean(page, "https://example.com/")  # call-arg
clean(page, url=b"https://example.com/")  # arg-type
clean(page, content_type=b"text/html")  # arg-type
clean(page, fetched_at=1709265600)  # arg-type
Cleaner(script="xx")  # arg-type
Cleaner(scirpt="tw")  # call-arg
Cleaner(limits=5)  # arg-type
cleaner.clean(page, zone=8)  # arg-type
cleaner.clean_pages(page)  # arg-type
cleaner.clean_pages([page], format="pdf")  # arg-type
wrapped("", formatt="html")  # call-arg
decompress("", "gzip")  # arg-type
"""


def test_a_wrong_argument_is_found_by_mypy(tmp_path: Path) -> None:
    caller = tmp_path / "caller.py"
    caller.write_text(CALLER, encoding="utf-8")
    # With the project's own settings and cache: after `make check` all but the caller is known already.
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", "--no-error-summary", str(caller)],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(resources.PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    found = re.findall(r"caller\.py:(\d+): error: .*\[([\w-]+)\]$", ended.stdout, re.MULTILINE)
    marks = ((number, line.rpartition("  # ")) for number, line in enumerate(CALLER.split("\n"), 1))
    assert found == [(str(number), code) for number, (_, mark, code) in marks if mark], ended.stdout
