"""Runs with data folders of their own, in processes of their own, ask a host as one run would."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.http import turns
from flows.http.errors import BudgetSpent, TurnsUnusable
from flows.http.host import new_host
from flows.http.shared_turns import SharedTurns, turns_folder
from flows.http.turns import Turns
from flows.settings import Settings
from tests.flows.http.askers import prove_turns
from tests.patience import wait_until

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class Machine:
    """A clock that only pauses move, shown to several runs as the machine's own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.at, self.folder = 1000.0, folder
        self.starts: list[float] = []
        self.clock = lambda: self.at
        monkeypatch.setattr(turns.time, "monotonic", self.clock)

    def sleep(self, seconds: float) -> None:
        self.at += seconds

    def run(self, **values: float) -> Turns:
        settings = Settings(turns_dir=self.folder, **{"request_interval_s": 0.75, **values})  # type: ignore[arg-type]
        return Turns(settings, self.sleep, self.clock, lambda: NOW)

    def ask(self, run: Turns, name: str = "adr.example") -> None:
        with run.take(new_host(name, 3)):
            self.starts.append(self.at)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(monkeypatch, tmp_path / "turns")


def test_runs_that_know_nothing_of_each_other_are_an_interval_apart(machine: Machine) -> None:
    first, second = machine.run(), machine.run()
    for run in (first, second, second, first):
        machine.ask(run)
    assert machine.starts == [1000.0, 1000.75, 1001.5, 1002.25]
    machine.ask(first, "other.example")
    assert machine.starts[-1] == 1002.25, "another host has turns of its own"


def test_the_pause_of_whoever_asked_last_counts(machine: Machine) -> None:
    machine.ask(machine.run(request_interval_s=5.0))
    machine.ask(machine.run())
    assert machine.starts == [1000.0, 1005.0]


def test_after_a_restart_of_the_machine_its_old_instants_cost_one_pause_at_most(machine: Machine) -> None:
    with SharedTurns(machine.folder).hold("adr.example") as turn:
        turn.note(9_999_999.0)
    machine.ask(machine.run(longest_pause_s=10.0))
    assert machine.starts == [1010.0]


@pytest.mark.parametrize("left", [b"", b"not a number", b"nan"])
def test_a_damaged_file_costs_nothing(machine: Machine, left: bytes) -> None:
    machine.folder.mkdir()
    (machine.folder / "adr.example").write_bytes(left)
    for _ in range(2):
        machine.ask(machine.run())
    assert machine.starts == [1000.0, 1000.75]


def test_a_request_that_may_not_go_takes_no_turn(machine: Machine) -> None:
    spent = machine.run(request_budget=1)
    machine.ask(spent)
    machine.at += 1
    with pytest.raises(BudgetSpent):
        machine.ask(spent)
    machine.ask(machine.run())
    assert machine.starts == [1000.0, 1001.0]


def test_loopback_without_a_pause_needs_no_folder(machine: Machine) -> None:
    machine.ask(machine.run(request_interval_s=0.0))
    assert not machine.folder.exists()


def test_a_run_on_another_clock_shares_nothing(machine: Machine) -> None:
    run = Turns(Settings(turns_dir=machine.folder), machine.sleep, lambda: 5.0, lambda: NOW)
    machine.ask(run)
    assert not machine.folder.exists()


def test_a_folder_that_cannot_be_used_stops_the_run_by_name(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine.folder.parent / "aim").write_text("mine")
    machine.folder.mkdir()
    (machine.folder / "adr.example").symlink_to(machine.folder.parent / "aim")
    with pytest.raises(TurnsUnusable, match=r"turns, where the runs .* KEHTIV_TURNS_DIR"):
        machine.ask(machine.run())
    assert (machine.folder.parent / "aim").read_text() == "mine"
    monkeypatch.setattr("os.getuid", lambda: -1)
    with pytest.raises(TurnsUnusable, match="belongs to another user"):
        machine.ask(machine.run(), "other.example")
    assert machine.starts == []


def test_without_a_setting_the_folder_is_this_users(tmp_path: Path) -> None:
    assert turns_folder(tmp_path) == tmp_path
    assert turns_folder(None).name.startswith("kehtiv-turns-")


def test_a_lane_that_waits_for_its_turn_hears_that_it_is_to_end(tmp_path: Path) -> None:
    """Its turn is not lost on it: whoever comes next gets it."""

    class Told(Exception): ...

    def check() -> None:
        raise Told

    one, lane = SharedTurns(tmp_path), SharedTurns(tmp_path, check)
    with one.hold("adr.example"), pytest.raises(Told), lane.hold("adr.example"):
        pass
    with one.hold("adr.example"), pytest.raises(Told), lane.hold("adr.example"):
        pass


def test_a_lane_gets_its_turn_when_another_run_is_done(tmp_path: Path) -> None:
    one, lane = SharedTurns(tmp_path), SharedTurns(tmp_path, lambda: None)
    order: list[str] = []

    def wait() -> None:
        with lane.hold("adr.example"):
            order.append("lane")

    with one.hold("adr.example"):
        waiter = threading.Thread(target=wait)
        waiter.start()
        wait_until(lambda: any(each.name == "kehtiv-turn" for each in threading.enumerate()), "nobody waits")
        order.append("one")
    waiter.join()
    with one.hold("adr.example"):
        order.append("one again")
    assert order == ["one", "lane", "one again"]


@pytest.mark.long
def test_two_processes_with_two_data_folders_never_ask_together(tmp_path: Path) -> None:
    turns = str(tmp_path / "turns")
    prove_turns(*({"KEHTIV_DATA": str(tmp_path / name), "KEHTIV_TURNS_DIR": turns} for name in ("one", "two")))
