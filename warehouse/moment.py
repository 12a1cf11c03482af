"""Say when something is written, and by which run: every row records both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC) of a run."""

    run_id: str
    at: datetime
