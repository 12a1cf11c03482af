"""What a ruling on each question changes, over one base: what it names, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model.effect import Effect
from tests.sql.views.ruling_rows import rulings_on
from tests.warehouse.factory import Writer, act, directive, effect, own
from warehouse.ask.checks import CheckResult, run_checks
from warehouse.connection import Warehouse, open_published
from warehouse.ledgers.rulings import hold
from warehouse.publish.publish import publish

STARTS = (
    "SELECT annex_id, in_force_from::VARCHAR, in_force_from_basis, decided_by FROM annexes WHERE annex_id IN ({})"
    " ORDER BY 1"
)
ENDS = (
    "SELECT annex_id, in_force_until::VARCHAR, in_force_until_basis, undecided_from::VARCHAR, decided_by FROM annexes"
    " WHERE annex_id IN ({}) ORDER BY 1"
)
BYSTANDERS = "SELECT * FROM annexes WHERE annex_id IN ('na/20#1', 'na/11#1') ORDER BY 1"


ANSWERS = {
    "na/10": ("2026-06-01", {"na/10#1"}),
    "na/11": ("2026-07-01", {"na/11#2"}),
    "na/12": ("2026-05-01", {"na/12#1"}),
    "na/13": ("2026-08-01", {"na/14#1"}),
    "na/16": ("1, 3", {"na/15#1", "na/15#2", "na/15#3"}),
    "na/18": ("nothing", {"na/17#1"}),
    "na/21": ("ends", {"na/19#1"}),
}
TABLES = (
    "annexes",
    "directives",
    "endings",
    "annex_knowledge",
    "annexes_as_read",
    "annex_statuses",
    "directive_statuses",
    "undecided",
    "findings",
    "doubts",
)


def commence(words: str, **values: Any) -> Any:
    def more(writer: Writer) -> list[Effect]:
        return [effect(writer, "commence", own(**values.pop("of", {})), words, **values)]

    return more


def twice(writer: Writer) -> list[Effect]:
    return [
        effect(writer, "commence", own(), f"Jõustub {day}.", effective_on=day, date_basis="clause")
        for day in ("2026-03-01", "2026-05-01")
    ]


def revoke(number: str, words: str, of: dict[str, Any] | None = None, **values: Any) -> Any:
    def more(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", act(number, "2025-01-05", **(of or {})), words, **values)]

    return more


def base(w: Warehouse) -> None:
    """Nine directives of 2026 that leave something open, and the acts of 2025 that they name."""
    open_start = {"date_basis": "condition"}
    directive(w, "na/10", "10", "2026-02-02", "1", more=commence("Jõustub uue seaduse jõustumisel.", **open_start))
    of_second = {"annexes": ("2",), "scope": "annexes"}
    directive(
        w,
        "na/11",
        "11",
        "2026-02-02",
        "1",
        "2",
        more=commence("Lisa 2 jõustub hoone valmimisel.", of=of_second, **open_start),
    )
    directive(w, "na/12", "12", "2026-02-02", "1", more=twice)
    directive(w, "na/14", "14", "2025-01-05", "1")
    directive(w, "na/15", "15", "2025-01-05", "1", "2", "3")
    directive(w, "na/17", "17", "2025-01-05", "1")
    directive(w, "na/19", "19", "2025-01-05", "1")
    directive(w, "na/20", "20", "2025-01-05", "1")

    def begins_and_ends(writer: Writer) -> list[Effect]:
        begins = effect(writer, "commence", own(), "Jõustub leppe sõlmimisel.", date_basis="condition")
        return [begins, *revoke("14", "Tunnistan kehtetuks käskkirja nr 14.")(writer)]

    directive(w, "na/13", "13", "2026-02-02", more=begins_and_ends)
    part = {"scope": "part", "limit": "osas, millega kinnitati nõunike ametijuhendid"}
    directive(w, "na/16", "16", "2026-02-02", more=revoke("15", "Tunnistan osaliselt kehtetuks.", of=part))
    directive(w, "na/18", "18", "2026-02-02", more=revoke("17", "Ei tunnista vist kehtetuks.", doubt="negation"))
    directive(w, "na/21", "21", "2026-02-02", more=revoke("19", "Lugeda lõppenuks vms.", doubt="residue"))


def test_each_question_settles_what_it_names(working: Warehouse, ask: Any) -> None:
    base(working)
    questions = ask("SELECT document_id, question, candidates FROM doubts ORDER BY 1")
    assert questions == [
        ("na/10", "start_day", []),
        ("na/11", "start_day", []),
        ("na/12", "start_day", ["2026-03-01", "2026-05-01"]),
        ("na/13", "start_day", []),
        ("na/16", "which_annexes", ["1", "2", "3"]),
        ("na/18", "effect_of_sentence", ["ends", "nothing"]),
        ("na/21", "effect_of_sentence", ["ends", "nothing"]),
    ]
    before = ask(BYSTANDERS)
    rows = rulings_on(ask, *((name, outcome) for name, (outcome, _) in ANSWERS.items()))
    hold(working, rows)
    assert ask("SELECT DISTINCT state FROM rulings") == [("applied",)]
    assert ask(STARTS.format("'na/10#1', 'na/11#2', 'na/12#1'")) == [
        ("na/10#1", "2026-06-01", "ruling", "arhivaar"),
        ("na/11#2", "2026-07-01", "ruling", "arhivaar"),
        ("na/12#1", "2026-05-01", "ruling", "arhivaar"),
    ]
    assert ask(ENDS.format("'na/14#1', 'na/15#1', 'na/15#3', 'na/17#1', 'na/19#1'")) == [
        ("na/14#1", "2026-08-01", "ruling", None, "arhivaar"),
        ("na/15#1", "2026-02-02", "ruling", None, "arhivaar"),
        ("na/15#3", "2026-02-02", "ruling", None, "arhivaar"),
        ("na/17#1", None, None, None, None),
        ("na/19#1", "2026-02-02", "ruling", None, "arhivaar"),
    ]
    assert ask("SELECT count(*) FROM doubts") == [(0,)]
    assert ask("SELECT count(*) FROM undecided") == [(0,)]
    assert ask(BYSTANDERS) == before
    acts = (
        "SELECT directive_id FROM directives WHERE in_force_from_basis = 'ruling' OR in_force_until_basis = 'ruling'"
        " ORDER BY 1"
    )
    assert ask(acts) == [("na/10",), ("na/12",), ("na/13",), ("na/14",), ("na/19",)]
    assert {one.name for one in checks_of(working) if not one.passed and one.level == "error"} == set()
    on = "SELECT annex_id FROM annexes_in_force_on(DATE '2026-08-02'{}) ORDER BY 1"
    ruled = {row[0] for row in ask(on.format(""))}
    read = {row[0] for row in ask(on.format(", by_rulings := false"))}
    assert ruled - read == {"na/10#1", "na/11#2", "na/12#1", "na/15#2", "na/17#1"}
    assert read - ruled == set()
    assert ask("SELECT count(*) FROM annexes_in_force_on(DATE '2026-02-01', by_rulings := false)") == ask(
        "SELECT count(*) FROM annexes_in_force_on(DATE '2026-02-01')"
    )
    known = (
        "SELECT annex_id, decided_by FROM annexes_in_force_as_known(DATE '2026-08-02', DATE '{}')"
        " WHERE annex_id IN ('na/10#1', 'na/17#1') ORDER BY 1"
    )
    assert ask(known.format("2026-03-31")) == []
    assert ask(known.format("2026-04-01")) == [("na/10#1", "arhivaar"), ("na/17#1", None)]


def checks_of(w: Warehouse) -> list[CheckResult]:
    publish(w, w.path.parent)
    with open_published(w.path.parent) as published:
        return run_checks(published)


@pytest.mark.long
def test_each_ruling_changes_only_what_it_names_and_none_leaves_a_trace(working: Warehouse, ask: Any) -> None:
    base(working)
    before = {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in TABLES}
    rows = rulings_on(ask, *((name, outcome) for name, (outcome, _) in ANSWERS.items()))
    for row, (_, named) in list(zip(rows, ANSWERS.values(), strict=True))[1::2]:
        hold(working, [row])
        now = ask("SELECT * FROM annexes ORDER BY ALL")
        changed = {one[0] for one in set(map(str_of, now)) ^ set(map(str_of, before["annexes"]))}
        assert changed == named, row["document_id"]
    states = []
    for given in (rows, rows[::-1], rows[3:] + rows[:3]):
        hold(working, given)
        states.append({name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in (*TABLES, "rulings")})
    assert states[0] == states[1] == states[2]
    assert states[0]["annexes"] != before["annexes"]
    hold(working, [row | {"withdrawn_on": row["decided_on"]} for row in rows])
    assert {name: ask(f"SELECT * FROM {name} ORDER BY ALL") for name in TABLES} == before


def str_of(row: tuple[Any, ...]) -> tuple[str, str]:
    """The id of an annex, and all that is said of it."""
    return row[0], repr(row)
