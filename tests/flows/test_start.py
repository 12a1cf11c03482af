"""What the command loads before it answers: imports are what a start costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.run.summary import Summary

HEAVY = ("bs4", "httpx", "lxml", "openpyxl", "pdfplumber", "prefect", "pydantic_settings")

_LOADED = """
import sys
from flows.cli import main
try:
    main()
except SystemExit as end:
    print("loaded", *sorted({name.partition(".")[0] for name in sys.modules}))
    print("status", end.code)
"""


@pytest.mark.parametrize(
    "arguments, absent",
    [
        (["--help"], (*HEAVY, "duckdb", "pydantic", "rich")),
        (["sql", "--help"], (*HEAVY, "duckdb", "rich")),
        (["in-force"], HEAVY),
        (["history", "14.02.2022 nr 5"], HEAVY),
        (["check"], HEAVY),
    ],
    ids=["--help", "sql --help", "in-force", "history", "check"],
)
def test_asking_loads_nothing_that_reads_fetches_or_schedules(
    sample_night: tuple[Path, Summary], arguments: list[str], absent: tuple[str, ...]
) -> None:
    data, _ = sample_night
    where = [] if "--help" in arguments else ["--data", str(data)]
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments, *where], capture_output=True, text=True, check=True
    )
    assert "status 0" in done.stdout
    loaded = next(line for line in done.stdout.splitlines() if line.startswith("loaded")).split()
    assert [name for name in absent if name in loaded] == []


def test_a_night_loads_no_library_that_reads_files() -> None:
    """Processes of their own read them. In the one that stays, the libraries would take 37 MiB from start to end."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, flows.night.together; print(*{name.partition('.')[0] for name in sys.modules})",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    readers = {"PIL", "esteid_certificates", "openpyxl", "pdfminer", "pdfplumber", "pypdfium2", "charset_normalizer"}
    assert readers & set(done.stdout.split()) == set()
