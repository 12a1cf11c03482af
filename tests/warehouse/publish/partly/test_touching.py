"""Which keys are touched: a ledger also shows what no digest is kept of."""

from __future__ import annotations

import pytest

from tests.warehouse.publish.partly.test_deriving import changed, rows
from tests.warehouse.publish.partly.toys import deriving, view

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
