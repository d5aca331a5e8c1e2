"""Site files of Full-Text RSS (``ftr-site-config``, which graby and wallabag read too): ``example.org.txt``.

Each line is ``directive: value``; of several ``title``, ``body``, ``author`` or ``date`` the first that finds something
counts. The file's name is the host, with or without ``www.``; one that begins with a dot is for all hosts below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from ...errors import InvalidOption
from .imported import DROP, SELECT, Gathering, Imported, LeftOut, hosts_of, read_lines

NAME = "ftr"
ENDING = ".txt"
XPATHS = {
    "title": "title",
    "body": SELECT,
    "author": "byline",
    "date": "date",
    "strip": DROP,
    "next_page_link": "next_page",
}
FETCHES = "jingwen fetches nothing"
REWRITES = "a rule changes no markup"
PICTURES = "pictures are no text"
# What the format knows besides, and why no rule says it.
OTHERS = {
    **dict.fromkeys(("single_page_link", "single_page_link_in_feed", "http_header", "requires_login"), FETCHES),
    **dict.fromkeys(("login_uri", "login_username_field", "login_password_field", "login_extra_fields"), FETCHES),
    "not_logged_in_xpath": FETCHES,
    **dict.fromkeys(("find_string", "replace_string", "wrap_in", "dissolve", "move_into", "strip_attr"), REWRITES),
    **dict.fromkeys(("convert_double_br_tags", "strip_comments", "footnotes"), REWRITES),
    **dict.fromkeys(("strip_image_src", "insert_detected_image", "src_lazy_load_attr"), PICTURES),
    "if_page_contains": "it is a condition of a link that jingwen would not follow",
    "native_ad_clue": "an answer does not tell advertisements apart",
    "skip_id_or_class": "it is about pruning, which jingwen does in its own way",
    "language": "jingwen tells the language itself",
}
# These say how the tool reads a page, or test it; a rule needs nothing in their place.
SILENT = ("prune", "tidy", "parser", "autodetect_next_page", "skip_json_ld", "test_url", "test_contains")
KNOWN = (*XPATHS, *OTHERS, *SILENT, "strip_id_or_class", "autodetect_on_failure")
DIRECTIVE = re.compile(r"(?P<name>[\w-]+)(?:\((?P<argument>.*?)\))?\s*:\s*(?P<value>.*)")


def read(path: Path) -> Iterator[Imported | LeftOut]:
    """A rule for each site file at ``path``: itself, or ``*.txt`` in the folder. Raises ``InvalidOption``."""
    files = [path] if path.is_file() else sorted(path.glob(f"*{ENDING}")) if path.is_dir() else []
    if not files:
        raise InvalidOption(f"{path} holds no site file; expected one such as example.org{ENDING}, or a folder of them")
    for file in files:
        if file.stem == "global":
            yield LeftOut(str(file), 0, "global.txt", "it is for all sites; a rule is for one")
            continue
        try:
            yield _read(file)
        except InvalidOption as error:
            yield LeftOut(str(file), 0, file.name, str(error))


def _read(file: Path) -> Imported:
    name = file.stem.lower()
    hosts = [f"*{name}"] if name.startswith(".") else [name, f"www.{name}"]
    if name.startswith("www."):
        hosts = [name, name.removeprefix("www.")]
    gathering = Gathering(str(file))
    named = hosts_of(hosts, str(file))
    for place, text in enumerate(read_lines(file), 1):
        line = text.strip()
        if line and not line.startswith("#"):
            _line(gathering, place, line)
    return gathering.imported(name.lstrip("."), named, "a site file of Full-Text RSS")


def _line(gathering: Gathering, place: int, line: str) -> None:
    found = DIRECTIVE.fullmatch(line)
    if found is None:
        gathering.leave(place, line[:60], "", "it is no directive; expected a name, a colon and a value")
        return
    name, value = found["name"], found["value"].strip()
    if name in SILENT:
        return
    if name not in KNOWN:
        near = get_close_matches(name, KNOWN, n=1)
        gathering.leave(place, name, value, f"unknown directive{f'; did you mean {near[0]}?' if near else ''}")
    elif not value and name != "replace_string":
        gathering.leave(place, name, value, "it has no value")
    elif name in OTHERS:
        gathering.leave(place, name, value, OTHERS[name])
    elif name == "strip_id_or_class":
        word = value.replace('"', "").replace("'", "").replace("\\", "").strip()
        gathering.css(place, name, DROP, f'[class*="{word}"], [id*="{word}"]')
    elif name == "autodetect_on_failure":
        if value.lower() in ("no", "false"):
            gathering.leave(place, name, value, "where a rule finds nothing the general way always takes over")
    else:
        gathering.xpath(place, name, XPATHS[name], value)
