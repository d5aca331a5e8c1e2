"""The examples of ``openapi.yaml``: each answer documented there says, as ``x-request``, which request it answers.

``python -m tests.web.examples`` writes the answers that the service gives now into the file; read the difference before
you keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
import yaml
from flask import Flask
from werkzeug.test import TestResponse

from jingwen.cleaner import Cleaner
from jingwen.errors import Overloaded
from jingwen.isolation import parenting, pool
from jingwen.isolation.answer import Inline
from jingwen.resources import openapi_file
from jingwen.settings import COMPAT, Settings
from jingwen.web.app import create_app, drain
from jingwen.web.service import Admission, of
from jingwen.web.wire import URLENCODED

RULES = Path(__file__).parent / "rules"
REQUEST_ID = "an-example"
METHODS = ("get", "post", "put")
PAGE_PATHS = ("/v1/clean", "/v1/clean/batch", "/v1/rules/try", COMPAT["zyte"], COMPAT["postlight"])

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Example:
    """A documented answer: where it stands in the file, the request for it, its status, type and content."""

    where: Where
    method: str
    path: str
    request: Mapping[str, Any]
    status: int
    media_type: str
    value: object

    @property
    def name(self) -> str:
        return str(self.where[-2])


class BrokenCleaner:
    """A Cleaner whose every page fails with what ``fail`` makes."""

    def __init__(self, fail: Callable[[], Exception]) -> None:
        self.fail = fail

    def clean_pages(self, *_args: object, **_options: object) -> None:
        raise self.fail()


FAULTS = {
    "faulty": BrokenCleaner(lambda: RuntimeError("this is not to be seen: 某页的正文")),
    "slow": BrokenCleaner(lambda: pool.deadline_exceeded(Settings().deadline)),
    "deadly": BrokenCleaner(pool.child_died),
    "childless": BrokenCleaner(parenting.no_child),
}


def application(state: str | None = None, **settings: int | str | tuple[str, ...]) -> Flask:
    """The service with all that it can answer, and the examples' own rules: an answer does not change as a site's does.

    It cleans in the process of the tests: what that leaves out, ``test_pool.py`` and ``test_faults.py`` are about.
    """
    chosen = Settings(rules=str(RULES), token="a-secret" if state == "guarded" else "", compat=tuple(COMPAT))
    chosen = replace(chosen, **settings)  # type: ignore[arg-type]  # of what type a setting is
    cleaner = Cleaner(chosen.rules, limits=chosen.limits)
    app = create_app(chosen, cleaner, Inline(cleaner))
    if state == "draining":
        drain(app)
    if state == "full":
        _fill(of(app).admission)
    if state == "stalled":
        app.wsgi_app = _stalling(app.wsgi_app)  # type: ignore[method-assign]
    if state in FAULTS:
        of(app).pool = Inline(FAULTS[state])  # type: ignore[arg-type]  # it stands in for a fault
    return app


def _stalling(app: Any) -> Any:
    """``app`` behind a client that sends nothing of the body that it has announced."""

    class Stalled(BytesIO):
        def read(self, *_: object) -> bytes:
            raise TimeoutError

    return lambda environ, start: app({**environ, "wsgi.input": Stalled(), "wsgi.input_terminated": True}, start)


def _fill(admission: Admission) -> None:
    with suppress(Overloaded):
        while True:
            admission.enter()


def description() -> dict[str, Any]:
    """``openapi.yaml`` as it is."""
    loaded: dict[str, Any] = yaml.safe_load(openapi_file().read_text(encoding="utf-8"))
    return loaded


def examples() -> list[Example]:
    """All documented answers that have a content."""
    spec = description()
    found = list(_operations(spec))
    shared = ("components", "responses")
    for name, response in spec["components"]["responses"].items():
        found += _answers(spec, (*shared, name), response, "get", "", None)
    return found


def _operations(spec: Mapping[str, Any]) -> Iterator[Example]:
    for path, item in spec["paths"].items():
        for method in METHODS:
            for status, response in item.get(method, {}).get("responses", {}).items():
                if status == "default":
                    continue
                where = ("paths", path, method, "responses", status)
                yield from _answers(spec, where, response, method, path, int(status))


def _answers(
    spec: Mapping[str, Any], where: Where, response: Mapping[str, Any], method: str, path: str, status: int | None
) -> Iterator[Example]:
    for media_type, held in response.get("content", {}).items():
        for name, example in held.get("examples", {}).items():
            at = (*where, "content", media_type, "examples", name, "value")
            request = dict(example.get("x-request", {}))
            if "example" in request:
                request["media_type"], request["body"] = _request_example(spec, request["example"])
            yield Example(
                at,
                request.get("method", method),
                request.get("path", path),
                request,
                status or example["value"]["status"],
                media_type,
                example["value"],
            )


def _request_example(spec: Mapping[str, Any], name: str) -> tuple[str, object]:
    for path in PAGE_PATHS:
        for media_type, content in spec["paths"][path]["post"]["requestBody"]["content"].items():
            if name in content.get("examples", {}):
                return media_type, content["examples"][name]["value"]
    raise LookupError(f"openapi.yaml has no request example {name!r}")


def send(example: Example) -> TestResponse:
    """The service's answer to the request of ``example``."""
    request = example.request
    body, media_type = request.get("body", ""), request.get("media_type")
    if not isinstance(body, str):
        body = urlencode(body) if media_type == URLENCODED else orjson.dumps(body).decode()
    headers = {"X-Request-Id": REQUEST_ID, **request.get("headers", {})}
    # A length that is not the body's own: the client of werkzeug would put the true one in its place.
    length = headers.pop("Content-Length", None)
    return (
        application(request.get("state"), **request.get("settings", {}))
        .test_client()
        .open(
            example.path,
            method=example.method.upper(),
            query_string=request.get("query", {}),
            data=body.encode(),
            content_type=media_type,
            headers=headers,
            environ_overrides={"CONTENT_LENGTH": length} if length else {},
        )
    )


def content(answer: TestResponse) -> object:
    """What an answer holds: JSON read, text and lines of JSON as they are."""
    return orjson.loads(answer.data) if answer.is_json else answer.text


def refresh() -> None:
    """Put the service's answers in the places of those that the file holds."""
    file = openapi_file()
    text = file.read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    spans = []
    for example in examples():
        node, column = _node(root, example.where)
        end = len(text[: node.end_mark.index].rstrip())  # a block's own mark is where the next thing begins
        spans.append((node.start_mark.index, end, _dump(content(send(example)), column)))
    for start, end, written in sorted(spans, reverse=True):
        text = text[:start].rstrip() + written + text[end:]
    file.write_text(text, encoding="utf-8")


def _node(root: yaml.Node, where: Sequence[str | int]) -> tuple[yaml.Node, int]:
    """The node at ``where`` and the column of its key."""
    node, column = root, 0
    for step in where:
        assert isinstance(node, yaml.MappingNode)
        key, node = next((key, value) for key, value in node.value if key.value == step)
        column = key.start_mark.column
    return node, column


class _Dumper(yaml.SafeDumper):
    """Indents the items of a list, as the rest of the file does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def _dump(value: object, column: int) -> str:
    """``value`` as the block that stands below a key in ``column``."""
    block = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return "\n" + "\n".join(" " * (column + 2) + line if line else "" for line in block.rstrip("\n").split("\n"))


if __name__ == "__main__":
    refresh()
