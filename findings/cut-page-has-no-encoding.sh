#!/usr/bin/env bash
# What: charset-normalizer finds no encoding at all for a page that was cut within a character, and requests
#   then shows U+FFFD.
# With: charset-normalizer 3.5.3, requests 2.34.2; Python 3.11, Linux
# Behaviour: A page of 30 paragraphs in GBK or UTF-8 is recognised without doubt. Less one byte it matches
#   nothing: best() is None, because each candidate has to decode to the very end. requests falls back to
#   UTF-8, so the GBK page loses every character. Downloads that stop at a size limit mostly end within a
#   character.
# Matters: Every reader of .text behind a size limit. A declared encoding is judged by the share of what
#   breaks (service/jingwen/reading/decode.py).
# Seen, and compared with what a run prints:
# > gb18030 1392 gb18030 GB18030 河上新桥通车
# > gb18030 1391 None None ������
# > utf-8 1965 utf_8 utf-8 河上新桥通车
# > utf-8 1964 None None 河上新桥通车
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq charset-normalizer==3.5.3 requests==2.34.2

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import io

import charset_normalizer
import requests

html = "<html><head><title>河上新桥通车</title></head><body>" + "<p>新桥今天上午通车，步行过河只要五分钟。</p>" * 30
for encoding in ("gb18030", "utf-8"):
    whole = html[: html.rindex("分")].encode(encoding)
    for page in (whole, whole[:-1]):
        best = charset_normalizer.from_bytes(page).best()
        response = requests.Response()
        response.raw, response.headers["Content-Type"] = io.BytesIO(page), "text/html"
        print(encoding, len(page), best and best.encoding, response.apparent_encoding, response.text[19:25])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
