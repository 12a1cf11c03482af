"""What else in the data folder may speak of a document: reports of runs, and what DuckDB left on the disk."""

from __future__ import annotations

import json
from pathlib import Path

from flows.folder import DataFolder
from warehouse.connection import Warehouse
from warehouse.withdrawal import content
from warehouse.withdrawal.content import HeldContent


def forget_reports(w: Warehouse, data: Path, known: HeldContent, document_id: str) -> None:
    """Deletes every report and export that bears a name, title or sentence of the document; the rows must still be
    there."""
    words = {*known.names, *known.titles} - {content.WITHDRAWN}
    rows = w.connection.execute(
        "SELECT quote FROM base.effects WHERE document_id = $id"
        " UNION SELECT title FROM base.positions WHERE document_id = $id AND title IS NOT NULL"
        " UNION SELECT title FROM base.parts WHERE document_id = $id AND title IS NOT NULL",
        {"id": document_id},
    ).fetchall()
    words |= {row[0] for row in rows}
    begins = {" ".join(word.split())[:60] for word in words if len(word) > 3}
    needles = [spelt.encode() for word in begins for spelt in {word, json.dumps(word)[1:-1]}]
    places = DataFolder(data)
    for folder in (places.reports, places.exports):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and _speaks_of(path.read_bytes(), needles):
                path.unlink()


def _speaks_of(report: bytes, needles: list[bytes]) -> bool:
    """A report may have broken a sentence into lines, or cut it short."""
    told = b" ".join(report.split())
    return any(needle in told for needle in needles)


def forget_spilled(data: Path) -> None:
    """What DuckDB wrote to the disk for want of memory; a killed run leaves it, and nothing else clears it."""
    for folder in data.glob("*.duckdb.tmp"):
        for path in folder.iterdir() if folder.is_dir() else ():
            path.unlink()
