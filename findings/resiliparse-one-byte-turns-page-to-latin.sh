#!/usr/bin/env bash
# What: In resiliparse one character outside of a label's narrow table turns the whole page to Latin letters.
# With: resiliparse 2.0.1; Python 3.11, Linux
# Behaviour: bytes_to_str and parse_from_bytes decode strictly, then fall back to windows-1252, which accepts
#   nearly anything. Under gb2312 one 镕, under gbk one byte 80 (Windows' €), is enough for a page of accented
#   letters; no error, no mark of loss. The two functions read the label gb2312 differently: parse_from_bytes
#   maps it to gbk first, as browsers do, bytes_to_str does not.
# Matters: Readers of web archives. We count what breaks and stay with the label where it is little, each
#   broken place marked by U+FFFD (service/jingwen/reading/decode.py).
# Seen, and compared with what a run prints:
# > gb2312 is gbk | detected cp1252
# > bytes_to_str <p>ÖÜéFËµÇÅºÜÎÈ</p>
# > parse_from_bytes 周镕说桥很稳
# > gbk is gbk | detected gb18030
# > bytes_to_str <p>ÇÅ»¨ÁË€Ò»°ÙÒÚ</p>
# > parse_from_bytes ÇÅ»¨ÁË€Ò»°ÙÒÚ
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq resiliparse==2.0.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5
from resiliparse.parse.html import HTMLTree

PAGES = {"gb2312": "<p>周镕说桥很稳</p>".encode("gbk"), "gbk": "<p>桥花了@一百亿</p>".encode("gbk").replace(b"@", b"\x80")}
for label, page in PAGES.items():
    print(label, "is", map_encoding_to_html5(label), "| detected", detect_encoding(page))
    print("bytes_to_str", bytes_to_str(page, label))
    print("parse_from_bytes", HTMLTree.parse_from_bytes(page, label).body.text)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
