#!/usr/bin/env bash
# What: trafilatura drops the text before the first <p> of an article, or keeps it, by the class of the
#   element around.
# With: trafilatura 2.3.1, lxml 6.1.3, lxml-html-clean 0.4.6; Python 3.11, Linux
# Behaviour: The opening stands in the container itself, as editors write it, and the rest in paragraphs. In
#   <article>, class=content and class=main it is part of the text; in class=article, class=TRS_Editor (from a
#   CMS that Chinese authorities use) and id=zoom it is gone, and the text begins with the second paragraph.
#   The same text at the end is kept in all of them; favor_recall keeps both.
# Matters: The lead of the story, in silence. We ask trafilatura only for a second opinion, block by block,
#   and fill the gaps in its answer (service/jingwen/finding/second_opinion.py).
# Seen, and compared with what a run prints:
# > article | opening kept: True with favor_recall: True | as the end: True True
# > div class="content" | opening kept: True with favor_recall: True | as the end: True True
# > div class="article" | opening kept: False with favor_recall: True | as the end: True True
# > div class="TRS_Editor" | opening kept: False with favor_recall: True | as the end: True True
# > div id="zoom" | opening kept: False with favor_recall: True | as the end: True True
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import trafilatura

LEAD = "新桥今天上午通车，两岸居民步行过河只要五分钟，许多人一早就来到桥头等候剪彩。"
REST = """<p>老渡口将改建成公园，明年春天开放，市民可以在这里散步和钓鱼，孩子们也有了新的去处。</p>
<p>工程师说，这座桥的设计寿命是一百年，每天可以通过一万二千辆汽车，两岸的往来从此方便。</p>
<p>附近的商店都把开门的时间提前了，老板们希望客人会多起来，生意会越来越好。</p>"""
for start in ("article", 'div class="content"', 'div class="article"', 'div class="TRS_Editor"', 'div id="zoom"'):
    kept = []
    for inner in (LEAD + REST, REST + LEAD):
        page = f"<html><body><{start}>{inner}</{start.split()[0]}></body></html>"
        kept += [LEAD in trafilatura.extract(page), LEAD in trafilatura.extract(page, favor_recall=True)]
    print(start, "| opening kept:", kept[0], "with favor_recall:", kept[1], "| as the end:", kept[2], kept[3])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
