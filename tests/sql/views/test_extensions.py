"""Extensions of an act that expires: what is extended in time and without doubt ends later, all else is undecided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.model.effect import Affected, Effect
from tests.sql.views.ruling_rows import rulings_on
from tests.sql.views.withdrawing import withdraw
from tests.warehouse.factory import Writer, act, body, day, directive, document, effect, entry, header, load, own
from warehouse.connection import Warehouse
from warehouse.transactions import insert_rows, touch_content

EXPIRY, EXTENDED = day("2026-01-01"), day("2026-07-01")
ENDS = "SELECT annex_id, in_force_until, undecided_from FROM annexes WHERE directive_id = 'na/1' ORDER BY 1"
ACT = "SELECT in_force_until, undecided_from FROM directives WHERE directive_id = 'na/1'"
TOLD = "SELECT count(*) > 0 FROM findings WHERE code = 'extension_undecided'"
KNOWN = "SELECT known_from_on, in_force_until, undecided_from FROM annex_knowledge WHERE annex_id = 'na/1#1' ORDER BY 1"


def of_5(**values: Any) -> Affected:
    return act("5", "2025-02-03", **values)


def expiring(w: Warehouse, *effects: Any, name: str = "na/1", at: datetime | None = None) -> None:
    """Directive 5, whose annexes are 1 and 2, expires at the end of 2025."""

    def say(writer: Writer) -> list[Effect]:
        end = effect(writer, "revoke", own(), "kehtib kuni", effective_on=str(EXPIRY), date_rule="expiry")
        return [end, *(make(writer) for make in effects)]

    moment = {} if at is None else {"at": at}
    directive(w, name, "5", "2025-02-03", "1", "2", more=say, **moment)


def extending(
    w: Warehouse,
    affected: Affected,
    number: str = "9",
    signed_on: str = "2025-06-02",
    until: str | None = "2026-06-30",
    **values: Any,
) -> None:
    last = None if until is None else day(until)
    described = {name: values.pop(name) for name in ("at",) if name in values}
    say = lambda writer: [effect(writer, "extend", affected, until=last, **values)]  # noqa: E731
    directive(w, f"na/{number}", number, signed_on, more=say, **described)


@pytest.mark.parametrize(
    "affected, values",
    [
        (of_5(points=("3",), scope="points"), {}),
        (of_5(scope="part", limit="osas, mis puudutab arhiivi"), {}),
        (of_5(except_points=("3",)), {}),
        (of_5(), {"until": None}),
        (of_5(), {"until": None, "doubt": "condition"}),
        (of_5(scope="approved", kind="ametijuhend"), {"item_title": "juristi ametijuhend"}),
        (of_5(), {"signed_on": "2026-01-01"}),
        (of_5(), {"signed_on": "2025-12-20", "effective_on": "2026-02-01"}),
    ],
    ids=["point", "part", "excepted point", "no day", "event", "post", "a day too late", "after a gap"],
)
def test_what_may_be_extended_is_in_doubt_from_the_day_on_which_it_would_expire(
    working: Warehouse, ask: Any, affected: Affected, values: dict[str, Any]
) -> None:
    expiring(working)
    extending(working, affected, **values)
    doubt_from = day("2025-06-02") if "doubt" in values else EXPIRY
    assert ask(ENDS) == [("na/1#1", None, doubt_from), ("na/1#2", None, doubt_from)]
    assert ask(ACT) == [(None, doubt_from)]
    assert ask(TOLD) == [(True,)]


def test_an_extension_signed_on_the_last_day_counts(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5(), signed_on="2025-12-31")
    assert ask(ENDS) == [("na/1#1", EXTENDED, None), ("na/1#2", EXTENDED, None)]
    assert ask(TOLD) == [(False,)]


def test_what_was_extended_in_time_may_be_extended_again(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5(), "12", "2026-06-30", until="2026-12-31")
    extending(working, of_5())
    assert ask(ACT) == [(day("2027-01-01"), None)]


def test_an_extension_in_time_counts_beside_one_in_doubt_that_reaches_no_further(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5(points=("3",), scope="points"))
    extending(working, of_5(), "12", "2025-09-01")
    assert ask(ACT) == [(EXTENDED, None)]


def test_a_draft_extends_nothing(working: Warehouse, ask: Any) -> None:
    expiring(working)
    writer = Writer("draft")
    parts, said = (body(writer),), (effect(writer, "extend", of_5(), until=day("2026-06-30")),)
    draft = document(writer, header=header(None, None, is_draft=True), parts=parts, effects=said)
    load(working, "na/2", entry("9", "2025-06-02"), draft)
    assert ask(ENDS) == [("na/1#1", EXPIRY, None), ("na/1#2", EXPIRY, None)]


@pytest.mark.parametrize(
    "revoked_on, doubt_from",
    [("2025-09-01", EXPIRY), ("2026-03-01", day("2026-03-01"))],
    ids=["before it would expire", "while it is extended"],
)
def test_an_extension_whose_act_is_revoked_may_extend_nothing_from_then_on(
    working: Warehouse, ask: Any, revoked_on: str, doubt_from: Any
) -> None:
    expiring(working)
    extending(working, of_5())
    directive(working, "na/3", "12", revoked_on, revokes=(act("9", "2025-06-02"),))
    assert ask(ACT) == [(None, doubt_from)]
    assert ask(TOLD) == [(True,)]


def test_the_act_that_extends_further_may_revoke_the_one_before(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5())
    again = lambda writer: [  # noqa: E731
        effect(writer, "extend", of_5(), until=day("2026-12-31")),
        effect(writer, "revoke", act("9", "2025-06-02")),
    ]
    directive(working, "na/3", "12", "2026-05-20", more=again)
    assert ask(ACT) == [(day("2027-01-01"), None)]


def test_where_one_of_two_acts_is_extended_both_are_in_doubt(working: Warehouse, ask: Any) -> None:
    expiring(working)
    expiring(working, name="na/2")
    extending(working, of_5())
    assert ask("SELECT annex_id, undecided_from FROM annexes WHERE annex_number = '1' ORDER BY 1") == [
        ("na/1#1", EXPIRY),
        ("na/2#1", EXPIRY),
    ]


def test_what_is_extended_and_no_sentence_lets_expire_is_in_doubt_afterwards(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")
    extending(working, of_5(annexes=("1",), scope="annexes"))
    extending(working, of_5(annexes=("1",), scope="annexes"), "12", "2026-05-20", until="2026-12-31")
    assert ask(ENDS) == [("na/1#1", None, day("2027-01-01")), ("na/1#2", None, None)]
    assert ask(ACT) == [(None, None)]
    assert ask(TOLD) == [(True,)]


@pytest.mark.parametrize(
    "is_expiring, end",
    [(True, (day("2025-06-01"), None)), (False, (None, day("2025-06-01")))],
    ids=["the act expires later", "the act says no day"],
)
def test_an_annex_that_says_itself_when_it_expires_is_not_extended_with_its_act(
    working: Warehouse, ask: Any, is_expiring: bool, end: Any
) -> None:
    def own_end(writer: Writer) -> Effect:
        only = own(annexes=("1",), scope="annexes")
        return effect(writer, "revoke", only, effective_on="2025-06-01", date_rule="expiry")

    if is_expiring:
        expiring(working, own_end)
    else:
        directive(working, "na/1", "5", "2025-02-03", "1", "2", more=lambda writer: [own_end(writer)])
    extending(working, of_5(), signed_on="2025-05-02")
    assert ask(ENDS)[0] == ("na/1#1", *end)


def test_of_what_an_act_approved_the_kind_that_is_named_is_extended(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5(scope="approved", kind="kord"))
    assert ask(ENDS) == [("na/1#1", EXPIRY, None), ("na/1#2", EXPIRY, None)]


def test_an_extension_is_known_from_the_day_on_which_it_came(working: Warehouse, ask: Any) -> None:
    expiring(working, at=datetime(2025, 2, 4, 9, tzinfo=UTC))
    extending(working, of_5(), signed_on="2025-12-20", at=datetime(2026, 2, 1, 9, tzinfo=UTC))
    assert ask(KNOWN) == [(day("2025-02-04"), EXPIRY, None), (day("2026-02-01"), EXTENDED, None)]
    assert ask("SELECT count(*) FROM annexes_in_force_as_known('2026-01-15', '2026-01-20')") == [(0,)]
    assert ask("SELECT count(*) FROM annexes_in_force_as_known('2026-01-15', '2026-02-01')") == [(2,)]


@pytest.mark.parametrize("outcome", [EXPIRY, EXTENDED], ids=["it expired", "it was extended"])
def test_a_person_may_rule_on_which_day_it_ended(working: Warehouse, ask: Any, outcome: Any) -> None:
    expiring(working)
    extending(working, of_5(), signed_on="2026-02-02")
    assert ask("SELECT question, document_id, annex_number FROM doubts") == [("end_day", "na/1", 2)]
    insert_rows(working.connection, "base.rulings", rulings_on(ask, ("na/1", str(outcome))))
    touch_content(working.connection)
    assert ask(ENDS) == [("na/1#1", outcome, None), ("na/1#2", outcome, None)]
    assert ask("SELECT state FROM rulings") == [("applied",)]


def test_where_the_act_that_extended_is_withdrawn_the_end_is_in_doubt(working: Warehouse, ask: Any) -> None:
    expiring(working)
    extending(working, of_5(annexes=("1",), scope="annexes"))
    withdraw(working, "na/9")
    assert ask(ENDS) == [("na/1#1", None, EXPIRY), ("na/1#2", EXPIRY, None)]
    assert ask(ACT) == [(None, EXPIRY)]
    assert ask("SELECT code FROM findings WHERE annex_id = 'na/1#1' ORDER BY 1") == [
        ("act_withdrawn",),
        ("extension_undecided",),
    ]
