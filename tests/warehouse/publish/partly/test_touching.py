"""Which keys are touched: a ledger also shows what no digest is kept of. Rows that came do not come twice."""

from __future__ import annotations

from typing import cast

import duckdb
import pytest

from tests.warehouse.publish.partly.test_deriving import SIZES, changed, rows
from tests.warehouse.publish.partly.toys import deriving, view
from warehouse.publish.partly import finding
from warehouse.publish.partly.declared import part_of
from warehouse.publish.partly.hands import Hands

LEDGER = view(
    "ledger",
    "SELECT document_id, name, size FROM base.parts",
    ("ledger", "yes"),
    ("together", "document_of(document_id)"),
    ("noted", "size"),
    ("reads", "base.parts by document_of(document_id)"),
)


@pytest.mark.parametrize("documents", [(), ("r/1",)], ids=["no document changed", "another one changed"])
def test_a_ledger_is_derived_where_columns_of_which_no_digest_is_kept_differ(documents: tuple[str, ...]) -> None:
    with deriving(LEDGER, documents=documents) as made:
        assert made.derive(LEDGER) is False
        assert made.changes.changed == set()
        made.con.execute("UPDATE working.base.parts SET size = 9 WHERE document_id = 'r/2'")
        assert made.derive(LEDGER) is False
        assert rows(made, LEDGER) == [("r/1", "a", 1), ("r/1", "b", 2), ("r/2", "a", 9)]
        assert changed(made, LEDGER) == [("r/2", "a", 3), ("r/2", "a", 9)]


@pytest.mark.parametrize("most_remembered", [5_000, 0], ids=["few", "many"])
@pytest.mark.parametrize("keyed, touched", [("no", {None, "a"}), ("yes", {"a"})])
def test_what_names_nothing_touches_no_row_of_a_keyed_table(
    keyed: str, touched: set[str | None], most_remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", most_remembered)
    citing = view(
        "citing",
        "SELECT document_id, nullif(name, 'b') AS cited, size FROM base.parts",
        ("together", "document_of(document_id)"),
        ("reads", "base.parts by document_of(document_id)"),
    )
    cited = view(
        "cited",
        "SELECT cited, sum(size) AS size FROM citing WHERE cited IS NOT NULL GROUP BY 1",
        ("together", "cited"),
        ("keyed", keyed),
        ("reads", "citing by cited"),
    )
    part = part_of(cited)
    assert part is not None
    with deriving(citing, cited, documents=("r/1",)) as made:
        made.con.execute("UPDATE working.base.parts SET size = 10 WHERE document_id = 'r/1'")
        made.derive(citing)
        found = made.find_touched(part)
        assert found is not None
        assert {key for (key,) in made.con.execute(found.sql).fetchall()} == touched
        made.derive(cited)
        assert rows(made, cited) == [("a", 13)]


class Ending:
    """A connection whose memory ends when it looks at the rows that came."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        if "rowid >" in sql:
            raise duckdb.OutOfMemoryException
        return self._con.execute(sql)


def test_where_memory_ends_after_rows_were_replaced_these_are_there_once() -> None:
    with deriving(SIZES, documents=("r/2", "r/3")) as made:
        made.con.execute("INSERT INTO working.base.parts VALUES ('r/3', 'c', 7)")
        hands = made.finder.hands
        made.finder.hands = Hands(cast("duckdb.DuckDBPyConnection", Ending(made.con)))
        with pytest.raises(duckdb.OutOfMemoryException):
            made.derive(SIZES)
        made.finder.hands = hands
        made.derive(SIZES)
        assert rows(made, SIZES) == [("r/1", 3, ["a", "b"]), ("r/2", 3, ["a"]), ("r/3", 7, ["c"])]
        assert changed(made, SIZES) == [("r/3", 7, ["c"])]
