"""A disk without room, wherever the run meets it, ends the run with a sentence; with room the next run makes it good.

The limit is the kernel's: a child may write no file past a size and is told EFBIG of the byte beyond, by whichever
library it writes.

    python test_full_disk.py FOLDER SCENARIO:SIZE…

plays a night under each limit and one without after it, and prints a line of JSON for each.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from tests.flows.small_register import FIRST_DAY, SmallRegister, described
from tests.patience import DRIVER_S
from warehouse.connection import disk_trouble_told
from warehouse.errors import WarehouseUnwritable

ROOT = Path(__file__).resolve().parents[3]


def make_register(folder: Path) -> SmallRegister:
    """An act, the one that ends it, and one whose content may have to leave."""
    register = SmallRegister(folder)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    register.add("200", "6", date(2026, 2, 9), "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5.")
    register.add("300", "7", date(2026, 2, 10), "Kinnitan valvekorra.")
    return register


def first(register: SmallRegister) -> None:
    """The very first night finds no room."""


def later(register: SmallRegister) -> None:
    """Much is held, and a new act comes with a file larger than others."""
    register.first_night(FIRST_DAY)
    register.add("400", "8", date(2026, 2, 11), "Kinnitan töökorra. " + "Tööaeg on paindlik. " * 1200)


def restricted(register: SmallRegister) -> None:
    """Content has to leave: the working file is written anew beside itself."""
    register.first_night(FIRST_DAY)
    register.change("300", access="AK", access_basis="AvTS § 35 lg 1 p 12")


SCENARIOS: dict[str, Callable[[SmallRegister], None]] = {each.__name__: each for each in (first, later, restricted)}

# A size for each place where a run meets its limit: the head of the working file, its log, the archive's lists and
# objects, the rows of an act, a report, what is written anew, and the published file from its first table to its last.
SURELY_FULL = "later:30000"
SIZES = (0, 4096, 9000, 12288, 30000, 45000, 150000, 1000000, 5700000)


def commanded(register: SmallRegister, hour: int) -> tuple[int, str]:
    """`kehtiv ingest --plain` over the register: its exit status, and all that it says. Any traceback is raised."""
    from flows import cli

    said = io.StringIO()
    with (
        patch("flows.night.ingest.ingest_register", lambda *_, **__: register.night(FIRST_DAY, hour=hour)),
        patch.object(sys, "argv", ["kehtiv", "ingest", "--plain"]),
        contextlib.redirect_stderr(said),
        contextlib.redirect_stdout(said),
        pytest.raises(SystemExit) as end,
    ):
        cli.main()
    return int(end.value.code or 0), said.getvalue()


def play(folder: Path, names: list[str]) -> None:
    wanted = {}
    for name in names:
        scenario, _, size = name.partition(":")
        if scenario not in wanted:
            whole = make_register(folder / scenario)
            SCENARIOS[scenario](whole)
            commanded(whole, 2)
            wanted[scenario] = described(whole.data)
        register = make_register(folder / name)
        SCENARIOS[scenario](register)
        register.data.mkdir(exist_ok=True)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
            status, said = commanded(register, 2)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        left_over = list(register.data.glob(".*building*"))
        healed, told = commanded(register, 3)
        is_same = not left_over and described(register.data) == wanted[scenario]
        print(json.dumps([name, status, said, healed, told, is_same]), flush=True)


@pytest.mark.long
def test_a_night_without_room_says_so_and_the_next_one_with_room_misses_nothing(tmp_path: Path) -> None:
    """Exit status 1 and one sentence with the file and the reason, no traceback; a night that fits may go well."""
    names = [f"{one}:{size}" for one in SCENARIOS for size in SIZES]
    ran = subprocess.run(
        [sys.executable, __file__, str(tmp_path), *names],
        capture_output=True,
        text=True,
        timeout=DRIVER_S,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    played = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [one[0] for one in played] == names
    reason = os.strerror(errno.EFBIG)
    for name, status, said, *_ in played:
        fits = status == 0 and name != SURELY_FULL
        last = said.strip().splitlines()[-1]
        is_told = last.startswith("kehtiv: ") and reason in last and str(tmp_path / name / "data") in last
        assert fits or (status == 1 and is_told), (name, said)
    assert [one for one in played if one[3] != 0 or not one[5]] == []


@pytest.mark.long
@pytest.mark.parametrize(
    "name, is_folder",
    [
        ("archive", False),
        ("reports", False),
        ("warehouse.duckdb", True),
        ("archive/objects", False),
        ("archive/captures", False),
    ],
)
def test_a_place_that_cannot_be_written_is_named_and_the_night_after_misses_nothing(
    tmp_path: Path, name: str, is_folder: bool
) -> None:
    """A file lies where a folder has to be made, or a folder where a file: nobody can write there, not even root."""
    undisturbed = make_register(tmp_path / "undisturbed")
    undisturbed.first_night(FIRST_DAY)
    register = make_register(tmp_path / "struck")
    place = register.data / name
    place.parent.mkdir(parents=True)
    place.mkdir() if is_folder else place.write_bytes(b"")
    status, said = commanded(register, 2)
    assert status == 1
    assert str(place) in said
    place.rmdir() if is_folder else place.unlink()
    assert commanded(register, 3)[0] == 0
    assert described(register.data) == described(undisturbed.data)


@pytest.mark.parametrize("name, is_folder", [(".lock", True), ("working.duckdb", True), ("", False)])
def test_a_night_that_cannot_begin_names_the_place(tmp_path: Path, name: str, is_folder: bool) -> None:
    register = make_register(tmp_path)
    place = register.data / name if name else register.data
    place.mkdir(parents=True) if is_folder else place.write_bytes(b"")
    status, said = commanded(register, 2)
    assert status == 1
    assert str(place) in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into read-only folders")
def test_a_read_only_data_folder_is_named(tmp_path: Path) -> None:
    register = make_register(tmp_path)
    register.data.mkdir()
    register.data.chmod(0o555)
    status, said = commanded(register, 2)
    assert status == 1
    assert str(register.data) in said


@pytest.mark.parametrize(
    "error", [LookupError("no such row"), duckdb.BinderException("no such column"), FileNotFoundError(2, "none", "x")]
)
def test_what_is_no_trouble_of_the_disk_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    """A mistake of ours must not be told as a full disk."""
    with pytest.raises(type(error)) as raised, disk_trouble_told(tmp_path):
        raise error
    assert raised.value is error


def test_trouble_of_the_disk_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnwritable) as told, disk_trouble_told(tmp_path):
        raise duckdb.IOException("IO Error: CHECKPOINT failed. \nOriginal error: File too large\n")
    assert str(told.value).endswith("IO Error: CHECKPOINT failed. Original error: File too large")


def test_trouble_of_the_disk_is_told_though_cleaning_up_failed_over_it(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnwritable, match="No space left"), disk_trouble_told(tmp_path):
        try:
            raise duckdb.IOException("IO Error: Could not write file: No space left on device")
        finally:
            raise duckdb.BinderException("Catalog does not exist")


if __name__ == "__main__":
    play(Path(sys.argv[1]), sys.argv[2:])
