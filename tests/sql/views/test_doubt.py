"""Sentences that decide nothing: what they may touch is undecided, an act that ends in part stays in force."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model.effect import Affected, Effect
from tests.warehouse.factory import Writer, act, day, directive, effect, own
from warehouse.connection import Warehouse

IN_FORCE = "SELECT annex_id FROM annexes_in_force_on(?) ORDER BY 1"
ACTS = "SELECT directive_id FROM directives_in_force_on(?) WHERE directive_id = 'na/1'"
UNDECIDED = "SELECT annex_id, undecided_from, reason FROM undecided WHERE directive_id = 'na/1' ORDER BY 1 NULLS FIRST"


def of_5(**values: Any) -> Affected:
    return act("5", "2025-02-03", **values)


def second(working: Warehouse, kind: str, affected: Affected, **values: Any) -> None:
    """Directive 5 approves annexes 1 and 2; directive 9 of 2 June says something about it."""
    directive(working, "na/1", "5", "2025-02-03", "1", "2")

    def say(writer: Writer) -> list[Effect]:
        return [effect(writer, kind, affected, **values)]

    directive(working, "na/2", "9", "2025-06-02", more=say)


@pytest.mark.parametrize("kind", ["revoke", "suspend", "extend", "reinstate", "renumber"])
def test_a_sentence_not_understood_leaves_act_and_annexes_undecided(working: Warehouse, ask: Any, kind: str) -> None:
    second(working, kind, of_5(), doubt="residue", doubt_quote="osaliselt")
    assert ask(IN_FORCE, "2025-06-01") == [("na/1#1",), ("na/1#2",)]
    assert ask(IN_FORCE, "2025-06-02") == []
    assert ask(UNDECIDED) == [
        (None, day("2025-06-02"), "end_doubt"),
        ("na/1#1", day("2025-06-02"), "end_doubt"),
        ("na/1#2", day("2025-06-02"), "end_doubt"),
    ]
    assert ask("SELECT doubt, doubt_quote FROM effects WHERE doubt IS NOT NULL") == [("residue", "osaliselt")]
    assert ask("SELECT in_force_until, in_force_until_basis FROM annexes LIMIT 1") == [(None, "doubt")]


def test_a_doubt_about_one_annex_leaves_the_others_alone(working: Warehouse, ask: Any) -> None:
    second(working, "revoke", of_5(annexes=("2",), scope="annexes"), doubt="residue")
    assert ask(IN_FORCE, "2025-07-01") == [("na/1#1",)]
    assert ask(UNDECIDED) == [("na/1#2", day("2025-06-02"), "end_doubt")]
    assert ask(ACTS, "2025-07-01") == [("na/1",)]


def test_a_revocation_not_understood_is_a_row_that_says_so(working: Warehouse, ask: Any) -> None:
    second(working, "revoke", of_5(), doubt="residue")
    assert ask("SELECT resolution, revoked_directive_id, open_reason FROM revocations") == [
        ("resolved", "na/1", "doubt")
    ]


def test_an_act_with_excepted_points_stays_in_force_in_them(working: Warehouse, ask: Any) -> None:
    second(working, "revoke", of_5(except_points=("3",)))
    assert ask(ACTS, "2025-07-01") == [("na/1",)]
    assert ask("SELECT in_force_until, ended_part, in_force_part FROM directives WHERE directive_id = 'na/1'") == [
        (None, None, "3")
    ]
    assert [row[2] for row in ask(UNDECIDED)] == ["end_part", "end_part"]


def test_a_limited_revocation_ends_a_part_whose_words_are_kept(working: Warehouse, ask: Any) -> None:
    second(working, "revoke", of_5(scope="part", limit="osas, mis puudutab arhiivi"))
    assert ask("SELECT ended_part, in_force_part FROM directives WHERE directive_id = 'na/1'") == [
        ("osas, mis puudutab arhiivi", None)
    ]
    assert ask(ACTS, "2025-07-01") == [("na/1",)]
    assert ask(IN_FORCE, "2025-07-01") == []
    assert ask("SELECT scope, limit_words, open_reason FROM revocations") == [
        ("part", "osas, mis puudutab arhiivi", "part")
    ]


def test_revoked_points_are_the_part_that_ended(working: Warehouse, ask: Any) -> None:
    second(working, "revoke", of_5(scope="points", points=("2", "4")))
    assert ask("SELECT ended_part FROM directives WHERE directive_id = 'na/1'") == [("2, 4",)]
    assert ask(IN_FORCE, "2025-07-01") == [("na/1#1",), ("na/1#2",)]


def test_parts_that_ended_by_several_sentences_stand_in_one_order(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    for turn, point in enumerate(("7", "3", "9", "1", "5")):
        limited = of_5(scope="points", points=(point,))
        directive(working, f"na/{turn + 2}", str(turn + 8), "2025-06-02", revokes=(limited,))
    assert ask("SELECT ended_part FROM directives WHERE directive_id = 'na/1'") == [("1; 3; 5; 7; 9",)]


def test_a_suspended_annex_is_not_in_force_on_those_days_alone(working: Warehouse, ask: Any) -> None:
    affected = of_5(annexes=("2",), scope="annexes")
    second(working, "suspend", affected, effective_on="2025-07-01", until=day("2025-08-31"))
    assert ask(IN_FORCE, "2025-06-30") == [("na/1#1",), ("na/1#2",)]
    assert ask(IN_FORCE, "2025-07-01") == [("na/1#1",)]
    assert ask(IN_FORCE, "2025-08-31") == [("na/1#1",)]
    assert ask(IN_FORCE, "2025-09-01") == [("na/1#1",), ("na/1#2",)]
    assert ask("SELECT annex_id, suspended_from, suspended_until FROM suspensions") == [
        ("na/1#2", day("2025-07-01"), day("2025-09-01"))
    ]
    assert ask("SELECT count(*) FROM revocations") == [(0,)]


def test_a_suspended_act_is_not_in_force_with_all_its_annexes(working: Warehouse, ask: Any) -> None:
    second(working, "suspend", of_5(), until=day("2025-08-31"))
    assert (ask(ACTS, "2025-06-02"), ask(IN_FORCE, "2025-06-02")) == ([], [])
    assert ask(ACTS, "2025-09-01") == [("na/1",)]


def test_a_suspension_without_a_day_leaves_a_doubt(working: Warehouse, ask: Any) -> None:
    second(working, "suspend", of_5(), date_basis="condition", date_rule="event")
    assert ask(IN_FORCE, "2025-07-01") == []
    assert {row[2] for row in ask(UNDECIDED)} == {"end_condition"}


def test_a_reinstated_act_is_in_force_again_before_the_suspension_would_end(working: Warehouse, ask: Any) -> None:
    second(working, "suspend", of_5(), until=day("2025-12-31"))

    def reinstate(writer: Writer) -> list[Effect]:
        return [effect(writer, "reinstate", of_5(), effective_on="2025-09-15")]

    directive(working, "na/3", "12", "2025-09-01", more=reinstate)
    assert ask(IN_FORCE, "2025-09-14") == []
    assert ask(IN_FORCE, "2025-09-15") == [("na/1#1",), ("na/1#2",)]
    rows = ask("SELECT suspended_until, reinstated_by_effect_id IS NOT NULL FROM suspensions")
    assert set(rows) == {(day("2025-09-15"), True)}


def test_an_extended_act_ends_later_than_it_first_said(working: Warehouse, ask: Any) -> None:
    def expire(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2026-01-01", date_rule="expiry")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=expire)

    def extend(writer: Writer) -> list[Effect]:
        return [effect(writer, "extend", of_5(), until=day("2026-06-30"))]

    directive(working, "na/2", "9", "2025-06-02", more=extend)
    assert ask("SELECT in_force_until FROM annexes WHERE annex_id = 'na/1#1'") == [(day("2026-07-01"),)]
    assert ask("SELECT in_force_until FROM directives WHERE directive_id = 'na/1'") == [(day("2026-07-01"),)]


@pytest.mark.parametrize(
    "named",
    [{"annexes": ("1",), "scope": "annexes"}, {"except_annexes": ("2",)}],
    ids=["the extended annex is named", "the other annex is excepted"],
)
def test_an_annex_that_is_not_extended_expires_as_the_act_first_said(
    working: Warehouse, ask: Any, named: dict[str, Any]
) -> None:
    def expire(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", own(), "kehtib kuni", effective_on="2026-01-01", date_rule="expiry")]

    def extend(writer: Writer) -> list[Effect]:
        return [effect(writer, "extend", of_5(**named), until=day("2026-06-30"))]

    directive(working, "na/1", "5", "2025-02-03", "1", "2", more=expire)
    directive(working, "na/2", "9", "2025-06-02", more=extend)
    assert ask("SELECT annex_id, in_force_until FROM annexes WHERE directive_id = 'na/1' ORDER BY 1") == [
        ("na/1#1", day("2026-07-01")),
        ("na/1#2", day("2026-01-01")),
    ]


@pytest.mark.parametrize("kind", ["commence", "approve"])
def test_a_beginning_not_understood_leaves_the_start_open(working: Warehouse, ask: Any, kind: str) -> None:
    def begin(writer: Writer) -> list[Effect]:
        affected = own(annexes=("1",), scope="annexes") if kind == "approve" else own()
        return [effect(writer, kind, affected, effective_on="2025-03-01", doubt="residue")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=begin)
    assert ask("SELECT in_force_from, in_force_from_basis FROM annexes") == [(None, "condition")]
    assert ask(IN_FORCE, "2025-07-01") == []


def test_a_correction_touches_no_days(working: Warehouse, ask: Any) -> None:
    second(working, "correct", of_5())
    assert ask(IN_FORCE, "2025-07-01") == [("na/1#1",), ("na/1#2",)]
    assert ask(UNDECIDED) == []
