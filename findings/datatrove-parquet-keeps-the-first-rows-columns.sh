#!/usr/bin/env bash
# What: datatrove's Parquet writer takes its columns from the first document: one empty text first, and no
#   text of the file is kept.
# With: datatrove 0.10.1, pyarrow 26.0.1; Python 3.11, Linux
# Behaviour: Fields that are empty are left out of a document's row; the schema is the first row's, and
#   pyarrow drops keys it does not know without a word. Metadata that comes up later is lost in the same way.
#   The run succeeds, the counts are right.
# Matters: A first page that failed costs the shard. A bulk job should write a row for each page with a schema
#   of its own.
# Seen, and compared with what a run prints:
# > [{'text': '新桥', 'id': '1'}, {'text': '渡口', 'id': '2'}]
# > [{'id': '1'}, {'id': '2'}]
# > [{'text': '新桥', 'id': '1'}, {'text': '渡口', 'id': '2'}]
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq datatrove==0.10.1 pyarrow==26.0.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import tempfile
from pathlib import Path

import pyarrow.parquet
from datatrove.data import Document
from datatrove.pipeline.writers import ParquetWriter
from loguru import logger

logger.remove()
for documents in (
    [Document("新桥", "1"), Document("渡口", "2")],
    [Document("", "1"), Document("渡口", "2")],
    [Document("新桥", "1"), Document("渡口", "2", metadata={"title": "老渡口"})],
):
    with tempfile.TemporaryDirectory() as folder:
        for _ in ParquetWriter(folder)(iter(documents)):
            pass
        (file,) = Path(folder).iterdir()
        print(pyarrow.parquet.read_table(file).to_pylist())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
