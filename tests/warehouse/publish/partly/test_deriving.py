"""Deriving in part: what depends on a changed document is derived, the rest is kept, and a wrong declaration shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import duckdb
import pytest

from tests.warehouse.publish.partly.toys import deriving, disagreements, view
from warehouse.publish.partly.changes import place_of
from warehouse.publish.partly.declared import WrongDeclaration, part_of
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.hands import Hands
from warehouse.publish.partly.places import CHANGES
from warehouse.sources import Source

SIZES = view(
    "sizes",
    "SELECT document_id, sum(size) AS size, list(name ORDER BY name) AS names FROM base.parts GROUP BY 1",
    ("together", "document_of(document_id)"),
    ("reads", "base.parts by document_of(document_id)"),
)
NAMES = view(
    "names",
    "SELECT name, count(*) AS number, max(size) AS size"
    " FROM (SELECT unnest(names) AS name, size FROM sizes) GROUP BY 1",
    ("together", "name"),
    ("reads", "sizes by unnest(names)"),
)
# Compared with the whole document's size: the rows of other documents with a name in common count too.
SHARES = view(
    "shares",
    "SELECT p.document_id, p.name, n.number FROM base.parts AS p JOIN names AS n ON n.name = p.name",
    ("together", "document_of(document_id)"),
    ("reads", "base.parts AS p by document_of(document_id)"),
    ("reads", "names by name of p: name"),
)
NUMBERED = view(
    "numbered",
    "SELECT document_id, CAST(row_number() OVER (ORDER BY document_id) AS INTEGER) AS row FROM sizes",
    ("key", "document_id"),
    ("together", "document_id"),
    ("reads", "sizes by document_id"),
    ("numbered", "row"),
    ("inner", "row"),
    is_step=False,
)
ALL = (SIZES, NAMES, SHARES)


def rows(made: Deriving, one: Source) -> list[tuple[object, ...]]:
    return made.con.execute(f"FROM {place_of(one)} ORDER BY ALL").fetchall()


def changed(made: Deriving, one: Source) -> list[tuple[object, ...]]:
    names = "COLUMNS(name -> name <> 'needed_row')"
    return made.con.execute(f"SELECT {names} FROM {CHANGES}.{one.name} ORDER BY ALL").fetchall()


def derive_all(made: Deriving, views: Sequence[Source]) -> None:
    for one in views:
        made.derive(one)


def test_what_hangs_on_a_changed_document_is_derived_through_all_views() -> None:
    with deriving(*ALL, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        derive_all(made, ALL)
        assert rows(made, NAMES) == [("a", 1, 3), ("b", 2, 3)]
        assert rows(made, SHARES) == [("r/1", "a", 1), ("r/1", "b", 2), ("r/2", "b", 2)]


def test_only_rows_that_differ_are_told_on() -> None:
    """Of the document that was looked at nothing changed but its name; nothing of the other one is touched."""
    with deriving(*ALL, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET size = 3 WHERE document_id = 'r/2'")
        derive_all(made, ALL)
        assert made.changes.changed == set()
    with deriving(*ALL, documents=("r/1",)) as made:
        made.con.execute("UPDATE working.base.parts SET size = 5 WHERE name = 'b'")
        made.derive(SIZES)
        assert changed(made, SIZES) == [("r/1", 3, ["a", "b"]), ("r/1", 6, ["a", "b"])]


def test_a_document_that_went_takes_its_rows_along() -> None:
    with deriving(*ALL, documents=("r/1",)) as made:
        made.con.execute("DELETE FROM working.base.parts WHERE document_id = 'r/1'")
        derive_all(made, ALL)
        assert rows(made, SIZES) == [("r/2", 3, ["a"])]
        assert rows(made, NAMES) == [("a", 1, 3)]
        assert rows(made, SHARES) == [("r/2", "a", 1)]


def test_a_view_without_a_declaration_is_derived_whole_and_its_rows_are_compared() -> None:
    plain = replace(SIZES, header=(("publish", "no"),))
    with deriving(plain, NAMES, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET size = 4 WHERE document_id = 'r/2'")
        derive_all(made, (plain, NAMES))
        assert changed(made, plain) == [("r/2", 3, ["a"]), ("r/2", 4, ["a"])]
        assert rows(made, NAMES) == [("a", 2, 4), ("b", 1, 3)]


def test_numbers_of_rows_are_kept_and_new_rows_have_the_next() -> None:
    with deriving(SIZES, NUMBERED, documents=("r/0", "r/2")) as made:
        made.con.execute("DELETE FROM working.base.parts WHERE document_id = 'r/2'")
        made.con.execute("INSERT INTO working.base.parts VALUES ('r/0', 'a', 1)")
        derive_all(made, (SIZES, NUMBERED))
        assert rows(made, NUMBERED) == [("r/0", 3), ("r/1", 1)]


# Finds the rows of NUMBERED by their numbers; what is inner to one file counts too.
POINTING = view(
    "pointing",
    "SELECT s.size, n.row FROM sizes AS s JOIN numbered AS n ON n.document_id = s.document_id",
    ("inner", "row"),
    is_step=False,
)


@pytest.mark.parametrize("is_whole", [False, True], ids=["in part", "whole"])
def test_rows_that_others_find_by_number_keep_it_however_they_are_derived(is_whole: bool) -> None:
    """A night with a ruling derives annexes whole. Their statuses pointed at other annexes' rows then."""
    numbered = replace(NUMBERED, header=(*NUMBERED.header, ("whole", "names"))) if is_whole else NUMBERED
    with deriving(SIZES, NAMES, numbered, POINTING, documents=("r/0", "r/2")) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'c' WHERE document_id = 'r/2'")
        made.con.execute("INSERT INTO working.base.parts VALUES ('r/0', 'a', 1)")
        derive_all(made, (SIZES, NAMES, numbered, POINTING))
        assert rows(made, numbered) == [("r/0", 3), ("r/1", 1), ("r/2", 2)]
        assert rows(made, POINTING) == [(1, 3), (3, 1), (3, 2)]


