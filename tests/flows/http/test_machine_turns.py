"""Runs of several machines take turns at a host through PostgreSQL. Machines that share no folder play them here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from extractors.model.register import Request
from flows.http import machine_turns
from flows.http.client import PoliteClient
from flows.http.errors import TurnsUnusable
from flows.http.machine_turns import MachineTurns
from flows.sample.server import SampleRegister
from flows.settings import Settings
from tests.flows.http.askers import prove_turns
from tests.patience import PATIENCE_S, wait_until
from tests.postgres import running_postgres

NOBODY = "postgresql://kehtiv:secret@127.0.0.1:1/kehtiv"


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with running_postgres() as (url, _):
        yield url


def test_without_its_database_no_host_is_asked(tmp_path: Path) -> None:
    with SampleRegister() as register:
        settings = Settings(turns_url=NOBODY, turns_dir=tmp_path / "turns", request_interval_s=0.01)
        with PoliteClient(settings) as client, pytest.raises(TurnsUnusable, match="KEHTIV_TURNS_URL") as told:
            client.send(Request("GET", register.base_url))
        assert register.log == []
    assert "secret" not in str(told.value)


def test_without_psycopg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(TurnsUnusable, match=r"kehtiv\[scale\]"), MachineTurns(NOBODY, 1).hold("adr.example"):
        pass


def test_the_next_request_waits_for_what_another_machine_noted(database: str) -> None:
    """The instant is the server's: the clocks of two machines show what they like."""
    first = MachineTurns(database, 10, clock=lambda: 7.0)
    second = MachineTurns(database, 10, clock=lambda: 90_000.0)
    with first.hold("one.example") as turn:
        assert turn.next_at() == float("-inf")
        turn.note(7.0 + 10_000)
    with second.hold("one.example") as turn:
        assert 90_000 < turn.next_at() <= 100_000
    with second.hold("other.example") as turn:
        assert turn.next_at() == float("-inf"), "another host has turns of its own"
    for each in (first, second):
        each.close()


def test_one_machine_holds_a_host_at_a_time_and_lets_it_go_when_it_dies(database: str) -> None:
    first, second = MachineTurns(database, 10), MachineTurns(database, 10)
    has_turn = threading.Event()

    def wait_for_it() -> None:
        with second.hold("held.example"):
            has_turn.set()

    with psycopg.connect(database, autocommit=True) as watching, first.hold("held.example") as turn:
        waiter = threading.Thread(target=wait_for_it)
        waiter.start()
        waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        wait_until(lambda: watching.execute(waiting).fetchall(), "the second never waited")
        assert not has_turn.is_set()
        turn.connection.close()  # as the kernel closes those of a process that was killed
        assert has_turn.wait(PATIENCE_S)
    waiter.join()
    second.close()


def test_who_waits_can_be_told_to_end(database: str) -> None:
    class Told(Exception): ...

    looks: list[int] = []

    def check() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise Told

    first, second = MachineTurns(database, 10), MachineTurns(database, 10, check)
    with first.hold("end.example"), pytest.raises(Told), second.hold("end.example"):
        pass
    for each in (first, second):
        each.close()


def test_a_connection_that_was_cut_between_two_requests_is_made_anew(database: str) -> None:
    turns = MachineTurns(database, 10, clock=lambda: 5.0)
    with turns.hold("cut.example") as turn:
        turn.note(5.0 + 10_000)
        backend = turn.connection.info.backend_pid
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 60000)", [backend])
    with turns.hold("cut.example") as turn:
        assert turn.next_at() > 5.0
    turns.close()


def test_a_cut_before_the_request_keeps_it_from_going(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever cannot note that it asks must not ask."""
    cut = SimpleNamespace(execute=lambda *_: (_ for _ in ()).throw(psycopg.OperationalError("cut")))
    turn = machine_turns.MachineTurn(cut, "adr.example", lambda: 0.0)  # type: ignore[arg-type]
    with pytest.raises(TurnsUnusable, match="cut"):
        turn.note(0.0)


@pytest.mark.long
def test_two_machines_never_ask_together_nor_faster_than_one(database: str, tmp_path: Path) -> None:
    """Data folders, processes and folders for turns differ: only the database is shared."""
    folders = (tmp_path / name for name in ("one", "two"))
    prove_turns(
        *(
            {"KEHTIV_DATA": str(each), "KEHTIV_TURNS_DIR": f"{each}-turns", "KEHTIV_TURNS_URL": database}
            for each in folders
        )
    )
