#!/usr/bin/env bash
# What: html-text and justhtml's to_text put a space at the edge of every inline element: 第 1 名, 20 24 年, 1
#   2,000.
# With: html-text 0.7.1, justhtml 3.16.0, inscriptis 2.7.6, lxml 6.1.3, lxml-html-clean 0.4.6; Python 3.11,
#   Linux
# Behaviour: A browser shows no gap there. html-text knows some punctuation that takes no space before it, but
#   not a Chinese quotation mark or a digit, so numbers that a page sets in several spans fall apart.
#   inscriptis does it for <span> alone, not for <b>.
# Matters: Years, sums and names with a word in bold. We put nothing between inline elements
#   (service/jingwen/reading/markup.py).
# Seen, and compared with what a run prints:
# > html-text 新桥获 第一 名，他说：“ 很好 ”。
# > justhtml 新桥获 第一 名，他说：“ 很好 ”。
# > inscriptis 新桥获第一名，他说：“很好”。
# > html-text 20 24 年花费1 2,000元
# > justhtml 20 24 年花费1 2 ,000元
# > inscriptis 20 24 年花费1 2 ,000元
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq html-text==0.7.1 justhtml==3.16.0 inscriptis==2.7.6 lxml==6.1.3 lxml-html-clean==0.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import html_text
import inscriptis
from justhtml import JustHTML

for page in (
    "<p>新桥获<b>第一</b>名，他说：“<b>很好</b>”。</p>",
    "<p><span>20</span><span>24</span>年花费1<span>2</span>,000元</p>",
):
    print("html-text", html_text.extract_text(page))
    print("justhtml", JustHTML(page).to_text())
    print("inscriptis", inscriptis.get_text(page).strip())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
