"""Tables of Miniflux: a host and the CSS of its articles (scraper rules), or what to rewrite in them.

Read from the project's own Go tables (``"example.org": "div.story",``) or from a JSON object of the same. A host counts
wherever it is a part of the page's, so that a rule is for it and all hosts below. All that the CSS finds is the
article; of rewrite rules ``remove("…")`` takes elements out, the others are about pictures and feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, loads
from pathlib import Path

from ...errors import InvalidOption
from .imported import DROP, SELECT, Gathering, Imported, LeftOut, hosts_of, read_lines

NAME = "miniflux"
ROW = re.compile(r"""^\s*"(?P<host>(?:[^"\\]|\\.)+)"\s*:\s*(?P<rule>"(?:[^"\\]|\\.)*"|`[^`]*`)\s*,?\s*(?://.*)?$""")
CALL = re.compile(r"""(?P<name>[a-z_]+)(?:\((?P<arguments>"(?:[^"\\]|\\.)*"(?:\s*,\s*"(?:[^"\\]|\\.)*")*)\))?""")
WORD = re.compile(r"[a-z]+(?:_[a-z]+)+|nl2br|remove|replace")


def read(path: Path) -> Iterator[Imported | LeftOut]:
    """A rule for each host of the table in the file ``path``. Raises ``InvalidOption``."""
    if not path.is_file():
        raise InvalidOption(f"{path} is no file; expected a table of Miniflux, in Go or JSON")
    text = "\n".join(read_lines(path))
    rows = list(_rows(text, str(path)))
    if not rows:
        raise InvalidOption(f'{path} holds no row such as "example.org": "div.story"; expected a table of Miniflux')
    for host, rule, place in rows:
        gathering = Gathering(str(path), host)
        try:
            hosts = hosts_of([host, f"*.{host}"], f"{path}:{place}")
        except InvalidOption as error:
            yield LeftOut(str(path), place, host, str(error))
            continue
        _rule(gathering, place, rule)
        yield gathering.imported(host.lower(), hosts, "a table of Miniflux")


def _rows(text: str, name: str) -> Iterator[tuple[str, str, int]]:
    if text.lstrip().startswith("{"):
        try:
            table = loads(text)
        except JSONDecodeError as error:
            raise InvalidOption(f"{name} is not JSON: {error}") from None
        for host, rule in table.items():
            place = text[: text.find(f'"{host}"')].count("\n") + 1
            yield host, rule if isinstance(rule, str) else "", place
        return
    for place, line in enumerate(text.splitlines(), 1):
        if row := ROW.match(line):
            rule = row["rule"]
            yield row["host"], rule[1:-1] if rule[0] == "`" else _unquoted(rule), place


def _rule(gathering: Gathering, place: int, rule: str) -> None:
    calls = list(CALL.finditer(rule))
    if not calls or not all(WORD.fullmatch(call["name"]) for call in calls) or _left_over(rule):
        if rule.strip():
            gathering.css(place, "scraper", SELECT, rule.strip())
        else:
            gathering.leave(place, "scraper", rule, "it is no text with CSS")
        return
    for call in calls:
        if call["name"] == "remove" and call["arguments"]:
            gathering.css(place, "remove", DROP, _unquoted(call["arguments"]))
        else:
            gathering.leave(place, call["name"], call["arguments"] or "", "it is about pictures, feeds or markup")


def _left_over(rule: str) -> str:
    return CALL.sub("", rule).strip(" ,\t")


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.strip()[1:-1])
