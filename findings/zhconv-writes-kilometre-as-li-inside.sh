#!/usr/bin/env bash
# What: zhconv turns 公里 (kilometre), 里程碑 and 征服 into 公裡, 裡程碑 and 徵服 for Taiwan, and changes the quotation
#   marks.
# With: zhconv 1.4.3, OpenCC 1.4.2; Python 3.11, Linux
# Behaviour: Its dictionary is MediaWiki's, which leaves such words to rules written into each article. zh-tw,
#   zh-hk and zh-hant all have it; OpenCC's s2tw gets the words right and leaves quotation marks alone.
#   Converted back, the words are as before, so a round trip does not show it.
# Matters: Corpora converted with it. We use OpenCC's dictionaries (service/jingwen/tidying/script.py).
# Seen, and compared with what a run prints:
# > 三公里 三公裡 三公裏 三公裏 | 三公里 | back: 三公里
# > 里程碑 裡程碑 裏程碑 裏程碑 | 里程碑 | back: 里程碑
# > 征服 徵服 徵服 徵服 | 征服 | back: 征服
# > 岳飞 嶽飛 嶽飛 嶽飛 | 岳飛 | back: 岳飞
# > 他说“好” 他說「好」 他説「好」 他說「好」 | 他說“好” | back: 他说“好”
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq zhconv==1.4.3 OpenCC==1.4.2

"$folder/venv/bin/python" -W ignore - >"$folder/seen" <<'PYTHON'
import opencc
import zhconv

for text in ("三公里", "里程碑", "征服", "岳飞", "他说“好”"):
    variants = [zhconv.convert(text, variant) for variant in ("zh-tw", "zh-hk", "zh-hant")]
    print(text, *variants, "|", opencc.OpenCC("s2tw").convert(text), "| back:", zhconv.convert(variants[0], "zh-cn"))
PYTHON
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
