"""No request leaves a trace in another: in any order, on any worker and thread, a page gets the same bytes."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import orjson

from jingwen import Cleaner

from ..pages import CASES, WITHOUT_ARTICLE
from .conftest import Service
from .inputs import PAGES

ROUNDS = 6
CLIENTS = 6
BODIES = [case.body.encode() if isinstance(case.body, str) else case.body for case in CASES]
BODIES += [body.encode() for body in WITHOUT_ARTICLE] + [make(2000) for make in PAGES.values()]
ASKED = ("", "?script=hant&explain=1", "?format=markdown&punctuation=cjk")


def test_the_same_request_gets_the_same_bytes(service: Service) -> None:
    requests = [(body, ASKED[n % len(ASKED)]) for n, body in enumerate(BODIES)] * ROUNDS
    random.Random(5).shuffle(requests)
    answers: dict[tuple[bytes, str], set[bytes]] = {}

    def send(request: tuple[bytes, str]) -> bytes:
        body, query = request
        return service.ask("POST", f"/v1/clean{query}", body, Content_Type="application/octet-stream")[1]

    with ThreadPoolExecutor(CLIENTS) as clients:
        for request, answer in zip(requests, clients.map(send, requests), strict=True):
            told = orjson.loads(answer)
            told.pop("request_id", None)  # the one thing that is a request's own
            answers.setdefault(request, set()).add(orjson.dumps(told))
    assert [len(each) for each in answers.values()] == [1] * len(answers)
    cleaner = Cleaner()
    for (body, query), (answer,) in answers.items():
        if query == "" and b'"status":"' in answer:
            assert answer == orjson.dumps(cleaner.clean(body).to_dict())
