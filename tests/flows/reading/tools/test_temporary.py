"""What programs write while they read lies where a take-down finds it, and is gone when the next run begins."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from extractors.model.extraction import ActContext, FileExtraction
from extractors.tools import PageImage, ToolFailed, Tools
from flows.folder import DataFolder
from flows.reading import reader as reader_module
from flows.reading.one import FileToRead
from flows.reading.reader import Reader
from flows.reading.tools.find import find_tools
from flows.reading.tools.temporary import scratch_folder
from flows.run.data_folder import locked
from flows.settings import Settings
from flows.withdrawal.traces import forget_temporary
from tests.patience import PATIENCE_S, wait_until
from warehouse import connection

PAGE = PageImage("ab" * 32, 1, b"picture", 2.0)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the only programs there are, LibreOffice and Tesseract, write where they work."""
    said, programs = tmp_path / "said.txt", tmp_path / "bin"
    programs.mkdir()
    for name in ("soffice", "tesseract"):
        answer = "case \"$1\" in --version) echo tesseract 5.3.0;; --list-langs) printf 'List\\nest\\n';; *)"
        body = f"#!/bin/sh\n{answer} pwd >> '{said}'; /bin/ls -ld .. >> '{said}';; esac\n"
        (programs / name).write_text(body)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return said


def use(tools: Tools) -> None:
    """Have both programs work once; neither returns anything of use."""
    assert tools.office is not None
    assert tools.ocr is not None
    with pytest.raises(ToolFailed):
        tools.office.convert(b"{\\rtf1 x}", ".rtf", "docx")
    with pytest.raises(ToolFailed):
        tools.ocr.read_words(PAGE)


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def work(file: FileToRead, tools: Tools) -> FileExtraction:
    """What a worker does in these tests: both programs and a library that writes a file of its own."""
    use(tools)
    with tempfile.NamedTemporaryFile(prefix="library", delete=False) as written:
        written.write(b"Salme Kuldnokk")
    with Path(file.data.decode()).open("a") as said:
        said.write(f"{written.name}\n")
    raise MemoryError("no result is needed")


def read_with(tools: Tools, said: Path, monkeypatch: pytest.MonkeyPatch, parent: Path | None) -> list[Path]:
    """The places where LibreOffice, Tesseract and a library wrote while a file was read, and what ``ls`` says."""
    monkeypatch.setattr(reader_module, "READ_ONE", work)
    reader = Reader(1, tools, temporary=parent)
    try:
        list(reader.read([FileToRead("a", "a.txt", str(said).encode(), ActContext())]))
    finally:
        reader.close()
    office, mode, ocr, _, library = said.read_text().splitlines()
    assert mode.startswith("drwx------")
    return [Path(office), Path(ocr), Path(library)]


def test_a_run_keeps_temporary_files_in_its_data_folder_for_this_user_alone(
    said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of the data folder may be relative
    settings = Settings(data=Path("data"), ocr_engine="tesseract")
    place = tmp_path / "data" / ".temporary"
    place.mkdir(parents=True, mode=0o755)  # an earlier version, or a careless hand, made it
    office, ocr, library = read_with(find_tools(settings, keeps=True), said, monkeypatch, settings.folder.temporary)
    assert {office.parent.parent, ocr.parent.parent, library.parent.parent} == {place}
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert list(place.iterdir()) == []


def test_without_a_data_folder_temporary_files_lie_where_the_system_keeps_them_and_go(
    said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Path(tempfile.gettempdir()).resolve()
    places = read_with(find_tools(Settings(data=tmp_path / "data", ocr_engine="tesseract")), said, monkeypatch, None)
    assert {place.resolve().parent.parent for place in places} == {system}
    assert not any(place.exists() or place.parent.exists() for place in places)
    assert not (tmp_path / "data").exists()


# LibreOffice's stand-in has the document on the disk, says where, and works until it is ended.
_KILLED = """
import sys
from pathlib import Path
from extractors.model.extraction import ActContext
from flows.reading import reader
from flows.reading.one import FileToRead
from flows.reading.tools.soffice import Soffice
from extractors.tools import Tools
from tests.flows.reading.tools import test_temporary
reader.READ_ONE = test_temporary.convert
parent = Path(sys.argv[2]) if len(sys.argv) > 2 else None
tools = Tools(office=Soffice(sys.argv[1]))
list(reader.Reader(1, tools, temporary=parent).read([FileToRead("a", "a.rtf", b"Salme Kuldnokk", ActContext())]))
"""


def convert(file: FileToRead, tools: Tools) -> FileExtraction:
    assert tools.office is not None
    tools.office.convert(file.data, ".rtf", "docx")
    raise AssertionError("the stand-in never ends")


def begin_conversion(tmp_path: Path, *parent: str) -> tuple[subprocess.Popen[bytes], Path, int]:
    """A process that converts a document, the folder where its bytes lie, and the number of the program."""
    said, program = tmp_path / "said", tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho \"$$ $(pwd)\" > '{said}.part'\nmv '{said}.part' '{said}'\nexec sleep 600\n")
    program.chmod(0o755)
    root = Path(__file__).resolve().parents[4]
    night = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(program), *parent], cwd=root, stderr=subprocess.DEVNULL
    )
    number, _, folder = wait_until(lambda: said.exists() and said.read_text().strip(), "no conversion").partition(" ")
    assert (Path(folder) / "input.rtf").read_bytes() == b"Salme Kuldnokk"
    return night, Path(folder), int(number)


