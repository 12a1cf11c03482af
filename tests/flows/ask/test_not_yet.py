"""What begins next month is "not yet" in every answer, and never what has ended."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Effect
from flows.clock import Clock
from tests.flows.conftest import Run
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    document,
    effect,
    entry,
    header,
    load,
    own,
    position,
)
from warehouse.connection import open_working
from warehouse.publish.publish import publish

TODAY = Clock().today()
# Of the last day of a month it is the month after the next: it is not to begin while the tests run.
NEXT_MONTH = ((TODAY + timedelta(days=1)).replace(day=1) + timedelta(days=32)).replace(day=1)
SIGNED, OLD_SIGNED = TODAY - timedelta(days=3), TODAY - timedelta(days=400)
OVER = re.compile(r"no longer|ended|\bended_by\b.*na/", re.IGNORECASE)
NEW, OLD = f"{SIGNED:%d.%m.%Y} nr 2", f"{OLD_SIGNED:%d.%m.%Y} nr 1"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directive 2 begins next month; it replaces annex 1 of directive 1 by a job description of the same post."""
    folder = tmp_path_factory.mktemp("next-month")
    with open_working(folder) as w:
        write(w, "1", OLD_SIGNED)
        write(w, "2", SIGNED, begins_on=NEXT_MONTH, ends=True)
        publish(w, folder)
    return folder


def write(w: Any, number: str, signed_on: date, begins_on: date | None = None, *, ends: bool = False) -> None:
    writer = Writer(number)
    effects: list[Effect] = [approve(writer, "1", words="Kinnitan lisa 1")]
    if begins_on is not None:
        effects.append(effect(writer, "commence", own(), "Käskkiri jõustub", effective_on=begins_on.isoformat()))
    if ends:
        old = act("1", OLD_SIGNED.isoformat(), annexes=("1",), scope="annexes")
        effects.append(effect(writer, "revoke", old, "Tunnistan kehtetuks lisa 1"))
    file = document(
        writer,
        header=header(number, signed_on.isoformat()),
        parts=(body(writer), annex(writer, "1", "Arhivaar")),
        effects=tuple(effects),
        positions=(position(writer, "1", "Arhivaar", unit="Arhiiv"),),
    )
    load(w, f"na/{number}", entry(number, signed_on.isoformat()), file)


@pytest.mark.parametrize("annex_words", [(), ("1",), ("Arhivaar",)])
@pytest.mark.parametrize("command", ["history", "why"])
def test_history_and_why_say_not_yet(run: Run, data: Path, command: str, annex_words: tuple[str, ...]) -> None:
    status, printed, said = run(command, NEW, *annex_words, "--data", data)
    assert status == 0
    assert f"not yet in force: the first day is {NEXT_MONTH}" in printed
    assert not OVER.search(printed + said)


def test_in_force_says_not_yet_of_the_new_and_lists_the_old(run: Run, data: Path) -> None:
    status, printed, said = run("in-force", "--directive", NEW, "--data", data)
    assert (status, printed) == (0, "")
    assert f"annex 1 is not yet in force: the first day is {NEXT_MONTH}" in said
    assert not OVER.search(said)
    _, printed, _ = run("in-force", "--json", "--data", data)
    assert [row["annex_id"] for row in json.loads(printed)["annexes"]] == ["na/1#1"]


def test_the_name_of_the_post_tells_the_two_apart(run: Run, data: Path) -> None:
    _, printed, said = run("in-force", "--directive", "arhivaar", "--data", data)
    assert "na/1#1" in printed
    assert "na/2#1" not in printed
    [line] = [line for line in said.splitlines() if "na/2#1" in line]
    assert "not yet" in line
    assert not OVER.search(said)


@pytest.mark.parametrize("command", ["in-force --directive", "history", "why"])
def test_json_says_not_yet(run: Run, data: Path, command: str) -> None:
    _, printed, _ = run(*command.split(), NEW, "--json", "--data", data)
    answer = json.loads(printed)["answer"]
    assert {(one["annex_id"], one["outcome"], one["status"], one["until_on"]) for one in answer["outcomes"]} == {
        (None, "not_yet", "not_yet", NEXT_MONTH.isoformat()),
        ("na/2#1", "not_yet", "not_yet", NEXT_MONTH.isoformat()),
    }


def test_changes_have_the_beginning_and_the_end_on_the_day_and_nothing_before(run: Run, data: Path) -> None:
    def told(first: date, last: date) -> list[tuple[str, str | None, str]]:
        _, printed, _ = run("changes", "--from", first, "--to", last, "--json", "--data", data)
        return [(row["changed_on"], row["annex_id"], row["change"]) for row in json.loads(printed)["rows"]]

    day = NEXT_MONTH.isoformat()
    assert told(SIGNED, NEXT_MONTH - timedelta(days=1)) == []
    assert set(told(NEXT_MONTH, NEXT_MONTH)) == {
        (day, None, "began"),
        (day, "na/2#1", "began"),
        (day, "na/1#1", "ended"),
    }


def test_compare_takes_both_wordings(run: Run, data: Path) -> None:
    status, printed, said = run("compare", f"{OLD} lisa 1", f"{NEW} lisa 1", "--json", "--data", data)
    found = json.loads(printed)
    assert (status, found["subject"], found["new"]["outcome"]["outcome"]) == (0, "positions", "not_yet")
    assert found["old"]["outcome"]["outcome"] == "in_force"
    status, printed, said = run("compare", "na/1#1", "na/2#1", "--data", data)
    assert status == 0
    assert not OVER.search(printed + said)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT status FROM annex_status_on() WHERE annex_id = 'na/2#1'",
        "SELECT status FROM directive_status_on() WHERE directive_id = 'na/2'",
    ],
)
def test_status_in_sql_is_not_yet(run: Run, data: Path, query: str) -> None:
    assert json.loads(run("sql", query, "--json", "--data", data)[1]) == [{"status": "not_yet"}]


def test_the_versions_of_the_post_have_the_new_one_after_the_old(run: Run, data: Path) -> None:
    _, printed, _ = run("sql", "--name", "post_versions", "--param", "title=arhivaar", "--json", "--data", data)
    rows = json.loads(printed)
    assert [(row["annex_id"], row["in_force_from"], row["in_force_until"], row["gap_from"]) for row in rows] == [
        ("na/1#1", OLD_SIGNED.isoformat(), NEXT_MONTH.isoformat(), None),
        ("na/2#1", NEXT_MONTH.isoformat(), None, None),
    ]


def test_show_files_and_report_commands_do_not_call_it_over(run: Run, data: Path) -> None:
    _, printed, _ = run(
        "sql", "SELECT approval_evidence_id AS id FROM annexes WHERE annex_id = 'na/2#1'", "--json", "--data", data
    )
    [row] = json.loads(printed)
    for command in (("show", row["id"]), ("files", NEW)):
        _, printed, said = run(*command, "--data", data)
        assert not OVER.search(printed + said), command
