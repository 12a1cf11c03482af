"""What a person rules on a sentence decides it, as long as the words and what the machine made of them are the same."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Affected
from tests.warehouse.factory import Writer, body, directive, document, effect, entry, header, load
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published
from warehouse.ledgers.rulings import hold
from warehouse.publish.publish import publish

STATES = "SELECT ruling_id, state FROM rulings ORDER BY 1"
ENDS = "SELECT annex_id, in_force_until::VARCHAR, in_force_until_basis, undecided_from::VARCHAR FROM annexes ORDER BY 1"
WORDS = "Tunnistan kehtetuks käskkirja „Asjaajamiskord“."
BOTH_OPEN = [("na/1#1", None, "ambiguous", "2025-07-01"), ("na/2#1", None, "ambiguous", "2025-07-01")]
SECOND_ENDED = [("na/1#1", None, None, None), ("na/2#1", "2025-07-01", "ruling", None)]


def revoke(
    w: Warehouse, words: str = WORDS, *, on: str | None = "2025-07-01", basis: str | None = None, **values: Any
) -> None:
    writer = Writer()
    main = body(writer, "KÄSKKIRI 2025-06-02 nr 90")
    affected = Affected(kind="käskkiri", title="Asjaajamiskord", reference_key="käskkiri/?/?")
    said = effect(writer, "revoke", affected, words, effective_on=on, date_basis=basis)
    file = document(writer, header=header("90", "2025-06-02"), parts=(main,), effects=(said,))
    load(w, "na/90", entry("90", "2025-06-02", title="Kordade kehtivus"), file, **values)


def two_acts(w: Warehouse) -> None:
    for number, year in (("1", "2016"), ("2", "2019")):
        directive(w, f"na/{number}", number, f"{year}-02-04", "1", title="Asjaajamiskord")


def one_act(w: Warehouse) -> None:
    directive(w, "na/2", "2", "2019-02-04", "1", title="Asjaajamiskord")


def ruling(ask: Any, outcome: str, *, name: str = "r1", on: str = "2025-08-01", by: str = "arhivaar") -> dict[str, Any]:
    """The row of a ruling on the one doubt that is open."""
    fields = (
        "question, document_id, quote, words_before, words_after, quote_number, text_sha256, reference_key, premises"
    )
    [row] = ask(f"SELECT {fields} FROM doubts")
    decided = {"outcome": outcome, "because": "vastas amet", "decided_by": by, "decided_on": date.fromisoformat(on)}
    rest = {"ruling_id": name, "look_again_on": None, "withdrawn_on": None}
    return dict(zip(fields.split(", "), row, strict=True)) | decided | rest


def test_the_act_that_was_meant_ends_and_the_other_stays_in_force(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    assert ask(ENDS) == BOTH_OPEN
    hold(working, [ruling(ask, "na/2")])
    assert ask(STATES) == [("r1", "applied")]
    assert ask(ENDS) == SECOND_ENDED
    assert ask("SELECT count(*) FROM doubts") == [(0,)]
    assert ask("SELECT count(*) FROM undecided") == [(0,)]
    assert ask("SELECT resolution, candidates FROM revocations") == [("ambiguous", ["na/1", "na/2"])]  # as read
    assert ask("SELECT DISTINCT ruling_id FROM endings") == [("r1",)]


def test_none_of_the_acts_leaves_both_in_force(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    hold(working, [ruling(ask, "none")])
    assert ask(ENDS) == [("na/1#1", None, None, None), ("na/2#1", None, None, None)]


def test_the_second_clock_knows_a_ruling_from_its_day_on(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    known = ask("SELECT max(known_from_on) FROM annex_knowledge")[0][0]
    later = date(known.year + 1, 1, 1)
    hold(working, [ruling(ask, "na/2", on=later.isoformat())])
    as_known = "SELECT annex_id FROM annexes_in_force_as_known(DATE '2025-07-02', ?) ORDER BY 1"
    assert ask(as_known, known) == []
    assert ask(as_known, later) == [("na/1#1",)]


def test_a_day_settles_an_end_on_an_event(working: Warehouse, ask: Any) -> None:
    one_act(working)
    revoke(working, on=None, basis="condition")
    assert ask("SELECT question FROM doubts") == [("end_day",)]
    hold(working, [ruling(ask, "2025-09-01")])
    assert ask(ENDS) == [("na/2#1", "2025-09-01", "ruling", None)]


def test_the_day_is_asked_for_once_the_act_is_known(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working, on=None, basis="condition")
    act = ruling(ask, "na/2")
    hold(working, [act])
    assert ask("SELECT question FROM doubts") == [("end_day",)]
    hold(working, [act, ruling(ask, "2025-09-01", name="r2", on="2025-08-05")])
    assert ask(ENDS) == [("na/1#1", None, None, None), ("na/2#1", "2025-09-01", "ruling", None)]
    now = "SELECT in_force_until::VARCHAR FROM annex_knowledge WHERE annex_id = 'na/2#1' AND known_until_on IS NULL"
    assert ask(now) == [("2025-09-01",)]


@pytest.mark.parametrize("day, reason", [("2018-01-01", "end_before_start"), ("2025-01-01", "before_signing")])
def test_an_impossible_day_is_not_applied(working: Warehouse, ask: Any, day: str, reason: str) -> None:
    one_act(working)
    revoke(working, on=None, basis="condition")
    before = ask(ENDS)
    hold(working, [ruling(ask, day)])
    assert ask("SELECT state, state_reason FROM rulings") == [("contested", reason)]
    assert ask(ENDS) == before


def test_two_that_disagree_decide_nothing_and_two_that_agree_count_once(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    one = ruling(ask, "na/2")
    hold(working, [one, one | {"ruling_id": "r2", "outcome": "na/1"}])
    assert ask(STATES) == [("r1", "conflicting"), ("r2", "conflicting")]
    assert ask(ENDS) == BOTH_OPEN
    hold(working, [one, one | {"ruling_id": "r2", "decided_by": "jurist"}])
    assert ask(STATES) == [("r1", "applied"), ("r2", "applied")]
    assert ask(ENDS) == SECOND_ENDED


def test_a_word_changed_orphans_a_ruling(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    hold(working, [ruling(ask, "na/2")])
    revoke(working, "Tunnistan kehtetuks juhi käskkirja „Asjaajamiskord“.")
    assert ask("SELECT state, quote FROM rulings") == [("orphaned", WORDS)]
    assert ask(ENDS) == BOTH_OPEN


def test_blanks_set_otherwise_change_nothing(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    hold(working, [ruling(ask, "na/2")])
    revoke(working, WORDS.replace("kehtetuks käskkirja", "kehtetuks\n käskkirja"))
    assert ask(STATES) == [("r1", "applied")]
    assert ask(ENDS) == SECOND_ENDED


def test_a_third_act_that_may_be_meant_contests_a_ruling(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    hold(working, [ruling(ask, "na/2")])
    directive(working, "na/3", "3", "2020-02-04", "1", title="Asjaajamiskord")
    assert ask("SELECT state, state_reason FROM rulings") == [("contested", "premises_changed")]
    assert ask("SELECT count(*) FROM doubts") == [(1,)]


def test_the_machine_that_finds_the_same_confirms_a_ruling(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    row = ruling(ask, "na/2")
    revoke(working, on="2025-07-01")
    hold(working, [row])
    directive(working, "na/1", "1", "2016-02-04", "1", title="Muu kord")
    assert ask(STATES) == [("r1", "confirmed")]
    assert ask("SELECT in_force_until_basis FROM annexes WHERE annex_id = 'na/2#1'") == [("stated",)]


def test_withdrawing_a_ruling_restores_every_table(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    revoke(working)
    tables = (
        "annexes",
        "directives",
        "endings",
        "annex_knowledge",
        "annex_statuses",
        "undecided",
        "doubts",
        "findings",
    )
    before = {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in tables}
    row = ruling(ask, "na/2")
    hold(working, [row])
    assert ask("SELECT * FROM endings ORDER BY ALL") != before["endings"]
    hold(working, [row | {"withdrawn_on": date(2025, 8, 2)}])
    assert ask(STATES) == [("r1", "withdrawn")]
    assert {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in tables} == before


def test_the_order_of_rulings_is_no_matter_and_other_rows_stay(working: Warehouse, ask: Any) -> None:
    two_acts(working)
    directive(working, "na/5", "5", "2018-02-04", "1", title="Muu kord")
    revoke(working)
    apart = "SELECT * FROM annexes WHERE annex_id = 'na/5#1'"
    before = ask(apart)
    one = ruling(ask, "na/2")
    rows = [one, one | {"ruling_id": "r2", "decided_by": "jurist"}, one | {"ruling_id": "r3", "outcome": "unsure"}]
    answers = []
    for given in itertools.permutations(rows):
        hold(working, given)
        answers.append((ask("SELECT * FROM rulings ORDER BY ALL"), ask("SELECT * FROM endings ORDER BY ALL")))
    assert all(answer == answers[0] for answer in answers)
    assert ask(apart) == before


def test_why_names_who_decided(working: Warehouse, ask: Any, tmp_path: Path) -> None:
    two_acts(working)
    revoke(working)
    hold(working, [ruling(ask, "na/2")])
    publish(working, tmp_path)
    with open_published(tmp_path) as published:
        steps = run_query(published, name="why", params={"annex_id": "na/2#1", "day": "2025-08-01"})
    told = [dict(zip(steps.columns, row, strict=True)) for row in steps.rows]
    assert [step["what"] for step in told if step["step"] == "ruled"] == [
        "decided by arhivaar on 2025-08-01, because vastas amet"
    ]
