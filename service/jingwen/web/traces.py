"""Traces for OpenTelemetry: a span for each request, with what the log's line says of it, and below it one for each
stage of cleaning.

Nothing of OpenTelemetry is loaded unless ``JINGWEN_TRACES`` asks for it. Where spans go, and how many of them, its own
variables say: ``OTEL_EXPORTER_OTLP_ENDPOINT``, ``OTEL_TRACES_SAMPLER``. A span holds no page's text, no query, no
address.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Thread
from typing import TYPE_CHECKING

from ..errors import SettingError
from ..settings import PREFIX
from ..version import VERSION
from . import logs

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import Span, TracerProvider
    from werkzeug.datastructures import Headers

NAME = "jingwen"
# The names that OpenTelemetry's conventions have for HTTP; ours for the rest, as in the log.
FIELDS: Mapping[str, str] = {
    "route": "http.route",
    "status": "http.response.status_code",
    "request_id": "jingwen.request_id",
    "outcome": "jingwen.outcome",
    "input": "jingwen.input",
    "bytes_in": "jingwen.bytes_in",
    "rule": "jingwen.rule",
    "lines": "jingwen.lines",
}
STAGE = "jingwen.stage"
PATIENCE = 3.0  # seconds
OTHER = "_OTHER"  # a method that is none of HTTP's
SECOND = 1_000_000_000  # in nanoseconds, which is how spans tell the time


class Tracer:
    """Makes the spans of one process with ``provider``; ``exporting`` makes one that sends them."""

    def __init__(self, provider: TracerProvider) -> None:
        from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer(NAME, VERSION)
        self._context = TraceContextTextMapPropagator()
        self._kind, self._failed, self._within = SpanKind.SERVER, StatusCode.ERROR, set_span_in_context

    @classmethod
    def exporting(cls) -> Tracer:
        """A tracer that sends its spans by OTLP over HTTP, from a thread of its own: to be made after a fork.

        Raises ``SettingError`` where OpenTelemetry is not installed.
        """
        check()
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        resource = Resource.create({SERVICE_NAME: NAME}).merge(OTELResourceDetector().detect())
        provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        return cls(provider)

    def begin(self, method: str, route: str | None, headers: Headers) -> Span:
        """The span of a request that begins now; its ``traceparent``, where it has one, says what it is part of."""
        carrier = {name: headers[name] for name in self._context.fields if name in headers}
        known = method if method in logs.METHODS else OTHER
        return self._tracer.start_span(
            f"{known} {route}" if route else known,
            self._context.extract(carrier),
            self._kind,
            {"http.request.method": known},
        )

    def end(self, span: Span, told: logs.Trace) -> None:
        """End ``span``, whose request has been answered, with what is ``told`` of it."""
        if not span.is_recording():  # it was not chosen to be sent
            return
        known = {name: getattr(told, field) for field, name in FIELDS.items()}
        span.set_attributes({name: value for name, value in known.items() if value is not None})
        if told.status >= 500:
            span.set_status(self._failed)
        self._stages(span, told)
        span.end(span.start_time + round(SECOND * told.seconds))  # by the steady clock, as the stages are

    def _stages(self, span: Span, told: logs.Trace) -> None:
        """A span for each stage, one after the other, of which the last ends where the page had been cleaned.

        What the child measured has no time of day; the span's beginning has one.
        """
        within = self._within(span)
        begin = span.start_time + round(SECOND * (told.cleaned - sum(seconds for _, seconds in told.stages)))
        for stage, seconds in told.stages:
            end = begin + round(SECOND * seconds)
            self._tracer.start_span(stage, within, attributes={STAGE: stage}, start_time=begin).end(end)
            begin = end

    def close(self) -> None:
        """Send what is left, as far as that takes no longer than a moment: a collector may not answer."""
        sending = Thread(target=self._provider.shutdown, daemon=True)
        sending.start()
        sending.join(PATIENCE)


def trace_id(span: Span) -> str:
    """The id of the trace that ``span`` is part of, as ``traceparent`` has it."""
    return f"{span.get_span_context().trace_id:032x}"


def check() -> None:
    """Raises ``SettingError`` where OpenTelemetry is not installed."""
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace  # noqa: F401
    except ImportError as error:
        raise SettingError(
            f"{PREFIX}TRACES is 1, and OpenTelemetry is not installed ({error.name}); pip install '.[otel]' in "
            "a checkout of jingwen, or unset it"
        ) from None
