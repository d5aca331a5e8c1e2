#!/usr/bin/env bash
# What: py3langid calls 北京大学 and 国务院办公厅 Wu Chinese, 國務院 and 經濟部 Cantonese.
# With: py3langid 0.4.0, numpy 2.4.6; Python 3.11, Linux
# Behaviour: Besides zh it knows wuu and yue. A name of an office or a school is decided by a handful of
#   characters: simplified ones often go to Wu, traditional ones to Cantonese; whole sentences are zh.
# Matters: A filter on 'zh' over titles or short paragraphs. We tell scripts, not languages
#   (service/jingwen/tidying/script.py).
# Seen, and compared with what a run prints:
# > 北京大学 wuu
# > 国务院办公厅 wuu
# > 中国共产党 wuu
# > 香港特别行政区政府 wuu
# > 國務院 yue
# > 經濟部 yue
# > 會議紀要 yue
# > 北京大学今天举行毕业典礼，校长致辞。 zh
# > 經濟部今天宣布新的補助辦法。 zh
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq py3langid==0.4.0 numpy==2.4.6

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import py3langid

for text in (
    *("北京大学", "国务院办公厅", "中国共产党", "香港特别行政区政府", "國務院", "經濟部", "會議紀要"),
    "北京大学今天举行毕业典礼，校长致辞。",
    "經濟部今天宣布新的補助辦法。",
):
    print(text, py3langid.classify(text)[0])
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
