#!/usr/bin/env bash
# What: A trailer behind a chunked body ends up in warcio's page, and ends FastWARC's walk over the archive.
# With: warcio 1.8.1, FastWARC 2.0.1; Python 3.11, Linux
# Behaviour: Both expect an empty line behind the last chunk, where HTTP allows header lines (a checksum,
#   Server-Timing). warcio takes the body for unchunked from there on and appends 0 and the trailer, less its
#   first two letters. FastWARC with auto_decode hands out the body and raises at the step to the next record,
#   so all later pages of the file are lost to a plain loop.
# Matters: Archives of sites behind modern proxies. Dechunk by a parser that knows trailers, and catch errors
#   around each record.
# Seen, and compared with what a run prints:
# > warcio b'<p>The bridge is open.</p>0\r\nrver-Timing: total;dur=5\r\n\r\n'
# > warcio b'<p>The bridge is open.</p>'
# > FastWARC b'<p>The bridge is open.</p>'
# > FastWARC Invalid chunk header: 'rver-Timing: total;dur=5'
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq warcio==1.8.1 FastWARC==2.0.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import io

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

BODY = b"<p>The bridge is open.</p>"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKS = f"{len(BODY):x}".encode() + b"\r\n" + BODY + b"\r\n0\r\n"
RESPONSES = (
    HTML + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKS + b"Server-Timing: total;dur=5\r\n\r\n",
    HTML + b"\r\n" + BODY,
)
archive = b""
for response in RESPONSES:
    archive += (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.com/a\r\n"
        "WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    ).encode() + response + b"\r\n\r\n"
for record in WarcioIterator(io.BytesIO(archive)):
    print("warcio", record.content_stream().read())
try:
    for page in ArchiveIterator(io.BytesIO(archive), auto_decode="all"):
        print("FastWARC", page.reader.read())
except OSError as error:
    print("FastWARC", error)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
