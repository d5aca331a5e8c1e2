#!/usr/bin/env bash
# What: In selectolax's lexbor, ":is(.story) p" finds the paragraphs that are children of a story and no others,
#   and ":not(h1) ~ p" only what follows directly; "*:is(.story) p", which is the same, finds them all.
# With: selectolax 1.0.2, soupsieve 2.8; Python 3.11, Linux
# Behaviour: Where a compound selector begins with :is(), :not() or :has(), a space before the next one is taken
#   for ">" and "~" for "+". It is no error, and ".story p" and ":first-child ~ p" are right. soupsieve finds all.
# Matters: Who narrows a page to its article by such a selector loses what stands a level deeper, in silence. Rule
#   files may hold them: "*" is put before (service/jingwen/rules/css.py).
# Seen, and compared with what a run prints:
# > selectolax 1.0.2 .story p ['deep', 'near', 'last']
# > selectolax 1.0.2 :is(.story) p ['near', 'last']
# > selectolax 1.0.2 *:is(.story) p ['deep', 'near', 'last']
# > selectolax 1.0.2 :not(i) ~ #last []
# > selectolax 1.0.2 *:not(i) ~ #last ['last']
# > soupsieve 2.8 :is(.story) p ['deep', 'near', 'last']
# > soupsieve 2.8 :not(i) ~ #last ['last']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq selectolax==1.0.2 beautifulsoup4==4.14.2 soupsieve==2.8
cat >"$folder/read.py" <<'PYTHON'
from importlib.metadata import version

import soupsieve
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

PAGE = '<div class="story"><blockquote><p>deep</p></blockquote><p>near</p><i></i><p id="last">last</p></div>'
tree, soup = LexborHTMLParser(PAGE), BeautifulSoup(PAGE, "html.parser")
for selector in (".story p", ":is(.story) p", "*:is(.story) p", ":not(i) ~ #last", "*:not(i) ~ #last"):
    print("selectolax", version("selectolax"), selector, [node.text() for node in tree.css(selector)])
for selector in (":is(.story) p", ":not(i) ~ #last"):
    print("soupsieve", version("soupsieve"), selector, [node.text for node in soupsieve.select(selector, soup)])
PYTHON
"$folder/venv/bin/python" "$folder/read.py" >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
