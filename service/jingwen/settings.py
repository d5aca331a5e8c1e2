"""Every setting with its default, read once from the environment by whoever starts the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from .errors import SettingError
from .model import LIMITS, Limits

PREFIX = "JINGWEN_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set; each is the environment variable ``JINGWEN_`` + its name in capitals.

    ``rules``: ``packaged``, ``off`` or the path of a folder of rule files. ``max_wire_bytes`` and
    ``max_page_bytes``: the limits of a request's body as sent and once its Content-Encoding is undone. ``max_pages``
    and ``max_parts``: of the pages in a request and the parts of a form. ``max_tags``, ``max_depth``,
    ``max_attributes`` and ``max_text``: of what one page holds (see :class:`~jingwen.model.Limits`).
    ``max_answer_bytes``: of an answer. ``log_level``: the least severe level that is logged (``debug`` … ``error``).
    """

    rules: str = "packaged"
    max_wire_bytes: int = 10_000_000
    max_page_bytes: int = 20_000_000
    max_pages: int = 50
    max_parts: int = 20
    max_tags: int = LIMITS.tags
    max_depth: int = LIMITS.depth
    max_attributes: int = LIMITS.attributes
    max_text: int = LIMITS.text
    max_answer_bytes: int = 50_000_000
    log_level: str = "info"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that ``environ`` asks for; a ``SettingError`` names one that cannot be used."""
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        values: dict[str, str | int] = {}
        for name, f in known.items():
            if name in environ:
                values[f.name] = _positive(name, environ[name]) if f.type == "int" else environ[name]
        settings = cls(**values)  # type: ignore[arg-type]  # the values are of the fields' types by the line above
        if settings.log_level not in LOG_LEVELS:
            raise SettingError(f"{PREFIX}LOG_LEVEL is {settings.log_level!r}; expected one of {', '.join(LOG_LEVELS)}")
        return settings

    @property
    def limits(self) -> Limits:
        """What one page may hold."""
        return Limits(self.max_tags, self.max_depth, self.max_attributes, self.max_text)


LOG_LEVELS = ("debug", "info", "warning", "error")


def _positive(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingError(f"{name} is {text!r}; expected a whole number greater than 0")
    return int(text)
