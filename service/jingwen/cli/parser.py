"""What can be said on the command line."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction, Namespace
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from ..errors import JingwenError
from ..options import CHOICES
from ..settings import LARGEST_PORT
from ..version import VERSION
from . import batch, clean, cluster, profile, rules_parser, serve
from .console import shown
from .rules_parser import RULES_HELP

TIDYING = {
    "space": "white space",
    "mojibake": "sentence ends that a bad transcoding broke",
    "glosses": "pinyin glosses of a machine conversion",
    "width": "full-width letters and digits",
}
OPTION = re.compile(r"--[a-z-]+")


class UnknownWord(JingwenError):
    """A command or an option that does not exist."""


def parse(arguments: Sequence[str]) -> Namespace:
    """What ``arguments`` ask for, with the command's function as ``run``.

    Raises ``UnknownWord`` for a command or an option that is mistyped; what else is wrong ends the process as argparse
    does.
    """
    top = _parser()
    _check_commands(top, arguments)
    asked, others = top.parse_known_args(arguments)
    if others:
        word = next((each for each in others if each.startswith("-")), others[0]).partition("=")[0]
        raise _unknown(word, OPTION.findall(asked.command.format_usage()), asked.command, "options")
    return asked


def _check_commands(parser: ArgumentParser, words: Sequence[str]) -> None:
    """Raises ``UnknownWord`` where the first of ``words`` is to be a command of ``parser`` and is none."""
    commands = parser.get_default("commands")
    if commands and words and not words[0].startswith("-"):
        if words[0] not in commands:
            raise _unknown(words[0], commands, parser, "commands")
        _check_commands(commands[words[0]], words[1:])


def _unknown(word: str, known: Iterable[str], parser: ArgumentParser, what: str) -> UnknownWord:
    bare = {name.lstrip("-"): name for name in known}
    near = get_close_matches(word.lstrip("-"), bare, n=1)
    meant = f"did you mean {bare[near[0]]}? " if near else ""
    return UnknownWord(f"unrecognized {shown(word)}; {meant}`{parser.prog} --help` lists the {what}")


def _parser() -> ArgumentParser:
    """The parser; what it gives has the command's function as ``run``, and its own parser as ``command``."""
    top = ArgumentParser("jingwen", description="Clean text from news pages.")
    top.add_argument("--version", action="version", version=f"jingwen {VERSION}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    top.set_defaults(commands=commands.choices)
    _clean(commands.add_parser("clean", help="print the articles on pages", description=clean.run.__doc__))
    _batch(commands.add_parser("batch", help="clean archives, tables and folders", description=batch.run.__doc__))
    _serve(commands.add_parser("serve", help="start the HTTP service", description=serve.run.__doc__))
    rules_parser.add(commands.add_parser("rules", help="make, try, check and list rule files"))
    _profile(commands.add_parser("profile", help="show where the time goes", description=profile.run.__doc__))
    return top


def _clean(command: ArgumentParser) -> None:
    command.set_defaults(run=clean.run, command=command)
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="HTML or a text dump, either also as .gz; a folder of such files; - or none: standard input",
    )
    command.add_argument(
        "--list",
        action="append",
        default=[],
        metavar="FILE",
        help="take pages from a list too: a path, a tab, its address (or none) on each line; may be repeated",
    )
    command.add_argument("--json", action="store_true", help="print answers as JSON, one line for each page")
    command.add_argument("--explain", action="store_true", help="show each block of the page, its label and the reason")
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write there; the file is there once all pages are done (-: print)"
    )
    command.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many pages at once (default: one for each processor)"
    )
    command.add_argument("--url", help="where the page came from")
    command.add_argument("--content-type", metavar="TYPE", help="the Content-Type that the page came with")
    command.add_argument("--fetched-at", metavar="TIME", help="when it was fetched, to resolve 昨天 or 10月18日")
    _options(command)


def _batch(command: ArgumentParser) -> None:
    command.set_defaults(run=batch.run, command=command)
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="WARC, JSONL or Parquet, CSV or TSV of paths, a folder of pages; a path, or an address such as s3://…",
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="write there, in the format of the name: .jsonl, .jsonl.gz, .jsonl.zst or .parquet",
    )
    again = command.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="take up a run that was broken off")
    again.add_argument("--overwrite", action="store_true", help="begin anew, whatever is there")
    command.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="write only such rows (status=article); several values with commas between; may be repeated",
    )
    command.add_argument(
        "--fields", action="append", default=[], metavar="COLUMN,…", help="write only these columns, and the row's key"
    )
    command.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="WHAT=NAME",
        help="what a column of the input is called: html=content (url, html, text, body_base64, content_type, "
        "fetched_at, id); may be repeated",
    )
    command.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many pages at once (default: one for each processor)"
    )
    command.add_argument(
        "--executor",
        choices=cluster.EXECUTORS,
        default=cluster.LOCAL,
        help="where the run is done: on this machine, or on a cluster that sees the output's folder (default: local)",
    )
    command.add_argument(
        "--tasks", type=_positive, metavar="N", help="on a cluster: in how many parts, each of --jobs pages (1) at once"
    )
    command.add_argument(
        "--slurm",
        action="append",
        default=[],
        metavar="OPTION=VALUE",
        help="an option for sbatch: partition=cpu, time=24:00:00; may be repeated",
    )
    command.add_argument("--metrics-port", type=_port, metavar="PORT", help="serve metrics of the run there (on HOST)")
    _options(command)


def _options(command: ArgumentParser) -> None:
    """The options of cleaning."""
    command.add_argument("--zone", help="the offset of times that are printed without one, such as +08:00")
    command.add_argument("--format", choices=CHOICES["format"], help="how the text is written (default: text)")
    command.add_argument("--script", choices=CHOICES["script"], help="Chinese characters of the answer (default: hans)")
    command.add_argument(
        "--punctuation", choices=CHOICES["punctuation"], help="full-width punctuation throughout, or as it is"
    )
    for name, what in TIDYING.items():
        command.add_argument(
            f"--{name}", action=BooleanOptionalAction, default=None, help=f"tidy {what} (default: yes)"
        )
    command.add_argument("--rules", metavar="PATH", help=RULES_HELP)


def _serve(command: ArgumentParser) -> None:
    command.set_defaults(run=serve.run, command=command)
    command.add_argument("--host", help="the address to listen on (default: HOST, or 127.0.0.1)")
    command.add_argument("--port", type=int, help="the port to listen on (default: PORT, or 8000)")
    command.add_argument("--workers", type=int, help="how many processes (default: WORKERS, or one for each processor)")


def _profile(command: ArgumentParser) -> None:
    command.set_defaults(run=profile.run, command=command)
    command.add_argument("directory", type=Path, metavar="DIR", help="a folder of pages; *.txt are text dumps")
    command.add_argument("--json", action="store_true", help="print the figures as JSON, in seconds")
    command.add_argument("--rounds", type=_positive, default=3, help="how often each page is cleaned (default: 3)")
    command.add_argument("--rules", metavar="PATH", help=RULES_HELP)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LARGEST_PORT:
        raise ArgumentTypeError(f"{text!r} is not a port, a whole number from 1 to {LARGEST_PORT}")
    return int(text)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is not a whole number greater than 0")
    return int(text)
