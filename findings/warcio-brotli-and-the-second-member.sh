#!/usr/bin/env bash
# What: warcio raises AttributeError at a record in br with today's brotli, and gives the first part of a gzip
#   body of two members.
# With: warcio 1.8.1, brotli 1.2.1; Python 3.11, Linux
# Behaviour: It offers br where brotli is installed and asks the decompressor for unused_data, which brotli's
#   has not: every br record is an AttributeError at the first read. Members of gzip may follow one another
#   (RFC 1952), as blocked gzip and some servers write them: only the first is read, and nothing tells. Two
#   codings at once come out compressed.
# Matters: Archives made with a browser, which asks for br. We undo the codings of a page ourselves
#   (service/jingwen/web/wire.py).
# Seen, and compared with what a run prints:
# > gzip | 65 of 65 True
# > gzip of two members | 33 of 65 True
# > gzip, gzip | 107 of 65 False
# > br | 'brotli.Decompressor' object has no attribute 'unused_data'
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq warcio==1.8.1 brotli==1.2.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import gzip
import io

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "<p>新桥今天上午通车。</p><p>老渡口改成公园。</p>".encode()
BODIES = {
    "gzip": gzip.compress(PAGE),
    "gzip of two members": gzip.compress(PAGE[:33]) + gzip.compress(PAGE[33:]),
    "gzip, gzip": gzip.compress(gzip.compress(PAGE)),
    "br": brotli.compress(PAGE),
}
for name, body in BODIES.items():
    archive = io.BytesIO()
    writer = WARCWriter(archive, gzip=False)
    http = StatusAndHeaders("200 OK", [("Content-Encoding", name.split(" of ")[0])], protocol="HTTP/1.1")
    address = "http://www.example.com/a"
    writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=http))
    archive.seek(0)
    try:
        seen = next(iter(ArchiveIterator(archive))).content_stream().read()
        print(name, "|", len(seen), "of", len(PAGE), seen.startswith(b"<p>"))
    except AttributeError as error:
        print(name, "|", error)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
