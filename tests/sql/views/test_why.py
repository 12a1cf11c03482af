"""Why an annex is or is not in force: each rule of the dates gives its step, with the sentence that speaks."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model.effect import Effect
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    directive,
    document,
    effect,
    entry,
    load,
    own,
)
from warehouse.connection import Warehouse

Steps = list[dict[str, Any]]


@pytest.fixture
def why(ask: Any) -> Any:
    """The steps for an annex of na/1 on a day."""

    def steps(day: str | None = "2025-06-01", **params: Any) -> Steps:
        return list(ask.query("why", day=day, **(params or {"annex_id": "na/1#1"})))

    return steps


def answer(steps: Steps) -> str:
    assert steps[-1]["step"] == "answer"
    return str(steps[-1]["rule"])


def step(steps: Steps, name: str) -> dict[str, Any]:
    [found] = [each for each in steps if each["step"] == name]
    return found


def commence(**values: Any) -> Any:
    return lambda writer: [effect(writer, "commence", own(), "jõustub", **values)]


def test_an_annex_in_force_is_explained_from_register_to_answer(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", source_url="http://127.0.0.1/na/dokument/1")
    steps = why()
    assert [each["step"] for each in steps] == ["directive", "signed", "approved", "start", "answer"]
    assert [each["ordinal"] for each in steps] == [1, 2, 3, 4, 5]
    assert (answer(steps), step(steps, "start")["rule"]) == ("in_force", "signing")
    approved = step(steps, "approved")
    assert (approved["page_number"], approved["source_url"]) == (1, "http://127.0.0.1/na/dokument/1")
    assert "Kinnitan" in approved["quote"]


@pytest.mark.parametrize(
    "more, rule, expected, quote",
    [
        (commence(effective_on="2025-05-01"), "clause", "in_force", "jõustub"),
        (commence(effective_on="2025-07-01"), "clause", "not_yet", "jõustub"),
        (commence(date_basis="condition", date_rule="event"), "condition", "undecided", "jõustub"),
        (lambda w: [approve(w, "1", words="alates", effective_on="2025-04-01")], "stated", "in_force", "alates"),
    ],
    ids=["clause", "later", "condition", "stated"],
)
def test_the_sentence_that_gives_the_first_day_is_quoted_with_its_rule(
    working: Warehouse, why: Any, more: Any, rule: str, expected: str, quote: str
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=more)
    steps = why()
    start = step(steps, "start")
    assert (start["rule"], start["quote"], answer(steps)) == (rule, quote, expected)
    assert (start["on"] is None) == (rule == "condition")


def test_clauses_that_contradict_one_another_are_told_as_such(working: Warehouse, why: Any) -> None:
    def twice(writer: Writer) -> list[Effect]:
        return [effect(writer, "commence", own(), effective_on=on) for on in ("2025-03-01", "2025-04-01")]

    directive(working, "na/1", "5", "2025-02-03", "1", more=twice)
    assert "different days" in step(why(), "start")["what"]


def test_a_registration_day_counts_only_where_no_signing_day_is_known(working: Warehouse, why: Any) -> None:
    writer = Writer()
    load(working, "na/1", entry("5", "2025-02-10"), document(writer, parts=(body(writer), annex(writer, "1"))))
    steps = why()
    assert step(steps, "start")["rule"] == "registration"
    assert step(steps, "approved")["rule"] == "found"


def test_a_revocation_without_a_day_is_explained_by_the_start_of_the_act_that_revokes(
    working: Warehouse, why: Any
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    later = commence(effective_on="2025-05-15")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),), more=later)
    steps = why()
    revoked, ender = step(steps, "revoked"), step(steps, "ender_in_force")
    assert (revoked["by_directive_id"], revoked["rule"], str(revoked["on"])) == ("na/2", "act/clause", "2025-05-15")
    assert (ender["quote"], ender["rule"]) == ("jõustub", "clause")
    assert answer(steps) == "ended"
    assert answer(why("2025-05-14")) == "in_force"


def test_an_act_that_ends_an_annex_by_two_sentences_enters_into_force_once(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    of_annex = act("5", "2025-02-03", annexes=("1",), scope="annexes")
    later = commence(effective_on="2025-05-15")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"), of_annex), more=later)
    steps = why()
    assert [each["bears"] for each in steps if each["step"] == "revoked"] in ([True, False], [False, True])
    assert [(each["quote"], each["bears"]) for each in steps if each["step"] == "ender_in_force"] == [("jõustub", True)]


def test_of_two_revocations_the_one_that_counts_is_marked(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),), revoked_on="2025-08-01")
    directive(working, "na/3", "10", "2025-05-02", revokes=(act("5", "2025-02-03"),))
    ends = [(each["by_directive_id"], each["bears"]) for each in why() if each["step"] == "revoked"]
    assert ends == [("na/3", True), ("na/2", False)]


def test_what_does_not_end_an_annex_is_told_and_does_not_bear_on_the_answer(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    points = act("5", "2025-02-03", points=("2",), scope="points")
    amended = act("5", "2025-02-03", annexes=("1",), scope="annexes")
    directive(working, "na/2", "9", "2025-05-01", revokes=(points,), more=lambda w: [effect(w, "amend", amended)])
    steps = why()
    assert [(each["rule"], each["bears"]) for each in steps if each["step"] == "not_ending"] == [
        ("revoke", False),
        ("amend", False),
    ]
    assert answer(steps) == "in_force"


def test_a_doubtful_end_is_undecided_from_its_first_possible_day_on(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    open_end = {"date_basis": "condition", "date_rule": "event"}
    directive(
        working, "na/2", "9", "2025-05-01", more=lambda w: [effect(w, "revoke", act("5", "2025-02-03"), **open_end)]
    )
    assert answer(why("2025-04-30")) == "in_force"
    steps = why("2025-05-01")
    assert (answer(steps), step(steps, "in_doubt")["bears"]) == ("undecided", True)


def test_a_new_wording_and_an_own_end_have_rules_of_their_own(working: Warehouse, why: Any) -> None:
    directive(
        working,
        "na/1",
        "5",
        "2025-02-03",
        "1",
        more=lambda w: [effect(w, "revoke", own(), "kehtib kuni", effective_on="2025-12-31", date_rule="expiry")],
    )
    old = act("5", "2025-02-03", annexes=("1",), scope="annexes")
    directive(working, "na/2", "9", "2025-05-01", more=lambda w: [effect(w, "amend", old, date_rule="replacement")])
    steps = why()
    assert step(steps, "replaced")["rule"] == "new_wording/signing"
    assert step(steps, "revoked")["rule"] == "own_end/stated"
    assert (answer(steps), steps[-1]["by_directive_id"]) == ("ended", "na/2")


def test_an_annex_that_ends_before_it_begins_was_never_in_force(working: Warehouse, why: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", more=commence(effective_on="2025-09-01"))
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),))
    assert answer(why()) == "never_in_force"


@pytest.mark.parametrize(
    "params, expected",
    [
        ({"directive_id": "na/1", "annex": "2"}, "in_force"),
        ({"directive_id": "na/1"}, "not_held"),
        ({"annex_id": "na/1#9"}, "not_held"),
        ({"directive_id": "na/2"}, "in_force"),
    ],
)
def test_an_annex_is_asked_for_by_id_or_by_directive_and_number(
    working: Warehouse, why: Any, params: dict[str, str], expected: str
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", "2")
    directive(working, "na/2", "6", "2025-02-03", "1")
    assert answer(why(**params)) == expected


@pytest.mark.parametrize("on", ["2025-02-02", "2025-02-03", "2025-04-30", "2025-05-01", "2025-05-02", "2025-07-01"])
def test_the_answer_agrees_with_the_macro(working: Warehouse, why: Any, ask: Any, on: str) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "9", "2025-05-01", revokes=(act("5", "2025-02-03"),))
    listed = ask("SELECT count(*) FROM annexes_in_force_on(?) WHERE annex_id = 'na/1#1'", on)[0][0]
    assert (answer(why(on)) == "in_force") == bool(listed)
