#!/usr/bin/env bash
# What: pyarrow's iter_batches(8) holds a whole row group of pages; pre_buffer=False alone changes nothing,
#   nor does a buffer_size alone, only both; and a table written with the default page size is held whole
#   however it is read.
# With: pyarrow 26.0.1; Python 3.11, Linux
# Behaviour: 1,000 pages of 150 kB that do not compress lie in one row group, 150 MB. Written a few rows to
#   a data page, they are read in batches of eight rows with a quarter of the memory once pre_buffer is off
#   and buffer_size is set. Written as is the default, a data page holds 1,024 rows however large they are.
# Matters: Tables of raw HTML, on workers with little memory. We read with both settings
#   (service/jingwen/bulk/parquet.py); who writes such tables should set write_batch_size.
# Seen, and compared with what a run prints:
# > small data pages
# > as is the default: all of it
# > pre_buffer=False: all of it
# > buffer_size: all of it
# > pre_buffer=False, buffer_size: a part
# > data pages as is the default
# > pre_buffer=False, buffer_size: all of it
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pyarrow==26.0.1

cat >"$folder/write.py" <<'PYTHON'
import random
import sys

import pyarrow
import pyarrow.parquet

pages = pyarrow.table({"html": [random.Random(i).randbytes(150_000) for i in range(1000)]})
for name, options in (("small", {"write_batch_size": 8}), ("large", {})):
    pyarrow.parquet.write_table(pages, f"{sys.argv[1]}/{name}", use_dictionary=False, **options)
PYTHON

cat >"$folder/read.py" <<'PYTHON'
import sys

import pyarrow.parquet


def held():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


before = held()
options = eval(f"dict({sys.argv[2]})")
file = pyarrow.parquet.ParquetFile(sys.argv[1], **options)
rows = sum(batch.num_rows for batch in file.iter_batches(8, use_threads=False))
share = 1024 * (held() - before) / (rows * 150_000)
print("all of it" if share > 0.8 else "a part" if share < 0.55 else f"{share:.2f} of it")
PYTHON

"$folder/venv/bin/python" "$folder/write.py" "$folder"
told() { echo "$1: $("$folder/venv/bin/python" "$folder/read.py" "$folder/$2" "$3")"; }
{
  echo "small data pages"
  told "as is the default" small ""
  told "pre_buffer=False" small "pre_buffer=False"
  told "buffer_size" small "buffer_size=1 << 20"
  told "pre_buffer=False, buffer_size" small "pre_buffer=False, buffer_size=1 << 20"
  echo "data pages as is the default"
  told "pre_buffer=False, buffer_size" large "pre_buffer=False, buffer_size=1 << 20"
} >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
