"""Clients that were made for the others, against the service as it is really started."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from jingwen.settings import COMPAT

from ..web.live import Server, running
from .asking import PAGE, TEXT, URL, ours

pytestmark = pytest.mark.integration
TOKEN = "a-secret"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("compat") / "log"
    with running(log, JINGWEN_COMPAT=",".join(COMPAT), JINGWEN_TOKEN=TOKEN, WORKERS="1") as found:
        yield found


def test_zytes_client(server: Server) -> None:
    zyte_api = pytest.importorskip("zyte_api")
    items = pytest.importorskip("zyte_common_items")
    client = zyte_api.ZyteAPI(api_key=TOKEN, api_url=f"http://127.0.0.1:{server.port}/")
    body = b64encode(PAGE.encode("gb18030")).decode()
    query = {"url": URL, "article": True, "httpResponseBody": body, "echoData": 7}
    answer = client.get(query, endpoint=COMPAT["zyte"].lstrip("/"))
    assert answer["echoData"] == 7
    article = items.Article.from_dict(answer["article"])
    known = pytest.importorskip("attrs").asdict(article, filter=lambda _field, value: value not in (None, []))
    assert known == answer["article"]  # there is no field that their schema does not have
    assert (article.headline, article.articleBody) == ("旧码头改成市集", "\n\n".join(TEXT))
    assert [author.name for author in article.authors] == ["张三", "李四"]
    assert article.articleBodyHtml == ours("html")
    assert article.metadata.get_date_downloaded_parsed() is None


def test_zytes_client_reads_the_errors(server: Server) -> None:
    zyte_api = pytest.importorskip("zyte_api")
    path = COMPAT["zyte"].lstrip("/")
    for key, query, status, kind in (
        (TOKEN, {"url": URL, "browserHtml": True}, 400, "/request/invalid"),
        (TOKEN, {"url": URL, "article": True}, 400, "/request/invalid"),
        ("another", {"url": URL, "customHtml": PAGE}, 401, "/auth/key-not-found"),
    ):
        client = zyte_api.ZyteAPI(api_key=key, api_url=f"http://127.0.0.1:{server.port}/")
        with pytest.raises(zyte_api.RequestError) as refusal:
            client.get(query, endpoint=path)
        assert (refusal.value.status, refusal.value.parsed.type) == (status, kind)
        assert refusal.value.parsed.data["detail"]


def test_mercurys_client_is_told_what_to_do(server: Server) -> None:
    """It knows no way but to have an address fetched."""
    mercury_parser = pytest.importorskip("mercury_parser.client")
    for key, status, said in ((TOKEN, 400, "POST the page to /parser"), ("another", 401, "is not this service's")):
        client = mercury_parser.MercuryParser(api_key=key, api_endpoint=f"http://127.0.0.1:{server.port}/")
        answer = client.parse_article(URL)
        assert (answer.status_code, answer.json()["error"]) == (status, True)
        assert said in answer.json()["message"]


def test_tikas_client(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no word for the main text either: the service that it asks is named, as its documentation has it."""
    tika = pytest.importorskip("tika.tika")
    monkeypatch.setattr(tika, "TikaClientOnly", True)  # it fetches and starts a Tika otherwise
    page = tmp_path / "页.html"
    page.write_text(PAGE, encoding="gb18030")
    address = f"http://127.0.0.1:{server.port}"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    services = {"text": COMPAT["tika"], "all": "/rmeta"}
    assert tika.parse1(
        "text", str(page), address, responseMimeType="text/plain", services=services, headers=headers
    ) == (
        200,
        "\n\n".join(TEXT),
    )
    told = tika.callServer("put", address, COMPAT["tika"], PAGE, {**headers, "Accept": "application/json"})
    assert told[0] == 406
    assert "this path answers text/plain" in told[1]
    assert tika.callServer("put", address, COMPAT["tika"], PAGE, {"Accept": "text/plain"})[0] == 401
