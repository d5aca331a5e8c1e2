#!/usr/bin/env bash
# What: zstandard's stream reader gives one frame to read(n) and all frames to read(); a file cut anywhere
#   ends without an error.
# With: zstandard 0.25.0; Python 3.11, Linux
# Behaviour: Frames may follow one another, and .warc.zst consists of them. Of the same reader read(n) stops
#   for good behind the first, read() goes on; decompress and read_to_iter give the first, copy_stream and
#   open all. A file of which the end is missing is read to where it ends by all of them but decompress.
# Matters: Dumps that seem to hold one record, downloads that broke off. We ask whether the last frame ended
#   (service/jingwen/web/wire.py).
# Seen, and compared with what a run prints:
# > read(100) b'first,'
# > read() b'first,second'
# > decompress b'first,'
# > read_to_iter b'first,'
# > copy_stream b'first,second'
# > open b'first,second'
# > cut, read() 49988 of 100000
# > cut, open 49988 of 100000
# > cut, decompress decompression error: did not decompress full frame
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq zstandard==0.25.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import io
import random

import zstandard

reader = zstandard.ZstdDecompressor()
frames = zstandard.compress(b"first,") + zstandard.compress(b"second")
copied = io.BytesIO()
reader.copy_stream(io.BytesIO(frames), copied)
print("read(100)", reader.stream_reader(io.BytesIO(frames)).read(100))
print("read()", reader.stream_reader(io.BytesIO(frames)).read())
print("decompress", reader.decompress(frames))
print("read_to_iter", b"".join(reader.read_to_iter(io.BytesIO(frames))))
print("copy_stream", copied.getvalue())
print("open", zstandard.open(io.BytesIO(frames), "rb").read())

page = zstandard.compress(random.Random(1).randbytes(100_000))
for name, read in {
    "read()": lambda data: reader.stream_reader(io.BytesIO(data)).read(),
    "open": lambda data: zstandard.open(io.BytesIO(data), "rb").read(),
    "decompress": reader.decompress,
}.items():
    try:
        print("cut,", name, len(read(page[:50_000])), "of", len(read(page)))
    except zstandard.ZstdError as error:
        print("cut,", name, error)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
