"""What many pages take, worked out from what one does: pages do not know of each other, so cores add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from benchmarks import report
from jingwen.bulk.segments import MOST_ROWS, OLDEST

LIBRARY, HTTP, STREAM = "library", "HTTP, `/v1/clean`", "HTTP, `/v1/clean/batch`"
# The path that the tables for many pages are of.
WARC = "`jingwen batch`, WARC in gzip"
MANY = (10**6, 10**9, 10**11)
CORES = (64, 1024, 16_384)
RUN = 10**7  # pages of one run
HOUR = 3600
LINK = 10e9 / 8  # bytes a second of a network of 10 Gbit/s
# CPU seconds a page by path.
Paths = Mapping[str, float]


@dataclass(frozen=True)
class Parts:
    """What a page of a run takes beside its cleaning: CPU seconds to read it, to write its row and to join that into
    the output (by the output's form), its bytes in the archive, its row's in the output and those that are held of its
    key while rows are joined; and the bytes that a run with one job holds."""

    read: float
    write: float
    join: Mapping[str, float]
    bytes_in: float
    bytes_out: float
    key: float
    memory: int


def paths_table(found: Paths) -> str:
    rows = [
        (name, report.duration(cost), f"{cost / found[LIBRARY]:.2f}", f"{HOUR / cost:,.0f}")
        for name, cost in found.items()
    ]
    return report.table(("path", "CPU a page", "times the library's", "pages a core hour"), rows)


def parts_table(cost: float, found: Parts) -> str:
    """What each part of a run of ``cost`` seconds a page takes of it, and how many cores one process keeps busy."""
    steps = {"reading and inflating": found.read, "writing rows to segments": found.write}
    steps |= {f"joining them into `{suffix}`, at the end": seconds for suffix, seconds in found.join.items()}
    rows = [
        (name, report.duration(seconds), f"{seconds / cost:.1%}", f"{1 / seconds:,.0f}", f"{cost / seconds:,.0f}")
        for name, seconds in steps.items()
    ]
    return report.table(("part", "CPU a page", "of a page's", "pages a second", "as many as so many cores clean"), rows)


def needs_table(found: Paths, of: Parts, price: float) -> str:
    """What so many pages take out of WARC in gzip, and the core hours over HTTP."""
    cost = found[WARC]
    head = ["pages", *(f"{cores:,} cores" for cores in CORES), "core hours", f"money at {price:g}", "over HTTP"]
    rows = []
    for count in MANY:
        hours = cost * count / HOUR
        rows.append(
            (
                _power(count),
                *(_hours(hours / cores) for cores in CORES),
                f"{hours:,.0f}",
                f"{hours * price:,.0f}",
                f"{found[HTTP] * count / HOUR:,.0f}",
                report.size(of.bytes_in * count),
                report.size(of.bytes_out * count),
                f"{ceil(count / RUN):,}",
            )
        )
    return report.table((*head, "read", "written", f"runs of {_power(RUN)}"), rows)


def limits(cost: float, of: Parts) -> str:
    """Where other things than cleaning, which takes ``cost`` seconds a page, begin to count."""
    rows = min(MOST_ROWS, OLDEST / cost)
    many = CORES[1]
    joins = [f"{seconds * RUN / 60:,.0f} minutes for `{suffix}`" for suffix, seconds in of.join.items()]
    told = (
        f"One job holds {report.size(of.memory)}: all its processes, what they share counted once.",
        f"{many:,} cores read {report.size(many * of.bytes_in / cost)} a second and write "
        f"{report.size(many * of.bytes_out / cost)}; a network of 10 Gbit/s feeds {LINK * cost / of.bytes_in:,.0f}.",
        f"A job closes a segment of {rows:,.0f} rows every {rows * cost:.1f} s, which is two files: {many:,} jobs "
        f"make {2 * many / (rows * cost):,.0f} a second, and a run of {_power(RUN)} pages leaves {2 * RUN / rows:,.0f} "
        "until they are joined.",
        f"One process joins the rows of {_power(RUN)} pages at the end of their run: {' and '.join(joins)}. It holds "
        f"{report.size(of.key)} of the key of each, {report.size(of.key * RUN)} in all.",
    )
    return "\n".join(f"- {each}" for each in told)


def _power(count: int) -> str:
    return "10" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(len(str(count)) - 1))


def _hours(hours: float) -> str:
    if hours >= 48:
        return f"{report.amount(hours / 24)} days"
    return f"{report.amount(hours)} h" if hours >= 1 else f"{report.amount(60 * hours)} min"
