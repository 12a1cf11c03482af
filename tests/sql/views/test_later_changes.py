"""What happens to an act in between: its annexes are renumbered, a point gets new words, the act that ends it ends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.model.effect import Affected, Effect
from tests.sql.views.ruling_rows import rulings_on
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
from warehouse.transactions import insert_rows, touch_content

ENDS = "SELECT annex_id, in_force_until, undecided_from FROM annexes WHERE directive_id = 'na/1' ORDER BY 1"
ACT = "SELECT in_force_until, undecided_from FROM directives WHERE directive_id = 'na/1'"
FOUND = "SELECT DISTINCT directive_id, annex_id FROM findings WHERE code = ? ORDER BY ALL"
LATER = day("2025-12-01")


def of_5(*annexes: str, **values: Any) -> Affected:
    named = {"annexes": annexes, "scope": "annexes"} if annexes else {}
    return act("5", "2025-02-03", **named, **values)


def say(w: Warehouse, name: str, number: str, signed_on: str, *said: tuple[Any, Affected, dict[str, Any]]) -> None:
    def make(writer: Writer) -> list[Effect]:
        return [effect(writer, kind, affected, **values) for kind, affected, values in said]

    directive(w, name, number, signed_on, more=make)


def renumbered(w: Warehouse, *also: tuple[Any, Affected, dict[str, Any]]) -> None:
    """Act 9 of 2 June gives annex 1 of act 5, which has three, another number."""
    directive(w, "na/1", "5", "2025-02-03", "1", "2", "3")
    say(w, "na/2", "9", "2025-06-02", ("renumber", of_5("1"), {}), *also)


def test_a_number_said_after_annexes_got_other_numbers_may_mean_one_of_these(working: Warehouse, ask: Any) -> None:
    renumbered(working)
    say(working, "na/3", "12", "2025-09-01", ("revoke", of_5("2"), {}))
    doubt_from = day("2025-09-01")
    assert ask(ENDS) == [("na/1#1", None, doubt_from), ("na/1#2", None, doubt_from), ("na/1#3", None, None)]
    assert ask("SELECT DISTINCT reason FROM undecided") == [("end_part",)]
    assert ask("SELECT question, candidates FROM doubts") == [("which_annexes", ["1", "2"])]
    assert ask(FOUND, "annex_renumbered") == [("na/1", "na/1#1")]


def test_a_number_said_by_the_act_that_renumbers_or_before_it_is_the_old_one(working: Warehouse, ask: Any) -> None:
    renumbered(working, ("revoke", of_5("2"), {}))
    say(working, "na/3", "7", "2025-04-01", ("revoke", of_5("3"), {"effective_on": "2025-12-01"}))
    assert ask(ENDS) == [("na/1#1", None, None), ("na/1#2", day("2025-06-02"), None), ("na/1#3", LATER, None)]


def test_an_act_revoked_but_for_an_annex_by_its_new_number_is_in_doubt(working: Warehouse, ask: Any) -> None:
    renumbered(working)
    say(working, "na/3", "12", "2025-09-01", ("revoke", of_5(except_annexes=("2",)), {}))
    assert {row[1:] for row in ask(ENDS)} == {(None, day("2025-09-01"))}
    assert ask(ACT) == [(None, day("2025-09-01"))]


def test_by_a_new_number_nothing_is_suspended_or_extended_without_a_doubt(working: Warehouse, ask: Any) -> None:
    def expire(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2026-01-01", date_rule="expiry")]

    directive(working, "na/1", "5", "2025-02-03", "1", "2", "3", more=expire)
    say(working, "na/2", "9", "2025-06-02", ("renumber", of_5("1"), {}))
    say(working, "na/3", "12", "2025-09-01", ("extend", of_5("2"), {"until": day("2026-06-30")}))
    expiry = day("2026-01-01")
    assert ask(ENDS) == [("na/1#1", None, expiry), ("na/1#2", None, expiry), ("na/1#3", expiry, None)]
    say(working, "na/4", "14", "2025-10-01", ("suspend", of_5("2"), {"until": day("2025-11-30")}))
    assert ask("FROM suspensions") == []
    assert [row[2] for row in ask(ENDS)] == [day("2025-10-01"), day("2025-10-01"), None]


@pytest.mark.parametrize(
    "said",
    [
        ("revoke", of_5("1"), {"effective_on": "2025-12-01"}),
        ("amend", of_5("1"), {"effective_on": "2025-12-01", "date_rule": "replacement"}),
    ],
    ids=["revoked", "replaced"],
)
@pytest.mark.parametrize("on, is_open", [("2025-09-01", True), ("2025-12-01", True), ("2025-12-02", False)])
def test_an_act_that_may_have_ended_by_then_ends_nothing_without_a_doubt(
    working: Warehouse, ask: Any, said: Any, on: str, is_open: bool
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")
    say(working, "na/2", "9", "2025-06-02", said)
    directive(working, "na/3", "12", on, revokes=(act("9", "2025-06-02"),))
    assert ask(ENDS)[0] == ("na/1#1", None, LATER) if is_open else ("na/1#1", LATER, None)
    assert ask(FOUND, "ended_by_ended_act") == ([("na/1", "na/1#1")] if is_open else [])


def test_before_the_ending_act_ended_nobody_doubted_what_it_ends(working: Warehouse, ask: Any) -> None:
    came = [datetime(2025, month, 3, 9, tzinfo=UTC) for month in (2, 6, 9)]
    directive(working, "na/1", "5", "2025-02-03", "1", at=came[0])
    revoked = (of_5(),)
    directive(working, "na/2", "9", "2025-06-02", revokes=revoked, revoked_on="2025-12-01", at=came[1])
    directive(working, "na/3", "12", "2025-09-01", revokes=(act("9", "2025-06-02"),), at=came[2])
    assert ask("SELECT known_from_on, in_force_until, undecided_from FROM annex_knowledge ORDER BY 1") == [
        (day("2025-02-03"), None, None),
        (day("2025-06-03"), LATER, None),
        (day("2025-09-03"), None, LATER),
    ]


def in_points(w: Warehouse, *said: tuple[str, Any, Affected, dict[str, Any]]) -> None:
    """Act 5, whose sentences stand in points."""
    writer = Writer("na/1")
    parts = [body(writer)]
    effects = [approve(writer, "1", words="1. Kinnitan lisa 1")]
    effects += [effect(writer, kind, affected, words, **values) for words, kind, affected, values in said]
    parts.append(annex(writer, "1"))
    file = document(writer, header=header("5", "2025-02-03"), parts=tuple(parts), effects=tuple(effects))
    load(w, "na/1", entry("5", "2025-02-03"), file)


EXPIRY = ("4. Käskkiri kehtib kuni 31.12.2025", "revoke", own(), {"effective_on": "2026-01-01", "date_rule": "expiry"})


@pytest.mark.parametrize("kind", ["amend", "correct"])
@pytest.mark.parametrize(
    "point, signed_on, end",
    [
        ("4", "2025-06-02", (None, day("2025-06-02"))),
        ("3", "2025-06-02", (day("2026-01-01"), None)),
        ("4", "2026-01-01", (day("2026-01-01"), None)),
    ],
    ids=["its point", "another point", "afterwards"],
)
def test_new_words_for_the_point_that_says_when_it_expires_leave_the_end_open(
    working: Warehouse, ask: Any, kind: str, point: str, signed_on: str, end: Any
) -> None:
    in_points(working, EXPIRY)
    say(working, "na/2", "9", signed_on, (kind, of_5(points=(point,), scope="points"), {}))
    assert ask(ENDS) == [("na/1#1", *end)]
    assert ask(ACT) == [end]


@pytest.mark.parametrize(
    "point, is_found", [("1", True), ("2", True), ("p 2", True), ("3", False)], ids=["annex", "start", "p", "neither"]
)
def test_new_words_for_a_point_that_gives_a_day_or_an_annex_are_found(
    working: Warehouse, ask: Any, point: str, is_found: bool
) -> None:
    in_points(working, ("2. Käskkiri jõustub 01.09.2025", "commence", own(), {"effective_on": "2025-09-01"}))
    say(working, "na/2", "9", "2025-06-02", ("amend", of_5(points=(point,), scope="points"), {}))
    assert ask(FOUND, "point_amended") == ([("na/1", None)] if is_found else [])


WORDING = ("amend", of_5("1"), {"date_rule": "replacement"})
NEW = "SELECT annex_id, in_force_until, undecided_from FROM annexes WHERE directive_id = 'na/2' ORDER BY 1"


def reworded(w: Warehouse, *annexes: str, **values: Any) -> None:
    """Act 9 of 2 June gives annex 1 of act 5 a new wording, which is an annex of its own."""
    directive(w, "na/1", "5", "2025-02-03", "1", "2", **values)

    def replace(writer: Writer) -> list[Effect]:
        kind, affected, said = WORDING
        return [effect(writer, kind, affected, "Kehtestan lisa 1 uues sõnastuses", **said)]

    directive(w, "na/2", "9", "2025-06-02", *annexes, more=replace)


@pytest.mark.parametrize(
    "said",
    [
        ("revoke", of_5(), {}),
        ("revoke", of_5("1"), {}),
        WORDING,
        ("suspend", of_5(), {"until": day("2025-12-31")}),
        ("revoke", of_5("1"), {"doubt": "residue"}),
    ],
    ids=["its act", "the annex", "another wording", "suspended", "not understood"],
)
def test_what_ends_an_annex_may_end_its_new_wording(working: Warehouse, ask: Any, said: Any) -> None:
    reworded(working, "1", "2")
    say(working, "na/3", "12", "2025-09-01", said)
    assert ask(NEW) == [("na/2#1", None, day("2025-09-01")), ("na/2#2", None, None)]
    assert ask("SELECT reason FROM undecided WHERE annex_id = 'na/2#1'") == [("end_part",)]
    assert ask(FOUND, "new_wording_open") == [("na/2", "na/2#1")]


def test_where_no_annex_of_the_later_act_bears_the_number_each_may_be_the_wording(working: Warehouse, ask: Any) -> None:
    reworded(working, "3", "4")
    say(working, "na/3", "12", "2025-09-01", ("revoke", of_5(), {}))
    assert ask(NEW) == [("na/2#3", None, day("2025-09-01")), ("na/2#4", None, day("2025-09-01"))]


def test_where_its_act_expires_a_new_wording_may_end(working: Warehouse, ask: Any) -> None:
    def expire(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2026-01-01", date_rule="expiry")]

    reworded(working, "1", more=expire)
    assert ask(NEW) == [("na/2#1", None, day("2026-01-01"))]
    assert ask(FOUND, "new_wording_open") == [("na/2", "na/2#1")]


@pytest.mark.parametrize(
    "said, on",
    [(("revoke", of_5("2"), {}), "2025-09-01"), (("revoke", of_5("1"), {}), "2025-05-05")],
    ids=["another annex", "before the new wording"],
)
def test_a_new_wording_is_in_force_where_its_annex_had_not_ended(
    working: Warehouse, ask: Any, said: Any, on: str
) -> None:
    reworded(working, "1")
    say(working, "na/3", "12", on, said)
    assert ask(NEW) == [("na/2#1", None, None)]


def test_a_new_wording_that_is_ended_by_name_has_ended(working: Warehouse, ask: Any) -> None:
    reworded(working, "1")
    say(working, "na/3", "12", "2025-09-01", ("revoke", of_5(), {}), ("revoke", act("9", "2025-06-02"), {}))
    assert ask(NEW) == [("na/2#1", day("2025-09-01"), None)]
    assert ask(FOUND, "revoked_amending_directive") == [("na/2", None)]


def test_a_person_may_rule_whether_a_new_wording_ended(working: Warehouse, ask: Any) -> None:
    reworded(working, "1")
    say(working, "na/3", "12", "2025-09-01", ("revoke", of_5(), {}))
    assert ask("SELECT question, candidates FROM doubts") == [("which_annexes", ["1"])]
    insert_rows(working.connection, "base.rulings", rulings_on(ask, ("na/3", "1")))
    touch_content(working.connection)
    assert ask(NEW) == [("na/2#1", day("2025-09-01"), None)]


def test_a_file_with_other_bytes_than_before_is_found(working: Warehouse, ask: Any) -> None:
    came = [datetime(2025, month, 3, 9, tzinfo=UTC) for month in (2, 6, 9)]
    directive(working, "na/1", "5", "2025-02-03", "1", "2", at=came[0])
    directive(working, "na/2", "9", "2025-06-02", revokes=(of_5("1"),), at=came[1])
    assert ask(FOUND, "file_replaced") == []
    directive(working, "na/2", "9", "2025-06-02", revokes=(of_5("2"),), at=came[2])
    assert ask(FOUND, "file_replaced") == [("na/2", None)]
    assert [row[1] for row in ask(ENDS)] == [None, day("2025-06-02")]


def of_own(*annexes: str) -> Affected:
    return own(annexes=annexes, scope="annexes")


@pytest.mark.parametrize(
    "said, old",
    [
        ([("commence", of_own("1"), {"effective_on": "2025-09-01"})], (day("2025-09-01"), None)),
        ([("approve", of_own("1"), {"effective_on": "2025-09-01"})], (day("2025-09-01"), None)),
        ([("commence", of_own("1"), {"date_basis": "condition"})], (None, day("2025-06-02"))),
        ([("commence", of_own("3"), {"effective_on": "2025-09-01"})], (None, day("2025-06-02"))),
        (
            [("approve", of_own("1"), {}), ("commence", of_own("3"), {"effective_on": "2025-09-01"})],
            (day("2025-06-02"), None),
        ),
        ([("commence", of_own("1"), {"effective_on": "2025-05-01"})], (day("2025-06-02"), None)),
        ([("commence", own(), {"effective_on": "2025-07-01"})], (day("2025-07-01"), None)),
    ],
    ids=["its day", "approved from", "an event", "another number", "another annex", "an earlier day", "the act's day"],
)
def test_the_old_wording_ends_when_the_new_one_begins(working: Warehouse, ask: Any, said: Any, old: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")
    say(working, "na/2", "9", "2025-06-02", WORDING, *said)
    assert ask(ENDS) == [("na/1#1", *old), ("na/1#2", None, None)]
