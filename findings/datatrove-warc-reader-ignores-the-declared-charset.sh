#!/usr/bin/env bash
# What: datatrove's WARC reader guesses the encoding of a page whose server and meta tag both say gbk, and
#   drops the page where the guess fails.
# With: datatrove 0.10.1, warcio 1.8.1, python-magic 0.4.27, faust-cchardet 3.2.0; Python 3.11, Linux
# Behaviour: What is not UTF-8 goes to cchardet. A short item in GBK comes out in Cyrillic; a French one in
#   windows-1252 is not in the output at all. Long pages are guessed right, so a sample looks well.
# Matters: Chinese pages in web archives. Give it bytes and decode by HTTP, meta and only then by guess.
# Seen, and compared with what a run prints:
# > long ['河上新桥通车']
# > short ['пбне']
# > French ['Élève']
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq datatrove==0.10.1 warcio==1.8.1 python-magic==0.4.27 faust-cchardet==3.2.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import io
import tempfile
from pathlib import Path

from datatrove.pipeline.readers import WarcReader
from loguru import logger
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

logger.remove()
PAGE = '<html><head><meta charset="{}"><title>{}</title></head><body><p>{}</p></body></html>'
PAGES = {
    "long": ("gbk", PAGE.format("gbk", "河上新桥通车", "新桥今天上午通车，步行过河只要五分钟。").encode("gbk")),
    "short": ("gbk", PAGE.format("gbk", "新闻", "要闻").encode("gbk")),
    "French": ("windows-1252", PAGE.format("windows-1252", "Élève", "Un élève à côté de l’école.").encode("cp1252")),
}
for name, (charset, page) in PAGES.items():
    with tempfile.TemporaryDirectory() as folder:
        with Path(folder, "pages.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            http = StatusAndHeaders("200 OK", [("Content-Type", f"text/html; charset={charset}")], protocol="HTTP/1.1")
            address = "http://www.example.com/a"
            writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(page), http_headers=http))
        print(name, [document.text.partition("<title>")[2].partition("<")[0] for document in WarcReader(folder)()])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
