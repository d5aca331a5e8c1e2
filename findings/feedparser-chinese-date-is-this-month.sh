#!/usr/bin/env bash
# What: feedparser dates a feed's 2024年5月6日, and 2024/05/06 too, to the first of the month in which it is run.
# With: feedparser 6.0.14; Python 3.11, Linux
# Behaviour: Of a date in a form it does not know the year is read as ISO 8601, and what ISO lets one leave
#   out is filled in: the month from the clock, the day as 1. The same feed gets another date each month; bozo
#   stays False. 2024-5-6 is read right, 昨天 is None.
# Matters: Crawlers that order by published_parsed. A date is taken from the page here, and its own words are
#   given beside it.
# Seen, and compared with what a run prints:
# > 2024年5月6日 07:08 | (2024, 'this month', 1) False
# > 2024/05/06 07:08 | (2024, 'this month', 1) False
# > 2024.05.06 | (2024, 'this month', 1) False
# > 2024-5-6 07:08 | (2024, 5, 6) False
# > 昨天 07:08 | None False
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq feedparser==6.0.14

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import time

import feedparser

RSS = "<rss version='2.0'><channel><item><title>新桥</title><pubDate>{}</pubDate></item></channel></rss>"
for date in ("2024年5月6日 07:08", "2024/05/06 07:08", "2024.05.06", "2024-5-6 07:08", "昨天 07:08"):
    feed = feedparser.parse(RSS.format(date))
    got = feed.entries[0].get("published_parsed")
    month = got and ("this month" if (got.tm_mon, got.tm_mday) == (time.gmtime().tm_mon, 1) else got.tm_mon)
    print(date, "|", got and (got.tm_year, month, got.tm_mday), bool(feed.bozo))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
