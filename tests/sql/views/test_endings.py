"""Endings other than revocation, and what of starts and ends was known on which day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Affected, Effect
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
from warehouse.ask.history import history
from warehouse.connection import Warehouse, open_published
from warehouse.publish.publish import publish

ENDS = (
    "SELECT annex_id, in_force_until, in_force_until_basis, ended_by, ended_by_revocation_id IS NULL"
    " FROM annexes WHERE directive_id = 'na/1' ORDER BY 1"
)


def codes(ask: Any) -> set[str]:
    return {row[0] for row in ask("SELECT code FROM findings")}


def replacing(affected: Affected, **values: Any) -> Any:
    return lambda writer: [effect(writer, "amend", affected, "Asendan lisa", date_rule="replacement", **values)]


def annexes_of_5(*numbers: str, **values: Any) -> Affected:
    return act("5", "2025-02-03", annexes=numbers, scope="annexes", **values)


def test_an_expiry_in_the_text_ends_the_act_and_its_annexes_on_that_day(working: Warehouse, ask: Any) -> None:
    def expire(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2026-01-01", date_rule="expiry")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=expire)
    assert ask(ENDS) == [("na/1#1", day("2026-01-01"), "stated", "na/1", False)]
    assert ask("SELECT in_force_until, ended_by FROM directives") == [(day("2026-01-01"), "na/1")]


def test_an_expiry_named_for_one_annex_ends_that_one_alone(working: Warehouse, ask: Any) -> None:
    def expire(writer: Writer) -> list[Effect]:
        affected = own(annexes=("1",), scope="annexes")
        return [effect(writer, "revoke", affected, effective_on="2026-01-01", date_rule="expiry")]

    directive(working, "na/1", "5", "2025-02-03", "1", "2", more=expire)
    assert [row[:2] for row in ask(ENDS)] == [("na/1#1", day("2026-01-01")), ("na/1#2", None)]
    assert ask("SELECT in_force_until FROM directives") == [(None,)]


def test_an_end_on_a_condition_leaves_act_and_annexes_in_doubt(working: Warehouse, ask: Any) -> None:
    def lapse(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni projekti lõpuni", date_basis="condition")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=lapse)
    assert ask(ENDS)[0][:3] == ("na/1#1", None, "condition")
    assert ask("FROM annexes_in_force_on('2025-06-01')") == []
    assert ask("SELECT annex_id, undecided_from, reason FROM undecided ORDER BY 1 NULLS FIRST") == [
        (None, day("2025-02-03"), "end_condition"),
        ("na/1#1", day("2025-02-03"), "end_condition"),
    ]


def test_a_new_wording_ends_the_old_one_when_the_amendment_takes_effect(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")

    def replace(writer: Writer) -> list[Effect]:
        clause = effect(writer, "commence", own(), "jõustub", effective_on="2025-06-01")
        return [clause, *replacing(annexes_of_5("2"))(writer)]

    directive(working, "na/2", "9", "2025-05-01", more=replace)
    assert ask(ENDS) == [
        ("na/1#1", None, None, None, True),
        ("na/1#2", day("2025-06-01"), "clause", "na/2", True),
    ]
    assert ask("FROM revocations") == []
    assert "annex_amended" not in codes(ask)
    assert ask("SELECT quote FROM annexes AS a JOIN effects ON effect_id = ended_by_effect_id") == [("Asendan lisa",)]


def test_a_new_wording_from_a_stated_day_ends_the_old_one_that_day(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=replacing(annexes_of_5("1"), effective_on="2025-07-01"))
    assert ask(ENDS)[0][1:3] == (day("2025-07-01"), "stated")


@pytest.mark.parametrize("kind", ["amend", "correct"])
def test_any_other_amendment_leaves_an_annex_in_force_with_a_finding(working: Warehouse, ask: Any, kind: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=lambda w: [effect(w, kind, annexes_of_5("1"))])
    assert ask(ENDS) == [("na/1#1", None, None, None, True)]
    assert "annex_amended" in codes(ask)


def test_points_of_an_annex_in_a_new_wording_do_not_end_the_annex(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=replacing(annexes_of_5("1", points=("2.1",))))
    assert ask(ENDS) == [("na/1#1", None, None, None, True)]


def test_a_replaced_annex_that_is_not_among_those_of_its_act_is_found(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=replacing(annexes_of_5("7")))
    assert "revoked_annex_not_found" in codes(ask)


def test_a_replacement_that_may_mean_two_acts_puts_both_in_doubt(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/3", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=replacing(annexes_of_5("1")))
    assert ask("SELECT annex_id, undecided_from FROM annexes ORDER BY 1") == [
        ("na/1#1", day("2025-05-01")),
        ("na/3#1", day("2025-05-01")),
    ]
    assert "replacement_ambiguous" in codes(ask)


def test_a_replacement_that_lost_its_act_ends_nothing_and_is_found(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=replacing(own(annexes=("1",), scope="annexes")))
    assert ask(ENDS)[0][1] is None
    assert "replacement_ambiguous" in codes(ask)


def test_the_history_says_that_an_annex_was_replaced(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", more=replacing(annexes_of_5("1")))
    publish(working, tmp_path)
    with open_published(tmp_path) as published:
        last = history(published, "na/1", "1")[-1]
    assert (last.step, last.on, last.quote) == ("replaced", day("2025-05-01"), "Asendan lisa")


EARLY, LATE = datetime(2025, 2, 4, 9, tzinfo=UTC), datetime(2025, 3, 10, 9, tzinfo=UTC)
KNOWN = (
    "SELECT annex_id, in_force_from, in_force_from_basis, applied_from"
    " FROM annexes_in_force_as_known('2025-02-20', CAST(? AS DATE))"
)


def _annex_first(working: Warehouse, *effects: Any) -> None:
    """The annex's own file is there in February; the body, which says from when, comes in March."""
    first = Writer("annex")
    load(working, "na/1", entry("5", "2025-02-03"), document(first, "lisa.pdf", parts=(annex(first, "1"),)), at=EARLY)
    second = Writer("body")
    parts = (body(second),)
    said = tuple(make(second) for make in effects)
    late = document(second, "kaskkiri.pdf", header=header("5", "2025-02-02"), parts=parts, effects=said)
    load(working, "na/1", None, late, at=LATE)


