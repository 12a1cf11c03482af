"""What a file says counts on the days on which its document's page lists it, whatever it says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    day,
    directive,
    document,
    effect,
    entry,
    header,
    load,
    own,
)
from warehouse.connection import Warehouse

CAME, LEFT, BACK = (datetime(2026, 3, day, 1, tzinfo=UTC) for day in (1, 5, 9))
BEFORE, BETWEEN, AFTER = "2026-03-04", "2026-03-05", "2026-03-09"
KNOWN = "SELECT annex_id FROM annexes_in_force_as_known('2026-06-01', ?) ORDER BY 1"


def unlist(w: Warehouse, name: str, again: datetime | None = None) -> None:
    """Have the page of ``na/2`` list the file no more from ``LEFT`` on, until ``again``."""
    w.connection.execute(
        "INSERT INTO base.unlistings SELECT document_id, file_id, sha256, $left, $again FROM base.files"
        " WHERE document_id = 'na/2' AND name = $name",
        {"left": LEFT, "again": again, "name": name},
    )


def speak(
    w: Warehouse, *effects: Any, name: str = "a.pdf", at: datetime = CAME, annexes: Any = (), **told: Any
) -> None:
    """Load a file of ``na/2`` (nr 7 of 2026-02-16) whose sentences the callables in ``effects`` write."""
    writer = Writer(name)
    main = body(writer)
    said = tuple(each(writer) for each in effects)
    parts = (main, *(annex(writer, number, **values) for number, values in annexes))
    file = document(writer, name, header=header("7", "2026-02-16"), parts=parts, effects=said, **told)
    load(w, "na/2", entry("7", "2026-02-16"), file, at=at)


def known(ask: Any, *days: str) -> list[list[str]]:
    return [[row[0] for row in ask(KNOWN, on)] for on in days]


def revoke(writer: Writer) -> Any:
    return effect(writer, "revoke", act("5", "2025-02-03"))


def suspend(writer: Writer) -> Any:
    return effect(writer, "suspend", act("5", "2025-02-03"), effective_on="2026-02-20")


@pytest.mark.parametrize("says", [revoke, suspend], ids=["revokes", "suspends"])
def test_a_sentence_ends_and_suspends_only_while_it_is_listed(working: Warehouse, ask: Any, says: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", at=CAME)
    speak(working, says)
    unlist(working, "a.pdf")
    assert known(ask, BEFORE, BETWEEN, AFTER) == [[], ["na/1#1"], ["na/1#1"]]
    assert ask("SELECT annex_id FROM annexes_in_force_on('2026-06-01')") == [("na/1#1",)]
    assert ask("SELECT effect_id FROM effects WHERE document_id = 'na/2'") == []
    assert ask("SELECT unlisted_on FROM former_effects") == [(day("2026-03-05"),)]
    assert ask("FROM revocations UNION ALL BY NAME FROM suspensions") == []


def test_what_is_listed_again_is_known_again(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", at=CAME)
    speak(working, revoke)
    unlist(working, "a.pdf", again=BACK)
    assert known(ask, BEFORE, BETWEEN, AFTER) == [[], ["na/1#1"], []]
    assert ask("SELECT count(*) FROM revocations") == [(1,)]
    assert ask("SELECT unlisted_on FROM files WHERE name = 'a.pdf'") == [(None,)]


def test_a_clause_on_entry_into_force_counts_while_it_is_listed(working: Warehouse, ask: Any) -> None:
    """The corrected file names another day; both would contradict each other."""
    old = ("1", {"title": "Nõunik"})
    speak(
        working,
        lambda w: effect(w, "commence", own(), effective_on="2026-04-01", date_basis="clause"),
        annexes=[old],
    )
    speak(
        working,
        lambda w: effect(w, "commence", own(), effective_on="2026-05-01", date_basis="clause"),
        annexes=[old],
        name="b.pdf",
        at=LEFT,
    )
    unlist(working, "a.pdf")
    found = ask("SELECT known_from_on, in_force_from FROM annex_knowledge ORDER BY 1")
    assert [row[1] for row in found if row[0] <= day("2026-03-01")] == [day("2026-04-01")]
    assert found[-1] == (day("2026-03-05"), day("2026-05-01"))
    assert ask("SELECT in_force_from FROM directives WHERE directive_id = 'na/2'") == [(day("2026-05-01"),)]
    assert ask("SELECT code FROM findings WHERE code = 'commencement_contradicted'") == []


def test_an_annex_that_is_promised_and_whose_file_left_has_no_text(working: Warehouse, ask: Any) -> None:
    speak(working, lambda w: approve(w, "1"))
    speak(working, name="lisa.pdf", annexes=[("1", {})])
    unlist(working, "lisa.pdf")
    assert ask("SELECT annex_id, is_text_held, unlisted_on FROM annexes") == [("na/2#1", False, None)]
    assert ask("SELECT code FROM findings WHERE code = 'annex_missing'") == [("annex_missing",)]
    assert known(ask, BEFORE, AFTER) == [["na/2#1"], ["na/2#1"]]


def test_an_annex_that_no_page_lists_is_a_row_that_is_never_in_force(working: Warehouse, ask: Any) -> None:
    speak(working)
    speak(working, name="lisa.pdf", annexes=[("3", {})])
    unlist(working, "lisa.pdf")
    assert ask("SELECT annex_id, in_force_from, in_force_from_basis, unlisted_on FROM annexes") == [
        ("na/2#3", None, "unlisted", day("2026-03-05"))
    ]
    assert known(ask, BEFORE, AFTER) == [["na/2#3"], []]
    assert ask("FROM undecided") == []
    learned = "SELECT change, annex_id FROM changes_learned_in_period('2026-03-05', '2026-03-05')"
    assert ask(learned) == [("unlisted", "na/2#3")]


def test_a_single_unnumbered_annex_keeps_its_number_though_the_file_before_was_titled_otherwise(
    working: Warehouse, ask: Any
) -> None:
    speak(working, lambda w: approve(w, "1"))
    speak(working, name="vana.pdf", annexes=[(None, {"title": "Nõunik"})])
    speak(working, name="uus.pdf", annexes=[(None, {"title": "Peaspetsialist"})], at=LEFT)
    unlist(working, "vana.pdf")
    assert ask("SELECT annex_id, title, unlisted_on FROM annexes") == [("na/2#1", "Peaspetsialist", None)]
    assert known(ask, BEFORE, AFTER) == [["na/2#1"], ["na/2#1"]]


def test_a_heading_that_left_names_nothing_any_more(working: Warehouse, ask: Any) -> None:
    writer = Writer("vale")
    wrong = document(writer, "vale.pdf", header=header("7", "2026-02-14"), parts=(body(writer),))
    load(working, "na/2", entry("7", "2026-02-16"), wrong, at=CAME)
    speak(working, name="oige.pdf", at=LEFT)
    unlist(working, "vale.pdf")
    assert ask("SELECT signed_on FROM directives") == [(day("2026-02-16"),)]
