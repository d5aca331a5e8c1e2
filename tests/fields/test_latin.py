"""Runs of names in alphabets: single names, without posts, agencies, offices, addresses."""

from __future__ import annotations

import pytest

from jingwen.fields.latin import Run, is_nobody, is_organisation, split_run


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe, John Roe and Mary-Ann O’Neill", ["Jane Doe", "John Roe", "Mary-Ann O’Neill"]),
        ("Ann Lee, Bo Chan, and Cy Dunn", ["Ann Lee", "Bo Chan", "Cy Dunn"]),
        ("Jana Reuter und Uwe Klamm", ["Jana Reuter", "Uwe Klamm"]),
        ("Juana Rivas y Pedro Ruiz", ["Juana Rivas", "Pedro Ruiz"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Giovanna Riva e Paolo Neri", ["Giovanna Riva", "Paolo Neri"]),
        ("Иван Кузнецов и Анна Петрова", ["Иван Кузнецов", "Анна Петрова"]),
        ("Jane Doe with John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe", ["Jane Doe"]),
        ("Jane Doe Senior Politics Editor", ["Jane Doe"]),
        ("Jane DoeStaff Writer", ["Jane Doe"]),
        ("Jane DoePublished", ["Jane Doe Published"]),
        ("Jane Doe, Transport Correspondent", ["Jane Doe"]),
        ("Jane Doe, VP of Technology, Harbour", ["Jane Doe"]),
        ("Jane Doe, Zürich", ["Jane Doe"]),
        ("Maria, Katerina", ["Maria", "Katerina"]),
        ("Jane Doe (jd), John Roe (jr)", ["Jane Doe", "John Roe"]),
        ("Jane (Ann) Doe", ["Jane (Ann) Doe"]),
        ("Joe Schmoe Jr., Tara Doe, MD, and Ann Lee, PhD", ["Joe Schmoe Jr.", "Tara Doe", "Ann Lee"]),
        ("Joe S.", ["Joe S."]),
        ("Jane Doe.", ["Jane Doe"]),
        ("Jane Doe jane@example.com", ["Jane Doe"]),
        ("Jane\xa0Doe @jdoe", ["Jane Doe"]),
        ("Harbour staff reporter", ["Harbour staff reporter"]),
        ("홍길동 기자", ["홍길동"]),
        ("Jane Doe, as told to John Roe", ["Jane Doe"]),
        ("A A", []),
        ("Our Correspondent", []),
        ("Redaktion", []),
        ("The Harbour Post Staff", []),
        ("page.head.author", []),
    ],
)
def test_names_in_a_run(text: str, names: list[str]) -> None:
    assert list(split_run(text).names) == names


def test_agencies_are_told_apart() -> None:
    assert split_run("Jane Doe, Associated Press") == Run(("Jane Doe",), ("Associated Press",))
    assert split_run("Reuters") == Run((), ("Reuters",))


@pytest.mark.parametrize("name", ["admin", "Staff Writer", "Redacción", "Our Correspondent", "редакция", "Newsroom"])
def test_nobodies(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Jane Doe", "Jörg Staff", "Harbour Team", "Adam Editorson"])
def test_somebodies(name: str) -> None:
    assert not is_nobody(name)


def test_organisations() -> None:
    assert is_organisation("AFP")
    assert is_organisation("Harbour Media GmbH")
    assert not is_organisation("Jane Doe")
