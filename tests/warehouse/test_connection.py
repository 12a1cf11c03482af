"""A connection to the warehouse writes nothing of its own into what a command answers."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from tests.patience import DRIVER_S
from warehouse import connection
from warehouse.connection import WORKING_NAME, disk_trouble_told, open_published, open_working
from warehouse.publish.publish import publish

LONG_ENOUGH_S = 1.0
"""By then the other thread has opened the file if nothing holds it back. A slower one proves nothing, and passes."""

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


def test_a_file_that_two_threads_open_at_once_is_open_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server opens what was published while the publish in the same process reports of it."""
    with open_working(tmp_path) as w:
        publish(w, tmp_path)
    opened = list[int]()
    other = threading.Thread(target=lambda: opened.append(_count_annexes(tmp_path)))
    is_locked = connection._is_locked

    def interrupted(con: duckdb.DuckDBPyConnection) -> bool:
        found = is_locked(con)
        if other.ident is None:
            other.start()
            other.join(LONG_ENOUGH_S)
        return found

    monkeypatch.setattr(connection, "_is_locked", interrupted)
    opened.append(_count_annexes(tmp_path))
    other.join()
    assert opened == [0, 0]


def _count_annexes(data: Path) -> int:
    with open_published(data) as w:
        [(number,)] = w.connection.execute("SELECT count(*) FROM annexes").fetchall()
        return int(number)
