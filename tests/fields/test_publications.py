"""What is a publication's name by its shape, and which part of a value is one."""

from __future__ import annotations

import pytest

from jingwen.fields.publications import is_publication, publication_in


@pytest.mark.parametrize("name", ["江城日报", "江城網", "江城在线", "江城新聞", "江城客户端", "江城融媒体中心"])
def test_shapes_of_publications(name: str) -> None:
    assert is_publication(name)


@pytest.mark.parametrize(
    "name",
    [
        "语音播报",
        "海报",
        "听新闻",
        "国内新闻",
        "举报",
        "示政办发〔2024〕5号",
        "发文字号",
        "平台",
        "星期五",
        "新闻",
        "来源江城报",
        "",
    ],
)
def test_other_words(name: str) -> None:
    assert not is_publication(name)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("江城日报", ("江城日报", None)),
        ("江城日报 2024", ("江城日报", None)),
        ("江城日报(广州", ("江城日报", None)),
        ("江城财经微博", ("江城财经", None)),
        ("江城财经[微博]李明我要分享", ("江城财经", None)),
        ("江城晚报李明我要分享", ("江城晚报", "李明")),
        ("《江城网》编辑", ("江城网", None)),
        ("江城财经(ID:jccj)", ("江城财经", None)),
        ("江城传媒/", ("江城传媒", None)),
        ("江城日报·江城客户端", ("江城日报·江城客户端", None)),
        ("", (None, None)),
    ],
)
def test_the_publication_in_a_value(value: str, found: tuple[str | None, str | None]) -> None:
    assert publication_in(value) == found
