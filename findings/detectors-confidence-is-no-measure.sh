#!/usr/bin/env bash
# What: chardet 7 is 8 to 40 % sure of a right answer on Chinese, where 5.2 was 99 % sure; faust-cchardet is
#   100.1 % sure of a wrong one.
# With: chardet 7.7.0, faust-cchardet 3.2.0; Python 3.11, Linux
# Behaviour: On GB18030 and Big5 text chardet 7 names the right encoding with a confidence far below the 0.5
#   or 0.8 that callers written for chardet 5 ask for, and does not grow sure on longer pages. faust-cchardet
#   takes the two characters 新闻 in GBK for Russian, with a confidence above 1.
# Matters: Whoever accepts an answer by its confidence. We ask a detector last, and never for its confidence
#   (service/jingwen/reading/detect.py).
# Seen, and compared with what a run prints:
# > chardet 5.2.0 word KOI8-R 0.683
# > chardet 5.2.0 sentence GB2312 0.99
# > chardet 5.2.0 page GB2312 0.99
# > chardet 7.7.0 word GB18030 0.084
# > chardet 7.7.0 sentence GB18030 0.367
# > chardet 7.7.0 page GB18030 0.337
# > faust-cchardet 3.2.0 word WINDOWS-1251 1.001
# > faust-cchardet 3.2.0 sentence GB18030 0.7
# > faust-cchardet 3.2.0 page GB18030 0.7
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
cat >"$folder/detect.py" <<'PYTHON'
import importlib.metadata
import sys

name = sys.argv[1]
detector = __import__("cchardet" if name == "faust-cchardet" else name)
TEXTS = {"word": "新闻", "sentence": "新桥今天上午通车，步行过河只要五分钟。", "page": "<p>新桥今天上午通车，步行过河只要五分钟。</p>" * 30}
for what, text in TEXTS.items():
    guess = detector.detect(text.encode("gb18030"))
    print(name, importlib.metadata.version(name), what, guess["encoding"], round(guess["confidence"], 3))
PYTHON
pip install -qq chardet==5.2.0 faust-cchardet==3.2.0
"$folder/venv/bin/python" "$folder/detect.py" chardet >"$folder/seen"
pip install -qq chardet==7.7.0
for name in chardet faust-cchardet; do
    "$folder/venv/bin/python" "$folder/detect.py" "$name" >>"$folder/seen"
done
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
