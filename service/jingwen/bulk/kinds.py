"""What a file is, by its name."""

from __future__ import annotations

from pathlib import Path

# What is a page in a folder, where there may be pictures and styles beside it. A file that is named is always one.
PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt")
WARC = (".warc", ".wet", ".wat")
JSONL = (".jsonl", ".ndjson")
PARQUET = (".parquet", ".pq")
LISTS = (".csv", ".tsv")
KINDS = {WARC: "warc", JSONL: "jsonl", PARQUET: "parquet", LISTS: "list", PAGES: "page"}
GZIP = ".gz"
PACKINGS = {GZIP: "gzip", ".zst": "zstd", ".zstd": "zstd"}
# What holds pages, and is read where it lies in a folder without pages of its own.
ARCHIVES = ("warc", "jsonl", "parquet")


def kind_of(name: str) -> str:
    """``warc``, ``jsonl``, ``parquet``, ``list`` or ``page``, packed or not; empty where the suffix tells nothing."""
    low = name.lower()
    for packing in PACKINGS:
        low = low.removesuffix(packing)
    suffix = Path(low).suffix
    return next((kind for suffixes, kind in KINDS.items() if suffix in suffixes), "")
