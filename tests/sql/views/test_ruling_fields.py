"""Rulings on fields and duties of job descriptions: what they fill, what they leave, and when they no longer count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extractors.model.finding import Finding
from extractors.model.position import Position
from tests.sql.views.ruling_rows import FIELDS, ruled
from tests.warehouse.factory import Writer, annex, approve, body, document, entry, header, load, position
from warehouse.connection import Warehouse
from warehouse.ledgers.rulings import hold

HELD = (
    "SELECT unit, substitutes_for, substituted_by, experience, experience_years, staff_group FROM positions"
    " WHERE position_id LIKE 'na/5%'"
)
RULED = "SELECT field, basis, quote, ruling_id, decided_by FROM position_fields WHERE basis = 'ruling' ORDER BY field"
AS_READ = ("Arhiiv", None, None, None, None, None)


def described(w: Warehouse, *, reads: dict[str, Any] | None = None, label: str = "Staaž", version: str = "1") -> None:
    """Nr 5 with an unknown label, a substitution without a direction and two duties of one number; and nr 6."""
    for number in ("5", "6"):
        writer = Writer()
        main = body(writer, f"KÄSKKIRI nr {number}")
        parts = (main, annex(writer, "1", "Nõunik"))
        said = approve(writer, "1", words="Kinnitan lisa 1.")
        begins = len(writer.text)
        post = replace(position(writer, "1", "Nõunik", unit="Arhiiv"), **(reads or {}))
        findings: tuple[Finding, ...] = ()
        if number == "5":
            unread = writer.say(f"{label}\tVähemalt 4 aastat")
            unclear = writer.say("Jurist ja nõunik asendavad")
            duty = replace(post.duties[0], evidence=writer.say("Nõusta b asutusi"), duty="Nõusta b asutusi")
            post = replace(post, duties=(post.duties[0], duty))
            label_span = replace(unread.span, end=unread.span.start + len(label))
            findings = (
                *(() if reads else (Finding("label_unread", f"a label that is not known: {label}", label_span),)),
                Finding("substitution_direction_unclear", "who substitutes for whom", unclear.span),
                Finding("duty_number_repeated", "two duties bear the number 2.1", duty.evidence.span),
            )
        whole = writer.say("Õigused puuduvad")
        span = replace(whole.span, start=begins)
        post = replace(post, evidence=replace(whole, span=span, quote=writer.text[begins : span.end]))
        day = f"2025-02-0{number}"
        file = document(
            writer, header=header(number, day), parts=parts, effects=(said,), positions=(post,), findings=findings
        )
        load(w, f"na/{number}", entry(number, day), file, version=version)


def doubts(ask: Any) -> dict[str, dict[str, Any]]:
    """The open doubts by the code on which they rest."""
    rows = ask(f"SELECT {FIELDS}, candidates, page_number, annex_number FROM doubts ORDER BY ALL")
    found = [dict(zip(FIELDS.split(", "), row, strict=False)) | {"rest": row[-3:]} for row in rows]
    return {row["premises"].split(": ")[1].split(";")[0]: row for row in found}


def ruling(doubt: dict[str, Any], outcome: str, name: str) -> dict[str, Any]:
    return ruled({key: value for key, value in doubt.items() if key != "rest"}, outcome, name)


def test_a_field_is_filled_as_a_person_says(working: Warehouse, ask: Any) -> None:
    described(working)
    found = doubts(ask)
    assert {code: (row["question"], row["quote"]) for code, row in found.items()} == {
        "label_unread": ("field_of_position", "Staaž Vähemalt 4 aastat"),
        "substitution_direction_unclear": ("field_of_position", "Jurist ja nõunik asendavad"),
        "duty_number_repeated": ("field_of_position", "Nõusta b asutusi"),
    }
    assert found["substitution_direction_unclear"]["rest"] == (["substitutes_for", "substituted_by"], 1, 1)
    assert "unit" not in found["label_unread"]["rest"][0]
    hold(working, answers(found))
    assert ask("SELECT DISTINCT state FROM rulings") == [("applied",)]
    assert ask(HELD) == [("Arhiiv", None, "Jurist", "Vähemalt 4 aastat", 4, None)]
    assert ask("SELECT duty, ruling_id FROM duties WHERE position_id LIKE 'na/5%' ORDER BY ordinal") == [
        ("Nõustab", None),
        ("Nõustab asutusi: kirjalikult", "r3"),
    ]
    assert ask(RULED) == [
        ("experience", "ruling", "Staaž", "r1", "arhivaar"),
        ("substituted_by", "ruling", "Jurist ja nõunik asendavad", "r2", "arhivaar"),
    ]


def answers(found: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        ruling(found["label_unread"], "experience: Vähemalt 4 aastat", "r1"),
        ruling(found["substitution_direction_unclear"], "substituted_by: Jurist", "r2"),
        ruling(found["duty_number_repeated"], "duty: Nõustab asutusi: kirjalikult", "r3"),
    ]


@pytest.mark.long
def test_rulings_on_fields_touch_nothing_else_and_leave_no_trace(working: Warehouse, ask: Any) -> None:
    tables = ("positions", "position_fields", "duties", "position_versions", "annexes")
    others = "SELECT * FROM positions WHERE position_id NOT LIKE 'na/5%'"
    described(working)
    found, bystanders = doubts(ask), ask(others)
    before = {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in tables}
    rows = answers(found)
    told = []
    for given in (rows, rows[::-1]):
        hold(working, given)
        assert ask("SELECT count(*) FROM doubts") == [(0,)]
        assert ask(others) == bystanders
        told.append({name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in (*tables, "rulings")})
    assert told[0] == told[1]
    hold(working, [row | {"withdrawn_on": row["decided_on"]} for row in rows])
    assert {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in tables} == before
    assert doubts(ask) == found


@pytest.mark.long
def test_when_a_field_that_was_ruled_counts(working: Warehouse, ask: Any) -> None:
    described(working)
    row = ruling(doubts(ask)["label_unread"], "experience: Vähemalt 4 aastat", "r1")
    state = "SELECT state, state_reason FROM rulings"
    for outcome, expected in (
        ("experience: Vähemalt 4 aastat", ("applied", None)),
        ("unit: Hoidla", ("contested", "not_a_candidate")),  # it is read elsewhere
        ("none", ("applied", None)),
        ("unsure", ("applied", None)),
    ):
        hold(working, [row | {"outcome": outcome}])
        assert ask(state) == [expected], outcome
        assert (ask(HELD) == [AS_READ]) == (outcome != "experience: Vähemalt 4 aastat")
        assert ("label_unread" in doubts(ask)) == (outcome in ("unit: Hoidla", "unsure"))
    hold(working, [row, row | {"ruling_id": "r2", "outcome": "none"}])
    assert ask("SELECT DISTINCT state FROM rulings") == [("conflicting",)]
    hold(working, [row])
    described(working, version="2")
    assert ask(state) == [("applied", None)]
    described(working, reads={"experience": "Vähemalt 4 aastat"}, version="3")
    assert ask(state) == [("confirmed", None)]
    described(working, reads={"experience": "Vähemalt 14 aastat"}, version="4")
    assert ask(state) == [("contested", "not_read")]
    assert ask("SELECT experience FROM positions WHERE position_id LIKE 'na/5%'") == [("Vähemalt 14 aastat",)]
    described(working, label="Tööstaaž", version="5")
    assert ask(state) == [("orphaned", None)]
    assert ask(HELD) == [AS_READ]


@pytest.mark.long
def test_a_post_without_a_name_gets_one(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    parts = (body(writer), annex(writer, "1", "Ametijuhend"))
    said = approve(writer, "1", words="Kinnitan lisa 1.")
    post: Position = replace(position(writer, "1"), position=None, field_evidence=())
    assert post.evidence is not None
    file = document(
        writer, header=header("5", "2025-02-03"), parts=parts, effects=(said,), positions=(post,),
        findings=(Finding("position_unnamed", "a job description that names no position", post.evidence.span),),
    )  # fmt: skip
    load(working, "na/5", entry("5", "2025-02-03"), file)
    [doubt] = doubts(ask).values()
    assert doubt["rest"][0] == ["title"]
    hold(working, [ruling(doubt, "title: Arhivaar", "r1")])
    assert ask("SELECT title FROM positions") == [("Arhivaar",)]
    assert ask("SELECT field, basis FROM position_fields") == [("position", "ruling")]
    assert ask("SELECT state FROM rulings") == [("applied",)]
