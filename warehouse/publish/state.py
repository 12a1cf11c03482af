"""Read and write what the working file keeps of itself and of the last publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from warehouse.connection import Warehouse
from warehouse.transactions import transaction


@dataclass(frozen=True)
class State:
    """The row of ``base.state``. Before the first publish, everything about the last one is ``None``."""

    content_revision: int
    ledger_revision: int
    published_name: str | None
    published_content_revision: int | None
    published_ledger_revision: int | None
    published_fingerprint: str | None
    published_number: int
    published_checksums: str | None
    whole_published_on: date | None
    is_content_withdrawn: bool
    is_whole_wanted: bool

    @property
    def is_content_published(self) -> bool:
        return self.published_content_revision == self.content_revision

    @property
    def are_ledgers_published(self) -> bool:
        return self.published_ledger_revision == self.ledger_revision


def read_state(w: Warehouse) -> State:
    """Return the state of a working file."""
    answer = w.connection.execute("SELECT * FROM base.state")
    names = [column[0] for column in answer.description or ()]
    [row] = answer.fetchall()
    return State(**dict(zip(names, row, strict=True)))


def note_published(
    w: Warehouse, state: State, name: str, number: int, fingerprint: str, sums: str | None, whole_on: date | None
) -> None:
    """Record that what ``state`` describes was published.

    If the process is killed before this, the next publish only builds once more.
    """
    with transaction(w.connection):
        w.connection.execute(
            "UPDATE base.state SET published_name = ?, published_content_revision = ?, published_ledger_revision = ?,"
            " published_fingerprint = ?, published_number = ?, is_content_withdrawn = false, is_whole_wanted = false,"
            " published_checksums = ?, whole_published_on = coalesce(?, whole_published_on)",
            [name, state.content_revision, state.ledger_revision, fingerprint, number, sums, whole_on],
        )
