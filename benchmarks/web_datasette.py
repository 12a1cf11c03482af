"""Put the rows that pages show into SQLite, serve them with Datasette, and ask it for the same acts, annexes and posts.

Datasette has no dependency of kehtiv's: ``benchmarks.web`` makes it an environment of its own.
"""

from __future__ import annotations

import json
import random
import socket
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.web_addresses import Subjects
from warehouse.connection import open_published

VERSION = "datasette==0.65.5"
START_S = 60
# What the pages of kehtiv show, with the columns that Datasette is asked by.
TABLES = {
    "directives": ("directive_id", "authority"),
    "directive_statuses": ("directive_id",),
    "annexes": ("annex_id", "directive_id", "title"),
    "annex_statuses": ("annex_id",),
    "annex_chains": ("annex_id", "chain_id"),
    "effects": ("effect_id", "directive_id"),
    "positions": ("annex_id", "position_id"),
    "duties": ("position_id",),
}
_BATCH = 20_000


def write_sqlite(data: Path, file: Path) -> None:
    """Write the tables with an index for each column that is asked by."""
    with open_published(data) as w, sqlite3.connect(file) as lite:
        lite.execute("PRAGMA journal_mode = OFF")
        lite.execute("PRAGMA synchronous = OFF")
        for table, keys in TABLES.items():
            found = w.connection.execute(f"SELECT * FROM {table}")
            columns = [one[0] for one in found.description or ()]
            quoted = ", ".join(f'"{column}"' for column in columns)
            lite.execute(f"CREATE TABLE {table} ({quoted})")
            places = ", ".join("?" * len(columns))
            while rows := found.fetchmany(_BATCH):
                told = [tuple(_value(value) for value in row) for row in rows]
                lite.executemany(f"INSERT INTO {table} VALUES ({places})", told)
            for key in keys:
                lite.execute(f'CREATE INDEX "{table} by {key}" ON {table} ({key})')
        lite.execute("ANALYZE")


def _value(value: object) -> object:
    if value is None or isinstance(value, int | float | str | bytes):
        return value
    return json.dumps(value, default=str) if isinstance(value, list | dict) else str(value)


def install(folder: Path) -> Path:
    """Return the program of Datasette in an environment of its own, made where it is not there yet."""
    program = folder / "bin" / "datasette"
    if not program.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "-q", VERSION], check=True)
    return program


@contextmanager
def served(program: Path, file: Path, port: int) -> Iterator[int]:
    """Yield the process that serves the file with Datasette, immutable, which is its quickest way."""
    command = [
        str(program),
        "serve",
        "--immutable",
        str(file),
        "--port",
        str(port),
        "--setting",
        "num_sql_threads",
        "4",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + START_S
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > until:
                    sys.exit("datasette does not answer")
                time.sleep(0.2)
            yield server.pid
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def asked_of_datasette(subjects: Subjects, name: str, number: int, seed: int) -> list[tuple[str, str]]:
    """Return addresses about so many acts and annexes, one table a page.

    A page of kehtiv joins what is here on several pages: of an annex its act, status, reasons, post and duties.
    """
    rng = random.Random(seed)

    def table(of: str, key: str, value: str) -> tuple[str, str]:
        return of, f"/{name}/{of}?{key}={quote(value, safe='')}"

    def one(turn: int) -> tuple[str, str]:
        match turn % 10:
            case 0 | 1:
                return table("directives", "directive_id", rng.choice(subjects.acts))
            case 2 | 3:
                return table("annexes", "directive_id", rng.choice(subjects.acts))
            case 4 | 5:
                return table("annexes", "annex_id", rng.choice(subjects.annexes))
            case 6 | 7:
                return table("annex_statuses", "annex_id", rng.choice(subjects.annexes))
            case 8:
                return table("positions", "annex_id", rng.choice(subjects.annexes))
            case _:
                return table("effects", "directive_id", rng.choice(subjects.acts))

    return [one(turn) for turn in range(number)]
