"""Read each act with its annexes and revocations, one after the other, for the formats that are written by act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from warehouse.exports.rows import Rows
from warehouse.exports.source import ExportSource

Named = dict[str, Any]
"""A row: its values by the names of the columns in ``sql/exports``."""


@dataclass(frozen=True)
class Act:
    """An act (query ``acts``) with its annexes (``act_annexes``) and what it revokes (``act_revocations``)."""

    values: Named
    annexes: tuple[Named, ...]
    revocations: tuple[Named, ...]


class _Beside:
    """Rows in the same order as the acts to which they belong."""

    def __init__(self, rows: Rows) -> None:
        self._groups = groupby(rows.named(), key=itemgetter("directive_id"))
        self._ahead: tuple[str, tuple[Named, ...]] | None = None
        self._advance()

    def _advance(self) -> None:
        found = next(self._groups, None)
        self._ahead = None if found is None else (found[0], tuple(found[1]))

    def of(self, directive_id: str) -> tuple[Named, ...]:
        """Return the rows of an act. Acts are asked for in their order."""
        while self._ahead is not None and self._ahead[0] < directive_id:
            self._advance()
        return self._ahead[1] if self._ahead is not None and self._ahead[0] == directive_id else ()


def read_acts(source: ExportSource, day: date) -> Iterator[Act]:
    """Yield every act, sorted by id, with what holds of it and its annexes on ``day``."""
    annexes = _Beside(source.ask("act_annexes", day=day))
    revocations = _Beside(source.ask("act_revocations"))
    for values in source.ask("acts", day=day).named():
        name = values["directive_id"]
        yield Act(values, annexes.of(name), revocations.of(name))


def iri_of(row_id: str) -> str:
    """Return the name under which exports speak of a row: its id as a URN (RFC 8141)."""
    return f"urn:kehtiv:{quote(row_id, safe='/')}"
