"""``jingwen batch``: archives, tables, lists and folders, one row out for each row in."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InvalidOption
from ..options import named_once
from ..processors import processors
from ..serving import Serving
from ..settings import Settings
from . import cluster
from .clean import cleaner_of, ended_in_order
from .console import FAILED, OK, UNUSABLE, complain, counted, shown

if TYPE_CHECKING:
    from ..bulk.job import Job
    from ..bulk.source import Source


def run(asked: Namespace) -> int:
    """Clean all pages in archives (WARC), tables (Parquet, JSONL), lists of paths (CSV, TSV) and folders.

    Each record gives one row, whatever is in it: what could not be cleaned has the status "failed" and says why. Rows
    are gathered beside the output, in OUTPUT.parts, until all are there; a run that is broken off is taken up again
    with --resume. The exit status is 1 where rows failed, 2 where an input is damaged or could not be read to its end.
    """
    from ..bulk.job import Job
    from ..bulk.outputs import check_output

    check_output(asked.output)
    if asked.resume and asked.overwrite:
        raise InvalidOption(
            "--resume and --overwrite are both given; a run is taken up, or begun anew", option="resume"
        )
    cluster.check(asked)
    settings = Settings.from_environ(os.environ)
    cleaner = cleaner_of(asked, settings)
    columns = tuple(name for each in asked.fields for name in each.split(","))
    job = Job(tuple(asked.inputs), asked.output, cleaner, settings, columns, tuple(asked.where), _named(asked.column))
    if asked.resume and not job.segments.begun and Path(asked.output).exists():
        complain(
            f"there is no unfinished run of {shown(asked.output)} to take up; the file is left as it was, whatever is "
            "named now, and --overwrite begins anew"
        )
        return OK
    found = job.sources()
    with job.segments.alone():
        job.begin(found, asked.resume, asked.overwrite)
        if asked.executor == cluster.LOCAL:
            _here(asked, job, found)
        else:
            cluster.do(asked, job, found)
        tally, written = job.finish(found)
    for line in tally.summary():
        complain(line)
    if asked.where:
        complain(f"rows written, as --where has it: {written:,}")
    return _told(found) or (FAILED if tally.failed else OK)


def _here(asked: Namespace, job: Job, found: Sequence[Source]) -> None:
    """Do the ``job``, which has begun, on this machine."""
    from ..bulk.run import Share
    from .gauge import Gauge

    host = Serving.from_environ(os.environ).host
    gauge = Gauge(found, job.segments.tally(), sys.stderr.isatty(), asked.metrics_port, host)
    try:
        with ExitStack() as stack:
            stack.enter_context(ended_in_order())
            stack.enter_context(gauge)
            job.do(found, Share(), asked.jobs or processors(), gauge.heard)
    except (KeyboardInterrupt, SystemExit):
        complain(f"interrupted after {counted(gauge.tally.rows, 'row')}; take the run up again with --resume")
        raise


def _told(found: Sequence[Source]) -> int:
    """Say what is wrong with the inputs, and what was left out of them; gives the exit status of that."""
    status = OK
    for source in found:
        for fault in source.faults:
            complain(str(fault))
            status = UNUSABLE
        if source.fault_count > len(source.faults):
            complain(f"{shown(source.name)}: and {counted(source.fault_count - len(source.faults), 'fault')} more")
        if source.passed_over:
            complain(f"{shown(source.name)}: passed over, as no pages: {_counts(source.passed_over)}")
        if source.misread:
            complain(f"{shown(source.name)}: left out, as they are none: {_counts(source.misread)}")
    return status


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items()))


def _named(columns: Sequence[str]) -> dict[str, str]:
    """What ``--column html=content`` says."""
    named = []
    for each in columns:
        name, equals, column = each.partition("=")
        if not (name and equals and column):
            raise InvalidOption(
                f"--column is {each[:100]!r}; expected what it holds, =, and its name in the input: html=content",
                option="column",
            )
        named.append((name, column))
    return named_once("column", named)
