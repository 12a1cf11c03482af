"""Real and invented acts in one folder: refused, told of, and taken out again with everything."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from flows.forget import bundled_codes, forget_register, registers_in
from flows.registers.config import UnknownRegister
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.conftest import Run, clock_at
from tests.flows.rereadings import LATER
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask, described, files_with
from warehouse.connection import open_working


@pytest.fixture
def real(tmp_path: Path) -> SmallRegister:
    """A folder with an act of a register that is not bundled."""
    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, "Kinnitan metsaraie korra.")
    register.first_night(FIRST_DAY)
    return register


def add_foreign(folder: Path) -> SmallRegister:
    """The same folder with two acts of a second register in it, one with the very file of the first."""
    other = SmallRegister(folder)
    other.code = "soo"
    other.add("100", "1", FIRST_DAY, "Kinnitan metsaraie korra.")
    other.add("101", "2", FIRST_DAY, "Kinnitan soode kuivendamise korra.")
    other.night(FIRST_DAY, hour=2)
    return other


def test_a_register_leaves_with_everything_and_the_others_stay_as_they_were(real: SmallRegister) -> None:
    before = described(real.data)
    add_foreign(real.folder)
    assert registers_in(Settings(data=real.data)) == ["mets", "soo"]
    summary = forget_register(Settings(data=real.data), clock_at(LATER), "soo")
    assert summary.counts["forgotten"] == 2
    assert described(real.data) == before
    assert registers_in(Settings(data=real.data)) == ["mets"]
    assert files_with(real.data, "soode kuivendamise") == []
    assert files_with(real.data, "metsaraie korra") != [], "the file that both have stays the other one's"
    assert ask(real.data, "SELECT DISTINCT register FROM register_coverage") == [("mets",)]
    with pytest.raises(UnknownRegister, match="held are mets"):
        forget_register(Settings(data=real.data), clock_at(LATER), "soo")


def test_tombstones_of_a_forgotten_register_stay(real: SmallRegister) -> None:
    from flows import takedown

    settings = Settings(data=real.data)
    takedown.take_down(settings, clock_at(LATER), ("mets/100",), "a request")
    forget_register(settings, clock_at(LATER), "mets")
    with open_working(real.data) as w:
        assert w.connection.execute("SELECT document_id, cause FROM base.tombstones").fetchall() == [
            ("mets/100", "takedown")
        ]
        assert w.connection.execute("SELECT count(*) FROM base.documents").fetchall() == [(0,)]


def test_without_a_name_nothing_invented_comes_among_real_acts(run: Run, real: SmallRegister) -> None:
    status, _, said = run("ingest", "--plain", "--data", real.data)
    assert status == 2
    assert said.startswith(f"kehtiv: {real.data} holds mets: name the register to ask")
    assert registers_in(Settings(data=real.data)) == ["mets"]


def test_an_explicit_name_brings_them_with_a_warning(
    run: Run, real: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def ingest(name: str, *given: Any, **values: Any) -> Summary:
        asked.append(name)
        return Summary()

    monkeypatch.setattr("flows.night.ingest.ingest_register", ingest)
    status, _, said = run("ingest", "sample", "--plain", "--data", real.data)
    assert (status, asked) == (0, ["sample"])
    assert "the acts of sample are invented and now lie among those of mets" in said


def test_no_host_of_the_world_is_asked_into_a_folder_with_invented_acts(
    run: Run, sample_night: tuple[Path, Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHTIV_CONTACT", "mari@example.ee")
    status, _, said = run("ingest", "som", "--plain", "--data", sample_night[0])
    assert status == 2
    assert "kehtiv registers --forget sample" in said


def test_an_empty_folder_serves_nothing(run: Run, tmp_path: Path) -> None:
    status, _, said = run("serve", "--data", tmp_path / "data")
    assert status == 2
    assert "holds no register to serve" in said


def test_the_sample_leaves_by_the_command(run: Run, sample_night: tuple[Path, Summary], tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_night[0], data, symlinks=True)
    status, _, said = run("registers", "--forget", "sample", "--yes", "--data", data)
    assert status == 0, said
    assert ask(data, "SELECT count(*) FROM documents") == [(0,)]
    assert registers_in(Settings(data=data)) == []
    status, _, said = run("registers", "--forget", "sampel", "--yes", "--data", data)
    assert status == 2
    assert "nothing is held there" in said


def test_the_bundled_registers_are_known_by_their_entry() -> None:
    assert bundled_codes() == {"sample", "sample-aggregator"}
