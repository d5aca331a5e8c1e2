#!/usr/bin/env bash
# What: GNE's author ends with the first characters of the article, and its title at the first hyphen.
# With: gne 0.4.3, lxml 6.1.3; Python 3.11, Linux
# Behaviour: All text nodes are joined without a space before the pattern for an author is tried, so on a page
#   without white space between its tags the name takes on what follows: two to twenty characters, up to the
#   first comma. One blank ends it. A <title> is cut at the first - or _, be it inside a date or the headline.
#   第2024-1-15号文件 in the text is the publication time.
# Matters: Pages that were minified. We read credit lines block by block (service/jingwen/fields/credits.py).
# Seen, and compared with what a run prints:
# > ['河上新桥通车_示例网', '作者：张三', ''] 河上新桥通车 ['张三老渡口将改建成公园', '']
# > ['河上新桥通车_示例网', '作者：张三 ', ''] 河上新桥通车 ['张三', '']
# > ['A股：上涨-收盘_示例网', '责任编辑：', ''] A股：上涨 ['老渡口将改建成公园', '']
# > ['2024-05-06 新桥通车', '', ''] 2024 ['', '2024-05-06']
# > ['河上新桥通车', '', '依据第2024-1-15号文件。'] 河上新桥通车 ['', '2024-1-15']
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq gne==0.4.3 lxml==6.1.3

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
from gne import GeneralNewsExtractor

PAGE = """<html><head><title>{}</title></head><body><h1>河上新桥通车</h1><div>{}</div><div class="article">
<p>老渡口将改建成公园，明年春天开放，市民可以在这里散步和钓鱼，孩子们也有了新的去处。</p>
<p>工程师说，这座桥的设计寿命是一百年，每天可以通过一万二千辆汽车，两岸的往来从此方便。{}</p></div></body></html>"""
for title, credit, last in (
    ("河上新桥通车_示例网", "作者：张三", ""),
    ("河上新桥通车_示例网", "作者：张三 ", ""),
    ("A股：上涨-收盘_示例网", "责任编辑：", ""),
    ("2024-05-06 新桥通车", "", ""),
    ("河上新桥通车", "", "依据第2024-1-15号文件。"),
):
    page = PAGE.format(title, credit, last).replace("\n", "")
    found = GeneralNewsExtractor().extract(page)
    print([title, credit, last], found["title"], [found["author"], found["publish_time"]])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
