"""Write what a run is doing into a small file of the data folder, which anybody may read at any moment.

The working file cannot be opened while a run writes it, and before the first publish there is no other. A run that
ends removes its file; one that was killed leaves it behind.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from flows.clock import TALLINN
from flows.folder import DataFolder


@dataclass(frozen=True)
class GoingOn:
    """A run by process ``pid`` as last reported. ``began_at`` and ``at`` are UTC, ``told`` is a line for a person."""

    kind: str
    register: str
    pid: int
    began_at: datetime
    at: datetime
    told: str
    counts: dict[str, int]

    @property
    def is_alive(self) -> bool:
        """Whether a process of that number runs on this machine."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    @property
    def sentence(self) -> str:
        """Say in a sentence whether the run continues or was killed, and how far it is."""
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number)
        far = self.told + (f"; so far {counted}" if counted else "")
        if self.is_alive:
            return f"{self.kind} {self.register} has been running since {_hour(self.began_at)} ({far})"
        return (
            f"{self.kind} {self.register}, begun {_hour(self.began_at)}, was killed after {_hour(self.at)} ({far}): "
            "what it did is kept, and the next run continues from there"
        )


def _hour(at: datetime) -> str:
    return f"{at.astimezone(TALLINN):%F %R}"


def together(standings: Sequence[GoingOn]) -> GoingOn:
    """Return how far the runs are that one process has going on side by side."""
    if len(standings) == 1:
        return standings[0]
    counts: Counter[str] = Counter()
    for one in standings:
        counts.update(one.counts)
    return GoingOn(
        kind=standings[0].kind,
        register=", ".join(one.register for one in standings),
        pid=standings[0].pid,
        began_at=min(one.began_at for one in standings),
        at=max(one.at for one in standings),
        told="; ".join(f"{one.register}: {one.told}" for one in standings),
        counts=dict(counts),
    )


def note(data: Path, standing: GoingOn) -> None:
    """Write the state of a run over what it wrote before. A full disk does not stop the run."""
    path = DataFolder(data).going_on
    told = asdict(standing) | {"began_at": standing.began_at.isoformat(), "at": standing.at.isoformat()}
    aside = path.with_suffix(".part")
    try:
        aside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        os.replace(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)


def forget(data: Path) -> None:
    """Note that the run has ended."""
    DataFolder(data).going_on.unlink(missing_ok=True)


def look(data: Path) -> GoingOn | None:
    """Return the run that is going on in a data folder, or was killed there; ``None`` where the last one ended."""
    try:
        held = json.loads(DataFolder(data).going_on.read_text("utf-8"))
        began_at, at = (datetime.fromisoformat(held.pop(name)) for name in ("began_at", "at"))
        return GoingOn(**held, began_at=began_at, at=at)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
