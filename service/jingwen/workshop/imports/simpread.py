"""The list of sites of SimpRead (``website_list.json``): for each address pattern a title, what to show and to hide.

A value is a tag (``<div class='story'>``), a jQuery expression (``[[{$('h1').text()}]]``, ``[[[$('.ad')]]]``), XPath
(``[[`//p[1]`]]``), in ``exclude`` also a piece of text in its tag (``[['<b>…</b>']]``) or a regular expression
(``[[/…/]]``). Of programs only chains of ``$('…')``, ``.find('…')``, ``.first()``, ``.text()``, ``.html()`` and
``.attr('…')`` have a twin in CSS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from json import JSONDecodeError, loads
from pathlib import Path
from typing import Any

from ...errors import InvalidOption
from ..draft import Line
from ..twins import IDENT, literally
from .imported import DROP, MOST_HOSTS, SELECT, Gathering, Imported, LeftOut, hosts_of, read_lines

NAME = "simpread"
KEYS = {"title": "title", "include": SELECT, "exclude": DROP, "next": "next_page"}
LEFT = {
    "desc": "a rule says nothing of descriptions",
    "css": "a rule says nothing of how a page looks",
    "avatar": "a rule is for articles, not for forums",
    "prev": "an answer names the next page only",
    "paging": "it is put together by a program",
}
SILENT = ("name", "url", "type", "active", "matching", "html")
ADDRESS = re.compile(r"https?\*?://(?P<host>[^/]+)")
ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
TAG = re.compile(r"<(?P<tag>[a-z][\w-]*)(?P<attributes>(?:\s[^<>]*?)?)\s*/?>")
ATTRIBUTE = re.compile(r"""\s(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"\\]*)"|'(?P<single>[^'"\\]*)')""")
PROGRAM = re.compile(
    r"\[\[\[(?P<object>.*)\]\]\]|\[\[\{(?P<value>.*)\}\]\]|\[\[`(?P<xpath>.*)`\]\]|\[\['(?P<text>.*)'\]\]", re.S
)
CHAIN = re.compile(
    r"""\$\(\s*(?P<quote>["'])(?P<css>[^"']+)(?P=quote)\s*\)(?P<calls>(?:\.\w+\((?:\s*["'][^"']*["']\s*)?\))*)\s*;?"""
)
CALL = re.compile(r"""\.(?P<name>\w+)\(\s*(?:["'](?P<argument>[^"']*)["'])?\s*\)""")
MARKUP = re.compile(r"<[^>]*>")


def read(path: Path) -> Iterator[Imported | LeftOut]:
    """A rule for each site in the file ``path``; of those of one host the first. Raises ``InvalidOption``."""
    if not path.is_file():
        raise InvalidOption(f"{path} is no file; expected the list of sites of SimpRead, in JSON")
    text = "\n".join(read_lines(path))
    try:
        told = loads(text)
    except JSONDecodeError as error:
        raise InvalidOption(f"{path} is not JSON: {error}") from None
    sites = told.get("sites") if isinstance(told, dict) else told
    if not isinstance(sites, list) or not sites or not all(isinstance(site, dict) for site in sites):
        raise InvalidOption(f"{path} holds no sites; expected the list of sites of SimpRead")
    at = 0
    for site in sites:
        name = str(site.get("name", ""))
        at = max(at, text.find(f'"{name}"', at))
        place = text[:at].count("\n") + 1
        at += 1
        try:
            hosts = _hosts(str(site.get("url", "")), f"{path}:{place}")
        except InvalidOption as error:
            yield LeftOut(str(path), place, name, str(error))
            continue
        yield _site(Gathering(str(path), name or hosts[0]), place, site).imported(
            name or hosts[0], hosts, "the list of sites of SimpRead"
        )


def _hosts(url: str, where: str) -> tuple[str, ...]:
    found = ADDRESS.match(url)
    if found is None:
        raise InvalidOption(f"{where}: the address {url[:80]!r} names no host; expected https://host/…")
    names = [found["host"]]
    while len(names) <= MOST_HOSTS and (braces := ALTERNATIVES.search(names[0])):
        names = [name.replace(braces[0], part, 1) for name in names for part in braces[1].split(",")]
    return hosts_of([re.sub(r"^\*+\.", "*.", name) for name in names], where)


def _site(gathering: Gathering, place: int, site: Mapping[str, Any]) -> Gathering:
    for name, value in site.items():
        if name in KEYS:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each.strip():
                    _value(gathering, place, name, each.strip())
        elif name not in SILENT and value:
            gathering.leave(place, name, "", LEFT.get(name) or "unknown key")
    return gathering


def _value(gathering: Gathering, place: int, name: str, value: str) -> None:
    key = KEYS[name]
    if tag := TAG.fullmatch(value):
        css = _of_tag(tag["tag"], tag["attributes"])
        if css is None:
            gathering.leave(place, name, value, "it has no id, no class and no other attribute with a value")
        else:
            gathering.css(place, name, key, css)
        return
    program = PROGRAM.fullmatch(value)
    if program is None:
        reason = "a regular expression on markup has no twin in a rule" if value.startswith("[[/") else "cannot be read"
        gathering.leave(place, name, value, reason)
    elif program["xpath"] is not None:
        gathering.xpath(place, name, key, program["xpath"])
    elif program["text"] is not None:
        text = MARKUP.sub("", program["text"]).strip()
        if key == DROP and text:
            gathering.told.append((name, place))
            gathering.lines.append(Line(DROP, literally(text), pattern=True, place=place))
        else:
            gathering.leave(place, name, value, "it names no text")
    else:
        css = _of_chain((program["object"] or program["value"] or "").strip(), key)
        if css is None:
            gathering.leave(place, name, value, "a program has no twin in a rule")
        else:
            gathering.css(place, name, key, css)


def _of_tag(tag: str, attributes: str) -> str | None:
    """The selector of a tag by its id or class, else by its other attributes; None where it has some, but none that
    says anything."""
    told = {each["name"].lower(): each["double"] or each["single"] or "" for each in ATTRIBUTE.finditer(attributes)}
    told = {name: value for name, value in told.items() if value.strip()}
    for name, sign in (("id", "#"), ("class", ".")):
        words = told.get(name, "").split()
        if words and all(map(IDENT.fullmatch, words)):
            return tag + "".join(f"{sign}{word}" for word in words)
        if words:
            return f'{tag}[{name}="{told[name]}"]'
    if attributes.strip() and not told:
        return None
    return tag + "".join(f'[{name}="{value}"]' for name, value in told.items())


def _of_chain(program: str, key: str) -> str | None:
    """The selector that a chain of jQuery calls stands for; None for anything else."""
    chain = CHAIN.fullmatch(program)
    if chain is None:
        return None
    css, take = chain["css"].strip(), ""
    for call in CALL.finditer(chain["calls"]):
        name, argument = call["name"], call["argument"]
        if name == "find" and argument:
            css = f"{css} {argument}"
        elif name == "parent" and not argument:
            css = f":has(> :is({css}))"
        elif name == "attr" and argument:
            take = f"::attr({argument})"
        elif name not in ("text", "html", "first", "trim", "remove", "val"):
            return None
    if key == KEYS["next"] and not take:
        return None
    return css + take
