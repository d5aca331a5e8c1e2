"""What OpenTelemetry is told of a request; all but the refusals needs its SDK."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, cast

import pytest
from flask.testing import FlaskClient

from jingwen.cleaner import Cleaner
from jingwen.errors import SettingError
from jingwen.isolation.answer import Inline
from jingwen.pipeline import STAGES
from jingwen.settings import Settings
from jingwen.web import traces
from jingwen.web.app import close, create_app
from jingwen.web.traces import Tracer

from ..processes import PATIENCE
from .examples import RULES, application
from .live import running
from .pages import HTML, SECRET, URL

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def spans() -> Any:
    """Where the spans of ``client`` go."""
    memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter", reason="needs OpenTelemetry")
    return memory.InMemorySpanExporter()


@pytest.fixture
def client(spans: Any) -> FlaskClient:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    settings = Settings(rules=str(RULES))
    cleaner = Cleaner(settings.rules)
    app = create_app(settings, cleaner, Inline(cleaner), Tracer(provider))
    return app.test_client()


def test_a_request_has_a_span_and_its_stages_have_theirs(client: FlaskClient, spans: Any) -> None:
    client.post("/v1/clean", data=HTML, query_string={"url": URL}, headers={"X-Request-Id": "crawl-7"})
    *stages, request = spans.get_finished_spans()
    assert request.name == "POST /v1/clean"
    assert request.kind.name == "SERVER"
    assert request.parent is None
    assert request.status.is_unset
    assert dict(request.attributes) == {
        "http.request.method": "POST",
        "http.route": "/v1/clean",
        "http.response.status_code": 200,
        "jingwen.request_id": "crawl-7",
        "jingwen.outcome": "article",
        "jingwen.input": "raw",
        "jingwen.bytes_in": len(HTML.encode()),
        "jingwen.rule": "rules/example.yaml",
    }
    assert [stage.name for stage in stages] == [stage.attributes["jingwen.stage"] for stage in stages]
    assert {stage.name for stage in stages} <= {*STAGES}
    assert len(stages) > 3
    assert {stage.parent.span_id for stage in stages} == {request.context.span_id}
    assert {stage.context.trace_id for stage in stages} == {request.context.trace_id}
    times = [time for stage in stages for time in (stage.start_time, stage.end_time)]
    assert times == sorted(times)
    assert request.start_time <= times[0] <= times[-1] <= request.end_time
    for span in (*stages, request):
        assert not any(secret in span.to_json() for secret in (SECRET, URL, "news.example.com"))


def test_a_caller_says_what_it_is_part_of_and_the_log_says_it_too(
    client: FlaskClient, spans: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    client.post("/v1/clean", data=HTML, headers={"traceparent": PARENT})
    request = spans.get_finished_spans()[-1]
    assert f"{request.context.trace_id:032x}" == PARENT.split("-")[1]
    assert f"{request.parent.span_id:016x}" == PARENT.split("-")[2]
    line = json.loads(capsys.readouterr().out)
    assert line["trace_id"] == PARENT.split("-")[1]
    assert list(line)[3:5] == ["request_id", "trace_id"]


@pytest.mark.parametrize("given", ["", "x", "00-0-0-01", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "é" * 100])
def test_a_parent_that_is_none_begins_a_trace(given: str, client: FlaskClient, spans: Any) -> None:
    assert client.get("/v1/rules", headers={"traceparent": given.encode().decode("latin-1")}).status_code == 200
    (request,) = spans.get_finished_spans()
    assert request.parent is None
    assert request.context.trace_id


def test_one_that_was_not_chosen_is_not_told(client: FlaskClient, spans: Any) -> None:
    assert client.post("/v1/clean", data=HTML, headers={"traceparent": f"{PARENT[:-1]}0"}).status_code == 200
    assert spans.get_finished_spans() == ()


def test_a_problem(client: FlaskClient, spans: Any) -> None:
    client.post("/v1/clean?scirpt=tw", data=HTML)
    client.open("/nothing/here?secret", method="FROB")
    refused, nowhere = spans.get_finished_spans()
    assert refused.attributes["jingwen.outcome"] == "invalid-option"
    assert refused.status.is_unset  # by the conventions: it is the caller who is wrong
    assert nowhere.name == nowhere.attributes["http.request.method"] == "_OTHER"
    assert (nowhere.attributes["http.response.status_code"], "http.route" in nowhere.attributes) == (404, False)
    assert "here" not in nowhere.to_json()


def test_a_fault_is_an_error(client: FlaskClient, spans: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("某页的正文")

    monkeypatch.setattr(Cleaner, "clean_pages", fail)
    client.post("/v1/clean", data=HTML)
    (request,) = spans.get_finished_spans()
    assert request.status.status_code.name == "ERROR"
    assert "正文" not in request.to_json()


def test_a_stream_has_one_that_ends_with_it(client: FlaskClient, spans: Any) -> None:
    body = b'{"html": "<p>x"}\n' * 3
    answer = client.post("/v1/clean/batch", data=body, content_type="application/x-ndjson")
    assert len(answer.data.splitlines()) == 3
    answer.close()
    (request,) = spans.get_finished_spans()
    assert (request.attributes["jingwen.lines"], request.attributes["jingwen.outcome"]) == (3, "answered")


def test_probes_have_none(client: FlaskClient, spans: Any) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        assert client.get(path).status_code == 200
    assert spans.get_finished_spans() == ()


def test_without_them_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    application().test_client().post("/v1/clean", data=HTML, headers={"traceparent": PARENT})
    assert "trace_id" not in json.loads(capsys.readouterr().out)


def test_asked_for_without_the_packages_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "opentelemetry"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    for start in (traces.check, lambda: create_app(Settings(rules="off", traces=True))):
        with pytest.raises(SettingError, match=r"^JINGWEN_TRACES is 1, and OpenTelemetry is not installed \(opentele"):
            start()
    create_app(Settings(rules="off"))


@pytest.mark.parametrize("text", ["", "true", "2"])
def test_the_switch(text: str) -> None:
    assert Settings.from_environ({"JINGWEN_TRACES": "1"}).traces
    with pytest.raises(SettingError, match="JINGWEN_TRACES is"):
        Settings.from_environ({"JINGWEN_TRACES": text})


class Collector(ThreadingHTTPServer):
    """Takes what an exporter sends."""

    def __init__(self) -> None:
        self.came: Queue[tuple[str, bytes]] = Queue()
        super().__init__(("127.0.0.1", 0), Taking)


class Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert isinstance(self.server, Collector)
        self.server.came.put((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="needs OpenTelemetry")
    with Collector() as found:
        thread = Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


@pytest.mark.integration
def test_every_worker_sends_its_own_after_the_fork(collector: Collector, tmp_path: Path) -> None:
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    sent = 20
    with running(
        tmp_path / "log",
        JINGWEN_TRACES="1",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server_port}",
        OTEL_BSP_SCHEDULE_DELAY="100",
        OTEL_RESOURCE_ATTRIBUTES="deployment.environment.name=test",
    ) as server:
        for _ in range(sent):
            assert server.send("POST", "/v1/clean", HTML.encode(), traceparent=PARENT)[0] == 200
    assert server.process.returncode == 0  # what was left has been sent, and nothing has hung
    requests = 0
    while requests < sent:
        path, body = collector.came.get(timeout=PATIENCE)
        assert path == "/v1/traces"
        for group in ExportTraceServiceRequest.FromString(body).resource_spans:
            about = {each.key: each.value.string_value for each in group.resource.attributes}
            assert (about["service.name"], about["deployment.environment.name"]) == ("jingwen", "test")
            spans = [span for scope in group.scope_spans for span in scope.spans]
            requests += sum(span.name == "POST /v1/clean" for span in spans)
            assert {span.trace_id.hex() for span in spans} == {PARENT.split("-")[1]}


@pytest.mark.integration
def test_a_collector_that_is_not_there_stops_nobody(tmp_path: Path) -> None:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="needs OpenTelemetry")
    with running(
        tmp_path / "log",
        JINGWEN_TRACES="1",
        OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9",
        OTEL_BSP_SCHEDULE_DELAY="1",
    ) as server:
        assert [server.send("POST", "/v1/clean", HTML.encode())[0] for _ in range(5)] == [200] * 5
    assert server.process.returncode == 0
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert '"event":"library"' in log  # which says that it cannot be reached, by its name
    assert "Traceback" not in log


def test_an_application_is_closed_with_its_traces() -> None:
    closed: list[str] = []

    class Provider:
        def get_tracer(self, *_: object) -> None: ...

        def shutdown(self) -> None:
            closed.append("shutdown")

    pytest.importorskip("opentelemetry.trace", reason="needs OpenTelemetry")
    app = create_app(Settings(rules="off"), tracer=Tracer(cast(Any, Provider())))
    close(app)
    assert closed == ["shutdown"]
