"""Remember the rows that a night's searches showed: each page is compared with its row when it comes, hours later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from extractors.model.register import ListingEntry
from flows.spool import Spool


class Listed:
    """Rows by the documents' external ids, the last one shown of each."""

    def __init__(self) -> None:
        self._rows = Spool()

    def put(self, entries: Iterable[ListingEntry]) -> None:
        for entry in entries:
            self._rows.put(entry.external_id, json.dumps(asdict(entry), default=str, ensure_ascii=False).encode())

    def get(self, external_id: str) -> ListingEntry | None:
        """Return the row of a document; ``None`` where no search of this night showed it."""
        row = self._rows.get(external_id)
        if row is None:
            return None
        values = json.loads(row)
        day = values.pop("registered_on")
        return ListingEntry(**values, registered_on=date.fromisoformat(day) if day is not None else None)

    def close(self) -> None:
        self._rows.close()
