#!/usr/bin/env bash
# What: resiliparse's extraction of main content drops every piece of text that is a single Han character or
#   full-width mark.
# With: resiliparse 2.0.1; Python 3.11, Linux
# Behaviour: With main_content=True a text node of one character that takes three bytes in UTF-8 is gone: the
#   。 after a link or after bold words, the character that a <ruby> explains, a surname set apart. A one-byte
#   full stop and é stay, and so does a mark with a neighbour. Without main_content all is kept.
# Matters: Chinese corpora that were extracted with it lack full stops wherever a sentence ends in a link. Our
#   own walk over the tree joins text nodes before it judges a block (service/jingwen/reading/markup.py).
# Seen, and compared with what a run prints:
# > 更多内容请看新桥专题。 | 更多内容请看新桥专题
# > More is to be read on our page. | More is to be read on our page.
# > 桥名取自渡dù口。 | 桥名取自口。
# > 张工程师说，桥很稳。 | 工程师说，桥很稳。
# > 他说“桥很稳”。 | 他说“桥很稳”。
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq resiliparse==2.0.1

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
from resiliparse.extract.html2text import extract_plain_text

for page in (
    "<p>更多内容请看<a href='/b'>新桥专题</a>。</p>",
    "<p>More is to be read on <a href='/b'>our page</a>.</p>",
    "<p>桥名取自<ruby>渡<rt>dù</rt></ruby>口。</p>",
    "<p><b>张</b>工程师说，桥很稳。</p>",
    "<p>他说“<b>桥很稳</b>”。</p>",
):
    print(extract_plain_text(page), "|", extract_plain_text(page, main_content=True))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
