#!/usr/bin/env bash
# What: OpenCC's way from Taiwan's Chinese makes 鲁迅着 of 魯迅著 and leaves 衞; its way from Hong Kong's makes
#   卫 of 衞 and leaves 沿著.
# With: opencc 1.4.2; Python 3.11, Linux
# Behaviour: No single way gives simplified text of pages from either place. tw2s writes 着 for every 著 but in
#   some twenty words, the author's and the aborigine's too; hk2s and t2s know no 著 that is 着. None of the
#   three converts 牠 and 妳, which simplified Chinese has not.
# Matters: Crawlers that read pages of both, of which none says where it is from. One step with the forms of
#   both and the exceptions as data takes their place (service/jingwen/tidying/corrections.txt).
# Seen, and compared with what a run prints:
# > opencc 1.4.2
# > tw2s 沿着江边走 衞生署 鲁迅着 台湾土着 牠和妳
# > hk2s 沿著江边走 卫生署 鲁迅著 台湾土著 牠和妳
# > t2s 沿著江边走 衞生署 鲁迅著 台湾土著 牠和妳
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -qq opencc==1.4.2
cat >"$folder/convert.py" <<'PYTHON'
import importlib.metadata

import opencc

print("opencc", importlib.metadata.version("opencc"))
for way in ("tw2s", "hk2s", "t2s"):
    print(way, opencc.OpenCC(way).convert("沿著江邊走 衞生署 魯迅著 台灣土著 牠和妳"))
PYTHON
"$folder/venv/bin/python" "$folder/convert.py" >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
