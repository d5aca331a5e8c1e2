#!/usr/bin/env bash
# What: pip 23.0.1 installs jusText without lxml_html_clean; pip check is content, import justext fails.
# With: pip 23.0.1, justext 3.0.2, lxml 6.1.3; Python 3.11, Linux
# Behaviour: jusText asks for lxml[html_clean], lxml offers html-clean. Pip before 23.3 compares the two names
#   as written: a warning that is gone with -q -q, exit 0. trafilatura depends on jusText, and imports it at
#   once. With pip 26.3 the same line installs the cleaner.
# Matters: Debian 12's python3-pip is 23.0.1. Our lock files name lxml-html-clean itself
#   (requirements/runtime.lock).
# Seen, and compared with what a run prints:
# > pip 23.0.1
# > WARNING: lxml 6.1.3 does not provide the extra 'html_clean'
# > No broken requirements found.
# > import: lxml.html.clean module is now a separate project lxml_html_clean.
# > pip 26.3
# > No broken requirements found.
# > import: jusText 3.0.2
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
cat >"$folder/try.py" <<'PYTHON'
import importlib.metadata

try:
    import justext
except ImportError as error:
    print("import:", str(error).splitlines()[0])
else:
    print("import: jusText", importlib.metadata.version("justext"))
PYTHON
try() {
    pip install --force-reinstall justext==3.0.2 lxml==6.1.3 >"$folder/log" 2>&1
    { pip --version | cut -d ' ' -f 1,2; grep -o 'WARNING: lxml.*' "$folder/log" || true; pip check; } >>"$folder/seen"
    "$folder/venv/bin/python" "$folder/try.py" >>"$folder/seen"
}
pip install -qq pip==23.0.1
try
pip install -qq pip==26.3
try
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
