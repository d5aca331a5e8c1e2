#!/usr/bin/env bash
# What: Scrapy calls a UTF-8 page that was cut within a character ASCII, and every Chinese character of it
#   becomes U+FFFD.
# With: scrapy 2.19.0, w3lib 2.5.0; Python 3.11, Linux
# Behaviour: The page declares no charset. Whole, it is utf-8; one byte less, the encoding is 'ascii', and
#   text and selectors hold three U+FFFD a character. Nothing is raised or logged. DOWNLOAD_MAXSIZE and
#   dropped connections make such pages.
# Matters: A pipeline that sends response.text. Ours sends response.body with its headers; the service
#   decodes.
# Seen, and compared with what a run prints:
# > 51 utf-8 新桥 0
# > 50 ascii ������ 32
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq scrapy==2.19.0 w3lib==2.5.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
from scrapy.http import HtmlResponse

page = "<title>新桥</title><p>两岸居民步行过河。".encode()
for body in (page, page[:-1]):
    response = HtmlResponse("http://www.example.com/a", headers={"Content-Type": "text/html"}, body=body)
    print(len(body), response.encoding, response.css("title::text").get(), response.text.count("\ufffd"))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
