"""What can be said of rules on the command line."""

from __future__ import annotations

from argparse import ArgumentParser

from . import rulemaking, rules

# As jingwen.workshop.importing.READERS has them, which is not loaded for the sake of a help text.
FORMATS = ("ftr", "miniflux", "simpread", "magic-html")
RULES_HELP = "packaged, off, a folder of rule files, or several with colons between (default: JINGWEN_RULES)"
PAGES_HELP = "HTML or a text dump, a folder of such files, an archive, or a .tsv list: a path, a tab, its address"
URL_HELP = "where the pages came from that tell no address"


def add(parser: ArgumentParser) -> None:
    """Gives ``parser`` its commands."""
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    parser.set_defaults(commands=commands.choices)
    for name, what, run, build in (
        ("list", "list rule files", rules.run_list, _list),
        ("check", "check rule files and run their tests", rules.run_check, _check),
        ("try", "show what a rule changes on pages", rules.run_try, _try),
        ("coverage", "show hosts without a rule and rules that miss", rules.run_coverage, _coverage),
        ("new", "begin a rule file", rulemaking.run_new, _new),
        ("learn", "make a rule file of pages of a site", rulemaking.run_learn, _learn),
        ("import", "make rule files of another tool's site files", rulemaking.run_import, _import),
    ):
        command = commands.add_parser(name, help=what, description=run.__doc__)
        command.set_defaults(run=run, command=command)
        build(command)


def _list(command: ArgumentParser) -> None:
    command.add_argument("path", nargs="?", help="a folder or a file (default: JINGWEN_RULES)")


def _check(command: ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders, packaged, or several with colons between (default: packaged)",
    )


def _try(command: ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE", help="a rule file; its tests may be wrong or missing")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGES_HELP)
    command.add_argument("--url", help=URL_HELP)


def _coverage(command: ArgumentParser) -> None:
    command.add_argument(
        "input", metavar="DIR|JSONL", help="pages (as `jingwen batch` takes them), or answers as it wrote them (.jsonl)"
    )
    command.add_argument("--against", metavar="OLD.json", help="an earlier run; show which sites changed since")
    command.add_argument("--json", action="store_true", help="print the counts as JSON, for a later --against")
    command.add_argument("--rules", metavar="PATH", help=RULES_HELP)


def _import(command: ArgumentParser) -> None:
    command.add_argument("format", choices=FORMATS, metavar="FORMAT", help=f"one of {', '.join(FORMATS)}")
    command.add_argument("path", metavar="PATH", help="your copy of the site files: a folder (ftr), or a file")
    command.add_argument("--pages", metavar="PAGES", help="keep only rules that do better than none on these pages")
    _output(command)


def _new(command: ArgumentParser) -> None:
    command.add_argument("url", metavar="URL", help="the address of the first page, which names the site's host")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGES_HELP)


def _learn(command: ArgumentParser) -> None:
    command.add_argument("pages", nargs="+", metavar="PAGE", help=f"three or more articles of one site: {PAGES_HELP}")
    command.add_argument("--host", help="whose pages they are, where they do not tell; *.example.com for all below")
    command.add_argument("--site", metavar="NAME", help="the site's name (default: what the pages call it)")
    _output(command)


def _output(command: ArgumentParser) -> None:
    command.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder for the rule files")
