"""A connection to the warehouse writes nothing of its own into what a command answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.patience import DRIVER_S
from warehouse.connection import WORKING_NAME, disk_trouble_told

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
