"""Delete the other traces of a document in the data folder: run reports, exports, and what DuckDB left on the disk."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from flows.digest.journal import clear_feeds
from flows.exports.journal import clear_exports
from flows.folder import DataFolder
from flows.reading.tools import temporary
from flows.visible import make_visible
from warehouse.connection import Warehouse
from warehouse.withdrawal import content, facts

_PACKED = (b"PK", b"PAR1", b"\x1f\x8b")
"""How XLSX and ZIP, Parquet and gzip begin."""


def forget_reports(w: Warehouse, data: Path, names: Collection[str], document_id: str) -> None:
    """Delete every report and export that contains one of ``names`` (file names, titles) or a sentence of the document.

    Exports whose words are packed go in any case: nobody can tell whether they contain one. The document's rows must
    still be there.
    """
    phrases = set(names) - {content.WITHDRAWN}
    phrases |= facts.sentences_of(w, document_id)
    begins = {" ".join(phrase.split())[:60] for phrase in phrases if len(phrase) > 3}
    needles = [spelt.encode() for word in begins for spelt in _spellings(word)]
    places = DataFolder(data)
    for folder in (places.reports, places.exports):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and _may_speak_of(path.read_bytes(), needles):
                path.unlink()


def forget_written(data: Path) -> None:
    """Delete all that was written from the published warehouse for others, wherever it is: exports, feeds of digests.

    The end of the run writes it again from what is published then, and says what could not be deleted.
    """
    clear_exports(data)
    clear_feeds(data)


def _spellings(word: str) -> set[str]:
    """Return a word as text, Markdown and JSON may have it; JSON spells quotes and controls, or all beyond ASCII."""
    in_json = {json.dumps(word, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False)}
    return {make_visible(spelt) for spelt in {word, *in_json}} | {word, *in_json}


def _may_speak_of(body: bytes, needles: list[bytes]) -> bool:
    return body.startswith(_PACKED) or _speaks_of(body, needles)


def _speaks_of(report: bytes, needles: list[bytes]) -> bool:
    """Return whether a report contains a needle, even where it breaks the sentence into lines or cuts it short."""
    flat = b" ".join(report.split())
    return any(needle in flat for needle in needles)


def forget_temporary(data: Path) -> None:
    """Remove what programs left of the files that they were reading when their worker was ended in this run.

    Folders of workers that are reading now stay: their files are not withdrawn, and they remove them themselves.
    """
    temporary.clear_left(DataFolder(data).temporary)
