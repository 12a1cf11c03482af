"""Who is told, when, and what happens where telling fails."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from flows.report.collect import RunFacts, collect_report
from flows.report.keep import load_report, undelivered
from flows.report.notify import reasons_to_tell, tell
from flows.report.write import Written, tell_run
from flows.sample.faults import Fault
from flows.settings import Settings
from tests.flows.small_register import FIRST_DAY, SmallRegister

SILENT = {"register": "mets", "last_on": "2026-01-05", "silent_working_days": 40, "allowed_working_days": 15}
SILENCE = "silent: mets since 2026-01-05"
NOW = datetime(2026, 3, 3, 1, tzinfo=UTC)


def report(**values: Any) -> dict[str, Any]:
    return {"outcome": "done", "failure": None, "is_complete": True, "needs_person": [], "register": "mets"} | values


def reasons(told: dict[str, Any], before: dict[str, Any] | None = None, **values: Any) -> list[str]:
    return reasons_to_tell(told, before, Settings(**values))


def test_nobody_is_told_of_a_run_that_is_well() -> None:
    assert reasons(report()) == []
    assert reasons(report(needs_person=["one file is held back"])) == []


def test_failure_and_an_early_end_are_always_told() -> None:
    assert reasons(report(failure="OSError", outcome="failed", is_complete=False)) == ["failed"]
    assert reasons(report(outcome="interrupted", is_complete=False)) == ["failed"]
    assert reasons(report(is_complete=False)) == ["ended early"]


def test_whoever_wants_to_know_more_is_told_more() -> None:
    assert reasons(report(needs_person=["one"]), notify_on="problems") == ["needs a person"]
    assert reasons(report(), notify_on="always") == ["done"]


def test_a_silence_is_told_when_it_begins_and_not_every_morning() -> None:
    told = [SILENCE]
    assert reasons(report(silent=[SILENT])) == told
    assert reasons(report(silent=[SILENT]), report(told=told)) == []
    assert reasons(report(silent=[SILENT]), report(told=[])) == told, "telling it failed the last time"


def test_a_silence_is_told_with_one_of_the_reports_that_are_published_together(tmp_path: Path) -> None:
    """It stands in all of them. Where telling it with one fails, the next one tells it."""
    delivered: set[str] = set()
    first, second, third = (silent_run(number) for number in (1, 2, 3))
    assert tell_run(first, Settings(data=tmp_path, notify_command="sh -c 'exit 3'"), delivered) != []
    with listening() as (url, bodies):
        settings = Settings(data=tmp_path, notify_url=url)
        assert tell_run(second, settings, delivered) == tell_run(third, settings, delivered) == []
    assert [json.loads(body)["run_id"] for body in bodies] == [run_id(2)]
    told = {number: load_report(tmp_path, run_id(number))["told"] for number in (1, 2)}
    assert told == {1: [], 2: [SILENCE]}


def run_id(number: int) -> str:
    return f"2026030{number}T010000.0Z"


def silent_run(number: int) -> Written:
    """A run that is published with others, in whose report a register is newly silent."""
    facts = RunFacts(run_id(number), "ingest", "soo", NOW, NOW, "done", is_complete=True, counts={})
    written = collect_report(facts, Settings(), None, None)
    written["silent"], written["told"] = [{**SILENT, "usual_longest_gap": None}], [SILENCE]
    return Written(written)


@contextmanager
def listening(status: int = 204) -> Iterator[tuple[str, list[bytes]]]:
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", bodies
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_command_and_address_get_the_report_as_json(tmp_path: Path) -> None:
    script = tmp_path / "hook.sh"
    script.write_text(f"cat > '{tmp_path}/told.json'\n")
    with listening() as (url, bodies):
        outcomes = tell(report(), ["failed"], Settings(notify_command=f"sh '{script}'", notify_url=url))
    assert [(one["via"], one["outcome"]) for one in outcomes] == [
        ("command", "exit status 0"),
        ("address", "answered 204"),
    ]
    assert json.loads((tmp_path / "told.json").read_text())["reasons"] == ["failed"]
    assert json.loads(bodies[0])["register"] == "mets"


@pytest.mark.parametrize(
    "values, outcome",
    [
        ({"notify_command": "sh -c 'exit 3'"}, "exit status 3"),
        ({"notify_command": "/nonexistent/hook"}, "could not be started"),
        ({"notify_command": "sh -c 'unclosed"}, "could not be started"),
        ({"notify_command": "sh -c 'sleep 60 & sleep 60'", "notify_timeout_s": 0.2}, "did not end within 0.2 s"),
        ({"notify_url": "http://127.0.0.1:9/hook"}, "not delivered: ConnectError"),
    ],
    ids=["status", "missing", "quoting", "hangs", "refused"],
)
def test_a_hook_that_fails_is_said_and_raises_nothing(values: dict[str, Any], outcome: str) -> None:
    (one,) = tell(report(), ["failed"], Settings(**values))
    assert one["is_delivered"] is False
    assert str(one["outcome"]).startswith(outcome)


def test_an_answer_that_is_no_success_counts_as_not_delivered() -> None:
    with listening(500) as (url, _):
        (one,) = tell(report(), ["failed"], Settings(notify_url=url))
    assert (one["is_delivered"], one["outcome"]) == (False, "answered 500")


def test_an_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ValidationError):
        Settings(notify_url="mailto:keegi@naide.ee")


def test_a_night_that_ended_early_is_told_and_a_failing_hook_leaves_it_as_it_was(tmp_path: Path) -> None:
    """The run is published and its summary the same; that nobody could be told stands in the notes and the report."""
    register = SmallRegister(tmp_path)
    register.add("501", "2", FIRST_DAY, "Kinnitan korra (lisa 1).")
    outage = Fault("unavailable")
    summary = register.night(FIRST_DAY, outage, notify_command="sh -c 'exit 7'")
    assert "notification by command failed: exit status 7" in summary.wants_person
    assert [line.partition(": ")[2] for line in undelivered(register.data)] == [
        "notification by command failed: exit status 7"
    ]
    assert load_report(register.data)["notified"][0]["outcome"] == "exit status 7"
    quiet = register.night(FIRST_DAY, hour=4, notify_command="sh -c 'exit 7'")
    assert quiet.notes == []
