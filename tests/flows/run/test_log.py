"""Lines about a run that nobody watches: their form, how often they come, and what stands in the folder meanwhile."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from extractors.words import lemmas
from flows import stages
from flows.clock import Clock
from flows.run import going_on
from flows.run.going_on import GoingOn
from flows.run.log import Figures, RunLog, log_of
from flows.run.progress import EVERY_S, Progress
from flows.settings import Settings
from tests.flows.conftest import Run, clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister

AT = datetime(2026, 11, 28, 1, 0, 12, tzinfo=UTC)


def lines_of(things: int, *, each_s: float, **given: Any) -> list[str]:
    """The lines of a stage whose things take ``each_s`` seconds each."""
    lines: list[str] = []
    passed = iter(range(10_000))
    log = RunLog("som", lambda: AT, lines.append, **given)
    progress = Progress(Console(file=io.StringIO()), log=log, requests=lambda: 7, ticks=lambda: next(passed) * each_s)
    progress.expect("fetching documents", things)
    assert list(progress.of("fetching documents", range(things), things)) == list(range(things))
    return lines


def test_a_stage_is_told_when_it_begins_and_every_few_minutes() -> None:
    lines = lines_of(5, each_s=EVERY_S)
    assert lines[0] == "2026-11-28T03:00:12+02:00 som: fetching documents: 0 of 5, 7 requests"
    assert lines[3].startswith("2026-11-28T03:00:12+02:00 som: fetching documents: 3 of 5, 7 requests, about ")
    assert len(lines) == 6
    assert len(lines_of(100, each_s=1)) == 1, "a hundred seconds are too few for a second line"


def test_each_line_is_an_object_for_machines() -> None:
    told = [json.loads(line) for line in lines_of(2, each_s=EVERY_S, is_json=True)]
    assert told[0] == {
        "at": "2026-11-28T03:00:12+02:00",
        "register": "som",
        "stage": "fetching documents",
        "done": 0,
        "total": 2,
        "requests": 7,
    }
    assert told[-1]["left_s"] == 0


def test_a_stage_in_batches_is_counted_over_all_of_them() -> None:
    lines: list[str] = []
    progress = Progress(Console(file=io.StringIO()), log=RunLog("som", lambda: AT, lines.append, is_verbose=True))
    progress.expect("fetching documents", 4)
    for batch in ([1, 2], [3, 4]):
        assert list(progress.of("fetching documents", batch, 2)) == batch
    assert "4 of 4" in lines[-1]


def test_a_run_of_no_register_names_none() -> None:
    lines: list[str] = []
    RunLog("", lambda: AT, lines.append).say("publishing")
    assert lines == ["2026-11-28T03:00:12+02:00 publishing"]


def test_time_left_is_told_in_fitting_units() -> None:
    told = [Figures("reading", 1, 2, 0, seconds).told for seconds in (40, 600, 9000)]
    assert [line.rpartition(", ")[2] for line in told] == ["about 40 s left", "about 10 min left", "about 2.5 h left"]


def test_quiet_says_nothing_and_a_log_file_holds_it_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kehtiv.log"
    log_of(Settings(log_level="quiet", log_file=path), clock_at(AT), "som").say("publishing")
    log_of(Settings(log_file=path), clock_at(AT), "som").say("done")
    assert path.read_text() == ("2026-11-28T03:00:12+02:00 som: publishing\n2026-11-28T03:00:12+02:00 som: done\n")
    assert capsys.readouterr().err == "2026-11-28T03:00:12+02:00 som: done\n"


def test_a_log_that_cannot_be_written_ends_no_night(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_of(Settings(log_level="quiet", log_file=tmp_path), Clock(), "som").say("publishing")
    assert "cannot be written" in capsys.readouterr().err


# --- what `kehtiv status` says meanwhile ---


def standing(pid: int) -> GoingOn:
    return GoingOn(
        kind="ingest",
        register="som",
        pid=pid,
        began_at=AT,
        at=AT,
        told="fetching documents: 3 of 5",
        counts={"new": 2, "gone": 0},
    )


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_run_that_goes_on_is_shown_before_the_first_publish(run: Run, tmp_path: Path) -> None:
    going_on.note(tmp_path, standing(os.getpid()))
    status, told, _ = run("status", "--data", tmp_path)
    assert status == 0
    assert told == (
        "ingest som has been running since 2026-11-28 03:00 (fetching documents: 3 of 5; so far 2 new)\n\n"
        "nothing is published yet\n"
        "readings kept: 0, 0.0 MiB\n"
    )


def test_a_run_that_was_killed_is_shown_as_such(run: Run, tmp_path: Path) -> None:
    going_on.note(tmp_path, standing(dead_process()))
    status, told, _ = run("status", "--data", tmp_path)
    assert status == 1
    assert "was killed after 2026-11-28 03:00" in told
    assert "the next run continues from there" in told


def test_a_run_that_ended_leaves_nothing_of_it(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, None)
    register.night(FIRST_DAY)
    assert going_on.look(register.data) is None


def test_a_damaged_note_is_no_run(tmp_path: Path) -> None:
    (tmp_path / ".going-on.json").write_text('{"kind": "ingest"}')
    assert going_on.look(tmp_path) is None


def test_a_night_that_takes_long_publishes_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of intervals jumps on, so that each batch counts as two minutes of work.

    It goes on without the dictionary that publishing read, which takes 31 MiB; Malay's is small.
    """
    monkeypatch.setattr(lemmas, "_LANGUAGE", "ms")
    monkeypatch.setattr(lemmas, "_dictionary", dictionary := cache(lemmas._dictionary.__wrapped__))
    fetch, held = stages.fetch_documents, list[int]()

    def fetch_documents(*given: Any) -> Any:
        held.append(dictionary.cache_info().currsize)
        dictionary()
        return fetch(*given)

    monkeypatch.setattr(stages, "fetch_documents", fetch_documents)
    register = SmallRegister(tmp_path)
    for n in range(3):
        register.add(str(100 + n), str(n + 1), FIRST_DAY, None)
    minutes = iter(range(0, 100_000, 121))
    monkeypatch.setattr("flows.run.run.time", SimpleNamespace(monotonic=lambda: next(minutes)))
    register.night(FIRST_DAY, batch_size=1, publish_minutes=60)
    assert sorted(path.name for path in register.data.glob("warehouse-*.duckdb")) == [
        "warehouse-000001.duckdb",
        "warehouse-000002.duckdb",
    ]
    assert held == [0, 0, 1], "the second batch came after the only publish in between"
