"""datatrove's own way from an archive to lines of JSON, with no part of jingwen: run by the Python that has it.

PYTHON benchmarks/trove.py ARCHIVE OUTPUT_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import trafilatura  # noqa: F401  # before the fork: the extractor's child is given a second to start
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import JsonlWriter

SECONDS = 30  # for a page; of the one that is its default a busy machine would lose pages, which cost nothing then


def main(archive: Path, output: Path) -> None:
    """Read ``archive``, and write what is extracted below ``output``."""
    LocalPipelineExecutor(
        [
            WarcReader(str(archive.parent), glob_pattern=archive.name),
            Trafilatura(timeout=SECONDS),
            JsonlWriter(str(output), compression=None),
        ],
        logging_dir=str(output / "log"),
        skip_completed=False,
    ).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
