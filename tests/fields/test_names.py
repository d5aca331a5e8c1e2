import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.fields.names import is_person, join_spaced, people, split_names, strip_role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # What parts names.
        ("李明", ["李明"]),
        ("李明 王芳", ["李明", "王芳"]),
        ("李明、王芳", ["李明", "王芳"]),
        ("李明，王芳；赵强", ["李明", "王芳", "赵强"]),
        ("李明/王芳|赵强 & 孙丽", ["李明", "王芳", "赵强", "孙丽"]),
        ("李明\u3000王芳\xa0赵强", ["李明", "王芳", "赵强"]),
        ("李明和王芳", ["李明", "王芳"]),
        ("张和平", ["张和平"]),
        ("李明 李明", ["李明"]),
        # The number of a member of staff is no second name; by itself it is all that the page says.
        ("李明 PK155", ["李明"]),
        ("李明PK155 王芳_NN12", ["李明", "王芳"]),
        ("PK155", ["PK155"]),
        # A name of two characters set with a gap.
        ("李 楠", ["李楠"]),
        ("李\u3000楠\u3000王 芳", ["李楠", "王芳"]),
        ("李 楠 王小明", ["李楠", "王小明"]),
        # Role words.
        ("记者 李明 王芳", ["李明", "王芳"]),
        ("记者李明", ["李明"]),
        ("本报记者 李明 通讯员 王芳", ["李明", "王芳"]),
        ("本报记者李明、王芳", ["李明", "王芳"]),
        ("全媒体记者李明", ["李明"]),
        ("江城日报记者 李明", ["李明"]),
        ("江城日报·江潮新闻记者 李明", ["李明"]),
        ("特约评论员 李明", ["李明"]),
        ("作者：李明", ["李明"]),
        ("李明 记者", ["李明"]),
        ("文/图 李明", ["李明"]),
        ("李明 文/图", ["李明"]),
        ("李明/文", ["李明"]),
        ("李明 摄影报道", ["李明"]),
        ("李明 王芳 整理", ["李明", "王芳"]),
        ("李明等", ["李明"]),
        ("见习记者 李明 实习生 王芳", ["李明", "王芳"]),
        # ... that begin names.
        ("文静", ["文静"]),
        ("图尔荪", ["图尔荪"]),
        # Codes, brackets, remarks.
        ("李明_NN12", ["李明"]),
        ("李明、王芳_NF4425", ["李明", "王芳"]),
        ("李明NB034", ["李明"]),
        ("（李明 王芳）", ["李明", "王芳"]),
        ("：李明】", ["李明"]),
        ("李明（实习）", ["李明"]),
        ("李明（江城大学）、王芳", ["李明", "王芳"]),
        # Names that are longer.
        ("欧阳明日", ["欧阳明日"]),
        ("迪丽·买买提 约翰·史密斯", ["迪丽·买买提", "约翰·史密斯"]),
        # Nobody.
        ("", []),
        ("未知", []),
        ("佚名 小编 网络", []),
        ("记者", []),
        ("本报记者", []),
        ("123", []),
        # Organisations stay, for the source; `people` leaves them out.
        ("江城市气象局", ["江城市气象局"]),
        # Alphabets.
        ("By Jane Doe", ["Jane Doe"]),
        ("by Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("By Jane Doe, Staff Writer", ["Jane Doe"]),
        ("Jane Doe, Senior Political Correspondent", ["Jane Doe"]),
        ("Posted by: Jane Doe", ["Jane Doe"]),
        ("Von Max Muster und Eva Muster", ["Max Muster", "Eva Muster"]),
        ("Par Jeanne Dupont et Jean-Luc d’Arc", ["Jeanne Dupont", "Jean-Luc d’Arc"]),
        ("Jane O'Neill-Smith", ["Jane O'Neill-Smith"]),
        ("Byron Bay", ["Byron Bay"]),
        ("Anders Sandland", ["Anders Sandland"]),
        ("admin", []),
        ("jane@example.com", []),
        ("https://example.com/jane", []),
        ("Jane Doe, May 2019", ["Jane Doe"]),
    ],
)
def test_a_run_of_names_is_split_into_single_names(text: str, names: list[str]) -> None:
    assert list(split_names(text)) == names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("李明", True),
        ("王小明", True),
        ("欧阳明", True),
        ("司马相如", True),
        ("张王李三", True),
        ("陳大文", True),
        ("迪丽·买买提", True),
        ("文静", True),
        ("王", False),
        ("小明", False),
        ("张建国强", False),
        ("江城网", False),
        ("张江日报", False),
        ("金华台", False),
        ("高新区管委会", False),
        ("记者", False),
        ("佚名", False),
        ("Jane Doe", False),
        ("李明2", False),
        ("", False),
    ],
)
def test_a_person_has_the_form_of_a_name(name: str, expected: bool) -> None:
    assert is_person(name) is expected


@pytest.mark.parametrize(
    ("names", "persons"),
    [
        (("李明", "江城网"), ("李明",)),
        (("江城市气象局", "江城日报", "江城大学"), ()),
        (("研究员徐占山",), ("徐占山",)),
        (("半夏",), ("半夏",)),  # a pen name
        (("Jane Doe",), ("Jane Doe",)),
        (("李明", "教授李明"), ("李明",)),
        ((), ()),
    ],
)
def test_people_are_told_from_organisations(names: tuple[str, ...], persons: tuple[str, ...]) -> None:
    assert people(names) == persons


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("李 楠", "李楠"),
        ("李 楠 王 芳", "李楠 王芳"),
        ("李 楠 王 芳 赵 强", "李楠 王芳 赵强"),
        ("李 小龙", "李 小龙"),
        ("李明 王芳", "李明 王芳"),
        ("A 李 楠", "A 李楠"),
    ],
)
def test_spaced_names_are_joined(text: str, joined: str) -> None:
    assert join_spaced(text) == joined


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("全媒体记者李明", "李明"),
        ("记者", "记者"),
        ("文/图 李明", "李明"),
        ("文静", "文静"),
        ("李明", "李明"),
        ("", ""),
    ],
)
def test_leading_roles_are_stripped_from_a_name_but_not_the_name(text: str, rest: str) -> None:
    assert strip_role(text) == rest


@given(st.text(alphabet="记者文图李明王芳和、，/ ()（）_N1abBy,·", max_size=30))
def test_names_hold_no_separator_and_come_once(text: str) -> None:
    names = split_names(text)

    assert len(set(names)) == len(names)
    assert all(name == name.strip() != "" for name in names)
