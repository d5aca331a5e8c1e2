#!/usr/bin/env bash
# What: htmldate reads 2024年5月6日 as 2024-01-01, even in a meta tag made for the date, and not so with a time
#   behind it.
# With: htmldate 1.11.0, lxml 6.1.3, dateparser 1.5.0; Python 3.11, Linux
# Behaviour: Month and day without a leading zero, nothing behind the date: the year alone is believed, in
#   text, in <time> and in article:published_time. With spaces between number and character, or with zeros and
#   a time, the day is right. There is no sign that two thirds of the answer are made up.
# Matters: Dates of Chinese pages, in trafilatura's metadata as well. We read the forms ourselves
#   (service/jingwen/dates/forms.py).
# Seen, and compared with what a run prints:
# > 2024年5月6日 text 2024-01-01 time 2024-01-01 meta 2024-01-01
# > 2024 年 5 月 6 日 text 2024-05-06 time 2024-05-06 meta 2024-05-06
# > 2024年05月06日 07:08 text 2024-05-06 time 2024-05-06 meta 2024-05-06
# > 2024-5-6 text 2024-05-06 time 2024-05-06 meta 2024-05-06
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq htmldate==1.11.0 lxml==6.1.3 dateparser==1.5.0

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
from htmldate import find_date

for date in ("2024年5月6日", "2024 年 5 月 6 日", "2024年05月06日 07:08", "2024-5-6"):
    places = {
        "text": f"<p>{date}</p>",
        "time": f'<time datetime="{date}">发布</time>',
        "meta": f'<meta property="article:published_time" content="{date}">',
    }
    print(date, *(f"{name} {find_date(f'<html><body>{place}</body></html>')}" for name, place in places.items()))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
