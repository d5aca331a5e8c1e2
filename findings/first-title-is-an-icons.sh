#!/usr/bin/env bash
# What: //title and css_first('title') give the label of an icon where an inline SVG comes before the page's
#   own title.
# With: lxml 6.1.3, selectolax 1.0.2, resiliparse 2.0.1; Python 3.11, Linux
# Behaviour: Templates that start their output early put <title> behind the first inline SVG; SVG names its
#   icons with an element title, too. lxml and selectolax select by name in any namespace, so the first title
#   is the magnifying glass. A browser's document.title, and resiliparse's, pass over it.
# Matters: Whoever takes the first title for the page's; it concerns service/jingwen/reading/embedded.py.
# Seen, and compared with what a run prints:
# > lxml 放大镜
# > selectolax 放大镜
# > selectolax, head only None
# > resiliparse 河上新桥通车
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq lxml==6.1.3 selectolax==1.0.2 resiliparse==2.0.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import lxml.html
from resiliparse.parse.html import HTMLTree
from selectolax.lexbor import LexborHTMLParser

page = "<body><svg><title>放大镜</title><path d='M0 0'/></svg><title>河上新桥通车</title><h1>河上新桥通车</h1></body>"
print("lxml", lxml.html.document_fromstring(page).findtext(".//title"))
print("selectolax", LexborHTMLParser(page).css_first("title").text())
print("selectolax, head only", LexborHTMLParser(page).css_first("head > title"))
print("resiliparse", HTMLTree.parse(page).title)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
