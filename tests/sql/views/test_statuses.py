"""What an annex or an act is on a day, in words, and what changed between two days, by law and by what was learned."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.model.effect import Effect
from tests.warehouse.factory import Writer, act, day, directive, effect, own
from warehouse.connection import Warehouse

OF_5 = ("5", "2025-02-03")


def status(ask: Any, on: str, annex_id: str = "na/1#1") -> tuple[Any, ...]:
    rows = ask(
        "SELECT status, status_from, status_until, status_reason, status_by, status_quote FROM annex_status_on(?)"
        f" WHERE annex_id = '{annex_id}'",
        on,
    )
    assert len(rows) == 1
    found: tuple[Any, ...] = rows[0]
    return found


def approved(working: Warehouse, *annexes: str, begins: str | None = None) -> None:
    """Directive 5 of 3 February approves the annexes; they begin on the day given, else on its signing."""

    def clause(writer: Writer) -> list[Effect]:
        return (
            [effect(writer, "commence", own(), "Jõustub.", effective_on=begins, date_basis="clause")] if begins else []
        )

    directive(working, "na/1", *OF_5, *annexes, more=clause)


def second(
    working: Warehouse, kind: str, affected: Any, on: str = "2025-06-02", name: str = "na/2", **values: Any
) -> None:
    def say(writer: Writer) -> list[Effect]:
        return [effect(writer, kind, affected, f"{kind} 5", **values)]

    directive(working, name, name[3:], on, more=say)


def test_an_annex_is_not_yet_then_in_force_then_ended_each_with_its_sentence(working: Warehouse, ask: Any) -> None:
    approved(working, "1", begins="2025-03-01")
    second(working, "revoke", act(*OF_5, annexes=("1",), scope="annexes"))
    begins, ends = day("2025-03-01"), day("2025-06-02")
    assert status(ask, "2025-02-28") == ("not_yet", None, begins, "clause", "na/1", "Jõustub.")
    assert status(ask, "2025-03-01") == ("in_force", begins, ends, "clause", "na/1", "Jõustub.")
    assert status(ask, "2025-06-01")[0] == "in_force"
    assert status(ask, "2025-06-02") == ("ended", ends, None, "signing", "na/2", "revoke 5")


def test_where_no_sentence_dates_the_beginning_the_approval_speaks_for_it(working: Warehouse, ask: Any) -> None:
    approved(working, "1")
    assert status(ask, "2025-02-03")[3:] == ("signing", "na/1", "1. Kinnitan lisad ('1',)")


def test_an_annex_revoked_before_it_began_is_not_yet_and_then_ended(working: Warehouse, ask: Any) -> None:
    approved(working, "1", begins="2026-01-01")
    second(working, "revoke", act(*OF_5, annexes=("1",), scope="annexes"))
    assert [status(ask, on)[0] for on in ("2025-06-01", "2025-06-02", "2026-01-01")] == ["not_yet", "ended", "ended"]


def test_a_suspended_annex_comes_back(working: Warehouse, ask: Any) -> None:
    approved(working, "1", "2")
    second(
        working,
        "suspend",
        act(*OF_5, annexes=("1",), scope="annexes"),
        effective_on="2025-07-01",
        until=day("2025-08-31"),
    )
    second(working, "suspend", act(*OF_5, annexes=("1",), scope="annexes"), "2025-06-03", "na/3",
           effective_on="2025-08-01", until=day("2025-09-30"))  # fmt: skip
    found = [status(ask, on)[0] for on in ("2025-06-30", "2025-07-01", "2025-09-30", "2025-10-01")]
    assert found == ["in_force", "suspended", "suspended", "in_force"]
    assert status(ask, "2025-07-01")[4:] == ("na/2", "suspend 5")
    assert status(ask, "2025-09-01")[4] == "na/3"
    assert status(ask, "2025-08-01", "na/1#2")[0] == "in_force"


def test_a_doubt_is_undecided_from_its_day_and_names_its_sentence(working: Warehouse, ask: Any) -> None:
    approved(working, "1")
    second(working, "revoke", act(*OF_5), doubt="residue", doubt_quote="osaliselt")
    assert status(ask, "2025-06-01")[0] == "in_force"
    assert status(ask, "2025-06-02") == ("undecided", day("2025-06-02"), None, "end_doubt", "na/2", "revoke 5")
    acts = ask(
        "SELECT status, status_reason, status_by FROM directive_status_on('2025-06-02') WHERE directive_id = 'na/1'"
    )
    assert acts == [("undecided", "end_doubt", "na/2")]


def test_a_start_that_depends_on_a_condition_is_undecided_until_an_end_is_sure(working: Warehouse, ask: Any) -> None:
    def clause(writer: Writer) -> list[Effect]:
        return [effect(writer, "commence", own(), "Jõustub lepinguga.", date_basis="condition", date_rule="event")]

    directive(working, "na/1", *OF_5, "1", more=clause)
    second(working, "revoke", act(*OF_5))
    assert status(ask, "1990-01-01")[0:2] == ("undecided", None)
    assert status(ask, "2025-06-01")[3:] == ("start_condition", "na/1", "Jõustub lepinguga.")
    assert status(ask, "2025-06-02")[0] == "ended"


@pytest.mark.parametrize("on", ["0001-01-01", "2025-02-03", "9999-12-31"])
def test_every_annex_and_act_has_one_status_on_any_day(working: Warehouse, ask: Any, on: str) -> None:
    approved(working, "1", "2")
    second(working, "revoke", act(*OF_5, annexes=("2",), scope="annexes"))
    assert ask("SELECT count(*), count(DISTINCT annex_id) FROM annex_status_on(?)", on) == [(2, 2)]
    assert ask("SELECT count(*), count(DISTINCT directive_id) FROM directive_status_on(?)", on) == [(2, 2)]


def test_text_is_public_where_a_register_shows_it(working: Warehouse, ask: Any) -> None:
    approved(working, "1", "2")
    directive(working, "na/9", "9", "2025-03-01", "1", external_id="9")
    working.connection.execute("UPDATE base.documents SET state = 'gone' WHERE document_id = 'na/9'")
    found = dict(ask("SELECT annex_id, is_text_public FROM annex_status_on('2025-06-01')"))
    assert found == {"na/1#1": True, "na/1#2": True, "na/9#1": False}


CHANGES = (
    "SELECT changed_on, change, annex_id, status_before, by_directive_id FROM changes_in_period(?, ?)"
    " WHERE directive_id = 'na/1'"
)


def test_changes_of_a_period_count_both_days(working: Warehouse, ask: Any) -> None:
    approved(working, "1", "2", begins="2025-03-01")
    second(
        working,
        "suspend",
        act(*OF_5, annexes=("2",), scope="annexes"),
        effective_on="2025-07-01",
        until=day("2025-07-31"),
    )
    second(working, "revoke", act(*OF_5, annexes=("1",), scope="annexes"), "2025-06-03", "na/3")
    assert ask(CHANGES, "2025-03-01", "2025-06-03") == [
        (day("2025-03-01"), "began", None, "not_yet", "na/1"),
        (day("2025-03-01"), "began", "na/1#1", "not_yet", "na/1"),
        (day("2025-03-01"), "began", "na/1#2", "not_yet", "na/1"),
        (day("2025-06-03"), "ended", "na/1#1", "in_force", "na/3"),
    ]
    assert ask(CHANGES, "2025-06-04", "2025-08-01") == [
        (day("2025-07-01"), "suspended", "na/1#2", "in_force", "na/2"),
        (day("2025-08-01"), "resumed", "na/1#2", "suspended", "na/1"),
    ]
    assert ask(CHANGES, "2025-03-02", "2025-06-02") == []


def test_changes_into_doubt_and_out_of_it(working: Warehouse, ask: Any) -> None:
    approved(working, "1")
    second(working, "revoke", act(*OF_5, annexes=("1",), scope="annexes"), doubt="residue")
    second(working, "revoke", act(*OF_5, annexes=("1",), scope="annexes"), "2025-09-01", "na/3")
    assert ask(CHANGES, "2025-06-02", "2025-12-31") == [
        (day("2025-06-02"), "came_into_doubt", "na/1#1", "in_force", "na/2"),
        (day("2025-09-01"), "ended", "na/1#1", "undecided", "na/3"),
    ]


def test_what_was_learned_is_told_by_the_day_it_was_learned(working: Warehouse, ask: Any) -> None:
    """The act of 5 March 2025 that ends annex 1 was published a year late."""
    directive(working, "na/1", *OF_5, "1", at=datetime(2025, 2, 4, 12, tzinfo=UTC))

    def revoke(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", act(*OF_5, annexes=("1",), scope="annexes"), "revoke 5")]

    directive(working, "na/2", "2", "2025-03-05", more=revoke, at=datetime(2026, 3, 6, 12, tzinfo=UTC))
    learned = (
        "SELECT learned_on, change, changed_on, known_before, annex_id, by_directive_id, quote"
        " FROM changes_learned_in_period(?, ?) WHERE annex_id IS NOT NULL"
    )
    assert ask(learned, "2026-03-06", "2026-03-06") == [
        (day("2026-03-06"), "ended", day("2025-03-05"), None, "na/1#1", "na/2", "revoke 5")
    ]
    assert [row[:3] for row in ask(learned, "2025-01-01", "2025-12-31")] == [
        (day("2025-02-04"), "began", day("2025-02-03"))
    ]
    acts = "SELECT directive_id, change, learned_on FROM changes_learned_in_period(?, ?) WHERE annex_id IS NULL"
    assert ask(acts, "2026-01-01", "2026-12-31") == [("na/2", "began", day("2026-03-06"))]


def test_days_out_of_order_give_no_changes(working: Warehouse, ask: Any) -> None:
    approved(working, "1")
    assert ask("SELECT count(*) FROM changes_in_period('2025-12-31', '2025-01-01')") == [(0,)]
