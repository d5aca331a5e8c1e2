#!/usr/bin/env bash
# What: Behind gunicorn Flask takes a request that broke off half-way for a whole one; behind Werkzeug's own
#   server it is a 400.
# With: gunicorn 27.0.1, flask 3.1.3, werkzeug 3.1.9; Python 3.11, Linux
# Behaviour: The client announces 1,000 bytes, sends 500 and ends its side. gunicorn hands over what it got
#   and sets wsgi.input_terminated, at which Werkzeug leaves out its own check of the length. So get_data()
#   and request.form hold half a page, and the answer is 200. Each is right about its half of the contract.
# Matters: A crawler that dies or a proxy that gives up: half an article is stored as a whole one. We compare
#   what came with what was announced (service/jingwen/web/wire.py).
# Seen, and compared with what a run prints:
# > gthread | text/html | 200 announced 1000, got 500
# > gthread | application/x-www-form-urlencoded | 200 announced 1000, got 495
# > werkzeug | text/html | 400 -
# > werkzeug | application/x-www-form-urlencoded | 400 -
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip() { "$folder/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq gunicorn==27.0.1 flask==3.1.3 werkzeug==3.1.9
cat >"$folder/app.py" <<'PYTHON'
from flask import Flask, request

app = Flask(__name__)


@app.post("/")
def measure() -> str:
    form = len(request.form.get("html", ""))
    return f"announced {request.content_length}, got {form or len(request.get_data())}"
PYTHON
cat >"$folder/client.py" <<'PYTHON'
import socket
import sys
import time

for kind, body in (("text/html", b"x" * 500), ("application/x-www-form-urlencoded", b"html=" + b"x" * 495)):
    with socket.socket(socket.AF_UNIX) as client:
        for _ in range(100):
            try:
                client.connect(sys.argv[2])
                break
            except OSError:
                time.sleep(0.1)
        head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: 1000\r\n\r\n"
        client.sendall(head.encode() + body)
        client.shutdown(socket.SHUT_WR)
        answer = client.makefile("rb").read().decode()
    said = answer.splitlines()[-1] if " 200 " in answer else "-"
    print(sys.argv[1], "|", kind, "|", answer.split()[1], said)
PYTHON
cd "$folder"
serve() {
    name=$1
    shift
    "$@" >"$folder/log" 2>&1 &
    server=$!
    "$folder/venv/bin/python" "$folder/client.py" "$name" "$folder/$name.socket" >>"$folder/seen"
    kill "$server"
    wait "$server" || true
}
serve gthread venv/bin/gunicorn --bind "unix:$folder/gthread.socket" --worker-class gthread --threads 2 app:app
serve werkzeug venv/bin/python -c \
    "from app import app; from werkzeug import run_simple; run_simple('unix://$folder/werkzeug.socket', 0, app)"
cd "$OLDPWD"
diff <(sed -n 's/^# > //p' "$0") "$folder/seen"
