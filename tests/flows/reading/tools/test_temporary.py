"""What programs write while they read lies where a take-down finds it, and is gone when the next run begins."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from extractors.tools import PageImage, ToolFailed, Tools
from flows.folder import DataFolder
from flows.reading.tools.find import find_tools
from flows.reading.tools.temporary import temporary_folder
from flows.run.data_folder import locked
from flows.settings import Settings
from flows.withdrawal.traces import forget_temporary

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


def test_a_run_keeps_temporary_files_in_its_data_folder_for_this_user_alone(
    said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of the data folder may be relative
    (tmp_path / "data").mkdir()
    use(find_tools(Settings(data=Path("data"), ocr_engine="tesseract"), keeps=True))
    office, mode, ocr, _ = said.read_text().splitlines()
    place = tmp_path / "data" / ".temporary"
    assert Path(office).parent == place
    assert Path(ocr).parent == place
    assert mode.startswith("drwx------")
    assert list(place.iterdir()) == []


def test_without_a_data_folder_temporary_files_lie_where_the_system_keeps_them(said: Path, tmp_path: Path) -> None:
    use(find_tools(Settings(data=tmp_path / "data", ocr_engine="tesseract")))
    office, _, ocr, _ = said.read_text().splitlines()
    assert {Path(office).parent, Path(ocr).parent} == {Path(tempfile.gettempdir()).resolve()}
    assert not (tmp_path / "data").exists()


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
    with temporary_folder("office", place) as in_use:
        left = place / f"kehtiv-ocr-{ended_process()}_abc"
        left.mkdir()
        (left / "input.doc").write_text("Salme Kuldnokk")
        (place / "loose").write_text("Salme Kuldnokk")
        forget_temporary(tmp_path)
        assert list(place.iterdir()) == [in_use]
