#!/usr/bin/env bash
# What: dateparser reads 5月6日 in Chinese text as five months and six days ago, and 在6日 as six days from now.
# With: dateparser 1.5.0; Python 3.11, Linux
# Behaviour: search_dates with languages=['zh'] takes the dateline of a news item for a span of time: seen
#   from 20 May 2024 the 6th of May becomes 14 December 2023, and 在6日访问 (a visit on the 6th) is on the 26th.
#   parse knows 5月6日 only where the language is left to be guessed, and there takes 05月06日 07:08 for the 20th
#   of June 2005. 三天前 and 下午3点30分 are None; 3天前 is right.
# Matters: Datelines and relative dates. We read Chinese dates by our own grammar
#   (service/jingwen/dates/forms.py).
# Seen, and compared with what a run prints:
# > search 5月6日 2023-12-14
# > search 在6日 2024-05-26
# > 5月6日 2024-05-06 00:00:00 None
# > 05月06日 07:08 2005-06-20 07:08:00 None
# > 6日 2024-05-14 12:00:00 2024-05-14 12:00:00
# > 2024年13月6日 2024-06-13 00:00:00 2024-06-13 00:00:00
# > 3天前 2024-05-17 12:00:00 2024-05-17 12:00:00
# > 三天前 None None
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq dateparser==1.5.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import datetime

import dateparser
from dateparser.search import search_dates

SETTINGS = {"RELATIVE_BASE": datetime.datetime(2024, 5, 20, 12, 0)}
for text in ("本报北京5月6日电", "他在6日访问上海"):
    for found, moment in search_dates(text, languages=["zh"], settings=SETTINGS):
        print("search", found, moment.date())
for text in ("5月6日", "05月06日 07:08", "6日", "2024年13月6日", "3天前", "三天前"):
    print(text, dateparser.parse(text, settings=SETTINGS), dateparser.parse(text, languages=["zh"], settings=SETTINGS))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
