#!/usr/bin/env bash
# What: lxml ends a page labelled gb2312 at its first character that only GBK has, and raises nothing.
# With: lxml 6.1.3, beautifulsoup4 4.15.0; Python 3.11, Linux
# Behaviour: The label gb2312 is taken at its word, so the first byte pair outside of GB 2312 (镕 in a name, or
#   the single byte of € under the label gbk) ends the text: a line in the parser's error log is all that
#   tells. Browsers read both pages to the end. Where Beautiful Soup drives lxml, the page has not even a
#   body.
# Matters: Many older Chinese pages are labelled gb2312 and hold GBK. We decode ourselves, by the standard's
#   table of labels, and hand the parser text (service/jingwen/reading/decode.py).
# Seen, and compared with what a run prints:
# > 镕 as gb2312 | lxml: 设计师周 | log: ['Invalid bytes in character encoding'] | Beautiful Soup: None
# > € as gbk | lxml: 设计师花费 | log: ['Invalid bytes in character encoding'] | Beautiful Soup: None
# > 周 as gb2312 | lxml: 设计师周工主持了典礼。新桥今天上午通车。 | log: [] | Beautiful Soup: 设计师周工主持了典礼。新桥今天上午通车。
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq lxml==6.1.3 beautifulsoup4==4.15.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import lxml.html
from bs4 import BeautifulSoup

PAGE = '<html><head><meta charset="{}"></head><body><p>设计师{}主持了典礼。</p><p>新桥今天上午通车。</p></body></html>'
PAGES = {
    "镕 as gb2312": PAGE.format("gb2312", "周镕").encode("gbk"),
    "€ as gbk": PAGE.format("gbk", "花费@").encode("gbk").replace(b"@", b"\x80"),
    "周 as gb2312": PAGE.format("gb2312", "周工").encode("gbk"),
}
for name, page in PAGES.items():
    parser = lxml.html.HTMLParser()
    text = lxml.html.document_fromstring(page, parser=parser).text_content()
    body = BeautifulSoup(page, "lxml").body
    log = [entry.message for entry in parser.error_log]
    print(name, "| lxml:", text, "| log:", log, "| Beautiful Soup:", body and body.get_text())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
