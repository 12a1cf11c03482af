"""Rulings on what an annex is: the number it bears, and the post that it continues."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.views.ruling_rows import FIELDS, ruled, rulings_on
from tests.sql.views.test_posts import post, with_duties
from tests.warehouse.factory import Writer, annex, approve, body, document, entry, header, load
from warehouse.connection import Warehouse
from warehouse.ledgers.rulings import hold

HELD = "SELECT annex_id, title, is_text_held FROM annexes ORDER BY 1"
CHAINS = (
    "SELECT annex_id, dense_rank() OVER (ORDER BY chain_id), version, previous_annex_id"
    " FROM position_versions ORDER BY 1"
)
DUTIES = with_duties("Nõustab kodanikke", "Peab arvestust", "Vastab kirjadele")


def nameless(w: Warehouse, number: str = "5", *titles: str) -> None:
    """An act that approves annexes 1 to 3, of which one bears its number."""
    writer = Writer()
    main = body(writer)
    said = approve(writer, "1", "2", "3", words="Kinnitan lisad 1–3.")
    parts = (main, annex(writer, "1", "Nõunik"), *(annex(writer, None, title) for title in titles))
    load(
        w,
        f"na/{number}",
        entry(number, "2025-02-03"),
        document(writer, header=header(number, "2025-02-03"), parts=parts, effects=(said,)),
    )


def test_an_annex_gets_the_number_that_a_person_gives_it(working: Warehouse, ask: Any) -> None:
    nameless(working, "5", "Jurist", "Arhivaar")
    assert ask("SELECT question, candidates FROM doubts") == [("annex_number", ["2", "3"])] * 2
    before = ask(HELD)
    assert ("na/5#2", None, False) in before
    [doubt] = [
        dict(zip(FIELDS.split(", "), row, strict=True))
        for row in ask(f"SELECT {FIELDS} FROM doubts WHERE contains(quote, 'Jurist')")
    ]
    row = ruled(doubt, "3", "r1")
    hold(working, [row])
    # The one that is left bears the number that is left, as without any ruling.
    assert ask(HELD) == [("na/5#1", "Nõunik", True), ("na/5#2", "Arhivaar", True), ("na/5#3", "Jurist", True)]
    assert ask("SELECT state FROM rulings") == [("applied",)]
    hold(working, [row | {"outcome": "7"}])
    assert ask("SELECT state, state_reason FROM rulings") == [("contested", "not_a_candidate")]
    assert ask(HELD) == before
    hold(working, [row | {"outcome": "none"}])
    assert (ask(HELD), ask("SELECT count(*) FROM doubts")) == (before, [(1,)])


@pytest.mark.parametrize("outcome", ["na/1#1", "none"])
def test_a_post_goes_on_under_another_name_where_a_person_says_so(working: Warehouse, ask: Any, outcome: str) -> None:
    post(working, 1, "2025-01-06", "Nõunik", change=DUTIES)
    post(working, 2, "2025-06-02", "Peaspetsialist", ends=("1 2025-01-06",), change=DUTIES)
    post(working, 3, "2025-09-01", "Peaspetsialist", ends=("2 2025-06-02",), change=DUTIES)
    before = ask(CHAINS)
    assert ask("SELECT document_id, question, candidates FROM doubts") == [("na/2", "same_position", ["na/1#1"])]
    rows = rulings_on(ask, ("na/2", outcome))
    hold(working, rows)
    assert ask("SELECT state FROM rulings") == [("applied",)]
    assert ask("SELECT count(*) FROM doubts") == [(0,)]
    joined = [("na/1#1", 1, 1, None), ("na/2#1", 1, 2, "na/1#1"), ("na/3#1", 1, 3, "na/2#1")]
    assert ask(CHAINS) == (before if outcome == "none" else joined)
    hold(working, [rows[0] | {"outcome": "na/9#1"}])
    assert ask("SELECT state_reason FROM rulings") == [("not_a_candidate",)]
    assert ask(CHAINS) == before


def renamed_and_back(w: Warehouse) -> None:
    """A post of two names: the second act gives it another, the third its first one again."""
    post(w, 1, "2025-01-06", "Nõunik", change=DUTIES)
    post(w, 2, "2025-06-02", "Peaspetsialist", ends=("1 2025-01-06",), change=DUTIES)
    post(w, 3, "2025-09-01", "Nõunik", ends=("2 2025-06-02",), change=DUTIES)


def continues(ask: Any, annex_id: str, previous_annex_id: str) -> dict[str, Any]:
    """The row of a ruling that an annex continues another, as lines of two journals put together may hold it."""
    words = (
        "SELECT document_id, quote, words_before, words_after, quote_number, text_sha256 FROM part_anchors AS p"
        f" JOIN annex_identity AS a ON a.part_id = p.part_id WHERE a.annex_id = '{annex_id}'"
    )
    names = ("document_id", "quote", "words_before", "words_after", "quote_number", "text_sha256")
    [row] = ask(words)
    doubt = {"question": "same_position", "reference_key": None, "premises": f"continues: {previous_annex_id}"}
    return ruled(doubt | dict(zip(names, row, strict=True)), previous_annex_id, annex_id)


@pytest.mark.long
def test_a_post_that_takes_its_first_name_again_is_one_post(working: Warehouse, ask: Any) -> None:
    renamed_and_back(working)
    [first] = rulings_on(ask, ("na/2", "na/1#1"))
    hold(working, [first | {"document_id": f"na/{number}"} for number in (1, 2, 3)])
    rows = [continues(ask, "na/2#1", "na/1#1"), continues(ask, "na/3#1", "na/2#1")]
    for given in (rows, rows[::-1]):
        hold(working, given)
        assert ask("SELECT DISTINCT state FROM rulings") == [("applied",)]
        assert ask(CHAINS) == [
            ("na/1#1", 1, 1, None),
            ("na/2#1", 1, 2, "na/1#1"),
            ("na/3#1", 1, 3, "na/2#1"),
        ]


@pytest.mark.parametrize(
    "circle",
    [
        (("na/1#1", "na/2#1"), ("na/2#1", "na/1#1")),
        pytest.param(
            (("na/1#1", "na/3#1"), ("na/2#1", "na/1#1"), ("na/3#1", "na/2#1")), marks=pytest.mark.long, id="of three"
        ),
    ],
)
def test_posts_that_continue_one_another_in_a_circle_are_conflicting(
    working: Warehouse, ask: Any, circle: tuple[tuple[str, str], ...]
) -> None:
    post(working, 1, "2025-01-06", "Nõunik", change=DUTIES)
    post(working, 2, "2025-06-02", "Peaspetsialist", ends=("1 2025-01-06",), change=DUTIES)
    post(working, 3, "2025-09-01", "Juhtivnõunik", ends=("2 2025-06-02",), change=DUTIES)
    before = ask(CHAINS)
    [first] = rulings_on(ask, ("na/2", "na/1#1"))
    hold(working, [first | {"document_id": f"na/{number}"} for number in (1, 2, 3)])
    rows = [continues(ask, *pair) for pair in circle]
    hold(working, rows)
    assert ask("SELECT ruling_id, state FROM rulings ORDER BY 1") == [(one[0], "conflicting") for one in circle]
    assert ask(CHAINS) == before
    if len(circle) > 2:
        hold(working, rows[1:])
        assert ask("SELECT DISTINCT state FROM rulings") == [("applied",)]
        assert ask("SELECT count(DISTINCT chain_id) FROM position_versions") == [(1,)]
