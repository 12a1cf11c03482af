"""Rulings on whether two entries of registers are one act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.model.ids import DocumentId
from tests.sql.views.ruling_rows import FIELDS, ruled
from tests.warehouse.factory import NIGHT, Writer, act, annex, approve, body, document, effect, entry, header, load
from warehouse.connection import Warehouse
from warehouse.ledgers.rulings import hold
from warehouse.load import mark_gone
from warehouse.moment import Moment

HELD = "SELECT directive_id, in_force_until::VARCHAR FROM directives ORDER BY 1"
DOUBTS = "SELECT document_id, question, candidates FROM doubts ORDER BY 1, 2"


def one(w: Warehouse, name: str, number: str, on: str, title: str, *, ends: str | None = None, **values: Any) -> None:
    """An act that approves an annex, or ends nr 5 of 3 February 2025."""
    writer = Writer(name)
    parts = (body(writer), annex(writer, "1"))
    said = approve(writer, "1", words="Kinnitan lisa.")
    if ends is not None:
        said = effect(writer, "revoke", act("5", "2025-02-03"), ends, effective_on="2025-07-01")
    load(
        w,
        name,
        entry(number, on, title=title, **values),
        document(writer, header=header(number, on), parts=parts, effects=(said,)),
    )


def doubt_of(ask: Any, question: str = "same_act") -> dict[str, Any]:
    [row] = ask(f"SELECT {FIELDS} FROM doubts WHERE question = '{question}'")
    return dict(zip(FIELDS.split(", "), row, strict=True))


def test_two_entries_of_one_number_and_day_are_one_act_where_a_person_says_so(working: Warehouse, ask: Any) -> None:
    one(working, "na/1", "5", "2025-02-03", "Töökord")
    one(working, "na/2", "5", "2025-02-03", "Töökorra kinnitamine")
    one(working, "na/3", "9", "2025-06-02", "Lõpetamine", ends="Tunnistan kehtetuks 03.02.2025 käskkirja nr 5.")
    assert ask(DOUBTS) == [
        ("na/2", "same_act", ["na/1"]),
        ("na/3", "which_act", ["na/1", "na/2"]),
    ]
    row = ruled(doubt_of(ask), "na/1", "r1")
    assert row["quote"] == "Põhitegevuse käskkiri nr 5 03.02.2025 Töökorra kinnitamine"
    hold(working, [row])
    assert ask("SELECT state, directive_id, annex_id FROM rulings") == [("applied", "na/1", None)]
    assert ask(HELD) == [("na/1", "2025-07-01"), ("na/3", None)]


@pytest.mark.long
def test_two_entries_that_are_one_act_say_so_until_that_is_withdrawn(working: Warehouse, ask: Any) -> None:
    one(working, "na/1", "5", "2025-02-03", "Töökord")
    one(working, "na/2", "5", "2025-02-03", "Töökorra kinnitamine")
    before, row = ask(HELD), ruled(doubt_of(ask), "na/1", "r1")
    hold(working, [row])
    assert ask(DOUBTS) == []
    steps = ask.query("history", directive_id="na/1", annex=None)
    assert [step["what"] for step in steps if step["step"] == "ruled"] == [
        "decided by arhivaar on 2026-04-01, because vastas amet (same_act: na/1)"
    ]
    hold(working, [row | {"withdrawn_on": row["decided_on"]}])
    assert ask(HELD) == before


@pytest.mark.long
def test_what_a_ruling_on_two_entries_counts_for(working: Warehouse, ask: Any) -> None:
    one(working, "na/1", "5", "2025-02-03", "Töökord")
    one(working, "na/2", "5", "2025-02-03", "Töökorra kinnitamine")
    row = ruled(doubt_of(ask), "na/1", "r1")
    apart, joined = [("na/1", None), ("na/2", None)], [("na/1", None)]
    other = row | {"ruling_id": "r2", "decided_by": "jurist"}
    for rows, state, held, is_open in (
        ([row | {"outcome": "none"}], "applied", apart, False),
        ([row | {"outcome": "unsure", "look_again_on": date(2027, 1, 1)}], "applied", apart, True),
        ([row | {"outcome": "na/9"}], "contested", apart, True),
        ([row, other | {"outcome": "none"}], "conflicting", apart, True),
        ([row | {"needs_second": True}], "proposed", apart, True),
        ([row | {"needs_second": True}, other | {"needs_second": True}], "applied", joined, False),
        ([row | {"text_sha256": "0" * 64}], "orphaned", apart, True),
    ):
        hold(working, rows)
        assert ask("SELECT DISTINCT state FROM rulings") == [(state,)]
        assert ask(HELD) == held
        assert (ask("SELECT count(*) FROM doubts") == [(1,)]) == is_open
    hold(working, [row])
    one(working, "na/2", "5", "2025-02-03", "Muu pealkiri")
    assert ask("SELECT state FROM rulings") == [("orphaned",)]
    assert ask(HELD) == apart


@pytest.mark.long
def test_a_copy_that_fits_no_original_or_several_is_asked_about(working: Warehouse, ask: Any) -> None:
    one(working, "na/1", "5", "2025-02-03", "Töökord")
    one(working, "na/2", "6", "2025-02-03", "Muu kord")
    one(working, "na/3", "7", "2025-02-03", "Hoopis muu")
    one(working, "koond/1", "55", "2025-02-03", "Töökord", is_copy=True)  # the number misprinted
    one(working, "koond/2", "6", "2025-02-10", "Muu kord", is_copy=True)  # the day is that of its publication
    one(working, "koond/3", "7", "2025-02-03", "Hoopis muu", is_copy=True)  # fits: no doubt
    one(working, "koond/4", "77", "2025-02-03", "Hoopis muu", is_copy=True)  # nr 7 has its copy there
    one(working, "koond/5", "8", "2025-02-03", "Midagi muud", is_copy=True)  # of an original that is not held
    assert ask(DOUBTS) == [("koond/1", "same_act", ["na/1"]), ("koond/2", "same_act", ["na/2"])]
    rows = ask(f"SELECT {FIELDS} FROM doubts ORDER BY document_id")
    found = [dict(zip(FIELDS.split(", "), row, strict=True)) for row in rows]
    hold(working, [ruled(found[0], "na/1", "r1"), ruled(found[1], "none", "r2")])
    assert ask("SELECT ruling_id, state FROM rulings ORDER BY 1") == [("r1", "applied"), ("r2", "applied")]
    names = [row[0] for row in ask(HELD)]
    assert names == ["koond/2", "koond/4", "koond/5", "na/1", "na/2", "na/3"]
    # The register itself says by now what was ruled.
    one(working, "koond/1", "5", "2025-02-03", "Töökord", is_copy=True)
    assert ask("SELECT state FROM rulings WHERE ruling_id = 'r1'") == [("orphaned",)]
    assert [row[0] for row in ask(HELD)] == names


@pytest.mark.long
def test_a_copy_follows_its_original_to_a_new_id(working: Warehouse, ask: Any) -> None:
    for name in ("na/1", "na/2"):
        one(working, name, "5", "2025-02-03", "Töökord")
    one(working, "koond/1", "5", "2025-02-03", "Töökord", is_copy=True)
    assert ask(DOUBTS) == [("koond/1", "same_act", ["na/1", "na/2"]), ("na/2", "same_act", ["na/1"])]
    mark_gone(working, Moment("run", NIGHT), DocumentId("na/1"))
    assert ask(HELD) == [("na/2", None)]
    assert ask(DOUBTS) == []
