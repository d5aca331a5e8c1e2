#!/usr/bin/env bash
# What: webencodings knows the web's labels, but decodes gbk with Python's gbk, not with the standard's.
# With: webencodings 0.6.1; Python 3.11, Linux
# Behaviour: By the WHATWG standard a gbk decoder is a gb18030 decoder, in which the single byte 80 is €, A3A0
#   the ideographic space and four bytes a rare character. webencodings gives U+FFFD for all three, with the
#   digits of the four bytes left as text. Under the label gb18030 the rare character is read, the other two
#   are still not.
# Matters: html5lib and tinycss2 decode by it. We take its labels, and correct Python's codecs by the
#   standard's indexes (service/jingwen/reading/charsets.py).
# Seen, and compared with what a run prints:
# > 80 is € | '\ufffd' '\ufffd' '\ufffd'
# > a3a0 is ideographic space | '\ufffd\ufffd' '\ufffd\ufffd' '\ue5e5'
# > 8139ee39 is U+3400 | '\ufffd9\ufffd9' '\ufffd9\ufffd9' '\u3400'
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq webencodings==0.6.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import webencodings

for wanted, found in (("€", b"\x80"), ("ideographic space", b"\xa3\xa0"), ("U+3400", "㐀".encode("gb18030"))):
    seen = {label: ascii(webencodings.decode(found, label)[0]) for label in ("gb2312", "gbk", "gb18030")}
    print(found.hex(), "is", wanted, "|", *seen.values())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
