"""``python -m tests.hostile.fuzz [SECONDS]``: a fuzzer looks for inputs that break what reads bytes from outside.

Each target gets its share of the time in a process of its own, led by which lines of the code an input reaches. An
input that raises what it must not, takes more than ``PATIENCE`` or fills the memory ends the run: it is kept, and its
name printed. ``python -m tests.hostile.fuzz TARGET FILE`` tries it again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from ..nesting import KINDS, OWN, depth, pieces, read_closely
from .inputs import BYTES, DUMPS, MARKUP, SCRIPTS

ROOT = Path(__file__).parents[2]
SECONDS = 600
PATIENCE = 20
LONGEST = 4096
LONGEST_UNIT = 100
MEMORY = 2048  # MB


def decode(data: bytes) -> None:
    """Any bytes are some text."""
    from jingwen.reading.decode import decode

    kinds = (None, "text/html; charset=gbk", "text/html; charset=utf-16", "text/plain; charset=x")
    text, _, _ = decode(data[1:], kinds[data[0] % len(kinds)] if data else None)
    text.encode()


def markup(data: bytes) -> None:
    """Any markup gives blocks, the same ones with and without what they hold besides text."""
    from jingwen.model import Limits
    from jingwen.reading.as_shown import as_shown
    from jingwen.reading.bodies import hidden_bodies
    from jingwen.reading.embedded import read_data, script_date
    from jingwen.reading.markup import parse, read_markup
    from jingwen.reading.rich import RichWalk
    from jingwen.reading.runaway import with_short_links
    from jingwen.reading.scan import bounded
    from jingwen.reading.shadow import compose

    shown = with_short_links(as_shown(data.decode("utf-8", "replace")))
    tree = parse(bounded(shown, Limits(depth=8, attributes=4))[0])
    compose(tree)
    read_data(tree)
    script_date(tree)
    hidden_bodies(tree)
    plain, _ = read_markup(tree)
    rich, _ = read_markup(tree, walker=RichWalk)
    if [block.text for block in plain] != [block.text for block in rich]:
        raise AssertionError("the two walks read different texts")


def nesting(data: bytes) -> None:
    """No tags nest deeper than the limit: the first two bytes say of which kind they are and how often they come."""
    from jingwen.errors import TooManyTags
    from jingwen.model import Limits
    from jingwen.reading.markup import parse
    from jingwen.reading.scan import bounded

    kind, times, *unit = data[:LONGEST_UNIT].ljust(2, b"\0")
    tags = pieces(list(KINDS.values())[kind % len(KINDS)])
    markup = "".join(tags[n % len(tags)] for n in unit) * (1 + times % 32)
    with suppress(TooManyTags):
        found = depth(parse(bounded(read_closely(markup, 8), Limits(depth=8))[0]))
        if found > 8 + OWN:
            raise AssertionError(f"{found} levels where 8 are allowed")


def dump(data: bytes) -> None:
    """Any dump is cleaned."""
    from jingwen.errors import EmptyBody
    from jingwen.model import Options, RawPage
    from jingwen.pipeline import clean
    from jingwen.reading.dump import read_dump
    from jingwen.rules.load import load

    read_dump(data.decode("utf-8", "replace"))
    with suppress(EmptyBody):
        clean(RawPage(data, content_type="text/plain"), load("off"), Options(explain=True))


def rules(data: bytes) -> None:
    """Any rule file is loaded or refused, and a refusal says where."""
    from jingwen.errors import RuleError
    from jingwen.rules.load import load

    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        Path(folder, "a.yaml").write_bytes(data)
        try:
            load(folder)
        except RuleError as error:
            if error.line < 0:
                raise AssertionError("a refusal without its line") from error


TARGETS: Mapping[str, Callable[[bytes], None]] = {f.__name__: f for f in (decode, markup, nesting, dump, rules)}


def seeds(name: str) -> list[bytes]:
    """Small inputs of the kind that a target takes, to begin with."""
    if name == "rules":
        return [path.read_bytes() for path in sorted((ROOT / "rules").glob("*.yaml"))]
    if name == "nesting":
        return [bytes((kind, 31, *range(first, first + 9))) for kind in range(len(KINDS)) for first in range(0, 240, 8)]
    kinds = {"decode": (BYTES, DUMPS), "markup": (MARKUP, SCRIPTS), "dump": (DUMPS, BYTES)}[name]
    return [make(200)[:LONGEST] for kind in kinds for make in kind.values()]


def main(arguments: list[str]) -> int:
    """Fuzz all targets, or (for a process of its own) one."""
    if arguments and arguments[0] in TARGETS:
        return _one(arguments[0], arguments[1:])
    if find_spec("atheris") is None:
        print("atheris, the fuzzer, is not to be had for this system", file=sys.stderr)
        return 1
    seconds = max(1, int(arguments[0] if arguments else SECONDS) // len(TARGETS))
    for name in TARGETS:
        print(f"--- {name}: {seconds} s", flush=True)
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(seeds(name)):
                Path(corpus, str(number)).write_bytes(seed)
            options = (
                f"-max_total_time={seconds}",
                f"-max_len={LONGEST}",
                f"-timeout={PATIENCE}",
                f"-rss_limit_mb={MEMORY}",
                f"-artifact_prefix=fuzz-{name}-",
                "-print_final_stats=1",
                "-verbosity=0",
            )
            done = subprocess.run([sys.executable, "-m", "tests.hostile.fuzz", name, *options, corpus], cwd=ROOT)
        if done.returncode:
            print(f"{name} broke; the input is in fuzz-{name}-*", file=sys.stderr)
            return 1
    return 0


def _one(name: str, options: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["jingwen"]):
        import jingwen.cleaner  # noqa: F401  # so that all of it is watched
    atheris.Setup(["fuzz", *options], TARGETS[name])
    atheris.Fuzz()
    return 0


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