def test_a_number_of_another_table_that_changed_is_a_change() -> None:
    with deriving(SIZES, NUMBERED, POINTING) as made:
        made.con.execute("UPDATE published.main.numbered SET row = row + 10")
        made.changes.changed.add("numbered")
        made.derive(POINTING)
        assert made.changes.changed == {"numbered", "pointing"}
        assert rows(made, POINTING) == [(3, 11), (3, 12)]


def test_where_what_is_read_whole_changed_all_is_derived() -> None:
    careless = replace(SHARES, header=(*SHARES.header[:3], ("whole", "names")))
    with deriving(SIZES, NAMES, careless, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        derive_all(made, (SIZES, NAMES, careless))
        assert rows(made, careless) == [("r/1", "a", 1), ("r/1", "b", 2), ("r/2", "b", 2)]


@pytest.mark.parametrize("is_empty", [True, False], ids=["empty", "with rows"])
def test_a_table_is_derived_in_part_only_while_another_one_is_empty(is_empty: bool) -> None:
    """The rows that are missing here of a key that nothing touched show which it was."""
    joining = view("joining", f"SELECT 1 AS one WHERE {not is_empty}")
    alone = replace(SHARES, header=(*SHARES.header, ("none", "joining")))
    with deriving(SIZES, NAMES, joining, alone, documents=("r/3",)) as made:
        made.con.execute(f"DELETE FROM {place_of(alone)} WHERE document_id = 'r/1' AND name = 'b'")
        made.con.execute("INSERT INTO working.base.parts VALUES ('r/3', 'c', 1)")
        derive_all(made, (SIZES, NAMES, joining, alone))
        assert (("r/1", "b", 1) in rows(made, alone)) is not is_empty
        assert ("r/3", "c", 1) in rows(made, alone)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("statement", range(1, 4))
def test_where_memory_ends_at_any_statement_all_is_as_before_and_can_begin_again(statement: int, threads: int) -> None:
    """The end of the memory is told as such, so that the step is done again with more. There are two such
    statements: at the third it ends in the body alone."""
    left = [statement]
    with deriving(*ALL, documents=("r/2",), threads=threads) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        derive_all(made, ALL[:2])
        part, con = part_of(SHARES), made.con
        assert part is not None
        touched = made.find_touched(part)
        assert touched
        made.finder.forget_all()
        hands, made.con = made.hands, cast("duckdb.DuckDBPyConnection", Ending(con, left))
        made.hands = made.finder.hands = Hands(made.con)
        with pytest.raises(duckdb.OutOfMemoryException), made.restricted(part, touched):
            raise duckdb.OutOfMemoryException
        assert (left[0] <= 0) == (statement < 3)
        made.hands.close()
        made.con, made.hands, made.finder.hands = con, hands, hands
        made.derive(SHARES)
        assert rows(made, SHARES) == [("r/1", "a", 1), ("r/1", "b", 2), ("r/2", "b", 2)]


class Ending:
    """A connection with cursors: their memory ends once, at one of the statements that make or fill a table."""

    def __init__(self, con: duckdb.DuckDBPyConnection, left: list[int]) -> None:
        self._con, self._left = con, left

    def cursor(self) -> Ending:
        return Ending(self._con.cursor(), self._left)

    def close(self) -> None:
        self._con.close()

    def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        is_table = sql.startswith(("CREATE", "INSERT")) and not sql.startswith("CREATE OR REPLACE VIEW")
        self._left[0] -= is_table
        if is_table and self._left[0] == 0:
            raise duckdb.OutOfMemoryException
        return self._con.execute(sql)


@pytest.mark.parametrize("keys", [["r/1"], ["r/2"], ["r/1", "r/2", None], ["nothing"]])
def test_a_sound_declaration_gives_the_same_over_what_it_needs_as_over_all(keys: list[str | None]) -> None:
    with deriving(*ALL) as made:
        for one in (SIZES, SHARES):
            assert disagreements(made, one, keys) == []


def test_a_declaration_that_forgets_rows_is_caught() -> None:
    """Names of other documents count too; here only those of the document itself are read."""
    of_names = view(
        "shares",
        "SELECT p.document_id, p.name, count(*) AS number FROM base.parts AS p"
        " JOIN sizes AS s ON list_contains(s.names, p.name) GROUP BY ALL",
        ("together", "document_of(document_id)"),
        ("reads", "base.parts AS p by document_of(document_id)"),
        ("reads", "sizes by document_id of p: document_id"),
    )
    with deriving(SIZES, of_names) as made:
        assert disagreements(made, of_names, ["r/1"]) == [("r/1", "a", 2), ("r/1", "a", 1)]


@pytest.mark.parametrize(
    "words",
    ["sizes", "sizes by name of p: name", "sizes AS a by name"],
    ids=["no column", "a parent that is not there", "a name twice"],
)
def test_a_declaration_that_is_not_understood_is_an_error(words: str) -> None:
    with pytest.raises(WrongDeclaration, match="the view odd"):
        part_of(view("odd", "SELECT 1", ("together", "name"), ("reads", "names AS a by name"), ("reads", words)))