def content_in(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file() and b"Kuldnokk" in path.read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="the guard of a worker needs Linux to end a program's children")
@pytest.mark.parametrize("parent", [pytest.param(True, marks=pytest.mark.long), False], ids=["data folder", "system's"])
def test_what_is_written_goes_with_a_process_that_is_killed(tmp_path: Path, parent: bool) -> None:
    place = DataFolder(tmp_path).temporary
    night, folder, _ = begin_conversion(tmp_path, *([str(place)] if parent else []))
    assert folder.is_relative_to(place) is parent
    night.kill()
    night.wait(PATIENCE_S)
    wait_until(lambda: not folder.parent.exists(), "the document outlived the run that was killed")


@pytest.mark.skipif(sys.platform != "linux", reason="finds a worker's processes in /proc")
def test_what_outlives_a_kill_of_all_processes_is_cleared(tmp_path: Path) -> None:
    """As on a machine that lost its power: not even a guard removes anything. By a take-down, and by the next run."""
    place = DataFolder(tmp_path).temporary
    night, folder, program = begin_conversion(tmp_path, str(place))
    parents = [int(Path(f"/proc/{program}/stat").read_bytes().rpartition(b")")[2].split()[1])]
    parents.append(int(Path(f"/proc/{parents[0]}/stat").read_bytes().rpartition(b")")[2].split()[1]))
    for number in (parents[1], night.pid, parents[0], program):
        os.kill(number, signal.SIGKILL)
    night.wait(PATIENCE_S)
    assert content_in(tmp_path) == [folder / "input.rtf"]
    copy = Path(shutil.copytree(DataFolder(tmp_path).path / ".temporary", tmp_path / "copy" / ".temporary")).parent
    forget_temporary(copy)
    assert content_in(copy) == []
    with locked(tmp_path):
        assert content_in(tmp_path) == []


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    place = DataFolder(tmp_path).temporary
    left = place / f"kehtiv-office-{os.getpid()}_abc"
    left.mkdir(parents=True)
    (left / "input.doc").write_text("Salme Kuldnokk")
    with locked(tmp_path):
        assert not place.exists()


def test_a_withdrawal_removes_what_ended_readers_left_and_lets_others_work(tmp_path: Path) -> None:
    place = DataFolder(tmp_path).temporary
    forget_temporary(tmp_path)
    with scratch_folder(place) as in_use:
        left = place / f"kehtiv-ocr-{ended_process()}_abc"
        left.mkdir()
        (left / "input.doc").write_text("Salme Kuldnokk")
        (place / "loose").write_text("Salme Kuldnokk")
        forget_temporary(tmp_path)
        assert list(place.iterdir()) == [in_use]


def test_the_next_run_removes_files_that_a_killed_one_was_building_or_spilled(tmp_path: Path) -> None:
    names = [".working.duckdb.building", ".working.duckdb.building.wal", ".warehouse-000007.duckdb.building"]
    names += [".warehouse-000007.duckdb.building-steps", ".working.duckdb.new", "working.duckdb.tmp/a.block"]
    names += ["aside.duckdb.tmp/deep/a.block", "warehouse-000003.duckdb.tmp/b.block"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Salme Kuldnokk")
    (tmp_path / "warehouse-000006.duckdb").write_text("stays")
    with locked(tmp_path):
        assert content_in(tmp_path) == []
        assert (tmp_path / "warehouse-000006.duckdb").exists()


def test_no_instance_of_duckdb_spills_into_the_folder_where_kehtiv_was_started(tmp_path: Path) -> None:
    """Its default for an instance in memory is ``.tmp`` there. One function opens them all."""
    with connection.open_aside(tmp_path) as aside:
        said = aside.sql("SELECT current_setting('temp_directory')").fetchall()
    assert said == [(str(tmp_path / "aside.duckdb.tmp"),)]
    root = Path(connection.__file__).parent
    opening = {path.name for path in root.rglob("*.py") if "duckdb.connect(" in path.read_text("utf-8")}
    assert opening == {"connection.py"}
