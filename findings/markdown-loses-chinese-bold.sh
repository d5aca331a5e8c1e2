#!/usr/bin/env bash
# What: Bold that ends in a Chinese mark does not survive Markdown: trafilatura, markdownify and
#   html-to-markdown all write it, CommonMark shows asterisks.
# With: markdownify 1.2.3, html-to-markdown 3.21.2, html2text 2025.4.15, trafilatura 2.3.1, lxml 6.1.3,
#   lxml-html-clean 0.4.6, markdown-it-py 4.3.0; Python 3.11, Linux
# Behaviour: ** closes only where it is no mark that stands before it or no letter that follows, and Chinese
#   has no space between the two: **注：**下文 is plain text with four asterisks. html2text alone puts a space
#   behind, which changes the text. Each writer is right by its own rules, and so is the reader.
# Matters: Subheads and labels in bold, common in Chinese news. Our Markdown puts the mark outside of the
#   emphasis (service/jingwen/rendering/markdown.py).
# Seen, and compared with what a run prints:
# > trafilatura | **注：**下文说的新桥 | <p>**注：**下文说的新桥今天上午通车，两岸
# > markdownify | **注：**下文说的新桥 | <p>**注：**下文说的新桥今天上午通车，两岸
# > html-to-markdown | **注：**下文说的新桥 | <p>**注：**下文说的新桥今天上午通车，两岸
# > html2text | **注：** 下文说的新 | <p><strong>注：</strong> 下
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq \
    markdownify==1.2.3 html-to-markdown==3.21.2 html2text==2025.4.15 trafilatura==2.3.1 \
    lxml==6.1.3 lxml-html-clean==0.4.6 markdown-it-py==4.3.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import html2text
import html_to_markdown
import markdownify
import trafilatura
from markdown_it import MarkdownIt

BOLD = "<p><b>注：</b>下文说的新桥今天上午通车，两岸居民步行过河只要五分钟，比过去快了很多。</p>"
PAGE = f"<html><body><article>{BOLD}{BOLD.replace('注', '又')}</article></body></html>"
for name, text in {
    "trafilatura": trafilatura.extract(PAGE, output_format="markdown", include_formatting=True),
    "markdownify": markdownify.markdownify(PAGE),
    "html-to-markdown": html_to_markdown.convert(PAGE).content,
    "html2text": html2text.html2text(PAGE),
}.items():
    line = next(line for line in text.splitlines() if "注" in line)
    print(name, "|", line[:12].strip(), "|", MarkdownIt("commonmark").render(line)[:24].strip())
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
