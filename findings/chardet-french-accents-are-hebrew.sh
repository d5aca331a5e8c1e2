#!/usr/bin/env bash
# What: chardet 7 takes a French line in windows-1252 for Hebrew.
# With: chardet 7.7.0; Python 3.11, Linux
# Behaviour: Single accented letters between ASCII ones are read as Hebrew ones, which never stand so: letters
#   of another script come in runs. A page of the same French comes out right, a headline or a short item not.
# Matters: Titles, feeds, short pages without a declaration. High bytes that stand alone among ASCII letters are
#   taken for Latin before chardet is asked (service/jingwen/reading/detect.py).
# Seen, and compared with what a run prints:
# > chardet 7.7.0
# > line ISO-8859-8
# > page iso8859-15
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -qq chardet==7.7.0
cat >"$folder/detect.py" <<'PYTHON'
import importlib.metadata

import chardet

print("chardet", importlib.metadata.version("chardet"))
LINE = "Société générale, été à Paris"
PAGE = "Le tramway du port a été fermé pendant deux années; les élèves du collège l'ont décoré avant la réouverture. "
print("line", chardet.detect(LINE.encode("cp1252"))["encoding"])
print("page", chardet.detect((PAGE * 5).encode("cp1252"))["encoding"])
PYTHON
"$folder/venv/bin/python" "$folder/detect.py" >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
