"""The shell of `kehtiv sql` completes names, answers what is whole, refuses writing, and keeps nothing on the disk."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from flows.ask import answers
from flows.ask.shell import Line, is_whole, known_words, read_line
from flows.run.interrupt import STOPPING, Interrupted
from flows.run.summary import Summary
from flows.terminal.shell import Names, run_shell
from flows.terminal.tables import Look
from tests.flows.conftest import Run
from tests.patience import DRIVER_S, SETTINGS, wait_until, worked_s
from warehouse.errors import QueryError

ESCAPES = re.compile(rb"\x1b(\[[0-9;?]*[A-Za-z]|[=>])")


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("SELECT 1;", Line(sql="SELECT 1")),
        ("  SELECT\n1 ; \n", Line(sql="SELECT\n1")),
        (";", Line()),
        ("", Line()),
        (".help", Line(word=".help")),
        (".in_force", Line(name="in_force")),
        (".in_force day=07.01.2026", Line(name="in_force", params={"day": "07.01.2026"})),
        (".history directive_id='14.02.2022 nr 5';", Line(name="history", params={"directive_id": "14.02.2022 nr 5"})),
    ],
)
def test_what_is_typed_is_understood(typed: str, line: Line) -> None:
    assert read_line(typed) == line


@pytest.mark.parametrize("typed", [".in_force day", ".in_force =x", ".in_force day='x"])
def test_a_parameter_without_a_value_is_told(typed: str) -> None:
    with pytest.raises(QueryError):
        read_line(typed)


@pytest.mark.parametrize(
    ("typed", "whole"), [("", True), ("SELECT 1", False), ("SELECT 1;", True), (".help", True), ("SELECT\n1; ", True)]
)
def test_enter_runs_what_is_whole(typed: str, whole: bool) -> None:
    assert is_whole(typed) is whole


def completed(data: Path, typed: str) -> list[str]:
    names = Names(known_words(data))
    return [found.text for found in names.get_completions(Document(typed), CompleteEvent())]


def test_tables_columns_macros_queries_and_keywords_are_completed(data: Path) -> None:
    assert completed(data, "SELECT * FROM ann")[:2] == ["annex_chains", "annex_knowledge"]
    assert "annexes_in_force_on(" in completed(data, "FROM annexes_")
    assert "undecided_from" in completed(data, "SELECT undecided")
    assert completed(data, ".missing") == [".missing_annexes", ".missing_numbers"]
    assert completed(data, ".qu") == [".quarantine_open", ".queries", ".quit"]
    assert "SELECT" in completed(data, "sel")
    assert completed(data, "SELECT ") == []


def typed_into_shell(data: Path, capsys: pytest.CaptureFixture[str], keys: str) -> tuple[str, str]:
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(keys)
        run_shell(data, Look(), keyboard=keyboard, screen=DummyOutput())
    told = capsys.readouterr()
    return told.out, told.err


def test_a_statement_over_two_lines_a_query_and_a_fault_are_answered(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = "SELECT count(*) AS annex_number\rFROM annexes;\r.in_force day=02.04.2023\rSELEC 1;\r.nothing\r\x04"
    told, said = typed_into_shell(data, capsys, keys)
    assert "annex_number" in told
    assert "nõustamistalituse juhataja" in told
    assert "syntax error" in said
    assert "there is no query 'nothing'" in said


@pytest.mark.parametrize(
    "sql", ["DROP TABLE annexes", "COPY annexes TO 'x.csv'", "SELECT * FROM read_text('/etc/passwd')"]
)
def test_the_shell_writes_and_reads_no_more_than_the_command(
    data: Path, capsys: pytest.CaptureFixture[str], sql: str
) -> None:
    before = sorted(path.name for path in data.iterdir())
    told, said = typed_into_shell(data, capsys, f"{sql};\r.quit\r")
    assert told == ""
    assert "read-only" in said
    assert sorted(path.name for path in data.iterdir()) == before


def test_help_and_lists_are_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, _ = typed_into_shell(data, capsys, ".help\r.tables\r.queries\r.quit\r")
    assert "Ctrl-D" in told
    assert "revocations" in told
    assert "coverage_gaps" in told


def test_without_a_terminal_there_is_no_shell(run: Run, data: Path) -> None:
    status, _, said = run("sql", "--data", data)
    assert status == 2
    assert "the shell needs a terminal" in said


def read_to_its_end(terminal: int) -> bytes:
    """Return what is said on a pseudo-terminal until its other end is closed."""
    said = b""
    try:
        while chunk := os.read(terminal, 65536):
            said += chunk
    except OSError:  # Linux says so where the other end is closed
        pass
    return said


def test_on_a_real_terminal_the_command_answers_and_leaves_no_history(data: Path, tmp_path: Path) -> None:
    """A pseudo-terminal, with a home of its own: nothing is written there or into the data folder."""
    before = sorted(path.name for path in data.iterdir())
    ours, theirs = pty.openpty()
    environment = os.environ | SETTINGS | {"HOME": str(tmp_path), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    command = [sys.executable, "-m", "kehtiv", "sql", "--no-pager", "--data", str(data)]
    shell = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True)
    os.close(theirs)
    os.write(ours, b"SELECT 40 + 2 AS answer;\r.quit\r")
    said = read_to_its_end(ours)
    assert shell.wait(timeout=DRIVER_S) == 0, said
    assert b"42" in ESCAPES.sub(b"", said)
    assert list(tmp_path.iterdir()) == []
    assert sorted(path.name for path in data.iterdir()) == before


def signalled(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    """Let a signal come in each of the first questions, as it comes while DuckDB works; the later ones are answered."""
    waiting, ask = list(numbers), answers.run_sql

    def run_sql(*given: object) -> object:
        if waiting:
            signal.raise_signal(waiting.pop(0))
        return ask(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(answers, "run_sql", run_sql)


def test_each_ctrl_c_ends_its_query_and_the_shell_goes_on(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    signalled(monkeypatch, signal.SIGINT, signal.SIGINT)
    with STOPPING.heeded():
        told, said = typed_into_shell(data, capsys, "SELECT 1;\rSELECT 2;\rSELECT 40 + 2 AS answer;\r.quit\r")
    assert "42" in told
    assert said.count("stopped by Ctrl-C: no answer") == 2


def test_another_signal_ends_the_shell(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    signalled(monkeypatch, signal.SIGTERM)
    with STOPPING.heeded(), pytest.raises(Interrupted, match="stopped by SIGTERM"):
        typed_into_shell(data, capsys, "SELECT 1;\r.quit\r")


# It holds nothing: a machine that is slow to send Ctrl-C must not run out of memory meanwhile.
ENDLESS = b"SELECT count(*) FROM range(1000000000000000) AS a WHERE hash(a.range) = 1;\r"


WORK_S = 1.0
"""Seconds of processor time by which the query surely runs: leaving the prompt takes some hundredths."""


def test_ctrl_c_ends_an_endless_query_on_a_real_terminal(data: Path, tmp_path: Path) -> None:
    """The terminal reads lines while an answer is worked out, and single keys at the prompt: so both are told apart.

    The prompt gives the terminal back before it gives Ctrl-C back: in between, prompt_toolkit takes it for a key and
    drops it. So Ctrl-C is sent once the process has worked on the answer, not as soon as the terminal reads lines.
    """
    ours, theirs = pty.openpty()
    environment = os.environ | SETTINGS | {"HOME": str(tmp_path), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    command = [sys.executable, "-m", "kehtiv", "sql", "--no-pager", "--data", str(data)]
    shell = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True)

    def turned(reads_lines: bool) -> bool:
        assert shell.poll() is None
        return bool(termios.tcgetattr(theirs)[3] & termios.ICANON) is reads_lines

    def wait_for(reads_lines: bool) -> None:
        wait_until(lambda: turned(reads_lines), "the terminal did not change between lines and keys")

    try:
        wait_for(False)
        os.write(ours, ENDLESS)
        wait_for(True)
        enough_s = worked_s(shell.pid) + WORK_S
        wait_until(lambda: worked_s(shell.pid) > enough_s, "the query did not begin")
        shell.send_signal(signal.SIGINT)
        wait_for(False)
        os.write(ours, b"SELECT 40 + 2 AS answer;\r.quit\r")
        os.close(theirs)
        said = read_to_its_end(ours)
        assert shell.wait(timeout=DRIVER_S) == 0, said
        assert b"42" in ESCAPES.sub(b"", said)
    finally:
        shell.kill()
        shell.wait()
