"""Doubts of the sample register: three settled by command, what that changes, and since when it is known."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.folder import DataFolder
from flows.rulings import journal
from flows.run.summary import Summary
from tests.flows.conftest import Run, clock_at
from tests.flows.small_register import LEDGERS, ask, described

pytestmark = pytest.mark.long

RULED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ON = "2026-12-02"
ALL_BUT_RULINGS = (*LEDGERS, "rulings")
OF_NR_2 = {"sample/720015#1", "sample/720015#2", "sample/720015#3"}
OF_NR_11 = {"sample/700240#4", "sample/700240#6"}
ANSWERS = {
    "which_act": ("sample/700240", "silmas on peetud 2022. aasta käskkirja"),
    "field_of_position": ("experience: Vähemalt 2 aastat tööd dokumentide haldamisel", "staaž on töökogemus"),
    "start_day": ("15.12.2026", "süsteem võeti kasutusele"),
}


@pytest.fixture
def data(sample_night: tuple[Path, Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(sample_night[0], tmp_path / "data", symlinks=True)
    monkeypatch.setattr("flows.commands.ruling.Clock", lambda: clock_at(RULED))
    return tmp_path / "data"


def listed(run: Run, data: Path) -> dict[str, list[dict[str, Any]]]:
    """The doubts by their questions."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(run("doubts", "--json", "--data", data)[1]):
        found.setdefault(one["question"], []).append(one)
    return found


def in_force(run: Run, data: Path, *arguments: str) -> set[str]:
    told = json.loads(run("in-force", "--on", ON, "--json", "--data", data, *arguments)[1])
    return {one["annex_id"] for one in told["annexes"]}


def test_three_doubts_are_settled_by_command_and_opened_again(data: Path, run: Run) -> None:
    doubts = listed(run, data)
    assert {question: len(found) for question, found in doubts.items()} == {
        "which_act": 1,
        "field_of_position": 1,
        "start_day": 1,
        "same_position": 2,
    }
    [act], [field] = doubts["which_act"], doubts["field_of_position"]
    assert (act["candidates"], act["annex_number"]) == (["sample/700240", "sample/720015"], 5)
    assert next(iter(doubts)) == "which_act"  # most annexes depend on it
    assert field["candidates"] == ["subordinates", "special_conditions", "experience"]
    before, undisturbed = in_force(run, data), described(data, leave_out=ALL_BUT_RULINGS)
    assert not before & (OF_NR_2 | OF_NR_11)
    for question, (outcome, reason) in ANSWERS.items():
        [doubt] = doubts[question]
        given = (
            "rule",
            doubt["doubt_id"],
            "--outcome",
            outcome,
            "--because",
            reason,
            "--by",
            "arhivaar",
            "--data",
            data,
        )
        assert run(*given, "--check")[0] == 0
        assert run(*given)[0] == 0
    assert in_force(run, data) == before
    assert run("publish", "--data", data)[0] == 0

    assert in_force(run, data) == before | OF_NR_2
    assert in_force(run, data, "--known-on", "2026-11-24") == before
    assert in_force(run, data, "--known-on", "2026-11-25") == before | OF_NR_2
    assert list(listed(run, data)) == ["same_position"]
    assert ask(data, "SELECT DISTINCT state FROM rulings") == [("applied",)]
    assert ask(
        data,
        "SELECT annex_id, in_force_from::VARCHAR, in_force_from_basis, in_force_until::VARCHAR, in_force_until_basis"
        " FROM annexes WHERE 'ruling' IN (in_force_from_basis, in_force_until_basis) ORDER BY 1",
    ) == [
        ("sample/700240#4", "2022-05-09", "signing", "2026-12-01", "ruling"),
        ("sample/700240#6", "2022-05-09", "signing", "2026-12-01", "ruling"),
        ("sample/740303#1", "2026-12-15", "ruling", None, None),
    ]
    assert ask(
        data,
        "SELECT p.experience, p.experience_years, f.quote, f.decided_by FROM positions AS p"
        " JOIN position_fields AS f ON f.position_id = p.position_id AND f.basis = 'ruling'",
    ) == [("Vähemalt 2 aastat tööd dokumentide haldamisel", 2, "Tööks vajalik staaž", "arhivaar")]
    for reference, number, reason in (
        ("09.05.2022 nr 11", "4", ANSWERS["which_act"][1]),
        ("17.11.2026 nr 30", "1", ANSWERS["start_day"][1]),
        ("17.11.2026 nr 30", "1", ANSWERS["field_of_position"][1]),
    ):
        for command in ("why", "history"):
            told = " ".join(run(command, reference, number, "--data", data)[1].split())
            assert f"decided by arhivaar on 2026-11-25, because {reason}" in told, command
    assert run("rule", "--check", "--data", data)[0] == 0

    path = DataFolder(data).rulings
    ruled, lines = described(data), path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[::-1]))
    assert run("publish", "--full", "--data", data)[0] == 0
    assert described(data) == ruled
    for one in journal.read_rulings(data)[0]:
        away = ("rule", "--withdraw", one.ruling_id, "--because", "eksitus", "--by", "arhivaar", "--data", data)
        assert run(*away)[0] == 0
    assert run("publish", "--data", data)[0] == 0
    assert described(data, leave_out=ALL_BUT_RULINGS) == undisturbed
