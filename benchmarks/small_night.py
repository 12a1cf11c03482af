"""Measure the publish of a night of twelve documents beside one that derives everything, over very many annexes.

    python -m benchmarks.small_night [--annexes 100000] [--steps] [--check]

The warehouse is that of ``benchmarks.as_of``. Twelve of its documents, among them six that revoke, are held back, all
else is published, and then they arrive. ``--steps`` tells the tables that took longest in part, the index of searches
among them, ``--check`` derives everything once more and tells rows that differ.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.as_of import PER_DIRECTIVE, fill
from benchmarks.machine import describe_machine
from warehouse.connection import Warehouse, open_working
from warehouse.publish import derive
from warehouse.publish.partly import tables
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.searching import index_changes
from warehouse.publish.publish import publish, want_whole
from warehouse.sources import Source
from warehouse.transactions import touch_content, transaction

_TABLES = (
    "documents",
    "files",
    "file_sightings",
    "texts",
    "parts",
    "effects",
    "positions",
    "duties",
    "language_requirements",
)
_LONGEST = 30
"""Tables that ``--steps`` tells."""


def _documents(annexes: int) -> list[str]:
    """Return the ids of six documents with annexes and six that revoke, far apart."""
    acts = annexes // PER_DIRECTIVE
    places = (3, 17, acts // 3, acts // 2, acts - 7, acts - 1)
    return [f"b/{place}" for place in (*places, *(acts + place // 2 for place in places))]


def _owner(table: str) -> str:
    return "document_id" if table in ("documents", "file_sightings") else "root_file_id"


@contextmanager
def _held_back(w: Warehouse, documents: list[str]) -> Iterator[None]:
    """Take these documents away while the body runs."""
    con = w.connection
    con.execute("ATTACH ':memory:' AS held_back")
    for table in _TABLES:
        where = f"split_part({_owner(table)}, '!', 1) IN (SELECT unnest($documents))"
        con.execute(
            f"CREATE TABLE held_back.{table} AS SELECT * FROM base.{table} WHERE {where}", {"documents": documents}
        )
        con.execute(f"DELETE FROM base.{table} WHERE {where}", {"documents": documents})
    yield
    with transaction(con):
        for table in _TABLES:
            con.execute(f"INSERT INTO base.{table} FROM held_back.{table}")
        touch_content(con)
    con.execute("DETACH held_back")


def _published(w: Warehouse, data: Path, name: str) -> None:
    started, used = time.perf_counter(), time.process_time()
    path = publish(w, data, print, alarm=print)
    took = f"{time.perf_counter() - started:8.1f} s; CPU {time.process_time() - used:.1f} s"
    print(f"{name:24}{took}; file {path.stat().st_size / 2**20:.0f} MiB", flush=True)


@contextmanager
def _measured_tables() -> Iterator[list[tuple[float, str]]]:
    """Yield the seconds of each table, and of the index of searches, that a publish in part brings up to date.

    These are seconds of the clock: several tables go on at once, and nothing tells for which of them a processor works.
    """
    took: list[tuple[float, str]] = []

    def timed(plain: Callable[[Deriving, Source], bool]) -> Callable[[Deriving, Source], bool]:
        def derived(self: Deriving, view: Source) -> bool:
            started = time.perf_counter()
            returned = plain(self, view)
            took.append((time.perf_counter() - started, view.name))
            return returned

        return derived

    def indexed(deriving: Deriving) -> bool:
        started = time.perf_counter()
        is_done = index_changes(deriving)
        took.append((time.perf_counter() - started, "index of searches" if is_done else "index, given up"))
        return is_done

    with (
        patch.object(Deriving, "derive", timed(Deriving.derive)),
        patch.object(Deriving, "derive_in_part", timed(Deriving.derive_in_part)),
        patch.object(tables, "index_changes", indexed),
    ):
        yield took


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=100_000, help="annexes of the warehouse")
    parser.add_argument("--steps", action="store_true", help="also tell the tables that took longest in part")
    parser.add_argument("--check", action="store_true", help="also derive everything and tell rows that differ")
    wanted = parser.parse_args()
    print(f"a night of twelve documents, {wanted.annexes:,} annexes ({describe_machine()})")
    with tempfile.TemporaryDirectory() as folder, open_working(Path(folder)) as w:
        fill(w, wanted.annexes, wanted.annexes // 2)
        if not derive.is_large(w):
            parser.error("a small warehouse is always derived whole")
        with _measured_tables() as took:
            with _held_back(w, _documents(wanted.annexes)):
                _published(w, Path(folder), "everything")
            _published(w, Path(folder), "twelve documents")
            print(f"{'  of it tables':24}{sum(seconds for seconds, _ in took):8.1f} s, several at once")
            for seconds, name in sorted(took, reverse=True)[: _LONGEST if wanted.steps else 0]:
                print(f"  {name:24}{seconds:8.2f} s")
            if wanted.check:
                want_whole(w)
                _published(w, Path(folder), "both, and compared")


if __name__ == "__main__":
    main()
