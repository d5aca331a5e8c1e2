"""Which rows are written."""

from __future__ import annotations

import pytest

from jingwen.bulk.wanted import wanted
from jingwen.errors import DeadlineExceeded, InvalidOption
from tests.bulk.rows import answered, record

ARTICLE, FAILURE = answered(record(1)), DeadlineExceeded("late")


@pytest.mark.parametrize(
    ("conditions", "article", "failure"),
    [
        ([], True, True),
        (["status=article"], True, False),
        (["status=failed,index"], False, True),
        (["problem=deadline-exceeded"], False, True),
        (["problem="], True, False),
        (["status=article", "language=en"], False, False),
        (["status=article", "language=zh,en"], True, False),
    ],
)
def test_rows_that_meet_all_conditions(conditions: list[str], article: bool, failure: bool) -> None:
    wants = wanted(conditions)
    assert (wants(record(1), ARTICLE), wants(record(1), FAILURE)) == (article, failure)


@pytest.mark.parametrize("text", ["article", "state=article", "=x", "offset=3"])
def test_what_is_no_condition(text: str) -> None:
    with pytest.raises(InvalidOption, match=r"expected COLUMN=VALUE.*one of the columns .*status"):
        wanted([text])


def test_a_column_is_told_once() -> None:
    with pytest.raises(InvalidOption, match="--where says twice what status is"):
        wanted(["status=article", "status=index"])


def test_a_status_that_does_not_exist() -> None:
    with pytest.raises(InvalidOption, match=r"'artcle'; expected one of article, .*, failed"):
        wanted(["status=artcle"])
