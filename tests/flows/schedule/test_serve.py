"""`kehtiv serve` as the operator runs it: schedules fire, killed nights are begun again, SIGTERM leaves nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.clock import Clock
from flows.report.keep import list_reports, load_report
from flows.sample.faults import Fault, Faults
from flows.sample.server import SampleRegister
from flows.schedule import unfinished
from flows.schedule.plans import Plan, ServeError
from flows.schedule.serve import Serve, serve
from flows.schedule.server import ServerFails
from flows.settings import Settings
from tests.patience import PATIENCE_S, SETTINGS, wait_until
from warehouse.connection import open_working

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


# --- the whole, in processes of its own ---


@dataclass
class Story:
    """What was seen while `kehtiv serve` ran: ``left`` are the processes that it did not end."""

    said: str = ""
    status: int | None = None
    attempts: list[int] = field(default_factory=list)
    runs: list[tuple[Any, ...]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A schedule of every 20 s fires; the night is killed, begun again and ends; SIGTERM comes in the next one.

    Nights that are to be hit wait in mid-work for an answer that does not come, so that none is over too soon.
    """
    folder = tmp_path_factory.mktemp("serve")
    data, told = folder / "data", Story()
    with SampleRegister(faults=_stuck_after(9)) as register, _serving(folder, data, register.base_url) as process:
        first = wait_until(lambda: _going_on(data, register, 10), "no night was begun by the schedule")
        told.attempts.append(first.attempt)
        os.kill(first.pid, signal.SIGKILL)
        register.faults = Faults()
        again = wait_until(lambda: _other(data, first.pid), "the killed night was not begun again")
        told.attempts.append(again.attempt)
        wait_until(lambda: list_reports(data), "the night begun again did not end")
        asked, register.faults = len(register.log), _stuck_after(4)
        wait_until(lambda: _going_on(data, register, asked + 5), "no further night was begun")
        process.send_signal(signal.SIGTERM)
        told.status = process.wait(PATIENCE_S)
        told.left = _processes_of(data)
    told.said = (folder / "said.log").read_text()
    with open_working(data) as w:
        told.runs = w.connection.execute("SELECT register, outcome FROM base.runs ORDER BY started_at").fetchall()
    told.reports = [load_report(data, run_id) for run_id in reversed(list_reports(data))]
    return told


def _stuck_after(answers: int) -> Faults:
    """So many answers, then one that takes hours."""
    return Faults(Fault("slow_body", seconds=36_000, nth=tuple(range(answers + 1, 1000))))


# A night that was told to end is killed after two minutes, and on a busy machine closing its run may take longer.
_SERVE = f"""from flows.schedule import serve
serve.NIGHT_ENDS_S = {PATIENCE_S / 2}
from flows.cli import main
main()"""


@contextmanager
def _serving(folder: Path, data: Path, base_url: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "KEHTIV_"))},
        **SETTINGS,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "KEHTIV_REQUEST_INTERVAL_S": "0.08",
        "KEHTIV_WORKERS": "1",
        "KEHTIV_SERVE_PAUSE_S": "0.5",
    }
    command = ["serve", "--every", "20", "--register", base_url, "--data", str(data)]
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, *command],
            env=environment,
            cwd=folder,
            stdout=said,
            stderr=said,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _going_on(data: Path, register: SampleRegister, asked: int) -> unfinished.Unfinished | None:
    """The night that is going on, once the register was asked for so much: it is in the middle of its work."""
    nights = unfinished.list_unfinished(data)
    return nights[0] if nights and len(register.log) >= asked else None


def _other(data: Path, pid: int) -> unfinished.Unfinished | None:
    return next((night for night in unfinished.list_unfinished(data) if night.pid != pid), None)


def _processes_of(data: Path) -> list[str]:
    """The processes of this machine that were given this data folder, but for those that were killed this moment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_given = f"KEHTIV_DATA={data}".encode() in (process / "environ").read_bytes().split(b"\0")
            if is_given and not _is_being_killed(process):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def _is_being_killed(process: Path) -> bool:
    """SIGKILL has been sent; a busy machine lets some time pass before the process is gone (proc_pid_status(5))."""
    pending = re.findall(r"^(?:SigPnd|ShdPnd):\s*(\w+)", (process / "status").read_text(), re.MULTILINE)
    return any(int(signals, 16) >> (signal.SIGKILL - 1) & 1 for signals in pending)


@pytest.mark.long
@pytest.mark.prefect
def test_a_schedule_fires_and_a_killed_night_is_begun_again_and_ends(story: Story) -> None:
    assert story.attempts == [1, 2]
    assert [outcome for _, outcome in story.runs[:2]] == ["interrupted", "done"], story.said
    assert "begins again (attempt 2)" in story.said
    assert story.reports[0]["outcome"] == "done"
    assert story.reports[0]["news"]["documents"]["total"] > 20, (
        "what the killed run found is news of the one that ended"
    )


@pytest.mark.long
@pytest.mark.prefect
def test_sigterm_in_the_middle_of_a_night_closes_its_run_and_leaves_no_process(story: Story) -> None:
    assert story.status == 0, story.said
    assert story.left == []
    assert story.runs[-1][1] == "interrupted", story.said
    assert story.reports[-1]["outcome"] == "interrupted"
    assert story.said.rstrip().endswith("stopped")


@pytest.mark.long
@pytest.mark.prefect
def test_serving_begins_with_what_it_serves_and_where_to_look(story: Story) -> None:
    """Prefect's own chatter and Python's warnings stay out of the journal; what its runner fails at may stand there."""
    starting, serving = story.said.splitlines()[:2]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:+]+ starting Prefect's server; .*", starting), story.said
    assert re.match(r"\d{4}-\d\d-\d\dT[\d:+]+ serving http://127\.0\.0\.1", serving), story.said
    for word in ("DeprecationWarning", "RuntimeWarning", "never awaited", "check out the dashboard"):
        assert word not in story.said, story.said


# --- deciding, without processes ---


def test_each_night_is_told_with_the_next_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = [NOW]
    told = Serve(Settings(data=tmp_path), [Plan("mets", "0 6 * * *")], Clock(now=lambda: clock[0]))
    for hours in (0, 1, 2):
        clock[0] = NOW + timedelta(hours=hours)
        told._tell_due()
    assert capsys.readouterr().err == (
        "2026-03-02T06:00:00+02:00 mets: the night is due; the next one is at 2026-03-03 06:00\n"
    )


def test_a_second_serve_over_one_folder_says_so_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(first: Serve) -> None:
        with pytest.raises(ServeError, match="another `kehtiv serve`"):
            serve(first.plans, first.settings, first.clock)
        first.stopping.set()

    monkeypatch.setattr(Serve, "start", start)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    serve([Plan("sample", "0 3 * * *")], Settings(data=tmp_path), Clock())


def test_a_server_that_does_not_come_up_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr("flows.schedule.flow.os.environ", dict(os.environ))
    monkeypatch.setattr("flows.schedule.server._SERVER", "raise SystemExit(3)")
    with pytest.raises(ServerFails, match="ended with status 3"):
        serve([Plan("sample", "0 3 * * *")], Settings(data=tmp_path), Clock())
