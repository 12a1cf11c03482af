"""Say when something is written, and by which run: every row records both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC) of a run."""

    run_id: str
    at: datetime

    def of(self, document_id: str) -> Moment:
        """Return the instant of a document of the batch: all have this one."""
        return self


@dataclass(frozen=True, slots=True)
class OwnMoments:
    """Instants (UTC) of documents that a run loads together although each came at its own. It has no instant itself."""

    run_id: str
    instants: Mapping[str, datetime]

    def of(self, document_id: str) -> Moment:
        """Return the instant of a document of the batch. Raise ``KeyError`` for any other document."""
        return Moment(self.run_id, self.instants[document_id])


Moments = Moment | OwnMoments
"""The instants of a batch of documents."""
