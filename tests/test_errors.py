"""The errors: they cross from one process to another whole, and say what they say in one place."""

from __future__ import annotations

import pickle

import pytest

from jingwen import errors
from jingwen.errors import JingwenError, RuleError


def kinds(root: type[JingwenError]) -> list[type[JingwenError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in kinds(child))]


@pytest.mark.parametrize("kind", [kind for kind in kinds(JingwenError) if kind is not RuleError])
def test_an_error_survives_pickling(kind: type[JingwenError]) -> None:
    error = kind("what was got", limit=5) if issubclass(kind, errors.RequestError) else kind("what was got")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == "what was got"
    assert vars(again) == vars(error)


def test_the_error_of_a_rule_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(RuleError("rules/example.yaml", 3, "no such key")))
    assert (error.file, error.line, error.message) == ("rules/example.yaml", 3, "no such key")
    assert str(error) == "rules/example.yaml:3: no such key"


def test_no_article_says_what_the_page_is_instead() -> None:
    error = errors.NoArticle.of("index")
    assert str(error).startswith("the page is index and strict=1 asks for an article; leave strict out")
    assert error.facts == {"article_status": "index"}
