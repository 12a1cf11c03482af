"""From what day to what day annexes and directives are in force, as derived from what sentences say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.model.effect import Effect
from extractors.model.extraction import FileExtraction, Signature
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

INTERVAL = "SELECT in_force_from, in_force_from_basis, in_force_until, in_force_until_basis, ended_by FROM annexes"
CODES = "SELECT DISTINCT code FROM findings ORDER BY code"


def in_force(ask: Any, on: str) -> list[str]:
    return [row[0] for row in ask("SELECT annex_id FROM annexes_in_force_on(?) ORDER BY 1", on)]


def codes(ask: Any) -> list[str]:
    return [row[0] for row in ask(CODES)]


def commence(words: str = "jõustub", **values: Any) -> Any:
    return lambda writer: [effect(writer, "commence", own(), words, **values)]


def test_an_annex_enters_into_force_on_the_signing_day_when_nothing_says_otherwise(
    working: Warehouse, ask: Any
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", registered_on="2025-02-10")
    assert ask(INTERVAL) == [(day("2025-02-03"), "signing", None, None, None)]


def test_the_registration_day_serves_where_no_signing_day_is_known(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    file = document(writer, parts=(body(writer), annex(writer, "1")))
    load(working, "na/1", entry("5", "2025-02-10"), file)
    assert ask(INTERVAL) == [(day("2025-02-10"), "registration", None, None, None)]


def test_a_signature_gives_the_signing_day_before_the_registration_does(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    member = document(writer, parts=(body(writer), annex(writer, "1")))
    # 22:30 UTC in winter is half past midnight of the next day in Estonia.
    signature = Signature("Mari Maasikas", "direktor", datetime(2025, 2, 4, 22, 30, tzinfo=UTC), "digests match")
    container = FileExtraction(
        "k.asice", "application/vnd.etsi.asic-e+zip", "c" * 64, 1, None, signatures=(signature,), members=(member,)
    )
    load(working, "na/1", entry("5", "2025-02-10"), container)
    assert ask("SELECT in_force_from, in_force_from_basis FROM directives") == [(day("2025-02-05"), "signing")]


def test_a_commencement_clause_outranks_the_signing_day(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=commence(effective_on="2025-03-01"))
    assert ask(INTERVAL) == [(day("2025-03-01"), "clause", None, None, None)]


def test_a_clause_that_names_the_signing_takes_the_signing_day(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=commence(date_basis="clause", date_rule="signing"))
    assert ask(INTERVAL) == [(day("2025-02-03"), "clause", None, None, None)]


def test_a_condition_leaves_the_day_open_and_nothing_is_listed_as_in_force(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=commence(date_basis="condition", date_rule="event"))
    assert ask(INTERVAL) == [(None, "condition", None, None, None)]
    assert in_force(ask, "2030-01-01") == []
    assert ask("SELECT reason FROM undecided WHERE annex_id = 'na/1#1'") == [("start_condition",)]


def test_clauses_that_contradict_one_another_leave_the_day_open_with_a_finding(working: Warehouse, ask: Any) -> None:
    def twice(writer: Writer) -> list[Effect]:
        days = ("2025-03-01", "2025-04-01")
        return [effect(writer, "commence", own(), f"jõustub {on}", effective_on=on) for on in days]

    directive(working, "na/1", "5", "2025-02-03", "1", more=twice)
    assert ask(INTERVAL)[0][:2] == (None, "unknown")
    assert "commencement_contradicted" in codes(ask)


def test_a_day_stated_for_an_annex_outranks_its_directive_even_before_signing(working: Warehouse, ask: Any) -> None:
    directive(
        working,
        "na/1",
        "5",
        "2025-01-10",
        "1",
        "2",
        more=lambda writer: [approve(writer, "2", effective_on="2025-01-01")],
    )
    assert ask("SELECT annex_number, in_force_from, in_force_from_basis FROM annexes ORDER BY 1") == [
        ("1", day("2025-01-10"), "signing"),
        ("2", day("2025-01-01"), "stated"),
    ]


def test_retroactive_application_moves_applied_from_and_neither_start_nor_revocation(
    working: Warehouse, ask: Any
) -> None:
    directive(working, "na/old", "192", "2024-12-23", "1", "2")

    def new(writer: Writer) -> list[Effect]:
        applied = own(points=("1",), scope="points")
        return [effect(writer, "apply", applied, effective_on="2026-01-01", is_retroactive=True)]

    revoked = act("192", "2024-12-23", annexes=("1",), scope="annexes")
    directive(working, "na/new", "1", "2026-01-07", "1", revokes=(revoked,), more=new)
    assert ask("SELECT annex_id, in_force_from, applied_from, in_force_until FROM annexes ORDER BY 1") == [
        ("na/new#1", day("2026-01-07"), day("2026-01-01"), None),
        ("na/old#1", day("2024-12-23"), None, day("2026-01-07")),
        ("na/old#2", day("2024-12-23"), None, None),
    ]
    assert in_force(ask, "2026-01-06") == ["na/old#1", "na/old#2"]
    assert in_force(ask, "2026-01-07") == ["na/new#1", "na/old#2"]


def test_points_that_are_applied_reach_only_the_annexes_they_approve(working: Warehouse, ask: Any) -> None:
    def more(writer: Writer) -> list[Effect]:
        applied = own(points=("2",), scope="points")
        return [
            approve(writer, "1", words="1. Kinnitan lisa 1"),
            approve(writer, "2", words="2.3. Kinnitan lisa 2"),
            effect(writer, "apply", applied, effective_on="2025-01-01"),
        ]

    writer = Writer()
    effects = more(writer)
    parts = (body(writer), annex(writer, "1"), annex(writer, "2"))
    file = document(writer, header=header("5", "2025-02-03"), parts=parts, effects=tuple(effects))
    load(working, "na/1", entry("5", "2025-02-03"), file)
    assert ask("SELECT annex_number, applied_from FROM annexes ORDER BY 1") == [("1", None), ("2", day("2025-01-01"))]


def test_applied_points_that_approve_nothing_known_are_a_finding(working: Warehouse, ask: Any) -> None:
    applied = own(points=("9",), scope="points")
    directive(
        working, "na/1", "5", "2025-02-03", "1", more=lambda w: [effect(w, "apply", applied, effective_on="2025-01-01")]
    )
    assert "application_points_unclear" in codes(ask)


def test_a_revocation_takes_effect_on_the_day_it_states(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),), revoked_on="2025-06-30")
    assert ask(INTERVAL)[0][2:] == (day("2025-06-30"), "stated", "na/2")
    assert in_force(ask, "2025-06-29") == ["na/1#1"]
    assert in_force(ask, "2025-06-30") == []


def test_a_whole_directive_revoked_ends_all_its_annexes_and_itself(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2", kind="kord")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),))
    assert ask("SELECT DISTINCT in_force_until, ended_by FROM annexes") == [(day("2025-05-01"), "na/2")]
    assert ask("SELECT directive_id FROM directives_in_force_on('2025-05-01')") == [("na/2",)]
    assert ask("SELECT revoked_annex_number, revoked_annex_id, scope FROM revocations") == [(None, None, "act")]


def test_what_a_directive_approved_ends_and_the_directive_does_not(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    parts = (body(writer), annex(writer, "1"), annex(writer, "2", "Töökord", "kord"))
    load(working, "na/1", entry("19", "2025-02-06"), document(writer, header=header("19", "2025-02-06"), parts=parts))
    revoked = act("19", "2025-02-06", kind="ametijuhend", scope="approved")
    directive(working, "na/2", "1", "2026-01-07", revokes=(revoked,))
    assert ask("SELECT annex_number, in_force_until FROM annexes ORDER BY 1") == [("1", day("2026-01-07")), ("2", None)]
    assert ask("SELECT in_force_until FROM directives WHERE directive_id = 'na/1'") == [(None,)]
    assert ask("SELECT revoked_annex_id, scope FROM revocations") == [("na/1#1", "approved")]


def test_an_annex_of_unknown_kind_is_in_doubt_when_a_kind_is_revoked(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    file = document(writer, header=header("19", "2025-02-06"), parts=(body(writer), annex(writer, "1", "Lisa", None)))
    load(working, "na/1", entry("19", "2025-02-06"), file)
    directive(
        working, "na/2", "1", "2026-01-07", revokes=(act("19", "2025-02-06", kind="ametijuhend", scope="approved"),)
    )
    assert ask("SELECT in_force_until, undecided_from, in_force_until_basis FROM annexes") == [
        (None, day("2026-01-07"), "kind_unknown")
    ]
    assert in_force(ask, "2026-01-06") == ["na/1#1"]
    assert in_force(ask, "2026-01-07") == []
    assert "annex_kind_unknown" in codes(ask)


def test_what_an_act_that_is_not_held_approved_is_one_row_that_says_so(working: Warehouse, ask: Any) -> None:
    directive(
        working, "na/2", "1", "2026-01-07", revokes=(act("19", "2025-02-06", kind="ametijuhend", scope="approved"),)
    )
    assert ask(
        "SELECT revoked_number, revoked_date, revoked_annex_number, scope, resolution, revoked_directive_id"
        " FROM revocations"
    ) == [("19", day("2025-02-06"), None, "approved", "not_held", None)]


def test_exceptions_go_on(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2", "3")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03", except_annexes=("2",)),))
    assert in_force(ask, "2025-05-01") == ["na/1#2"]
    directive(working, "na/3", "10", "2025-06-01", "1", "2")
    revoked = act("10", "2025-06-01", annexes="all", except_annexes=("1",), scope="annexes")
    directive(working, "na/4", "11", "2025-07-01", revokes=(revoked,))
    assert in_force(ask, "2025-07-01") == ["na/1#2", "na/3#1"]


def test_of_two_revocations_the_earlier_day_counts_and_both_are_kept(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),), revoked_on="2025-08-01")
    directive(working, "na/3", "10", "2025-05-02", revokes=(act("5", "2025-02-03", annexes=("1",), scope="annexes"),))
    assert ask(INTERVAL)[0][2:] == (day("2025-05-02"), "signing", "na/3")
    assert len(ask("FROM revocations")) == 2
    assert "revoked_twice" in codes(ask)


def test_revoking_a_revoking_directive_revives_nothing(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),))
    directive(working, "na/3", "12", "2025-06-01", revokes=(act("9", "2025-05-01"),))
    assert in_force(ask, "2025-07-01") == []
    assert "revoked_revoking_directive" in codes(ask)


def test_a_revocation_before_entry_into_force_makes_an_empty_interval(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=commence(effective_on="2025-09-01"))
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),))
    for on in ("2025-05-01", "2025-08-31", "2025-09-01", "2026-01-01"):
        assert in_force(ask, on) == []
    assert "revoked_before_in_force" in codes(ask)


def test_a_revoked_annex_that_does_not_exist_is_kept_and_found(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(
        working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03", annexes=("1", "7"), scope="annexes"),)
    )
    assert ask("SELECT revoked_annex_number, revoked_annex_id, resolution FROM revocations ORDER BY 1") == [
        ("1", "na/1#1", "resolved"),
        ("7", None, "resolved"),
    ]
    assert "revoked_annex_not_found" in codes(ask)


def test_a_revocation_whose_day_is_open_puts_its_object_in_doubt_from_the_signing_day_on(
    working: Warehouse, ask: Any
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")

    def revoke(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", act("5", "2025-02-03"), date_basis="condition", date_rule="event")]

    directive(working, "na/2", "9", "2025-05-01", more=revoke)
    assert ask(INTERVAL)[0][2:] == (None, "condition", "na/2")
    assert in_force(ask, "2025-04-30") == ["na/1#1"]
    assert in_force(ask, "2025-05-01") == []


def test_revoked_points_end_neither_act_nor_annex(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03", points=("2",), scope="points"),))
    assert in_force(ask, "2025-06-01") == ["na/1#1"]
    assert ask("FROM revocations") == []
    assert "revoked_points_approve_annex" in codes(ask)


def test_an_act_ends_itself_only_on_a_day_it_names(working: Warehouse, ask: Any) -> None:
    def until(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2025-12-31")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=until)
    directive(
        working, "na/2", "6", "2025-02-03", "1", more=lambda w: [effect(w, "revoke", own(), "tunnistan kehtetuks")]
    )
    assert in_force(ask, "2025-12-30") == ["na/1#1", "na/2#1"]
    assert in_force(ask, "2025-12-31") == ["na/2#1"]
    assert "revocation_ambiguous" in codes(ask)


def test_a_draft_is_never_in_force_and_revokes_nothing(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    writer = Writer()
    revoke = effect(writer, "revoke", act("5", "2025-02-03"), effective_on="2025-05-01")
    parts = (body(writer), annex(writer, "1"))
    heading = header("9", "2025-05-01", is_draft=True)
    load(working, "na/2", entry("9", "2025-05-01"), document(writer, header=heading, parts=parts, effects=(revoke,)))
    assert in_force(ask, "2025-06-01") == ["na/1#1"]
    assert ask("FROM revocations") == []


def test_a_promised_annex_that_no_file_holds_is_a_row_without_text_and_a_finding(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    effects = (approve(writer, "1", "2", item_title="nõunik"),)
    file = document(writer, header=header("5", "2025-02-03"), parts=(body(writer), annex(writer, "1")), effects=effects)
    load(working, "na/1", entry("5", "2025-02-03"), file)
    assert ask("SELECT annex_number, is_text_held, text IS NULL, kind FROM annexes ORDER BY 1") == [
        ("1", True, False, "ametijuhend"),
        ("2", False, True, "ametijuhend"),
    ]
    assert ask("SELECT annex_id, quote FROM findings WHERE code = 'annex_missing'") == [
        ("na/1#2", effects[0].evidence.quote)
    ]


def test_a_single_unnumbered_annex_is_the_single_number_promised(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    effects = (approve(writer, "1"),)
    file = document(
        writer, header=header("5", "2025-02-03"), parts=(body(writer), annex(writer, None)), effects=effects
    )
    load(working, "na/1", entry("5", "2025-02-03"), file)
    assert ask("SELECT annex_id, is_text_held FROM annexes") == [("na/1#1", True)]
    assert codes(ask) == []


@pytest.mark.parametrize("known_on, expected", [("2026-02-01", ["na/1#1"]), ("2026-03-15", [])])
def test_a_revocation_published_late_does_not_rewrite_what_could_be_known(
    working: Warehouse, ask: Any, known_on: str, expected: list[str]
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", at=datetime(2025, 2, 4, tzinfo=UTC))
    late = datetime(2026, 3, 1, tzinfo=UTC)
    directive(working, "na/2", "1", "2026-01-07", revokes=(act("5", "2025-02-03"),), at=late)
    found = ask("SELECT annex_id, in_force_until FROM annexes_in_force_as_known('2026-01-20', ?)", known_on)
    assert [row[0] for row in found] == expected
    assert all(row[1] is None for row in found)
    assert in_force(ask, "2026-01-20") == []


def test_nothing_is_known_before_it_was_first_seen(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", at=datetime(2025, 3, 1, tzinfo=UTC))
    assert ask("FROM annexes_in_force_as_known('2025-02-20', '2025-02-28')") == []
    assert len(ask("FROM annexes_in_force_as_known('2025-02-20', '2025-03-01')")) == 1


def test_a_file_read_again_by_a_newer_version_keeps_the_day_it_was_first_seen(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    file = document(writer, header=header("5", "2025-02-03"), parts=(body(writer), annex(writer, "1")))
    load(working, "na/1", entry("5", "2025-02-03"), file, at=datetime(2025, 3, 1, tzinfo=UTC))
    load(working, "na/1", None, file, at=datetime(2026, 3, 1, tzinfo=UTC), version="2")
    assert ask("SELECT known_from_on FROM annexes") == [(date(2025, 3, 1),)]


def test_macros_take_words_and_default_to_today(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    assert len(ask("FROM annexes_in_force_on()")) == 1
    assert len(ask("FROM annexes_in_force_on(day := '2025-02-03')")) == 1
    assert len(ask("FROM directives_in_force_on(DATE '2025-02-02')")) == 0
