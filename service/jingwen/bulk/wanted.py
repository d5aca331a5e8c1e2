"""Which rows are written: ``--where status=article``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from ..errors import InvalidOption, RequestError
from ..isolation.outcome import Outcome
from ..model import Status
from ..options import named_once
from .columns import COLUMNS, FAILED, row
from .record import Record

Wanted = Callable[[Record, Outcome], bool]
STATUSES = (*get_args(Status), FAILED)
TEXTS = tuple(name for name, kind in COLUMNS.items() if kind == "string")


def wanted(conditions: Iterable[str]) -> Wanted:
    """Wants the rows that meet all ``conditions``: ``column=value``, or ``column=value,value`` for one of several.

    Raises ``InvalidOption`` for what is no condition.
    """
    meant = named_once("where", map(_condition, conditions))
    if not meant:
        return lambda _, __: True
    if meant.keys() == {"status"}:  # which needs no look into the answer
        return lambda _, found: _status(found) in meant["status"]

    def meets(record: Record, found: Outcome) -> bool:
        told = row(record, found, tuple(meant))
        return all((told[name] or "") in values for name, values in meant.items())

    return meets


def _condition(text: str) -> tuple[str, tuple[str, ...]]:
    name, equals, values = text.partition("=")
    if not equals or name not in TEXTS:
        raise InvalidOption(
            f"--where is {text[:100]!r}; expected COLUMN=VALUE, or several values with commas between, and one of "
            f"the columns {', '.join(TEXTS)}",
            option="where",
        )
    several = tuple(values.split(","))
    if name == "status" and (unknown := [value for value in several if value not in STATUSES]):
        raise InvalidOption(
            f"--where asks for the status {unknown[0][:60]!r}; expected one of {', '.join(STATUSES)}", option="where"
        )
    return name, several


def _status(found: Outcome) -> str:
    return FAILED if isinstance(found, RequestError) else found.facts.status
