#!/usr/bin/env bash
# What: newspaper4k finds the text of a page with lang=zh-CN and gives an empty title; an author of one
#   Chinese name is dropped.
# With: newspaper4k 0.9.6, lxml 6.1.3, lxml-html-clean 0.4.6, jieba 0.42.1; Python 3.11, Linux
# Behaviour: The title is read before the page's language is looked at, with the rules of the default
#   language, which strip all but ASCII; og:title is no help. Text comes second and is read as Chinese. Told
#   language='zh' from the start it finds the title. A name in <meta name=author> must be two words or more:
#   张三 is none, 张三、李四 is one author, and so is 张三，李四.
# Matters: Anyone who relies on the page's own lang. Title and byline are found without regard to a language
#   here (service/jingwen/fields/).
# Seen, and compared with what a run prints:
# > {} | title '' | text 新桥今天上午通车 | 张三 []
# > {'language': 'zh'} | title '河上新桥通车' | text 新桥今天上午通车 | 张三 []
# > {} | title '' | text 新桥今天上午通车 | 张三、李四 ['张三、李四']
# > {} | title '' | text 新桥今天上午通车 | 张三，李四 ['张三，李四']
# > {} | title '' | text 新桥今天上午通车 | Zhang San ['Zhang San']
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq newspaper4k==0.9.6 lxml==6.1.3 lxml-html-clean==0.4.6 jieba==0.42.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import logging

import jieba
import newspaper

jieba.setLogLevel(logging.ERROR)
PAGE = """<html lang="zh-CN"><head><title>河上新桥通车</title><meta property="og:title" content="河上新桥通车">
<meta name="author" content="{}"></head><body><h1>河上新桥通车</h1><div class="article">
<p>新桥今天上午通车，两岸居民步行过河只要五分钟，许多人一早就来到桥头等候剪彩。</p>
<p>老渡口将改建成公园，明年春天开放，市民可以在这里散步和钓鱼，孩子们也有了新的去处。</p>
<p>工程师说，这座桥的设计寿命是一百年，每天可以通过一万二千辆汽车，两岸的往来从此方便。</p></div></body></html>"""
for author, known in (("张三", {}), ("张三", {"language": "zh"}), ("张三、李四", {}), ("张三，李四", {}), ("Zhang San", {})):
    article = newspaper.Article("https://news.example.com/a/1", **known)
    article.download(input_html=PAGE.format(author))
    article.parse()
    print(known, "| title", repr(article.title), "| text", article.text[:8], "|", author, article.authors)
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
