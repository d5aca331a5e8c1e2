"""Pages made to hang or kill whatever reads them: each gets an answer, and the next page is cleaned as ever."""

from __future__ import annotations

from time import monotonic

import orjson
import pytest

from .conftest import ANSWERED_WITHIN, Service
from .inputs import PAGES

SIZE = 100_000
# As they were measured where they were found; the sizes are in bytes.
FOUND = {
    "attributes in one tag": 849_000,
    "attributes behind a select": 849_000,
    "attributes behind a drawing": 849_000,
    "attributes behind CDATA": 849_000,
    "attributes behind a template": 849_000,
    "attributes behind a script in a script": 849_000,
    "attributes behind an end tag of no name": 849_000,
    "rows after a wide cell": 664_000,
    "nested div": 220_000,
    "JSON-LD of many values": 9_900_000,
    "JSON-LD of one long text": 2_900_000,
    "deep JSON-LD": 9_900_000,
    "one long line": 1_000_000,
    "formatting opened again by each paragraph": 300_000,
    "formatting without ends": 31_000,
    "wide cells": 300_000,
    "short lines": 1_200_000,
}
# What no limit keeps from being an article like any other: its first and its last sentence are in the answer.
WHOLE = ("nested", "attributes in one tag", "attributes with", "comments", "ends without", "scripts", "JSON-LD")
NOT_WHOLE = ("template", "links", "one long text", "without ends in", "blockquotes")


def ask(service: Service, body: bytes) -> tuple[int, dict[str, object]]:
    began = monotonic()
    status, answer = service.post(body, Content_Type="application/octet-stream")
    assert monotonic() - began < ANSWERED_WITHIN
    told: dict[str, object] = orjson.loads(answer)
    return status, told


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gets_an_answer(name: str, service: Service) -> None:
    status, answer = ask(service, PAGES[name](SIZE))
    assert status in (200, 413), answer.get("detail")
    if status == 413:
        assert answer["limit_name"] in ("max_tags", "max_text")
    elif any(part in name for part in WHOLE) and not any(part in name for part in NOT_WHOLE):
        text = str(answer["text"])
        assert text.startswith("清晨六点，示例公园")
        assert text.endswith("年年底以前完成。")


@pytest.mark.parametrize(("name", "size"), FOUND.items())
def test_what_was_found_in_the_wild(name: str, size: int, service: Service) -> None:
    status, answer = ask(service, PAGES[name](size))
    assert status in (200, 413), answer.get("detail")


@pytest.mark.parametrize("format", ["markdown", "html"])
@pytest.mark.parametrize("name", ["wide cells", "cells of one row", "links", "nested lists", "misnested formatting"])
def test_other_formats_get_an_answer(name: str, format: str, service: Service) -> None:
    status, _ = service.ask("POST", f"/v1/clean?format={format}&explain=1", PAGES[name](SIZE), Content_Type="text/html")
    assert status == 200
