#!/usr/bin/env bash
# What: FastWARC gives an empty body behind an HTTP head of bare line feeds, a charset with its quotation
#   marks, and refuses chunk extensions.
# With: FastWARC 2.0.1, warcio 1.8.1; Python 3.11, Linux
# Behaviour: charset="gbk" in quotes, as RFC 9110 allows, is reported as a name with the quotes in it, which
#   no codec has. Heads that end their lines in LF alone, as old servers do, swallow the body: length 0, no
#   error. With auto_decode a chunk size with an extension (RFC 9112) is an OSError. warcio reads all of them.
# Matters: Whoever replaces warcio by the faster reader. Lengths are worth comparing with Content-Length,
#   names with the standard's list.
# Seen, and compared with what a run prints:
# > plain | gbk 25 | warcio 25 of 25
# > quoted | "gbk" 25 | warcio 25 of 25
# > LF | None 0 | warcio 25 of 25
# > chunk extension | OSError: Invalid chunk header: '19;a=b' | warcio 25 of 25
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq FastWARC==2.0.1 warcio==1.8.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import io

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

BODY = "<p>新桥今天上午通车。</p>".encode("gbk")
SIZE = f"{len(BODY):x}".encode()
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n"
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
RESPONSES = {
    "plain": HTML + b"\r\n" + BODY,
    "quoted": HTML.replace(b"gbk", b'"gbk"') + b"\r\n" + BODY,
    "LF": HTML.replace(b"\r", b"") + b"\n" + BODY,
    "chunk extension": CHUNKED + SIZE + b";a=b\r\n" + BODY + b"\r\n0\r\n\r\n",
}
for name, response in RESPONSES.items():
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.com/a\r\n"
        "WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    archive = head.encode() + response + b"\r\n\r\n"
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(archive), auto_decode="all")))
        seen = f"{record.http_charset} {len(record.reader.read())}"
    except OSError as error:
        seen = f"OSError: {error}"
    other = next(iter(WarcioIterator(io.BytesIO(archive)))).content_stream().read()
    print(name, "|", seen, "| warcio", len(other), "of", len(BODY))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
