"""A small warehouse of two documents and of views that are not kehtiv's, to derive in part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import duckdb

from warehouse.publish.partly.changes import Changes, key_of, place_of
from warehouse.publish.partly.declared import part_of
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.documents import DOCUMENTS
from warehouse.publish.partly.places import SHARED, prepare
from warehouse.publish.partly.values import Values
from warehouse.sources import Source

PATH = ("working.main", "steps.main", "published.main", f"{SHARED}.main")


def view(name: str, sql: str, *header: tuple[str, str], is_step: bool = True) -> Source:
    return Source(name, ((("publish", "no"),) if is_step else ()) + header, sql)


@contextmanager
def deriving(*views: Source, documents: tuple[str, ...] = (), threads: int = 1) -> Iterator[Deriving]:
    """Yield what derives these views, each derived whole already, with the documents that changed since."""
    with duckdb.connect(config={"threads": threads}) as con:
        for database in ("working", "steps", "published", SHARED):
            con.execute(f"ATTACH ':memory:' AS {database}")
        con.execute("CREATE SCHEMA working.base")
        con.execute("CREATE TABLE working.base.parts AS FROM (VALUES ('r/1', 'a', 1), ('r/1', 'b', 2), ('r/2', 'a', 3))"
                    " AS p (document_id, name, size)")  # fmt: skip
        prepare(con, "working")
        con.execute(f"SET search_path = '{','.join(PATH)}'")
        for one in views:
            con.execute(f"CREATE TABLE {place_of(one)} AS {one.sql}")
        con.execute(f"CREATE TABLE {DOCUMENTS} (document VARCHAR)")
        for document in documents:
            con.execute(f"INSERT INTO {DOCUMENTS} VALUES (?)", [document])
        named = {one.name: one for one in views}
        made = Deriving(con, named, Changes(con), frozenset(), "working", PATH)
        with closing(made.hands):
            yield made


def disagreements(made: Deriving, one: Source, keys: list[str | None]) -> list[tuple[object, ...]]:
    """Return the rows that a view gives otherwise for some keys: over the rows that it says it needs, and over all."""
    part = part_of(one)
    assert part is not None
    touched = Values(frozenset(keys))
    made.con.execute(f"CREATE OR REPLACE TABLE {SHARED}.main.touched (key) AS {touched.sql}")
    with made.restricted(part, touched):
        made.run(one)
    place = place_of(one)
    names = ", ".join(row[0] for row in made.con.execute(f"DESCRIBE {place}").fetchall() if row[0] not in one.inner)
    asked = f"SEMI JOIN {SHARED}.main.touched AS t ON {key_of(part.key)} IS NOT DISTINCT FROM t.key"
    held = f"(SELECT v.* FROM {place} AS v {asked})"
    sides = ((held, made.fresh), (made.fresh, held))
    return [
        row
        for some, others in sides
        for row in made.con.execute(f"SELECT {names} FROM {some} EXCEPT ALL SELECT {names} FROM {others}").fetchall()
    ]
