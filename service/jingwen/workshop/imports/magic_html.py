"""Custom rules of magic-html: JSON with the XPath of title and content, and of what to remove, for each host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import JSONDecodeError, loads
from pathlib import Path
from typing import Any

from ...errors import InvalidOption
from .imported import DROP, SELECT, Gathering, Imported, LeftOut, hosts_of, read_lines

NAME = "magic-html"
KEYS = {"title": "title", "content": SELECT}


def read(path: Path) -> Iterator[Imported | LeftOut]:
    """A rule for each host in the file ``path``. Raises ``InvalidOption``."""
    if not path.is_file():
        raise InvalidOption(f"{path} is no file; expected the custom rules of magic-html, in JSON")
    text = "\n".join(read_lines(path))
    try:
        table = loads(text)
    except JSONDecodeError as error:
        raise InvalidOption(f"{path} is not JSON: {error}") from None
    if not isinstance(table, dict) or not table or not all(isinstance(each, dict) for each in table.values()):
        raise InvalidOption(f"{path} holds no object of hosts and their rules; expected the custom rules of magic-html")
    for host, rule in table.items():
        place = text[: text.find(f'"{host}"')].count("\n") + 1
        try:
            hosts = hosts_of([host], f"{path}:{place}")
        except InvalidOption as error:
            yield LeftOut(str(path), place, host, str(error))
            continue
        yield _rule(Gathering(str(path), host), place, rule).imported(
            host.lower(), hosts, "a custom rule of magic-html"
        )


def _rule(gathering: Gathering, place: int, rule: Mapping[str, Any]) -> Gathering:
    for name, value in rule.items():
        if name == "clean" and isinstance(value, list):
            for each in value:
                gathering.xpath(place, name, DROP, str(each))
        elif name not in KEYS:
            gathering.leave(place, name, "", "unknown key; expected title, content or clean")
        elif not isinstance(value, dict) or not isinstance(value.get("value"), str):
            gathering.leave(place, name, "", "it has no value; expected an object with mode and value")
        elif value.get("mode") == "xpath":
            gathering.xpath(place, name, KEYS[name], value["value"])
        elif value.get("mode") == "css":
            gathering.css(place, name, KEYS[name], value["value"])
        else:
            gathering.leave(place, name, value["value"], "the mode is neither xpath nor css")
    return gathering
