"""An article held to what a rule's test expects of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Article
from ..rules.model import Expected, RuleTest

# How much of a text is shown in a message.
SHOWN = 40


def differences(test: RuleTest, article: Article) -> Iterator[tuple[int, str]]:
    """Each expectation that ``article`` does not meet: its line, and what was got and expected."""
    for expected in test.expect:
        message = _difference(expected, article)
        if message:
            yield expected.line, message


def _difference(expected: Expected, article: Article) -> str | None:
    key, value, text = expected.key, expected.value, article.text
    if key == "starts" and isinstance(value, str):
        return None if text.startswith(value) else f"the text starts {text[:SHOWN]!r}; expected {value!r}"
    if key == "ends" and isinstance(value, str):
        return None if text.endswith(value) else f"the text ends {text[-SHOWN:]!r}; expected {value!r}"
    if key == "lacks" and isinstance(value, tuple):
        found = [part for part in value if part in text]
        return f"the text holds {', '.join(map(repr, found))}; expected it not to" if found else None
    got = _held(key, article)
    return None if got == value else f"{key} is {_shown(got)}; expected {_shown(value)}"


def _held(key: str, article: Article) -> str | int | tuple[str, ...] | None:
    if key == "paragraphs":
        return len(article.text.split("\n\n")) if article.text else 0
    if key == "captions":
        return tuple(caption.text for caption in article.captions)
    held: str | tuple[str, ...] | None = getattr(article, key)
    return held


def _shown(value: str | int | tuple[str, ...] | None) -> str:
    return "null" if value is None else repr(list(value)) if isinstance(value, tuple) else repr(value)
