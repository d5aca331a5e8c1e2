#!/usr/bin/env bash
# What: trafilatura and inscriptis resolve character references once more in the text that the parser has
#   already resolved.
# With: trafilatura 2.3.1, inscriptis 2.7.6, html-text 0.7.1, lxml 6.1.3, lxml-html-clean 0.4.6; Python 3.11,
#   Linux
# Behaviour: A page about HTML shows &lt; and &amp; to its reader; the extracted text has < and & instead.
#   trafilatura does so in txt, json and Markdown, but not in xml and html, so its formats differ in what the
#   article says. html-text keeps what the reader sees.
# Matters: Texts about markup, and round trips that count on one level of escaping. Our text is what the tree
#   holds.
# Seen, and compared with what a run prints:
# > trafilatura txt 写成 < 四个
# > trafilatura markdown 写成 < 四个
# > trafilatura json 写成 < 四个
# > trafilatura xml 写成 &amp;lt; 四个
# > trafilatura html 写成 &amp;lt; 四个
# > inscriptis 写成 < 四个
# > html_text 写成 &lt; 四个
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq trafilatura==2.3.1 inscriptis==2.7.6 html-text==0.7.1 lxml==6.1.3 lxml-html-clean==0.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import html_text
import inscriptis
import trafilatura

PAGE = """<html><body><article><h1>转义</h1><p>网页要显示小于号，就得写成 &amp;lt; 四个字符，老师在课上这样告诉学生们。</p>
<p>写错了，后面的一段文字就会从页面上消失，学生们都试过了一次，印象深刻，从此不再忘记。</p></article></body></html>"""
for name in ("txt", "markdown", "json", "xml", "html"):
    text = trafilatura.extract(PAGE, output_format=name)
    print("trafilatura", name, text[text.index("写成") : text.index("字符")])
for function in (inscriptis.get_text, html_text.extract_text):
    text = function(PAGE)
    print(function.__module__.split(".")[0], text[text.index("写成") : text.index("字符")])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
