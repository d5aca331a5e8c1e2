#!/usr/bin/env bash
# What: selectolax shows a template with an article in it as an empty element, though its markup is whole.
# With: selectolax 1.0.2, beautifulsoup4 4.14.2; Python 3.11, Linux
# Behaviour: The content of a template, and so of a declarative shadow root, has no place in the tree that
#   first_child, text and css go over; html still prints all of it. A page whose article stands in a shadow
#   root, which browsers show, has no text. BeautifulSoup over html.parser gives it.
# Matters: Pages made of web components. What a browser shows of templates is put into the tree before the
#   text is read (service/jingwen/reading/as_shown.py).
# Seen, and compared with what a run prints:
# > selectolax 1.0.2 first_child None
# > selectolax 1.0.2 paragraphs 0
# > selectolax 1.0.2 text ''
# > selectolax 1.0.2 html <story-box><template shadowrootmode="open"><p>The tram is back.</p></template></story-box>
# > beautifulsoup4 4.14.2 paragraphs 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -qq selectolax==1.0.2 beautifulsoup4==4.14.2
cat >"$folder/read.py" <<'PYTHON'
from importlib.metadata import version

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

PAGE = '<story-box><template shadowrootmode="open"><p>The tram is back.</p></template></story-box>'
name = f"selectolax {version('selectolax')}"
tree = LexborHTMLParser(PAGE)
print(name, "first_child", tree.css_first("template").first_child)
print(name, "paragraphs", len(tree.css("p")))
print(name, "text", repr(tree.body.text()))
print(name, "html", tree.css_first("story-box").html)
print(f"beautifulsoup4 {version('beautifulsoup4')} paragraphs", len(BeautifulSoup(PAGE, "html.parser").find_all("p")))
PYTHON
"$folder/venv/bin/python" "$folder/read.py" >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
