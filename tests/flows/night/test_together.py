"""One night over many registers: hosts side by side, the registers of a host in turn, each with its run and report."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.clock import Clock
from flows.http.errors import RobotCheckMet
from flows.night.ingest import days_of, ingest_from
from flows.night.night import World
from flows.night.together import RegisterTwice, Way, ingest_together, ingest_ways
from flows.registers.find import RegisterConfig
from flows.report.keep import list_reports, load_report
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.big_register import SINCE, TODAY, BigAnswers, InProcess
from tests.flows.small_register import ask, described, published_if
from tests.patience import PATIENCE_S

Before = Callable[[httpx.Request], None]
NO_PAUSE = World(sleep=lambda seconds: None)


@dataclass
class Register:
    """A register of a few documents at a host of its own, or at one that it shares. ``before`` sees each request."""

    code: str
    port: int = 8000
    before: Before = lambda request: None
    count: int = 2
    asked: list[str] = field(default_factory=list)

    def way(self) -> Way:
        return Way(self.config, days_of(self.config, clock(), None, None), _Watched(self))

    @property
    def config(self) -> RegisterConfig:
        # Not bundled: it is asked within the hours and the requests of the settings.
        return RegisterConfig(self.code, None, "adr", f"http://127.0.0.1:{self.port}/arv/", since=SINCE)


class _Watched(httpx.BaseTransport):
    def __init__(self, register: Register) -> None:
        self._register = register
        self._answers = InProcess(BigAnswers(register.count, [], TODAY))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._register.asked.append(request.url.path)
        self._register.before(request)
        return self._answers.handle_request(request)


def clock(hour: int = 1, days: int = 0) -> Clock:
    instant = datetime.combine(TODAY + timedelta(days), time(hour), UTC)
    return Clock(lambda: instant)


def settings(data: Path, **values: Any) -> Settings:
    given = {"workers": 1, "request_interval_s": 0, "backoff_s": 0, "max_attempts": 1, "wanted_requests": 0}
    return Settings(data=data, **given | {"window_days": 3660} | values)


def night(data: Path, *registers: Register, at: Clock | None = None, publishes: bool = False, **values: Any) -> Summary:
    with published_if(publishes, data):
        return ingest_ways([each.way() for each in registers], settings(data, **values), at or clock(), world=NO_PAUSE)


def outcomes(data: Path) -> list[tuple[Any, ...]]:
    return ask(data, "SELECT register, kind, outcome FROM runs ORDER BY run_id")


def test_hosts_are_asked_side_by_side_and_come_to_what_they_come_to_alone(tmp_path: Path) -> None:
    """Each waits in its first document until the other one does: one after the other would wait for ever."""
    together = threading.Barrier(2, timeout=PATIENCE_S)

    def meet(request: httpx.Request) -> None:
        if request.url.path.endswith("/dokument/1"):
            together.wait()

    one, two = Register("one", 8001, meet), Register("two", 8002, meet)
    summary = night(tmp_path / "both", one, two, publishes=True)
    assert summary.exit_status == 0, summary.wants_person
    assert summary.counts["new"] == 4
    assert summary.notes[0].startswith(("one: 2 new", "two: 2 new"))
    assert sorted(outcomes(tmp_path / "both")) == [("one", "ingest", "done"), ("two", "ingest", "done")]
    assert [path.name for path in (tmp_path / "both").glob("warehouse-*.duckdb")] == ["warehouse-000001.duckdb"]
    for each in (replace(one, before=nothing), replace(two, before=nothing)):
        way, turn = each.way(), tmp_path / "turn"
        with published_if(each.code == "two", turn):
            ingest_from(way.register, settings(turn), clock(), transport=way.transport, sleep=NO_PAUSE.sleep)
    assert described(tmp_path / "both") == described(tmp_path / "turn")


def nothing(request: httpx.Request) -> None: ...


def test_each_has_its_report_with_its_own_news(tmp_path: Path) -> None:
    night(tmp_path, Register("one", 8001), Register("two", 8002, count=3), publishes=True)
    assert len(list_reports(tmp_path)) == 2
    for code, number in (("one", 2), ("two", 3)):
        report = load_report(tmp_path, register=code)
        assert report["counts"]["new"] == number
        assert [row["register"] for row in report["news"]["documents"]["rows"]] == [code] * number


def test_a_new_silence_is_told_once_a_night_not_with_each_report(tmp_path: Path) -> None:
    """Their last documents are years old."""
    hook, told = tmp_path / "hook.sh", tmp_path / "told"
    hook.write_text(f"cat >> '{told}'\necho >> '{told}'\n")
    registers = (Register("one", 8001), Register("two", 8002))
    night(tmp_path / "data", *registers, publishes=True, notify_command=f"sh '{hook}'")
    (body,) = told.read_text().splitlines()
    assert [reason.split()[:2] for reason in json.loads(body)["reasons"]] == [["silent:", "one"], ["silent:", "two"]]


def test_registers_of_one_host_are_asked_in_turn_those_first_whose_night_is_longest_ago(tmp_path: Path) -> None:
    order: list[str] = []
    registers = [Register(code, before=lambda _, code=code: order.append(code)) for code in ("one", "two")]
    night(tmp_path, registers[1])
    order.clear()
    night(tmp_path, registers[1], registers[0], at=clock(days=1))
    assert order == sorted(order)
    assert set(order) == {"one", "two"}


def test_a_host_that_fails_stops_no_other(tmp_path: Path) -> None:
    def refuse(request: httpx.Request) -> None:
        raise httpx.ConnectError("no route")

    summary = night(tmp_path, Register("one", 8001, refuse), Register("two", 8002))
    assert summary.exit_status == 1
    assert not summary.is_complete
    assert any(sentence.startswith("one: the night ended early") for sentence in summary.wants_person)
    assert sorted(outcomes(tmp_path)) == [("one", "ingest", "done with problems"), ("two", "ingest", "done")]
    assert ask(tmp_path, "SELECT DISTINCT register FROM documents") == [("two",)]


def test_a_fault_of_kehtivs_own_over_one_register_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(request: httpx.Request) -> None:
        raise ZeroDivisionError("a page nobody thought of")

    summary = night(tmp_path, Register("one", 8001, break_down), Register("two", 8002))
    assert "a page nobody thought of" in capsys.readouterr().err
    assert any("one: the night failed (ZeroDivisionError)" in sentence for sentence in summary.wants_person)
    assert sorted(outcomes(tmp_path)) == [("one", "ingest", "failed"), ("two", "ingest", "done")]
    assert load_report(tmp_path, register="one")["failure"] == "ZeroDivisionError"


def test_trouble_of_the_disk_ends_all_and_closes_their_runs(tmp_path: Path) -> None:
    waits = threading.Event()

    def fail(request: httpx.Request) -> None:
        assert waits.wait(PATIENCE_S)
        raise OSError(28, "No space left on device")

    def wait(request: httpx.Request) -> None:
        waits.set()

    with pytest.raises(Exception, match="No space left on device"):
        night(tmp_path, Register("one", 8001, fail), Register("two", 8002, wait))
    assert {load_report(tmp_path, register=code)["outcome"] for code in ("one", "two")} == {"failed", "interrupted"}


def test_a_host_that_wants_to_be_left_alone_is_left_alone_for_all_its_registers(tmp_path: Path) -> None:
    def challenge(request: httpx.Request) -> None:
        raise RobotCheckMet("the host shows its robot check")

    first, second, other = Register("one", 8001, challenge), Register("two", 8001), Register("three", 8003)
    summary = night(tmp_path, first, second, other)
    assert second.asked == []
    assert any(sentence.startswith("two: not asked, because its host") for sentence in summary.wants_person)
    assert ask(tmp_path, "SELECT DISTINCT register FROM documents") == [("three",)]


def test_a_hosts_requests_are_shared_out_and_what_one_leaves_goes_to_the_next(tmp_path: Path) -> None:
    """Two documents need nine requests: robots.txt, form, two searches, and two pages with a file each make eight."""
    registers = [Register("one"), Register("two", count=40)]
    summary = night(tmp_path, *registers, request_budget=30)
    assert len(registers[0].asked) < 15
    assert len(registers[0].asked) + len(registers[1].asked) == 30
    assert any("two: stopped by its own rules" in note for note in summary.notes)
    assert load_report(tmp_path, register="two")["requests"]["budget"] == 30 - len(registers[0].asked)


def test_without_a_limit_all_registers_of_a_host_are_read_whole(tmp_path: Path) -> None:
    registers = [Register("one"), Register("two")]
    summary = night(tmp_path, *registers, request_budget=0)
    assert summary.exit_status == 0, summary.wants_person
    assert not any("stopped by its own rules" in note for note in summary.notes)
    assert ask(tmp_path, "SELECT register, count(*) FROM documents GROUP BY ALL ORDER BY 1") == [("one", 2), ("two", 2)]
    assert [load_report(tmp_path, register=code)["requests"]["budget"] for code in ("one", "two")] == [None, None]


def test_outside_the_hours_nobody_is_asked_and_the_next_night_begins_with_them(tmp_path: Path) -> None:
    register = Register("one")
    summary = night(tmp_path, register, at=clock(hour=12), night_window="22:00-06:00")
    assert register.asked == []
    assert summary.exit_status == 0
    assert any("one: left for the next night" in note for note in summary.notes)


def test_names_are_looked_at_before_anything_is_done(tmp_path: Path) -> None:
    names = ["http://127.0.0.1:1/arv/", "http://127.0.0.1:2/arv/"]
    with pytest.raises(RegisterTwice, match="both called arv"):
        ingest_together(names, settings(tmp_path / "data"), clock(), since=None, until=None)
    assert not (tmp_path / "data").exists()
