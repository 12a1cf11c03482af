"""Fetch the words of annexes and job descriptions that are to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.compare.pairing import Item
from extractors.compare.posts import FieldWords
from warehouse.ask.asked import rows_of
from warehouse.connection import Warehouse
from warehouse.sources import SQL_FOLDER, read_source


@dataclass(frozen=True)
class WordedDuty:
    """A duty with its outcomes, each on a line; ``evidence_id`` is its place."""

    item: Item
    evidence_id: str | None


@dataclass(frozen=True)
class Wordings:
    """Two job descriptions: the fields in which they differ, the duties of both, and the places of both's fields."""

    fields: tuple[FieldWords, ...]
    old_duties: tuple[WordedDuty, ...]
    new_duties: tuple[WordedDuty, ...]
    old_places: Mapping[str, str]
    new_places: Mapping[str, str]


def find_wordings(w: Warehouse, old_id: str, new_id: str) -> Wordings:
    """Return what is compared of two job descriptions that are held."""
    source = read_source(SQL_FOLDER / "lookups" / "compared.sql")
    [row] = rows_of(w, source.sql, old_id=old_id, new_id=new_id)
    return Wordings(
        fields=tuple(FieldWords(**field) for field in row["fields"]),
        old_duties=_duties(row["old_duties"]),
        new_duties=_duties(row["new_duties"]),
        old_places=dict(row["old_evidence_ids"] or ()),
        new_places=dict(row["new_evidence_ids"] or ()),
    )


def _duties(rows: list[dict[str, Any]] | None) -> tuple[WordedDuty, ...]:
    return tuple(WordedDuty(Item(row["number"], row["words"]), row["evidence_id"]) for row in rows or ())


def annex_of_position(w: Warehouse, position_id: str) -> str | None:
    """Return the annex that a job description is; ``None`` where no description has this id or its act is unknown."""
    rows = rows_of(w, "SELECT annex_id FROM positions WHERE position_id = CAST($id AS VARCHAR)", id=position_id)
    return rows[0]["annex_id"] if rows else None


def only_position(w: Warehouse, annex_id: str) -> str | None:
    """Return the job description of an annex; ``None`` where it has none or several."""
    rows = rows_of(w, "SELECT position_id FROM positions WHERE annex_id = CAST($id AS VARCHAR) LIMIT 2", id=annex_id)
    return rows[0]["position_id"] if len(rows) == 1 else None


def annex_text(w: Warehouse, annex_id: str) -> str:
    """Return the words of an annex; empty where none are held."""
    rows = rows_of(w, "SELECT text FROM annexes WHERE annex_id = CAST($id AS VARCHAR)", id=annex_id)
    return rows[0]["text"] or "" if rows else ""
