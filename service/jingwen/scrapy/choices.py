"""What a project can set: its ``JINGWEN_…`` settings, read and held to what they may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from scrapy.settings import BaseSettings

from ..errors import InvalidOption, SettingError
from ..options import parse_options
from ..processors import processors
from ..settings import PREFIX, check_names
from .fields import named

OVER_HTTP = 8
NUMBERS = ("patience", "timeout", "deadline")


@dataclass(frozen=True)
class Choices:
    """The settings, each ``JINGWEN_`` + its name in capitals.

    ``url``: where the service is; without, pages are cleaned in processes of the crawler's own. ``token``: the
    service's. ``options``: as those of :class:`~jingwen.Cleaner`. ``fields``: which fields an item gets, as a list, or
    as a dict with what the item calls them. ``page_field``: where an item has its page itself. ``concurrency``: how
    many pages are cleaned at once. ``patience``, ``timeout``, ``compression``: see :class:`~jingwen.client.Client`.
    ``rules`` and ``deadline``: as the service's settings of these names, for pages that are cleaned here.
    """

    url: str | None = None
    token: str | None = field(default=None, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] | None = None
    page_field: str | None = None
    concurrency: int | None = None
    patience: float = 60.0
    timeout: float = 30.0
    compression: str | None = None
    rules: str = "packaged"
    deadline: float = 10.0

    @property
    def at_once(self) -> int:
        """How many pages are cleaned at once: fewer than a service lets wait, or one for each processor here."""
        return self.concurrency or (OVER_HTTP if self.url else processors())


def read(settings: BaseSettings) -> Choices:
    """The choices in a project's ``settings``, of which the command line gives texts. Raises ``SettingError``."""
    names = {PREFIX + each.name.upper(): each.name for each in fields(Choices)}
    given = [name for name in settings if isinstance(name, str) and name.startswith(PREFIX)]
    check_names(given, names)
    told = {names[name]: settings[name] for name in given if settings[name] is not None}
    try:
        if "options" in told:
            told["options"] = settings.getdict(f"{PREFIX}OPTIONS")
            parse_options(told["options"])
        if "fields" in told:
            told["fields"] = named(settings.getdictorlist(f"{PREFIX}FIELDS"))
        for name in told.keys() & {*NUMBERS, "concurrency"}:
            told[name] = _number(name, told[name])
    except (InvalidOption, TypeError, json.JSONDecodeError) as error:
        raise SettingError(f"{PREFIX}OPTIONS or {PREFIX}FIELDS cannot be used: {error}") from None
    return Choices(**told)


def _number(name: str, value: object) -> float:
    whole = name == "concurrency"
    try:
        found = int(str(value)) if whole else float(str(value))
    except ValueError:
        found = -1
    if not (0 if name == "patience" else 1e-3) <= found < 1e6:
        raise SettingError(
            f"{PREFIX}{name.upper()} is {value!r:.80}; expected a {'whole number' if whole else 'number of seconds'}"
        )
    return found
