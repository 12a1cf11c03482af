"""A page under a document's address must be that document's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

SECOND = FIRST_DAY + timedelta(days=1)
HELD = "SELECT document_id, title, (SELECT count(*) FROM files AS f WHERE f.document_id = d.document_id) AS files"
OPEN = "SELECT code FROM quarantine WHERE closed_at IS NULL ORDER BY code"


@dataclass
class Changed(httpx.BaseTransport):
    """The way to the register, on which the page of document 100 is another's, and is changed on its way back."""

    inner: httpx.BaseTransport
    shown: str
    change: Callable[[str], str]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/dokument/100"):
            return self.inner.handle_request(request)
        asked = httpx.Request(
            "GET",
            str(request.url).replace("/dokument/100", f"/dokument/{self.shown}"),
            headers=request.headers,
            extensions=request.extensions,
        )
        answer = self.inner.handle_request(asked)
        answer.read()
        return httpx.Response(200, html=self.change(answer.text))

    def close(self) -> None:
        self.inner.close()


def two_documents(folder: Path) -> SmallRegister:
    register = SmallRegister(folder, publishes=False)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    register.add("200", "6", date(2026, 2, 3), "Kinnitan rabahoolduse korra.")
    return register


def held(register: SmallRegister) -> list[tuple[object, ...]]:
    return ask(register.data, f"{HELD} FROM directives AS d ORDER BY 1")


def play(register: SmallRegister, day: date, change: Callable[[str], str] = str, shown: str = "100") -> list[str]:
    register.through = lambda transport: Changed(transport, shown, change)
    told = register.night(day, recheck_days=1).wants_person
    register.through = lambda transport: transport
    return told


def test_the_page_of_another_document_is_held_back_and_its_file_is_not_taken(tmp_path: Path) -> None:
    register = two_documents(tmp_path)
    told = play(register, FIRST_DAY, shown="200")
    assert ask(register.data, "SELECT document_id FROM directives") == [("mets/200",)]
    assert ask(register.data, OPEN) == [("other_document",)]
    assert any("number '6', not '5'; registered on 2026-02-03, not 2026-02-02" in sentence for sentence in told)
    register.night(SECOND)
    assert held(register) == [
        ("mets/100", "Korra nr 5 kinnitamine", 1),
        ("mets/200", "Korra nr 6 kinnitamine", 1),
    ]
    assert ask(register.data, OPEN) == []


@pytest.mark.parametrize(
    "words, becomes",
    [
        (">5<", ">55<"),
        pytest.param("02.02.2026", "02.03.2026", marks=pytest.mark.long),
        ("Korra nr 5 kinnitamine", "Teise korra kinnitamine"),
    ],
    ids=["number", "date", "title"],
)
def test_a_page_that_says_otherwise_than_the_listing_is_held_back(tmp_path: Path, words: str, becomes: str) -> None:
    register = two_documents(tmp_path)

    def change(page: str) -> str:
        assert words in page
        return page.replace(words, becomes)

    play(register, FIRST_DAY, change)
    assert ask(register.data, "SELECT document_id FROM directives") == [("mets/200",)]
    assert ask(register.data, OPEN) == [("other_document",)]


@pytest.mark.long
def test_what_is_held_stays_where_another_page_comes_later(tmp_path: Path) -> None:
    register = two_documents(tmp_path)
    register.night(FIRST_DAY)
    before = held(register)
    play(register, SECOND, shown="200")
    assert held(register) == before


def test_another_page_that_is_restricted_withholds_all_the_same(tmp_path: Path) -> None:
    """It may be the document's own: what a register restricts often loses its title."""
    register = two_documents(tmp_path)
    register.night(FIRST_DAY)
    play(register, SECOND, lambda page: page.replace(">Avalik<", ">AK<"), shown="200")
    assert ask(register.data, "SELECT document_id, is_public FROM documents ORDER BY 1") == [
        ("mets/100", False),
        ("mets/200", True),
    ]
