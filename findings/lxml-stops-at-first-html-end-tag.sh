#!/usr/bin/env bash
# What: lxml drops all that follows the first </html>, without a word in its error log.
# With: lxml 6.1.3, selectolax 1.0.2; Python 3.11, Linux
# Behaviour: A page that was glued together by a CMS has its </html> early. The HTML standard puts what
#   follows into the body, as browsers and lexbor do. What follows a stray </body> is kept by both.
# Matters: Trafilatura, readability-lxml, GNE and newspaper4k all build on lxml's parser and lose the article
#   with it. We read pages with lexbor (service/jingwen/reading/markup.py).
# Seen, and compared with what a run prints:
# > lxml: 页头 | errors: 0 | lexbor: 页头新桥今天通车。
# > lxml: 页头 | errors: 0 | lexbor: 页头新桥今天通车。
# > lxml: 页头新桥今天通车。 | errors: 0 | lexbor: 页头新桥今天通车。
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq lxml==6.1.3 selectolax==1.0.2

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import lxml.html
from selectolax.lexbor import LexborHTMLParser

for page in (
    "<html><body><p>页头</p></body></html><div>新桥今天通车。</div>",
    "<p>页头</p></html><div>新桥今天通车。</div>",
    "<html><body><p>页头</p></body><div>新桥今天通车。</div></html>",
):
    parser = lxml.html.HTMLParser()
    text = lxml.html.document_fromstring(page, parser=parser).text_content()
    print("lxml:", text, "| errors:", len(parser.error_log), "| lexbor:", LexborHTMLParser(page).body.text())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
