"""Say at what size of the network which limit is reached, nearest first."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.network.costs import GB, HOUR_S, held_after
from benchmarks.network.figures import Figures, together
from benchmarks.network.inputs import DISK_GB
from benchmarks.network.nights import settings_of
from benchmarks.network.publishing import annexes_within
from benchmarks.network.tables import all_bytes, table

NIGHT_S = 8 * HOUR_S


@dataclass(frozen=True)
class Limit:
    """What gives way, at how many documents, and what helps. ``now`` is the number that is asked today."""

    what: str
    documents: float
    now: int
    helps: str

    @property
    def times(self) -> float:
        return self.documents / self.now


def limits(figures: Figures) -> list[Limit]:
    """Return the limits by the size at which they are reached, as a multiple of today's."""
    biggest, settings = figures.hosts[0], settings_of()
    told, nights = together(biggest.ordinary), len(biggest.ordinary)
    growing = sum(told.requests[kind] for kind in ("page", "file", "again"))
    fixed = (told.sent - growing) / nights
    each = growing / nights / biggest.host.documents
    interval_s = settings.request_interval_s
    held = held_after(figures.first)
    files_each = held.files / held.documents
    at_host = biggest.host.documents
    return sorted(
        (
            Limit(
                f"an ordinary night at the biggest host needs {settings.request_budget:,} requests (the default)",
                (settings.request_budget - fixed) / each,
                at_host,
                "`KEHTIV_REQUEST_BUDGET`, longer `KEHTIV_RECHECK_…_DAYS`",
            ),
            Limit(
                f"it needs all eight hours at one request in {interval_s:g} s",
                (NIGHT_S / interval_s - fixed) / each,
                at_host,
                "longer `KEHTIV_RECHECK_…_DAYS`; no machine helps, the pace is the host's",
            ),
            Limit(
                f"new readers: {settings.reread_files:,} files a night take longer than thirty nights",
                30 * settings.reread_files / files_each,
                held.documents,
                "`kehtiv reextract`, with `--readers` on several machines",
            ),
            Limit(
                f"a whole publish takes longer than the {settings.publish_minutes:.0f} minutes between two",
                annexes_within(60 * settings.publish_minutes) / files_each,
                held.documents,
                "longer `KEHTIV_PUBLISH_MINUTES`",
            ),
            Limit(
                f"a disk of {DISK_GB} GB is full of archive, readings and warehouse",
                DISK_GB * GB / all_bytes(held) * held.documents,
                held.documents,
                "`KEHTIV_ARCHIVE` and `KEHTIV_READINGS` in a bucket",
            ),
        ),
        key=lambda limit: limit.times,
    )


def limits_table(figures: Figures) -> str:
    rows = [(each.what, f"{each.documents:,.0f}", f"{each.times:.1f}", each.helps) for each in limits(figures)]
    return table(["what gives way", "at documents", "times today's", "what helps"], rows)
