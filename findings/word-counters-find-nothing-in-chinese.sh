#!/usr/bin/env bash
# What: boilerpy3 and jusText judge by words between spaces: a Chinese article is nothing to the one and all
#   boilerplate to the other.
# With: boilerpy3 1.0.7, justext 3.0.2, lxml 6.1.3, lxml-html-clean 0.4.6; Python 3.11, Linux
# Behaviour: What stands between two marks is one word, so a paragraph of 48 characters has four and is too
#   short; boilerpy3's extractors give '' for twenty of them. jusText ships no Chinese list, and words from a
#   list of one's own match only where they stand alone, so paragraphs of 240 characters are boilerplate. With
#   a space after each character both read the same pages whole.
# Matters: Pipelines that use them for all languages. We weigh a Han character as about three letters
#   (service/jingwen/measure.py).
# Seen, and compared with what a run prints:
# > as written | boilerpy3 ArticleExtractor | 0 paragraphs
# > as written | boilerpy3 ArticleSentencesExtractor | 0 paragraphs
# > as written | boilerpy3 LargestContentExtractor | 0 paragraphs
# > as written | jusText | 0 paragraphs
# > spaced | boilerpy3 ArticleExtractor | 20 paragraphs
# > spaced | boilerpy3 ArticleSentencesExtractor | 0 paragraphs
# > spaced | boilerpy3 LargestContentExtractor | 20 paragraphs
# > spaced | jusText | 21 paragraphs
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq boilerpy3==1.0.7 justext==3.0.2 lxml==6.1.3 lxml-html-clean==0.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import re

import justext
from boilerpy3 import extractors

SENTENCE = "新桥今天上午通车，两岸居民步行过河只要五分钟，许多人一早就来到桥头等候剪彩，比过去坐渡船快了很多。"
STOPLIST = frozenset(("的", "了", "在", "就", "很", "到"))
for name, text in (("as written", SENTENCE), ("spaced", re.sub(r"(\w)", r"\1 ", SENTENCE))):
    page = f"<html><body><h1>新桥</h1>{f'<p>{text}</p>' * 20}</body></html>"
    long = f"<html><body><h1>新桥</h1>{f'<p>{text * 5}</p>' * 20}</body></html>"
    for extractor in ("ArticleExtractor", "ArticleSentencesExtractor", "LargestContentExtractor"):
        found = getattr(extractors, extractor)().get_content(page)
        print(name, "| boilerpy3", extractor, "|", len(re.findall("剪 ?彩", found)), "paragraphs")
    paragraphs = justext.justext(long, STOPLIST, stopwords_low=0.03, stopwords_high=0.05)
    print(name, "| jusText |", sum(not paragraph.is_boilerplate for paragraph in paragraphs), "paragraphs")
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
