"""Lines of a stream: made of a page as a crawler has it, and cleaned alike by the library and the service."""

from __future__ import annotations

from itertools import count

import orjson

from benchmarks.batch import library, line, passes
from benchmarks.pages import Page


def test_a_page_in_utf_8_goes_as_text_and_another_as_its_bytes() -> None:
    text = "<p>某地今日通报一起案件。"
    utf8 = orjson.loads(line(Page("zh", "a", text.encode(), "text/html", "https://news.example.com/a")))
    assert (utf8["html"], utf8["url"]) == (text, "https://news.example.com/a")
    gbk = orjson.loads(line(Page("zh", "b", text.encode("gb18030"), "text/html")))
    assert set(gbk) == {"url", "content_type", "body_base64"}
    library([line(Page("zh", "a", text.encode(), "text/html"))])()


def test_each_pass_stands_between_two_of_the_other() -> None:
    clock = count()
    found = passes(lambda: next(clock), lambda: next(clock), 3)
    assert found == [(1, 2, 3), (3, 4, 5), (5, 6, 7)]
