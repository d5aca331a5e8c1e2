"""The ``tests`` of a rule file: pages in the shape of the site's, and what has to come out of them."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from ..errors import InvalidOption, RuleError, excerpt
from ..model import Status
from ..options import parse_fetched_at
from .match import host_of
from .model import Expected, RuleTest
from .nodes import Listing, Node, Scalar, Table, describe, unknown_key

TEST_KEYS = ("name", "url", "fetched_at", "html", "text", "expect")
TEXTS = ("title", "source", "date", "modified", "next_page")
LISTS = ("byline", "editors", "captions")
EXPECT_KEYS = ("status", *TEXTS, *LISTS, "paragraphs", "starts", "ends", "lacks")
# A test that looks at the start alone never sees the boilerplate that trails the text.
WHOLE = ("starts", "ends", "lacks")


def parse_tests(node: Node, path: str) -> tuple[RuleTest, ...]:
    """The tests in ``node``. Raises ``RuleError`` for one that is not complete, and where none sees a whole text."""
    if not isinstance(node, Listing) or not node.items:
        raise RuleError(path, node.line, f"tests is {describe(node)}; expected a list of pages with what is expected")
    tests: list[RuleTest] = []
    for i, item in enumerate(node.items):
        test = _test(item, f"tests[{i}]", path)
        if any(test.name == other.name for other in tests):
            raise RuleError(
                path, test.line, f"a second test has the name {excerpt(test.name)!r}; expected a name of its own"
            )
        tests.append(test)
    if not any(set(WHOLE) <= {line.key for line in test.expect} for test in tests):
        raise RuleError(
            path,
            node.line,
            "no test expects starts, ends and lacks together; expected one that does, "
            "so that text before and after the article is noticed",
        )
    return tuple(tests)


def _test(node: Node, where: str, path: str) -> RuleTest:
    if not isinstance(node, Table):
        raise RuleError(path, node.line, f"{where} is {describe(node)}; expected a mapping with {', '.join(TEST_KEYS)}")
    _known(node, where, TEST_KEYS, path)
    for key in ("name", "expect"):
        if key not in node.entries:
            raise RuleError(path, node.line, f"{where} has no {key}; expected one")
    pages = [key for key in ("html", "text") if key in node.entries]
    if len(pages) != 1:
        raise RuleError(
            path, node.line, f"{where} has {' and '.join(pages) or 'no page'}; expected either html or text, once"
        )
    return RuleTest(
        name=_word(node.entries["name"], f"{where}.name", path),
        line=node.line,
        kind="html" if pages == ["html"] else "dump",
        page=_word(node.entries[pages[0]], f"{where}.{pages[0]}", path),
        expect=_expect(node.entries["expect"], f"{where}.expect", path),
        url=_url(node.entries["url"], f"{where}.url", path) if "url" in node.entries else None,
        fetched_at=_moment(node.entries["fetched_at"], f"{where}.fetched_at", path)
        if "fetched_at" in node.entries
        else None,
    )


def _url(node: Node, where: str, path: str) -> str:
    url = _word(node, where, path)
    if not url.startswith(("http://", "https://")) or not host_of(url):
        raise RuleError(
            path, node.line, f"{where} is {excerpt(url)!r}; expected an address that begins with http:// or https://"
        )
    return url


def _moment(node: Node, where: str, path: str) -> datetime:
    try:
        return parse_fetched_at(_word(node, where, path))
    except InvalidOption as error:
        raise RuleError(path, node.line, f"{where}: {error}") from None


def _expect(node: Node, where: str, path: str) -> tuple[Expected, ...]:
    if not isinstance(node, Table):
        raise RuleError(path, node.line, f"{where} is {describe(node)}; expected a mapping of {', '.join(EXPECT_KEYS)}")
    _known(node, where, EXPECT_KEYS, path)
    return tuple(
        Expected(key, _value(key, item, f"{where}.{key}", path), node.key_lines[key])
        for key, item in node.entries.items()
    )


def _value(key: str, node: Node, where: str, path: str) -> str | int | tuple[str, ...] | None:
    if key in LISTS or key == "lacks":
        items = node.items if isinstance(node, Listing) else [node]
        if key == "lacks" and not items:
            raise RuleError(path, node.line, f"{where} is an empty list; expected what must not be in the text")
        return tuple(_word(item, where, path) for item in items)
    if key in TEXTS and isinstance(node, Scalar) and node.bare and node.value in ("null", "~"):
        return None
    text = _word(node, where, path)
    if key == "paragraphs":
        if not (text.isascii() and text.isdigit()):
            raise RuleError(path, node.line, f"{where} is {excerpt(text)!r}; expected a whole number")
        return int(text)
    if key == "status" and text not in get_args(Status):
        raise RuleError(path, node.line, f"{where} is {excerpt(text)!r}; expected one of {', '.join(get_args(Status))}")
    return text


def _known(table: Table, where: str, known: tuple[str, ...], path: str) -> None:
    for key, line in table.key_lines.items():
        if key not in known:
            raise RuleError(path, line, unknown_key(key, where, known))
    if not table.entries:
        raise RuleError(path, table.line, f"{where} is empty; expected {', '.join(known)}")


def _word(node: Node, where: str, path: str) -> str:
    if not isinstance(node, Scalar) or not node.value.strip():
        raise RuleError(path, node.line, f"{where} is {describe(node)}; expected a text")
    return node.value
