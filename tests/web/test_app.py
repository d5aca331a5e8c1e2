"""What every answer carries, whatever becomes of the request, and the paths beside /v1/clean."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jingwen import errors, web
from jingwen.cleaner import Cleaner
from jingwen.errors import InputError, Overloaded, RuleError, ServiceError, SettingError
from jingwen.isolation.answer import Answer, Inline
from jingwen.resources import openapi_file
from jingwen.settings import Settings
from jingwen.version import VERSION
from jingwen.web import problems
from jingwen.web.app import create_app
from jingwen.web.service import of

from .examples import application, description
from .pages import FURNITURE, HTML

PATHS = ["/", "/livez", "/readyz", "/metrics", "/openapi.yaml", "/v1/rules", "/v1/rules/example"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", path, 200) for path in PATHS),
        *(("HEAD", path, 200) for path in PATHS),
        *(("OPTIONS", path, 200) for path in PATHS),
        ("OPTIONS", "/v1/clean", 200),
        ("GET", "/v1/clean", 405),
        ("HEAD", "/v1/clean", 405),
        ("POST", "/livez", 405),
        ("GET", "/v2/clean", 404),
        ("GET", "/v1/rules/none", 404),
        ("POST", "/v1//clean", 404),
        ("GET", "/static/x", 404),
    ],
)
def test_every_answer_has_its_headers(method: str, path: str, status: int, client: FlaskClient) -> None:
    answer = client.open(path, method=method, headers={"X-Request-Id": "my-id.7_A"})
    assert answer.status_code == status
    assert answer.headers["X-Request-Id"] == "my-id.7_A"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "text/html" not in answer.headers.get("Content-Type", "")
    if method == "HEAD" or method == "OPTIONS":
        assert answer.data == b""
    elif status >= 400:
        assert answer.content_type == "application/problem+json"
        assert answer.get_json()["request_id"] == "my-id.7_A"
    if status == 405:
        assert answer.headers["Allow"]


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "/v2/clean", "there is no path '/v2/clean'; GET / lists those that exist"),
        ("POST", "/%FF%0A", "there is no path '/\ufffd\\n'; "),
        ("GET", "/" + "x" * 200, f"there is no path '/{'x' * 99}'; "),
        ("GET", "/v1/clean", "'/v1/clean' does not take GET; it takes "),
        ("BREW", "/", "'/' does not take BREW; it takes "),
    ],
)
def test_a_path_or_method_that_is_none_is_named(method: str, path: str, said: str, client: FlaskClient) -> None:
    assert client.open(path, method=method).get_json()["detail"].startswith(said)


@pytest.mark.parametrize("given", [None, "", "a b", "x" * 129, "ümlaut", "a;b", "a,b"])
def test_a_request_id_that_cannot_be_used_is_replaced(given: str | None, client: FlaskClient) -> None:
    headers = {} if given is None else {"X-Request-Id": given}
    ids = [client.get("/nothing", headers=headers) for _ in range(2)]
    first, second = (answer.headers["X-Request-Id"] for answer in ids)
    assert first != second
    assert given not in (first, second)
    assert len(first) == 32
    assert ids[0].get_json()["request_id"] == first


def test_the_article_does_not_hold_the_request_id(client: FlaskClient) -> None:
    answers = {client.post("/v1/clean", data=HTML, headers={"X-Request-Id": name}).data for name in ("one", "two")}
    assert len(answers) == 1


def test_livez_touches_nothing_and_readyz_cleans_a_page() -> None:
    faulty = application("faulty").test_client()
    assert faulty.get("/livez").get_json() == {"status": "alive"}
    answer = faulty.get("/readyz")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "urn:jingwen:problem:not-ready")


def test_readyz_fails_while_draining_and_pages_are_still_cleaned() -> None:
    draining = application("draining").test_client()
    assert draining.get("/readyz").status_code == 503
    assert draining.get("/livez").status_code == 200
    assert draining.post("/v1/clean", data=HTML).get_json()["status"] == "article"


def test_readyz_holds_the_text_to_what_it_should_be(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    other = of(app).cleaner.clean(FURNITURE)
    monkeypatch.setattr("jingwen.cleaner.Cleaner.clean_pages", lambda *_args, **_options: other)
    assert app.test_client().get("/readyz").status_code == 503


def test_the_rules(client: FlaskClient) -> None:
    listed = client.get("/v1/rules").get_json()
    assert [(rule["name"], rule["site"], rule["tests"]) for rule in listed["rules"]] == [("example", "示例新闻网", 1)]
    one = client.get("/v1/rules/example").get_json()
    assert (one["file"], one["hosts"], one["version"]) == (
        "rules/example.yaml",
        ["news.example.com"],
        listed["version"],
    )
    assert one["tests"] == ["a plain article"]
    missing = client.get("/v1/rules/exmaple").get_json()
    assert (missing["type"], missing["status"]) == ("urn:jingwen:problem:unknown-rule", 404)


def test_no_rules() -> None:
    cleaner = Cleaner("off")
    client = create_app(Settings(rules="off"), cleaner, Inline(cleaner)).test_client()
    assert client.get("/v1/rules").get_json() == {"version": "off", "rules": []}
    assert client.get("/readyz").status_code == 200


def test_the_description_is_the_file(client: FlaskClient) -> None:
    answer = client.get("/openapi.yaml")
    assert answer.data == openapi_file().read_bytes()
    assert answer.content_type == "application/yaml"


def test_the_index_names_every_path(client: FlaskClient, app: Flask) -> None:
    index = client.get("/").get_json()
    named = {_shape(endpoint.partition(" ")[2]) for endpoint in index["endpoints"]}
    assert named == {_shape(rule.rule) for rule in app.url_map.iter_rules()} - {"/"}
    assert index["version"] == VERSION == description()["info"]["version"]
    assert {_shape(path) for path in description()["paths"]} == named | {"/"}


def test_the_index_shows_how_to_go_on(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "cleaner.example.com:8080"})
    index = answer.get_json()
    assert index["example"] == "curl --data-binary @page.html http://cleaner.example.com:8080/v1/clean"
    assert client.get(index["documentation"]).status_code == 200
    assert answer.text.endswith("}\n")


def _shape(path: str) -> str:
    """``path`` without the names of what changes in it."""
    return re.sub(r"<\w+>|\{\w+\}", "*", path)


@pytest.mark.parametrize("path", ["/v1/clean"])
def test_a_fault_is_a_problem_that_tells_nothing(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = application("faulty").test_client().post(path, data=HTML)
    assert (answer.status_code, answer.get_json()["type"]) == (500, "urn:jingwen:problem:internal-error")
    logged = capsys.readouterr()
    for told in (answer.text, logged.out, logged.err):
        assert "not to be seen" not in told
        assert "正文" not in told
    assert "Traceback" not in answer.text
    assert '"error":"RuntimeError"' in logged.out
    assert "examples.py" in logged.out


def _slugs() -> set[str]:
    """Every slug in the code: those of the error tree, and those that are written out in the web room."""
    found: set[str] = set()
    kinds: list[type[Any]] = [InputError, ServiceError]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found.add(kind.slug)
    tree = ast.parse(Path(problems.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            found |= {
                each.value
                for each in ast.walk(node.args[0])
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            }
    return found


def test_the_description_lists_every_problem_type() -> None:
    listed = description()["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert sorted(listed) == sorted(f"urn:jingwen:problem:{slug}" for slug in _slugs())
    assert errors.NoArticle.slug == "no-article"
    assert Path(web.__file__).parent == Path(problems.__file__).parent


def test_a_token_is_asked_for_on_every_path_but_the_health() -> None:
    guarded = application("guarded").test_client()
    for path in {*PATHS, "/v1/clean", "/nothing"} - {"/livez", "/readyz"}:
        for given, said in (
            (None, "this service asks for a token"),
            ("", "this service asks for a token"),
            ("Bearer", "this service asks for a token"),
            ("Bearer ", "this service asks for a token"),
            ("Basic a-secret", "this service asks for a token"),
            ("Bearer a-secre", "the token that was sent is not this service's"),
            ("Bearer a-secrets", "the token that was sent is not this service's"),
            ("Bearer 密", "the token that was sent is not this service's"),
        ):
            headers = {} if given is None else {"Authorization": given.encode().decode("latin-1")}
            answer = guarded.get(path, headers=headers)
            assert (answer.status_code, answer.get_json()["type"]) == (401, "urn:jingwen:problem:unauthorized"), given
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert "a-secret" not in answer.text
            assert answer.get_json()["detail"].startswith(said), given
    assert [guarded.get(path).status_code for path in ("/livez", "/readyz")] == [200, 200]
    headers = {"Authorization": "bearer  a-secret"}
    assert [guarded.get(path, headers=headers).status_code for path in PATHS] == [200] * len(PATHS)
    assert guarded.post("/v1/clean", data=HTML, headers=headers).status_code == 200


class Caller:
    """A connection as gunicorn hands it on, to ``port``; or to a name in the file system."""

    def __init__(self, port: int | None) -> None:
        self._port = port

    def getsockname(self) -> tuple[str, int] | str:
        return "/run/jingwen.sock" if self._port is None else ("127.0.0.1", self._port)

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0


def on_port(app: Flask, port: int | None, path: str, method: str = "GET", **headers: str) -> TestResponse:
    return app.test_client().open(
        path, method=method, headers=headers, environ_overrides={"gunicorn.socket": Caller(port)}
    )


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_the_metrics_on_a_port_of_their_own(method: str) -> None:
    app = application("guarded", metrics_port=9000)
    paths = [*PATHS, "/nothing", "/metrics/"]
    own = {path: on_port(app, 9000, path, method).status_code for path in paths}
    assert {path for path, status in own.items() if status == 200} == {"/metrics", "/metrics/", "/livez", "/readyz"}
    assert {*own.values()} == {200, 404}
    bearer = {"Authorization": "Bearer a-secret"}
    main = {path: on_port(app, 8000, path, method, **bearer).status_code for path in paths}
    assert {path for path, status in main.items() if status == 404} == {"/metrics", "/metrics/", "/nothing"}
    assert {*main.values()} == {200, 404}
    assert on_port(app, 8000, "/", method).status_code == 401
    assert on_port(app, 8000, "/livez", method).status_code == 200


def test_nothing_but_the_port_decides() -> None:
    app = application("guarded", metrics_port=9000)
    for port in (8000, None):
        for said in ({"Host": "x:9000"}, {"Server-Port": "9000"}, {"X-Forwarded-Port": "9000"}, {"Host": "x:8000"}):
            assert on_port(app, port, "/metrics", **said).status_code == 404
            assert on_port(app, port, "/", **said).status_code == 401
    assert on_port(app, 9000, "/metrics", Host="x:8000").status_code == 200
    assert app.test_client().get("/metrics", base_url="http://localhost:9000").status_code == 404
    refused = on_port(app, 9000, "/v1/clean", "POST")
    assert (refused.status_code, refused.get_json()["type"]) == (404, "urn:jingwen:problem:not-found")
    assert refused.get_json()["detail"].startswith("this port has /metrics, /livez and /readyz alone")


def test_the_index_does_not_name_what_is_elsewhere(client: FlaskClient) -> None:
    elsewhere = application(metrics_port=9000).test_client().get("/").get_json()["endpoints"]
    assert client.get("/").get_json()["endpoints"].keys() - elsewhere.keys() == {"GET /metrics"}


def test_one_request_more_than_there_are_places_is_turned_away_unread() -> None:
    full = application("full").test_client()
    answer = full.post("/v1/clean", input_stream=Unread(), content_length=10, content_type="text/html")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "urn:jingwen:problem:overloaded")
    assert answer.headers["Retry-After"] == "1"
    assert full.get("/livez").status_code == full.get("/metrics").status_code == full.get("/readyz").status_code == 200


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body is read")


def test_a_place_is_free_again_whatever_becomes_of_the_request() -> None:
    app = application("faulty")
    places = of(app).settings.children + of(app).settings.queue
    statuses = {app.test_client().post("/v1/clean", data=HTML).status_code for _ in range(2 * places)}
    assert statuses == {500}


def test_readyz_where_all_children_are_busy() -> None:
    app = application()
    of(app).pool = Busy()
    assert app.test_client().get("/readyz").status_code == 200


class Busy:
    """Nobody in it has time."""

    def clean(self, *_: object) -> Answer:
        raise Overloaded("no child was free")


def test_the_web_room_lives_by_the_steady_clock() -> None:
    """The time of day may jump: whoever waits or counts seconds must not look at it."""
    room = Path(web.__file__).parent
    jumping = re.compile(r"\btime\.time\b|import time\b|\.(?:now|today|utcnow)\(|from time import .*\btime\b")
    found = [path.name for path in room.glob("*.py") for _ in jumping.findall(path.read_text("utf-8"))]
    assert found == ["logs.py"], "a line of the log says when it was written; nothing else may ask"


def test_what_cannot_be_used_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_text("nonsense: 'y'\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"x\.yaml:1: "):
        create_app(Settings(rules=str(tmp_path)))
    monkeypatch.setenv("JINGWEN_MAX_PAGE_BYTES", "many")
    with pytest.raises(SettingError, match="JINGWEN_MAX_PAGE_BYTES is 'many'"):
        create_app()
    create_app(Settings(rules="off"))


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_a_browser_gets_the_playground_and_all_others_the_index(client: FlaskClient) -> None:
    page = client.get("/", headers=BROWSER)
    assert (page.status_code, page.mimetype, page.headers["Vary"]) == (200, "text/html", "Accept, Accept-Encoding")
    for accepted in (None, "*/*", "application/json", "application/json, text/html;q=0.9"):
        answer = client.get("/", headers={"Accept": accepted} if accepted else {})
        assert answer.get_json()["name"] == "jingwen"


def test_the_playground_is_its_own_files_under_a_strict_policy(client: FlaskClient) -> None:
    page = client.get("/", headers=BROWSER)
    linked = set(re.findall(r'(?:href|src)="(playground/[^"]+)"', page.text))
    imported = set(re.findall(r'from "\./([^"]+)"', "".join(client.get(f"/{link}").text for link in linked)))
    assert {f"playground/{name}" for name in imported} <= linked  # each is asked for at once
    for path in ("/", *(f"/{link}" for link in sorted(linked))):
        answer = client.get(path, headers=BROWSER)
        assert answer.status_code == 200
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
        assert len(answer.headers.getlist("Content-Security-Policy")) == 1
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son\w+=", page.text)
    assert client.get("/playground/none.js").status_code == 404
    assert client.get("/playground/..%2froutes.py").status_code == 404


def test_the_playground_can_be_switched_off() -> None:
    client = application(playground=False).test_client()
    index = client.get("/", headers=BROWSER).get_json()
    assert not any("playground" in endpoint for endpoint in index["endpoints"])
    assert client.get("/playground/main.js").status_code == 404


def test_the_playground_needs_no_token_and_nothing_else_goes_with_it() -> None:
    guarded = application("guarded").test_client()
    assert guarded.get("/", headers=BROWSER).mimetype == "text/html"
    assert guarded.get("/playground/main.js").status_code == 200
    for path in ("/v1/rules", "/metrics", "/openapi.yaml", "/playground"):
        assert guarded.get(path, headers=BROWSER).status_code == 401
    assert guarded.post("/v1/rules/try", headers=BROWSER, json={}).status_code == 401
