#!/usr/bin/env bash
# What: One empty JSON-LD script makes extruct return no JSON-LD at all, not even that of the good script
#   before it.
# With: extruct 0.18.0, lxml 6.1.3, lxml-html-clean 0.4.6; Python 3.11, Linux
# Behaviour: With errors='log' and 'ignore' it is the whole syntax that is left out, not the script that
#   failed: the key is missing from the answer. An empty script, one wrapped in an HTML comment and one with a
#   semicolon at its end do it; with errors='strict' each raises. A comma too many and a raw line break are
#   forgiven.
# Matters: datePublished and author, lost for an unrelated Organization. We read each script on its own
#   (service/jingwen/reading/embedded.py).
# Seen, and compared with what a run prints:
# > '{"@type": "Organization",}' ['NewsArticle', 'Organization']
# > '' []
# > '<!-- {"@type": "Organization"} -->' []
# > '{"@type": "Organization"};' []
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq pip==26.3  # older ones miss lxml's extra: see old-pip-leaves-justext-without-its-cleaner.sh
pip install -qq extruct==0.18.0 lxml==6.1.3 lxml-html-clean==0.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import logging

import extruct

logging.disable()
SCRIPT = '<script type="application/ld+json">{}</script>'
ARTICLE = SCRIPT.format('{"@type": "NewsArticle", "datePublished": "2024-05-06"}')
for other in ('{"@type": "Organization",}', "", '<!-- {"@type": "Organization"} -->', '{"@type": "Organization"};'):
    page = f"<html><head>{ARTICLE}{SCRIPT.format(other)}</head><body></body></html>"
    found = extruct.extract(page, syntaxes=["json-ld"], errors="ignore")
    print(repr(other), [item["@type"] for item in found.get("json-ld", [])])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
