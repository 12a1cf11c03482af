"""Write the published tables of answers, and name those that mean nothing outside their file.

What the queries ``outcome`` and ``why`` say of an act, and what its page lists, would take a dozen joins for each act
asked about. ``sql/answers`` derives it once for all acts, to be found by number. These tables are in no export and are
not compared when files are read again; rows about withdrawn content leave the file with the next publish.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial

import duckdb

from warehouse.memory import checkpoint
from warehouse.publish import index
from warehouse.publish.writing import ALIAS, Pace, add, materialise
from warehouse.sources import Source, read_folder
from warehouse.transactions import transaction

ACTS_TOGETHER = 10_000
"""How many acts one statement covers, unless the table's header says (``-- acts:``): DuckDB spills no lists."""

IN_PART = """
    CREATE OR REPLACE TEMP MACRO is_in_part(id) AS
        (id_key(id) * getvariable('parts')) >> 52 = getvariable('part')"""
"""Whether an act or annex is in one part, the variable ``part`` of ``parts``. Parts are stretches of the numbers by
which rows are found (``id_key``, of 52 bits), so that one part after another leaves a table sorted by them."""


@cache
def answers() -> tuple[Source, ...]:
    """Return the tables of ``sql/answers``. Each reads only published tables, and none of the others here.

    Their SELECTs give the rows of one part (``IN_PART``).
    """
    return read_folder("answers")


INSIDE = (*index.TABLES, *(source.name for source in answers()))
"""The index of searches and the answers."""


def build(con: duckdb.DuckDBPyConnection, pace: Pace) -> None:
    """Write the tables of answers; the tables that they read are there already."""
    for source in answers():
        write(con, source, pace)


@contextmanager
def divided(con: duckdb.DuckDBPyConnection, number: int) -> Iterator[None]:
    """Divide acts and annexes into ``number`` parts while the body runs; SQL begins with the first part."""
    try:
        con.execute(IN_PART)
        con.execute("SET VARIABLE parts = $number::BIGINT", {"number": number})
        con.execute("SET VARIABLE part = 0::BIGINT")
        yield
    finally:
        con.execute("RESET VARIABLE parts")
        con.execute("RESET VARIABLE part")
        con.execute("DROP MACRO IF EXISTS temp.main.is_in_part")


def parts_of(source: Source, acts: int) -> int:
    """Return into how many parts ``acts`` acts are divided for a table."""
    return max(1, -(-acts // int(source.field("acts") or ACTS_TOGETHER)))


def write(con: duckdb.DuckDBPyConnection, source: Source, pace: Pace) -> None:
    """Write a table of answers part by part.

    Each part is a step of its own: otherwise blocks that one has read would stay in memory while the next one computes.
    """
    acts = con.execute("SELECT count(*) FROM directives").fetchall()[0][0]
    number = parts_of(source, acts)
    with divided(con, number):
        pace.write_alike(con, (partial(_write_part, con, source, pace, part) for part in range(number)))


def _write_part(con: duckdb.DuckDBPyConnection, source: Source, pace: Pace, part: int) -> None:
    con.execute("SET VARIABLE part = $part::BIGINT", {"part": part})
    with transaction(con):
        (add if part else materialise)(con, source)
    if pace.is_on_disk:  # with the memory of a run, as for the views
        checkpoint(con, ALIAS)
