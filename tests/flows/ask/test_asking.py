"""`kehtiv in-force`, `history` and `why`: nothing that is not "no" reads as "no", and the exit status tells which."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Effect
from flows.run.summary import Summary
from tests.flows.conftest import Run, clock_at
from tests.warehouse.factory import Writer, act, directive, effect
from warehouse.connection import open_working
from warehouse.publish.publish import publish

ON = ("--on", "2026-11-22")


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directive 5 with two annexes; a sentence about annex 2 was not understood; directive 6 is to be taken down."""

    def say(writer: Writer) -> list[Effect]:
        affected = act("5", "2025-02-03", annexes=("2",), scope="annexes")
        words = "Tunnistan lisa 2 osaliselt kehtetuks."
        return [effect(writer, "revoke", affected, words, doubt="residue", doubt_quote="osaliselt")]

    folder = tmp_path_factory.mktemp("doubtful")
    with open_working(folder) as w:
        directive(w, "na/1", "5", "2025-02-03", "1", "2")
        directive(w, "na/2", "9", "2025-06-02", more=say)
        directive(w, "na/3", "6", "2025-05-05", "1")
        publish(w, folder)
    return folder


@pytest.mark.parametrize(
    "reference, status, words",
    [
        ("10.03.2025 nr 11", 0, ["1 annex in force on 2026-11-22"]),
        ("käskkiri 10.03.2025 nr 11", 0, ["1 annex in force"]),
        ("11/2025", 0, ["1 annex in force"]),
        ("730095", 0, ["1 annex in force"]),
        ("nr 11, 10.03.2025", 0, ["1 annex in force"]),
        (
            "14.02.2022 nr 5",
            0,
            [
                "no annex is known to be in force on 2026-11-22",
                "annexes 1, 2, 3 are no longer in force from 2023-04-03: ended by käskkiri 03.04.2023 nr 14",
                "“2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3.”",
            ],
        ),
        ("nr 29, 16.11.2026", 0, ["annexes 1, 2 are not yet in force: the first day is 2027-01-01"]),
        ("11", 0, ["“11” names 2 acts", "[sample/730095]", "[sample/700240]"]),
        ("18/2025", 1, ["restricted by the register (AK, AvTS § 35 lg 1 p 12)"]),
        ("18/2025 lisa 1", 1, ["restricted by the register (AK, AvTS § 35 lg 1 p 12)"]),
        ("10.03.2025 nr 12", 2, ["“10.03.2025 nr 12” is not held: did you mean käskkiri 10.03.2025 nr 11"]),
        ("31.02.2025 nr 1", 2, ["there is no day 31.02.2025"]),
        ("nr 11 lisa 99", 2, ["has no annex 99: known are 1"]),
        ("maaler", 2, ["“maaler” is not a reference to an act", "no annex or post of that name"]),
    ],
)
def test_in_force_tells_apart_whatever_is_not_in_force(
    run: Run, data: Path, reference: str, status: int, words: list[str]
) -> None:
    found, told, said = run("in-force", *ON, "--directive", reference, "--data", data)
    for each in words:
        assert each in told + said
    assert found == status
    if status == 2:
        assert "no annex is known to be in force" not in said


def test_the_name_of_a_post_lists_its_annexes_in_force_and_says_so(run: Run, data: Path) -> None:
    status, told, said = run("in-force", *ON, "--directive", "nõustaja (ametnik)", "--data", data)
    assert status == 0
    assert "sample/740201#1" in told
    assert "#3" not in told
    assert "is not a reference to an act" in said
    assert "nõustaja (ametnik): no longer in force from 2023-04-03, annex 2 of käskkiri 14.02.2022 nr 5" in said