def test_a_commencement_that_came_later_was_not_known_before(working: Warehouse, ask: Any) -> None:
    _annex_first(working, lambda w: effect(w, "commence", own(), "jõustub", effective_on="2025-09-01"))
    assert ask(KNOWN, "2025-02-28") == [("na/1#1", day("2025-02-03"), "registration", None)]
    assert ask(KNOWN, "2025-03-10") == []
    assert ask("SELECT in_force_from FROM annexes") == [(day("2025-09-01"),)]


def test_a_day_stated_for_an_annex_in_a_later_file_was_not_known_before(working: Warehouse, ask: Any) -> None:
    _annex_first(working, lambda w: approve(w, "1", effective_on="2025-02-25"))
    assert ask(KNOWN, "2025-03-09")[0][1:3] == (day("2025-02-03"), "registration")
    assert ask(KNOWN, "2025-03-10") == []


def test_a_signing_day_and_an_application_are_known_from_the_file_that_says_them(working: Warehouse, ask: Any) -> None:
    _annex_first(working, lambda w: effect(w, "apply", own(), effective_on="2025-01-01", is_retroactive=True))
    assert ask(KNOWN, "2025-03-09")[0][1:] == (day("2025-02-03"), "registration", None)
    assert ask(KNOWN, "2025-03-10")[0][1:] == (day("2025-02-02"), "signing", day("2025-01-01"))


def test_a_clause_that_contradicts_an_earlier_one_opens_the_day_from_when_it_came(working: Warehouse, ask: Any) -> None:
    writer = Writer("one")
    clause = effect(writer, "commence", own(), effective_on="2025-02-10")
    parts = (body(writer), annex(writer, "1"))
    first = document(writer, "a.pdf", header=header("5", "2025-02-03"), parts=parts, effects=(clause,))
    load(working, "na/1", entry("5", "2025-02-03"), first, at=EARLY)
    again = Writer("two")
    other = effect(again, "commence", own(), effective_on="2025-02-15")
    load(working, "na/1", None, document(again, "b.pdf", parts=(body(again),), effects=(other,)), at=LATE)
    assert ask(KNOWN, "2025-03-09")[0][1:3] == (day("2025-02-10"), "clause")
    assert ask(KNOWN, "2025-03-10") == []
    assert ask("SELECT in_force_from, in_force_from_basis FROM annexes") == [(None, "unknown")]
