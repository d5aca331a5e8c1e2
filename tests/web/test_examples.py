"""Every answer in ``openapi.yaml`` is the answer that the service gives (see ``examples.py`` for how to renew them)."""

from __future__ import annotations

import re

import pytest

from jingwen.resources import openapi_file

from . import examples
from .examples import PAGE_PATHS, Example, content, description, send

ALL = examples.examples()


@pytest.mark.parametrize("example", ALL, ids=lambda example: f"{example.status}-{example.name}")
def test_the_example_is_the_answer(example: Example) -> None:
    answer = send(example)
    assert (answer.status_code, answer.mimetype) == (example.status, example.media_type)
    assert content(answer) == example.value
    assert answer.headers["X-Request-Id"] == examples.REQUEST_ID


def test_every_problem_type_of_a_path_has_an_example() -> None:
    listed = set(description()["components"]["schemas"]["Problem"]["properties"]["type"]["enum"])
    shown = {example.value.get("type") for example in ALL if isinstance(example.value, dict) and example.status >= 400}
    # These three belong to no path of the description.
    assert listed - shown == {
        f"urn:jingwen:problem:{slug}" for slug in ("not-found", "method-not-allowed", "invalid-request")
    }


def test_every_request_example_has_its_answer() -> None:
    paths = description()["paths"]
    bodies = [body for path in PAGE_PATHS for body in paths[path]["post"]["requestBody"]["content"].values()]
    written = {name for body in bodies for name in body.get("examples", {})}
    assert written == {example.request["example"] for example in ALL if "example" in example.request}


def test_the_examples_are_renewed_in_place(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    file = openapi_file()
    text = file.read_text(encoding="utf-8")
    stale = text.replace("title: 江边步道今起开放", "title: 江边步道明天开放", 1).replace(
        "status: alive", "status: dead", 1
    )
    assert stale != text
    written: list[str] = []
    monkeypatch.setattr(type(file), "read_text", lambda _path, encoding="": stale)
    monkeypatch.setattr(type(file), "write_text", lambda _path, renewed, encoding: written.append(renewed))
    examples.refresh()
    assert written == [text]
    assert re.search(r"^ +value:$", text, re.M)
