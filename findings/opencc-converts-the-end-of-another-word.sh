#!/usr/bin/env bash
# What: OpenCC writes 维护发展 as 維護髮展, with hair in it, for it finds 护发, hair care, across the words.
# With: opencc 1.4.2; Python 3.11, Linux
# Behaviour: s2t takes the longest entry from the left. Where an entry is made of the last character of one
#   word and the first of the next, the next word is converted as a part of it: development, system and
#   history get the characters of hair, manufacture and calendar. Among the sentences below, of which each
#   is ordinary, all but the last come out wrong.
# Matters: Traditional editions of simplified news. Such words stand in our own list, held against OpenCC by
#   make opencc (service/jingwen/tidying/corrections.txt).
# Seen, and compared with what a run prints:
# > opencc 1.4.2
# > 维护发展中国家的权益 -> 維護髮展中國家的權益
# > 人民积蓄发展的力量 -> 人民積蓄髮展的力量
# > 完善收入分配制度 -> 完善收入分配製度
# > 这是我国历史上的第一次 -> 這是我國曆史上的第一次
# > 数百人参加了长跑 -> 數百人蔘加了長跑
# > 经济发展 -> 經濟發展
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
converter = opencc.OpenCC("s2t")
for text in (
    "维护发展中国家的权益",
    "人民积蓄发展的力量",
    "完善收入分配制度",
    "这是我国历史上的第一次",
    "数百人参加了长跑",
    "经济发展",
):
    print(text, "->", converter.convert(text))
PYTHON
"$folder/venv/bin/python" "$folder/convert.py" >"$folder/seen"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
