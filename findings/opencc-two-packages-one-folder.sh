#!/usr/bin/env bash
# What: OpenCC and opencc-python-reimplemented share the folder opencc: the later one wins, and taking out
#   either leaves no OpenCC at all.
# With: OpenCC 1.4.2, opencc-python-reimplemented 0.1.7; Python 3.11, Linux
# Behaviour: pip installs both without a word, and pip check is content. The same import then gives other
#   conversions: 一出门 comes out as 一出門, right, or as 一齣門, where 出门 was cut up by a phrase for plays.
#   Uninstalling the loser removes the shared __init__.py; the import still works, as an empty namespace, and
#   OpenCC is missing at the first use.
# Matters: Two dependencies of one environment, each with its own. We read the dictionaries that the second
#   ships and convert by ourselves (service/jingwen/tidying/lexicon.py).
# Seen, and compared with what a run prints:
# > install -qq opencc-python-reimplemented==0.1.7:  | 一出門就下雨
# > install -qq OpenCC==1.4.2:  | 一齣門就下雨
# > check: No broken requirements found. | 一齣門就下雨
# > uninstall -qq -y opencc-python-reimplemented:  | no OpenCC
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
cat >"$folder/convert.py" <<'PYTHON'
import opencc

print(opencc.OpenCC("s2t").convert("一出门就下雨") if "OpenCC" in vars(opencc) else "no OpenCC")
PYTHON
for step in "install -qq opencc-python-reimplemented==0.1.7" "install -qq OpenCC==1.4.2" check \
    "uninstall -qq -y opencc-python-reimplemented"; do
    pip $step >"$folder/said"
    echo "$step: $(cat "$folder/said") | $("$folder/venv/bin/python" "$folder/convert.py")" >>"$folder/seen"
done
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
