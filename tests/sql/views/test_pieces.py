"""One annex in several files ("Lisa 1 osa 1", "Lisa 1 osa 2") is one annex with the words of all, and a finding names
the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction
from tests.warehouse.factory import Writer, annex, approve, body, document, entry, header, load, position
from warehouse.ask.checks import run_checks
from warehouse.connection import Warehouse, open_published
from warehouse.publish.publish import publish


def act_file() -> FileExtraction:
    writer = Writer("act")
    main = body(writer, "KÄSKKIRI 05.03.2026 nr 7")
    effects = (approve(writer, "1", words="1. Kinnitan majakavahi ametijuhendi (lisa 1)"),)
    return document(writer, header=header("7", "2026-03-05"), parts=(main,), effects=effects)


def piece(name: str, words: str, number: str | None = "1", part: str = "annex", **values: Any) -> FileExtraction:
    """A file with one part; a job description in it where ``values`` hold one."""
    writer = Writer(name)
    if part == "body":
        return document(writer, name, parts=(body(writer, words),))
    kept = annex(writer, number, words=words)
    return document(writer, name, parts=(kept,), **values)


def pieces_finding(ask: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = ask("SELECT message FROM findings WHERE code = 'annex_in_several_files'")
    return found


@pytest.mark.parametrize(
    "second",
    [
        piece("Lisa 1 osa 2.pdf", "2.6. Ilmavaatluste tegemine."),
        piece("Lisa 1 osa 2.pdf", "2.6. Ilmavaatluste tegemine.", None),
        piece("Lisa 1 osa 2.pdf", "2.6. Ilmavaatluste tegemine.", part="body"),
    ],
    ids=["mark repeated", "annex without a number", "no heading at all"],
)
def test_files_named_as_parts_of_an_annex_are_one_annex(
    working: Warehouse, ask: Any, tmp_path: Path, second: FileExtraction
) -> None:
    """In the order of their names, whichever the register lists first; its words are those of both."""
    first = piece("Lisa 1 osa 1.pdf", "Lisa 1 2.5. Udupasuna katsetamine.")
    load(working, "na/7", entry("7", "2026-03-05"), act_file(), second, first)
    assert ask("SELECT annex_id, text, is_text_held FROM annexes") == [
        ("na/7#1", "Lisa 1 2.5. Udupasuna katsetamine.\n2.6. Ilmavaatluste tegemine.", True)
    ]
    assert ask("SELECT count(*) FROM findings WHERE code = 'annex_twice'") == [(0,)]
    [(message,)] = pieces_finding(ask)
    assert "(Lisa 1 osa 1.pdf, Lisa 1 osa 2.pdf)" in message
    assert ask("SELECT DISTINCT annex_id FROM parts WHERE file_id IN (SELECT file_id FROM annexes)") == [("na/7#1",)]
    publish(working, tmp_path)
    with open_published(tmp_path) as published:
        assert [check.name for check in run_checks(published) if check.level == "error" and not check.passed] == []


def test_the_duties_of_both_files_are_those_of_the_annex(working: Warehouse, ask: Any) -> None:
    files = []
    for turn in (1, 2):
        writer = Writer(str(turn))
        kept = annex(writer, "1")
        files.append(document(writer, f"lisa_1_osa_{turn}.pdf", parts=(kept,), positions=(position(writer, "1"),)))
    load(working, "na/7", entry("7", "2026-03-05"), act_file(), *files)
    asked = "SELECT count(*), count(DISTINCT p.annex_id) FROM duties AS d JOIN positions AS p USING (position_id)"
    assert ask(asked) == [(2, 1)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lisa 1 osa 1.pdf", "Lisa 1 osa 3.pdf"),
        ("Lisa 1.pdf", "Lisa 1 koopia.pdf"),
        ("Lisa 1 osa 1.pdf", "Lisa 2 osa 2.pdf"),
    ],
    ids=["one is lacking", "a copy", "another annex"],
)
def test_files_that_may_not_be_parts_of_one_annex_are_not_joined(
    working: Warehouse, ask: Any, one: str, two: str
) -> None:
    """The best source counts, as of any annex held twice, and the finding names both files."""
    load(working, "na/7", entry("7", "2026-03-05"), act_file(), piece(one, "Lisa 1 pikem tekst"), piece(two, "Lisa 1"))
    assert ask("SELECT text FROM annexes") == [("Lisa 1 pikem tekst",)]
    assert pieces_finding(ask) == []
    [(message,)] = ask("SELECT message FROM findings WHERE code = 'annex_twice'")
    assert one in message
    assert two in message


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("2.6. Ilmavaatluste tegemine.", True),
        ("ja andmete saatmine keskusesse.", True),
        ("1. Majakavaht on tubli.", False),
        ("Seletuskiri käskkirja juurde", False),
    ],
)
def test_a_file_that_begins_in_the_middle_is_named_with_the_annex_before_it(
    working: Warehouse, ask: Any, words: str, is_told: bool
) -> None:
    """Nothing says that it goes on with that annex: it is not joined, and both files are named."""
    files = (
        act_file(),
        piece("Lisa 1.pdf", "Lisa 1 2.5. Udupasuna katsetamine."),
        piece("jatk.pdf", words, part="body"),
    )
    load(working, "na/7", entry("7", "2026-03-05"), *files)
    assert ask("SELECT text FROM annexes") == [("Lisa 1 2.5. Udupasuna katsetamine.",)]
    told = ask("SELECT message FROM findings WHERE code = 'annex_may_go_on'")
    assert bool(told) is is_told
    assert all("jatk.pdf" in message and "Lisa 1.pdf" in message for (message,) in told)


def test_of_several_annexes_of_a_file_the_last_is_what_the_next_file_may_go_on_with(
    working: Warehouse, ask: Any
) -> None:
    writer = Writer("lisad")
    annexes = tuple(annex(writer, number, words=f"Lisa {number} 2.5. Katsetamine. ") for number in ("3", "1", "2"))
    files = (document(writer, "lisad.pdf", parts=annexes), piece("jatk.pdf", "2.6. Vaatlus.", part="body"))
    load(working, "na/7", entry("7", "2026-03-05"), act_file(), *files)
    assert ask("SELECT annex_id FROM findings WHERE code = 'annex_may_go_on'") == [("na/7#2",)]
