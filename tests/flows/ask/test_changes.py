"""`kehtiv changes`: what began and ended between two days on the sample register, worked out from its description."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows.run.summary import Summary
from flows.terminal.changes import WORDS
from tests.flows.conftest import Run
from warehouse.sources import SQL_FOLDER

AUTUMN = ("--from", "01.09.2026", "--to", "2026-09-30")


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


def test_changes_of_a_month_stand_with_day_annex_act_and_sentence(run: Run, data: Path) -> None:
    """On 14.09.2026 nr 21 began with its annexes 1 and 2; it ended nr 19's annex 2 and both annexes of nr 4."""
    status, printed, said = run("changes", *AUTUMN, "--data", str(data))
    assert status == 0
    lines = [line for line in printed.splitlines() if line.startswith("2026-09-14")]
    assert [(line.split("  ")[1].split(" “")[0].split(":")[0], line.rpartition(": ")[2]) for line in lines] == [
        ("annex 2 of sample/720190", "no longer in force, by sample/740201"),
        ("annex 1 of sample/730012", "no longer in force, by sample/740201"),
        ("annex 2 of sample/730012", "no longer in force, by sample/740201"),
        ("sample/740201", "in force"),
        ("annex 1 of sample/740201", "in force"),
        ("annex 2 of sample/740201", "in force"),
    ]
    assert "tunnista" in printed.lower()
    assert "kehtiv show " in printed
    assert "6 changes from 2026-09-01 to 2026-09-30" in said


def test_what_comes_next_year_is_told_now(run: Run, data: Path) -> None:
    status, printed, _ = run("changes", "--from", "2026-12-01", "--to", "2027-12-31", "--json", "--data", str(data))
    found = json.loads(printed)
    assert status == 0
    assert [(row["changed_on"], row["change"], row["annex_id"]) for row in found["rows"]] == [
        ("2026-12-01", "came_into_doubt", None),
        ("2026-12-01", "came_into_doubt", "sample/700240#4"),
        ("2026-12-01", "came_into_doubt", "sample/700240#6"),
        ("2026-12-01", "came_into_doubt", None),
        ("2026-12-01", "came_into_doubt", "sample/720015#1"),
        ("2026-12-01", "came_into_doubt", "sample/720015#2"),
        ("2026-12-01", "came_into_doubt", "sample/720015#3"),
        ("2026-12-01", "began", None),
        ("2027-01-01", "ended", "sample/720015#1"),
        ("2027-01-01", "ended", "sample/720015#3"),
        ("2027-01-01", "ended", "sample/720102#1"),
        ("2027-01-01", "began", None),
        ("2027-01-01", "began", "sample/740289#1"),
        ("2027-01-01", "began", "sample/740289#2"),
        ("2027-02-01", "resumed", "sample/710404#1"),
    ]
    assert found["is_learned"] is False


def test_what_was_learned_has_both_days(run: Run, data: Path) -> None:
    _, printed, _ = run("changes", "--from", "2000-01-01", "--to", "2099-12-31", "--learned", "--data", str(data))
    lines = [line for line in printed.splitlines() if "annex 2 of sample/720102" in line]
    assert [line.rpartition("”: ")[2] for line in lines] == [
        "in force from 2024-03-07",
        "no longer in force from 2025-03-10, by sample/730095",
    ]


def test_a_period_without_changes_says_so(run: Run, data: Path) -> None:
    status, printed, said = run("changes", "--from", "2019-01-01", "--to", "2019-12-31", "--data", str(data))
    assert (status, printed) == (0, "")
    assert "nothing is known to have changed from 2019-01-01 to 2019-12-31" in said


@pytest.mark.parametrize(
    "first, last, words",
    [
        ("2026-09-30", "2026-09-01", "--to 2026-09-01 is before --from 2026-09-30: give the earlier day first"),
        ("30.02.2026", "2026-09-01", "--from: "),
        ("2026-01-01", "soon", "--to: "),
    ],
)
def test_days_that_cannot_be_are_wrong_use(run: Run, data: Path, first: str, last: str, words: str) -> None:
    status, printed, said = run("changes", "--from", first, "--to", last, "--data", str(data))
    assert (status, printed) == (2, "")
    assert words in said


def test_each_change_that_the_macros_name_has_words() -> None:
    """What is learned of an annex that its page lists no more, as of every other change."""
    source = (SQL_FOLDER / "macros" / "as_of.sql").read_text("utf-8")
    cases = re.findall(r"(?:change :=|AS changed_on,\s+) ?CASE (.*?) END", source, re.DOTALL)
    cases += re.findall(r"\n {8,15}CASE (WHEN [^;]*?) END AS change,", source)
    named = {word for case in cases for word in re.findall(r"(?:THEN|ELSE) '(\w+)'", case)}
    assert {"began", "ended", "unlisted", "came_into_doubt", "left_doubt"} <= named
    assert named <= WORDS.keys()
