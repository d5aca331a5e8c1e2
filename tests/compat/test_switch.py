"""Which APIs are answered is set; one that is not is no path, and says how to have it."""

from __future__ import annotations

from itertools import combinations

import pytest

from jingwen.errors import SettingError
from jingwen.settings import COMPAT, Settings
from jingwen.web import compat

from .asking import PAGE, client

METHODS = ("GET", "POST", "PUT", "DELETE")


def test_each_api_has_its_parts() -> None:
    assert COMPAT.keys() == compat.ROUTES.keys() == compat.ENDPOINTS.keys()
    for api, path in COMPAT.items():
        assert [endpoint.split()[1] for endpoint in compat.ENDPOINTS[api]] == [path]


@pytest.mark.parametrize("on", [set(on) for size in range(4) for on in combinations(COMPAT, size)], ids=sorted)
def test_what_is_on_is_there_and_the_rest_says_how(on: set[str]) -> None:
    asking = client(compat=tuple(on))
    index = asking.get("/").get_json()["endpoints"]
    for api, path in COMPAT.items():
        assert any(endpoint.endswith(f" {path}") for endpoint in index) == (api in on)
        for method in METHODS:
            for each in (path, f"{path}/"):
                answer = asking.open(each, method=method, data=PAGE)
                if api in on:
                    assert answer.status_code != 404
                else:
                    assert answer.status_code == 404
                    assert answer.get_json()["detail"] == (
                        f"{path} is off; start the service with {api} in JINGWEN_COMPAT to have it"
                    )


def test_all_are_off_unless_named() -> None:
    assert Settings().compat == Settings.from_environ({}).compat == ()


@pytest.mark.parametrize(
    ("text", "apis"),
    [("tika", ("tika",)), ("zyte,postlight", ("zyte", "postlight")), ("tika, tika ,zyte", ("tika", "zyte"))],
)
def test_names_are_read(text: str, apis: tuple[str, ...]) -> None:
    assert Settings.from_environ({"JINGWEN_COMPAT": text}).compat == apis


@pytest.mark.parametrize("text", ["", "Zyte", "mercury", "zyte,", "zyte;tika", "all", " "])
def test_a_name_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environ({"JINGWEN_COMPAT": text})
    assert str(refusal.value) == (
        f"JINGWEN_COMPAT is {text!r}; expected names with commas between them, of zyte, postlight, tika"
    )


@pytest.mark.parametrize("path", COMPAT.values())
def test_no_method_of_theirs_but_what_is_told(path: str) -> None:
    for each in (path, f"{path}/"):
        answer = client().delete(each)
        assert (answer.status_code, "DELETE" in answer.headers["Allow"]) == (405, False)
        assert f"{each!r} does not take DELETE; it takes " in answer.text


def test_a_wrong_method_is_refused_in_the_form_of_theirs() -> None:
    zyte, postlight, tika = (client().delete(path) for path in COMPAT.values())
    assert (zyte.mimetype, zyte.get_json()["type"]) == ("application/problem+json", "/request/invalid")
    assert postlight.get_json().keys() == {"error", "message"}
    assert (tika.mimetype, tika.text.count("\n")) == ("text/plain", 1)
    assert client().delete("/v1/clean").get_json()["type"] == "urn:jingwen:problem:method-not-allowed"
