#!/usr/bin/env bash
# What: fsspec with compression='infer' writes a file named .jsonl.zst uncompressed where zstandard is not
#   installed, and .br and .zstd always.
# With: fsspec 2026.9.0, zstandard 0.25.0; Python 3.11, Linux
# Behaviour: A suffix that no installed library has registered counts as none: the bytes go out as they came,
#   under a name that says otherwise, and fsspec reads its own file back without complaint. The mistake shows
#   at the next reader. The same name asked for outright, compression='zstd', is a ValueError.
# Matters: Dataset writers on a machine with fewer packages than the last. Unknown suffixes are better
#   refused.
# Seen, and compared with what a run prints:
# > alone | gz compressed
# > alone | zst {"text"
# > alone | zstd {"text"
# > alone | br {"text"
# > with zstandard | gz compressed
# > with zstandard | zst compressed
# > with zstandard | zstd {"text"
# > with zstandard | br {"text"
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
cat >"$folder/write.py" <<'PYTHON'
import sys
import tempfile
from pathlib import Path

import fsspec

for suffix in ("gz", "zst", "zstd", "br"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"pages.jsonl.{suffix}")
        with fsspec.open(str(path), "wb", compression="infer") as file:
            file.write(b'{"text": "page"}')
        raw = path.read_bytes()
        with fsspec.open(str(path), "rb", compression="infer") as file:
            again = file.read()
        print(sys.argv[1], "|", suffix, raw[:7].decode() if raw == again else "compressed")
PYTHON
pip install -qq fsspec==2026.9.0
"$folder/venv/bin/python" "$folder/write.py" alone >"$folder/seen"
pip install -qq zstandard==0.25.0
"$folder/venv/bin/python" "$folder/write.py" "with zstandard" >>"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
