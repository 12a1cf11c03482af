"""A connection to the warehouse writes nothing of its own into what a command answers."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from tests.patience import DRIVER_S, PATIENCE_S
from warehouse import connection
from warehouse.connection import WORKING_NAME, disk_trouble_told, open_working
from warehouse.publish.publish import publish

_ASK = """
import sys
from pathlib import Path
from warehouse.connection import open_working
with open_working(Path(sys.argv[1])) as w:
    print(w.connection.execute("SELECT current_setting('enable_progress_bar')").fetchall())
"""


def test_no_bar_is_drawn_even_where_python_reads_its_program_from_the_command_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path)], capture_output=True, text=True, timeout=DRIVER_S, check=True
    )
    assert done.stdout == "[(False,)]\n"


def test_an_error_that_is_its_own_cause_is_no_disk_trouble_and_passes(tmp_path: Path) -> None:
    """Following its causes would never end."""
    error = duckdb.ConstraintException("twice")
    error.__cause__ = error
    with pytest.raises(duckdb.ConstraintException), disk_trouble_told(tmp_path / WORKING_NAME):
        raise error


def count_annexes(folder: Path) -> int:
    with connection.open_published(folder) as w:
        return len(w.connection.execute("FROM annexes").fetchall())


def test_a_file_that_two_threads_open_at_once_is_open_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server opens what was published while the publish in the same process reports of it."""
    with open_working(tmp_path) as w:
        publish(w, tmp_path)
    opened, is_under_way, is_locked = list[int](), threading.Event(), connection._is_locked

    class Noting:
        """The lock, which tells that the other thread is about to ask for it."""

        lock = connection._OPENING

        def __enter__(self) -> None:
            if threading.current_thread() is other:
                is_under_way.set()
            self.lock.acquire()

        def __exit__(self, *_: object) -> None:
            self.lock.release()

    def opens() -> None:
        try:
            opened.append(count_annexes(tmp_path))
        finally:
            is_under_way.set()

    def interrupted(con: duckdb.DuckDBPyConnection) -> bool:
        found = is_locked(con)
        if other.ident is None:
            other.start()
            assert is_under_way.wait(PATIENCE_S)
        return found

    other = threading.Thread(target=opens)
    monkeypatch.setattr(connection, "_OPENING", Noting())
    monkeypatch.setattr(connection, "_is_locked", interrupted)
    opened.append(count_annexes(tmp_path))
    other.join()
    assert opened == [0, 0]