def test_an_undecided_annex_is_told_with_its_sentence_and_ends_with_1(run: Run, doubtful: Path) -> None:
    status, told, said = run("in-force", *ON, "--directive", "nr 5", "--data", doubtful)
    assert status == 1
    assert "na/1#1" in told
    assert "annex 2 is undecided from 2025-06-02: a sentence that may end it holds words that were not" in said
    assert "“Tunnistan lisa 2 osaliselt kehtetuks.”" in said
    assert run("in-force", *ON, "--directive", "nr 5 lisa 1", "--data", doubtful)[0] == 0
    assert run("why", "nr 5", "2", *ON, "--data", doubtful)[0] == 1
    assert run("history", "nr 5", "2", "--data", doubtful)[0] == 0


def test_a_taken_down_act_is_told_as_withdrawn_by_every_command(run: Run, data: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(data, tmp_path / "own", symlinks=True))
    assert run("takedown", "sample/700512", "--reason", "palve", "--data", own)[0] == 0
    for command in ("in-force --directive", "history", "why", "show"):
        status, told, said = run(*command.split(), "sample/700512", "--data", own)
        assert status == 1, command
        assert ("was withdrawn on" if command == "show" else "was taken down here") in told + said
    for command in ("history", "why"):
        status, told, said = run(command, "sample/700512", "1", "--data", own)
        assert (status, "was taken down here" in told + said) == (1, True), command


def test_history_begins_with_the_outcome_and_keeps_two_acts_apart(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # From 1 December 2026 on, one of these acts is undecided.
    monkeypatch.setattr("flows.commands.asking.Clock", lambda: clock_at(datetime(2026, 11, 22, tzinfo=UTC)))
    status, told, said = run("history", "11", "--data", data)
    first, second = told.split("\n\n")
    assert status == 0
    assert first.startswith("käskkiri 10.03.2025 nr 11 (Näidisamet) is in force from 2025-03-10")
    assert second.startswith("käskkiri 09.05.2022 nr 11 (Näidisamet) is in force from 2022-05-09")
    assert "annexes 10, 11 are no longer in force from 2025-01-01" in second
    assert "720451" not in first
    assert "“11” names 2 acts" in said


def test_history_of_an_annex_takes_its_title_as_in_force_prints_it(run: Run, data: Path) -> None:
    by_title = run("history", "14.02.2022 nr 5", "nõustaja (ametnik)", "--data", data)
    assert by_title == run("history", "sample/700110#2", "--data", data)
    assert by_title == run("history", "700110", "2", "--data", data)
    assert by_title[1].startswith("annex 2 “nõustaja (ametnik)” of käskkiri 14.02.2022 nr 5 (Näidisamet) is no longer")


def test_why_numbers_the_rules_and_quotes_what_they_rest_on(run: Run, data: Path) -> None:
    status, told, _ = run("why", "14.02.2022 nr 5", "1", "--on", "03.04.2023", "--data", data)
    assert status == 0
    assert "  5. revoked by nr 14 of 2023-04-03, from 2023-04-03: a clause gives the day" in told
    assert "page 1: “2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3.”" in told


def as_json(run: Run, *arguments: object) -> Any:
    return json.loads(run(*arguments, "--json")[1])


def test_json_carries_the_outcome_as_a_value(run: Run, data: Path, doubtful: Path) -> None:
    held = as_json(run, "in-force", *ON, "--directive", "14.02.2022 nr 5", "--data", data)
    assert held["annexes"] == []
    assert {one["outcome"] for one in held["answer"]["outcomes"]} == {"in_force", "ended"}
    assert held["answer"]["outcomes"][1]["by_directive_id"] == "sample/710188"
    assert as_json(run, "in-force", *ON, "--data", data)["answer"] is None
    assert as_json(run, "history", "10.03.2025 nr 12", "--data", data)["answer"]["answer"] == "not_held"
    why = as_json(run, "why", "nr 5", "2", *ON, "--data", doubtful)
    assert why["steps"][-1]["rule"] == "undecided"
    history = as_json(run, "history", "nr 5", "--data", doubtful)
    assert history["histories"][0]["outcome"]["sentence"].startswith("käskkiri 03.02.2025 nr 5")
    assert history["histories"][0]["steps"][0]["step"] == "registered"
