"""The command line: ``jingwen clean | serve | profile | rules``.

Exit status: 0 all went well; 1 a page without an article, a page that cannot be read, or a rule with a problem; 2 the
command itself, a setting or a rule file cannot be used.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputError, InvalidOption, JingwenError
from .options import CHOICES, check_url, parse_fetched_at
from .version import VERSION

if TYPE_CHECKING:
    from .cleaner import Cleaner
    from .model import Article

OK, FAILED, UNUSABLE = 0, 1, 2
BROKEN_PIPE = 141  # what a shell reports of a command that SIGPIPE ended
STDIN = "-"
RULES_HELP = "packaged, off, a folder of rule files, or several with colons between (default: JINGWEN_RULES)"
TIDYING = {
    "space": "white space",
    "mojibake": "sentence ends that a bad transcoding broke",
    "glosses": "pinyin glosses of a machine conversion",
    "width": "full-width letters and digits",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` (by default the process's own) ask for; returns the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        status: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:  # `jingwen … | head`: whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except JingwenError as error:
        _complain(str(error))
        return UNUSABLE
    return status


def _parser() -> ArgumentParser:
    parser = ArgumentParser("jingwen", description="Clean text from news pages.")
    parser.add_argument("--version", action="version", version=f"jingwen {VERSION}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    clean = commands.add_parser("clean", help="print the article on a page", description=_clean.__doc__)
    clean.set_defaults(run=_clean)
    clean.add_argument("files", nargs="*", metavar="FILE", help="HTML or a text dump; - or none: standard input")
    clean.add_argument("--json", action="store_true", help="print the whole answer as JSON, one line for each page")
    clean.add_argument("--explain", action="store_true", help="show each block of the page, its label and the reason")
    clean.add_argument("--url", help="where the page came from")
    clean.add_argument("--content-type", metavar="TYPE", help="the Content-Type that the page came with")
    clean.add_argument("--fetched-at", metavar="TIME", help="when it was fetched, to resolve 昨天 or 10月18日")
    clean.add_argument("--zone", help="the offset of times that are printed without one, such as +08:00")
    clean.add_argument("--format", choices=CHOICES["format"], help="how the text is written (default: text)")
    clean.add_argument("--script", choices=CHOICES["script"], help="Chinese characters of the answer (default: hans)")
    clean.add_argument(
        "--punctuation", choices=CHOICES["punctuation"], help="full-width punctuation throughout, or as it is"
    )
    for name, what in TIDYING.items():
        clean.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=f"tidy {what} (default: yes)")
    clean.add_argument("--rules", metavar="PATH", help=RULES_HELP)

    serve = commands.add_parser("serve", help="start the HTTP service", description=_serve.__doc__)
    serve.set_defaults(run=_serve)
    serve.add_argument("--host", help="the address to listen on (default: HOST, or 127.0.0.1)")
    serve.add_argument("--port", type=int, help="the port to listen on (default: PORT, or 8000)")
    serve.add_argument("--workers", type=int, help="how many processes (default: WORKERS, or one for each processor)")

    rules = commands.add_parser("rules", help="list or check rule files").add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    listing = rules.add_parser("list", help="list rule files", description=_list.__doc__)
    listing.set_defaults(run=_list)
    listing.add_argument("path", nargs="?", help="a folder or a file (default: JINGWEN_RULES)")
    check = rules.add_parser("check", help="check rule files and run their tests", description=_check.__doc__)
    check.set_defaults(run=_check)
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: the packaged rules)"
    )

    profile = commands.add_parser("profile", help="show where the time goes", description=_profile.__doc__)
    profile.set_defaults(run=_profile)
    profile.add_argument("directory", type=Path, metavar="DIR", help="a folder of pages; *.txt are text dumps")
    profile.add_argument("--json", action="store_true", help="print the figures as JSON, in seconds")
    profile.add_argument("--rounds", type=int, default=3, help="how often each page is cleaned (default: 3)")
    profile.add_argument("--rules", metavar="PATH", help=RULES_HELP)
    return parser


def _clean(asked: Namespace) -> int:
    """Print the article on each page: its title, its source, authors and date, and its text."""
    files: list[str] = asked.files or [STDIN]
    if asked.url is not None and len(files) > 1:
        raise InvalidOption("--url is given for several pages; it is the address of one", option="url")
    check_url(asked.url)
    fetched_at = None if asked.fetched_at is None else parse_fetched_at(asked.fetched_at)
    cleaner = _cleaner(asked)
    status = OK
    for number, file in enumerate(files):
        try:
            body = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
            article = cleaner.clean(body, url=asked.url, content_type=asked.content_type, fetched_at=fetched_at)
        except (OSError, InputError) as error:
            status = FAILED
            _complain(f"{file}: {error.strerror if isinstance(error, OSError) else error}")
            continue
        if article.status != "article":
            status = FAILED
            _complain(f"{file}: the page has no article ({article.status})")
        if asked.json:
            _print(_json(article))
            continue
        if len(files) > 1:
            _print(f"{chr(10) if number else ''}==> {file} <==")
        for line in _blocks(article) if asked.explain else _readable(article):
            _print(line)
    return status


def _cleaner(asked: Namespace) -> Cleaner:
    from .cleaner import Cleaner

    options = {
        name: value
        for name in ("format", "script", "punctuation", "zone", *TIDYING)
        if (value := getattr(asked, name)) is not None
    }
    return Cleaner(_rules(asked), explain=asked.explain, **options)


def _rules(asked: Namespace) -> str:
    from .settings import Settings

    return asked.rules or Settings.from_environ(os.environ).rules


def _json(article: Article) -> str:
    import orjson

    return orjson.dumps(article.to_dict()).decode()


def _readable(article: Article) -> Iterator[str]:
    """The article as one would read it; nothing for a page without one."""
    credits = [article.source, "、".join(article.byline), article.date]
    head = [part for part in (article.title, " · ".join(filter(None, credits))) if part]
    if article.status == "article":
        yield from head
        if head:
            yield ""
        yield article.text


def _blocks(article: Article) -> Iterator[str]:
    for labelled in article.blocks or ():
        yield f"{labelled.label}\t{labelled.reason}\t{' '.join(labelled.block.text.split())}"


def _serve(asked: Namespace) -> int:
    """Start the HTTP service in the foreground, until it is told to stop. JINGWEN_* in the environment set it up."""
    from .resources import gunicorn_config
    from .serving import Serving
    from .settings import Settings

    environ = dict(os.environ)
    for name, value in (("HOST", asked.host), ("PORT", asked.port), ("WORKERS", asked.workers)):
        if value is not None:
            environ[name] = str(value)
    Serving.from_environ(environ, Settings.from_environ(environ).metrics_port)
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", "--config", str(gunicorn_config())], environ)


def _list(asked: Namespace) -> int:
    """List rule files: file, site, hosts (or what the page is known by) and the number of tests, separated by tabs."""
    from .rules.load import load
    from .settings import Settings
    from .workshop.check import list_rules

    for row in list_rules(load(asked.path or Settings.from_environ(os.environ).rules)):
        _print("\t".join(map(str, row)))
    return OK


def _check(asked: Namespace) -> int:
    """Check rule files as the service would load them, run the tests inside, and name each line that no test needs."""
    from .workshop.check import check

    problems = check(asked.paths)
    for problem in problems:
        _complain(str(problem))
    return FAILED if problems else OK


def _profile(asked: Namespace) -> int:
    """Print the CPU time of each stage of cleaning over the pages in a folder: in all, on average a page, its share."""
    from dataclasses import asdict

    import orjson

    from .cleaner import Cleaner
    from .workshop.profile import profile, read_pages

    try:
        found = profile(Cleaner(_rules(asked)), read_pages(asked.directory), max(asked.rounds, 1))
    except OSError as error:
        _complain(f"{asked.directory}: {error.strerror}")
        return UNUSABLE
    if not found.pages:
        _complain(f"{asked.directory}: there are no pages in this folder")
        return UNUSABLE
    if asked.json:
        _print(orjson.dumps({"total": found.total} | asdict(found)).decode())
        return OK
    _print(f"{'stage':8s}  total ms  mean ms  share")
    for name, total, share in (*((x.name, x.total, x.share) for x in found.stages), ("all", found.total, 1.0)):
        _print(f"{name:8s}  {1000 * total:8.1f}  {1000 * total / found.pages:7.3f}  {share:5.1%}")
    return OK


def _print(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def _complain(message: str) -> None:
    print(f"jingwen: {message}", file=sys.stderr)
