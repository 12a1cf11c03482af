"""Suspensions and what ends them: only what is named, from the day on which it is known."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.model.effect import Affected
from tests.sql.views.withdrawing import withdraw
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
)
from warehouse.connection import Warehouse

SUSPENDED = "SELECT annex_id, suspended_until FROM suspensions ORDER BY 1 NULLS FIRST"
FOUND = "SELECT directive_id, annex_id FROM findings WHERE code = ? ORDER BY ALL"
END, AGAIN = day("2026-01-01"), day("2025-09-01")


def of_5(**values: Any) -> Affected:
    return act("5", "2025-02-03", **values)


def say(w: Warehouse, name: str, number: str, signed_on: str, kind: Any, affected: Affected, **values: Any) -> None:
    moment = {"at": values.pop("at")} if "at" in values else {}
    make = lambda writer: [effect(writer, kind, affected, **values)]  # noqa: E731
    directive(w, name, number, signed_on, more=make, **moment)


def suspended(w: Warehouse, affected: Affected, until: str | None = "2025-12-31", **values: Any) -> None:
    """Directive 5 has annexes 1 and 2; directive 9 of 2 June suspends what is named."""
    directive(w, "na/1", "5", "2025-02-03", "1", "2")
    say(w, "na/2", "9", "2025-06-02", "suspend", affected, until=day(until) if until else None, **values)


def test_an_annex_that_is_excepted_stays_suspended(working: Warehouse, ask: Any) -> None:
    suspended(working, of_5())
    say(working, "na/3", "12", "2025-09-01", "reinstate", of_5(except_annexes=("2",)))
    assert ask(SUSPENDED) == [(None, AGAIN), ("na/1#1", AGAIN), ("na/1#2", END)]


def test_an_annex_that_is_put_into_force_again_leaves_its_act_suspended(working: Warehouse, ask: Any) -> None:
    suspended(working, of_5())
    say(working, "na/3", "12", "2025-09-01", "reinstate", of_5(annexes=("1",), scope="annexes"))
    assert ask(SUSPENDED) == [(None, END), ("na/1#1", AGAIN), ("na/1#2", END)]


@pytest.mark.parametrize(
    "affected",
    [of_5(points=("3",), scope="points"), of_5(scope="part", limit="osas, mis puudutab arhiivi")],
    ids=["point", "part"],
)
def test_a_part_that_is_put_into_force_again_ends_no_suspension(
    working: Warehouse, ask: Any, affected: Affected
) -> None:
    suspended(working, of_5())
    say(working, "na/3", "12", "2025-09-01", "reinstate", affected)
    assert {row[1] for row in ask(SUSPENDED)} == {END}
    assert ask(FOUND, "reinstated_in_part") == [("na/1", None)]


def test_a_draft_puts_nothing_into_force_again(working: Warehouse, ask: Any) -> None:
    suspended(working, of_5())
    writer = Writer("draft")
    parts, said = (body(writer),), (effect(writer, "reinstate", of_5(), effective_on="2025-09-01"),)
    load(
        working,
        "na/3",
        entry("12", "2025-08-01"),
        document(writer, header=header(None, None, is_draft=True), parts=parts, effects=said),
    )
    assert {row[1] for row in ask(SUSPENDED)} == {END}


def test_the_end_of_a_suspension_is_known_from_the_day_on_which_it_came(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2", at=datetime(2025, 2, 4, 9, tzinfo=UTC))
    came = datetime(2025, 6, 3, 9, tzinfo=UTC)
    say(working, "na/2", "9", "2025-06-02", "suspend", of_5(), until=day("2025-12-31"), at=came)
    say(working, "na/3", "12", "2025-09-01", "reinstate", of_5(), at=datetime(2025, 10, 1, 9, tzinfo=UTC))
    known = "SELECT known_from_on, known_until_on, suspended_until FROM suspension_knowledge"
    assert ask(f"{known} WHERE annex_id = 'na/1#1' ORDER BY 1") == [
        (day("2025-06-03"), day("2025-10-01"), END),
        (day("2025-10-01"), None, AGAIN),
    ]
    in_force = "SELECT count(*) FROM annexes_in_force_as_known('2025-09-15', CAST(? AS DATE))"
    assert (ask(in_force, "2025-09-30"), ask(in_force, "2025-10-01")) == ([(0,)], [(2,)])


def test_of_what_an_act_approved_the_post_that_is_named_is_suspended(working: Warehouse, ask: Any) -> None:
    writer = Writer("na/1")
    parts = (body(writer), annex(writer, "1", "Jurist"), annex(writer, "2", "Nõunik"))
    said = (approve(writer, "1", "2"),)
    load(
        working,
        "na/1",
        entry("5", "2025-02-03"),
        document(writer, header=header("5", "2025-02-03"), parts=parts, effects=said),
    )
    named = of_5(kind="ametijuhend", scope="approved")
    say(working, "na/2", "9", "2025-06-02", "suspend", named, until=day("2025-12-31"), item_title="juristi ametijuhend")
    assert ask(SUSPENDED) == [("na/1#1", END)]
    assert ask("FROM undecided") == []


def test_an_act_suspended_but_for_a_point_stays_in_force_in_it(working: Warehouse, ask: Any) -> None:
    suspended(working, of_5(except_points=("3",)))
    assert ask(SUSPENDED) == []
    assert ask("SELECT annex_id, reason FROM undecided ORDER BY 1") == [("na/1#1", "end_part"), ("na/1#2", "end_part")]


def test_suspended_points_are_found_where_the_act_has_annexes(working: Warehouse, ask: Any) -> None:
    suspended(working, of_5(points=("1",), scope="points"))
    assert ask(FOUND, "suspended_points_approve_annex") == [("na/1", None)]


@pytest.mark.parametrize("until, is_found", [(None, True), ("2025-12-31", True), ("2025-08-31", False)])
def test_a_suspending_act_that_is_revoked_meanwhile_is_found(
    working: Warehouse, ask: Any, until: str | None, is_found: bool
) -> None:
    suspended(working, of_5(), until)
    directive(working, "na/3", "12", "2025-09-01", revokes=(act("9", "2025-06-02"),))
    assert ask(FOUND, "revoked_suspending_directive") == ([("na/2", None)] if is_found else [])


@pytest.mark.parametrize("kind, is_found", [("reinstate", True), ("extend", True), ("correct", False)])
def test_what_is_put_into_force_or_extended_after_it_ended_is_found(
    working: Warehouse, ask: Any, kind: str, is_found: bool
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")
    directive(working, "na/2", "9", "2025-06-02", revokes=(of_5(annexes=("2",), scope="annexes"),))
    say(working, "na/3", "12", "2025-09-01", kind, of_5(), until=day("2026-12-31"))
    assert ask(FOUND, "reinstated_after_end") == ([("na/1", "na/1#2")] if is_found else [])


@pytest.mark.parametrize("kind", ["suspend", "reinstate"])
def test_what_a_withdrawn_act_suspended_or_put_into_force_again_is_in_doubt(
    working: Warehouse, ask: Any, kind: str
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    say(working, "na/2", "9", "2025-06-02", kind, of_5())
    withdraw(working, "na/2")
    assert ask("SELECT annex_id, undecided_from, reason FROM undecided ORDER BY 1 NULLS FIRST") == [
        (None, day("2025-06-02"), "end_withdrawn"),
        ("na/1#1", day("2025-06-02"), "end_withdrawn"),
    ]
    assert ask(FOUND, "act_withdrawn") == [("na/1", "na/1#1"), ("na/1", None)]
