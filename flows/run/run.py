"""Define what a run is while it goes on: its places, its clock, its counts."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extractors.words import lemmas
from flows.archive import RunArchive
from flows.clock import Clock
from flows.reading import version
from flows.reading.spread.spread import Spread
from flows.reading.store import StoredReadings
from flows.rulings.journal import load as load_rulings
from flows.run import going_on
from flows.run.going_on import GoingOn
from flows.run.log import Figures
from flows.run.progress import Progress
from flows.run.summary import Summary
from flows.settings import Settings
from flows.withdrawal.outside import Holdings
from warehouse.connection import PUBLISHED_NAME, Warehouse
from warehouse.moment import Moment, Moments, OwnMoments
from warehouse.publish import publish

FIRST_PUBLISH_MINUTES = 2.0
"""How soon a run publishes what it has where nothing is published yet."""


@dataclass
class Published:
    """When this process published last, or opened the folder, in monotonic seconds."""

    at: float = field(default_factory=lambda: time.monotonic())


@dataclass
class Run:
    """A run that is going on. ``started_at`` is UTC; ``run_id`` is that instant, so a person can read it.

    ``readers_version`` is the version under which this run loads what it reads. ``spread`` has files read elsewhere
    before this run asks for their readings; ``None``: it reads them itself. Runs side by side share ``published``,
    and ``standings``, which says how far each of them is, by register. ``instants`` (UTC) are those of documents that
    are loaded together although each came at its own; a run that has them asks no clock.
    """

    settings: Settings
    clock: Clock
    archive: RunArchive
    readings: StoredReadings
    warehouse: Warehouse
    run_id: str
    started_at: datetime
    kind: str
    register: str
    summary: Summary = field(default_factory=Summary)
    progress: Progress = field(default_factory=Progress)
    readers_version: str = field(default_factory=lambda: version.readers_version())
    spread: Spread | None = None
    published: Published = field(default_factory=Published)
    standings: dict[str, GoingOn] = field(default_factory=dict)
    instants: Mapping[str, datetime] | None = None

    def moment(self) -> Moment:
        """Return this instant of the run."""
        return Moment(self.run_id, self.clock.now())

    def moments(self) -> Moments:
        """Return this instant of the run, or the instants that documents have of their own."""
        return self.moment() if self.instants is None else OwnMoments(self.run_id, self.instants)

    def note_standing(self, figures: Figures) -> None:
        """Tell `kehtiv status` how far this run is, and those beside it."""
        self.standings[self.register] = GoingOn(
            kind=self.kind,
            register=self.register,
            pid=os.getpid(),
            began_at=self.started_at,
            at=self.clock.now(),
            told=figures.told,
            counts=self.summary.counts,
        )
        going_on.note(self.settings.data, going_on.together(list(self.standings.values())))

    def publish_meanwhile(self) -> None:
        """Publish what is loaded so far, where it is due: an answer after minutes is worth more than one after hours.

        The published ledger shows this run as running, and the days that it has not searched as not proven.
        """
        minutes = self.settings.publish_minutes
        has_published = (self.settings.data / PUBLISHED_NAME).exists()
        due_s = 60 * (minutes if has_published else min(minutes, FIRST_PUBLISH_MINUTES))
        if minutes and time.monotonic() - self.published.at >= due_s:
            self.progress.say("publishing what is loaded so far")
            load_rulings(self.warehouse, self.settings.data, needs_second=self.settings.rulings_need_second)
            publish.publish(self.warehouse, self.settings.data, self.summary.notes.append)
            # A small warehouse is published with the dictionary held, and this run goes on: 31 MiB for all of it.
            lemmas.forget_dictionary()
            self.published.at = time.monotonic()

    @property
    def holdings(self) -> Holdings:
        """The places in this run's data folder that may hold content."""
        return Holdings(self.settings.data, self.archive, self.readings, self.warehouse)
