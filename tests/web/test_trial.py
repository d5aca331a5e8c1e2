"""A rule tried over HTTP: what may be sent, what is counted, and that it is done where it can be killed."""

from __future__ import annotations

import base64
import gzip
from functools import partial
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from jingwen.cleaner import Cleaner
from jingwen.errors import DeadlineExceeded
from jingwen.isolation.pool import Pool
from jingwen.model import RawPage
from jingwen.settings import Settings
from jingwen.web.service import of
from jingwen.workshop.tried import tried

PAGE = "<h1>新桥通车</h1><div class=post><p>新桥今天早上通车，双向六车道，从城东到城西只要八分钟。</p></div>"
RULE = "site: 示例桥梁网\nhosts: [bridge.example.com]\nbody: {select: '.post'}\n"
TRIAL = {"html": PAGE, "url": "https://bridge.example.com/a", "rule": RULE}


def send(client: FlaskClient, trial: object, query: str = "", **headers: str) -> Any:
    return client.post(
        f"/v1/rules/try{query}", data=orjson.dumps(trial), headers=headers, content_type="application/json"
    )


def test_a_page_in_any_form(client: FlaskClient) -> None:
    answer = send(client, TRIAL).get_json()
    assert answer["with"]["rule"] == "rules/tried.yaml"
    assert [block["selector"] for block in answer["without"]["blocks"]] == ["h1", ".post p"]
    told = {"body_base64": base64.b64encode(PAGE.encode("gb18030")).decode(), "content_type": "text/html; charset=gbk"}
    other = send(client, {**told, "rule": RULE}, "?url=https%3A%2F%2Fbridge.example.com%2Fa&script=hant").get_json()
    assert other["with"]["encoding"] == {"name": "gb18030", "from": "http"}
    assert "雙向" in other["with"]["text"]
    packed = client.post(
        "/v1/rules/try",
        data=gzip.compress(orjson.dumps(TRIAL)),
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )
    assert packed.get_json() == answer


@pytest.mark.parametrize(
    ("trial", "query", "slug", "said"),
    [
        ({"html": PAGE}, "", "invalid-json", "rule is null; expected the text of a rule file"),
        ({"html": PAGE, "rule": {}}, "", "invalid-json", "rule is an object"),
        ({"rule": RULE}, "", "invalid-json", "none of the members"),
        ({"html": " ", "rule": RULE}, "", "empty-body", "is empty"),
        ({"pages": [{"html": PAGE}], "rule": RULE}, "", "invalid-json", "'pages' is not a member"),
        ({**TRIAL, "options": {"explain": True}}, "", "invalid-option", "'explain' is not an option"),
        ({**TRIAL, "options": {"strict": True}}, "", "invalid-option", "'strict' is not an option"),
        (TRIAL, "?explain=1", "invalid-option", "'explain' is not an option"),
        ({**TRIAL, "url": "bridge"}, "", "invalid-option", "url is 'bridge'"),
    ],
)
def test_what_cannot_be_tried(trial: object, query: str, slug: str, said: str, client: FlaskClient) -> None:
    answer = send(client, trial, query)
    assert (answer.status_code, answer.get_json()["type"]) == (400, f"urn:jingwen:problem:{slug}")
    assert said in answer.get_json()["detail"]


def test_it_calls_itself_json(client: FlaskClient) -> None:
    answer = client.post("/v1/rules/try", data=PAGE, content_type="text/html")
    assert (answer.status_code, answer.get_json()["type"]) == (415, "urn:jingwen:problem:unsupported-media-type")


def test_the_limits_are_those_of_a_page(client: FlaskClient, app: Flask) -> None:
    most = of(app).settings.max_wire_bytes
    answer = client.post("/v1/rules/try", data=b"{" * (most + 1), content_type="application/json")
    assert (answer.status_code, answer.get_json()["limit_name"]) == (413, "max_wire_bytes")


def test_it_is_counted_as_a_request_and_its_rule_is_not(client: FlaskClient) -> None:
    send(client, TRIAL)
    send(client, {"html": PAGE})
    counts = client.get("/metrics").text
    assert 'jingwen_requests_total{input="try",outcome="article"} 1.0' in counts
    assert 'jingwen_requests_total{input="try",outcome="invalid-json"} 1.0' in counts
    assert "tried.yaml" not in counts
    assert "jingwen_input_bytes_count 0.0" in counts


def test_what_takes_too_long_is_killed_and_the_next_is_answered() -> None:
    cleaner = Cleaner("off")
    with Pool(cleaner, Settings(rules="off", children=1, deadline=1.5, soft_deadline=1)) as pool:
        work = partial(tried, RULE)
        page = RawPage(PAGE, "https://bridge.example.com/a")
        assert orjson.loads(pool.clean([page], {}, work=work).body)["applies"] is True
        test = "  - name: '{n}'\n    url: https://bridge.example.com/a\n    html: '" + "<p>甲</p>" * 200
        test += "'\n    expect: {{starts: 甲, ends: 甲, lacks: [乙]}}\n"
        hangs = RULE + "tests:\n" + "".join(test.format(n=n) for n in range(60))
        with pytest.raises(DeadlineExceeded):
            pool.clean([RawPage("<p>甲" * 290_000, page.url)], {}, work=partial(tried, hangs))
        assert orjson.loads(pool.clean([page], {}, work=work).body)["applies"] is True
