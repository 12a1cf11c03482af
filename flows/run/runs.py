"""Begin the runs of one command over an open data folder, end each, publish them together and report on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flows.clock import Clock
from flows.digest.feeds import write_feeds
from flows.exports.afterwards import write_due
from flows.registers.config import BadRegisterList
from flows.registers.find import list_authorities
from flows.report.collect import RunFacts
from flows.report.write import Written, report_run
from flows.rulings.journal import load as load_rulings
from flows.run.going_on import GoingOn
from flows.run.interrupt import STOPPING
from flows.run.log import log_of
from flows.run.places import Places
from flows.run.progress import Progress
from flows.run.run import Published, Run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.withdrawal.resume import finish_interrupted
from warehouse.ask.news import News
from warehouse.connection import Warehouse, disk_trouble_told
from warehouse.errors import WarehouseError
from warehouse.ledgers import listed
from warehouse.ledgers import runs as ledger
from warehouse.publish import publish
from warehouse.withdrawal import tombstones


@dataclass
class Ended:
    """A run that ended, with its outcome and the error that ended it, if one did."""

    run: Run
    outcome: str
    error: BaseException | None = None


@dataclass
class Runs:
    """The runs over a data folder that this process has locked. ``clock`` never shows an instant before the last run.

    ``summary`` has what concerns them all. Only one thread at a time may use this, its warehouse above all.
    """

    settings: Settings
    clock: Clock
    places: Places
    warehouse: Warehouse
    kind: str
    summary: Summary
    published: Published = field(default_factory=Published)
    is_drawn: bool = True
    ended: list[Ended] = field(default_factory=list)
    standings: dict[str, GoingOn] = field(default_factory=dict)
    _last_start: datetime | None = field(default=None, init=False)
    _is_tidy: bool = field(default=False, init=False)
    _is_publishing: bool = field(default=False, init=False)

    @contextmanager
    def begin(
        self,
        register: str,
        arguments: dict[str, str],
        *,
        settings: Settings | None = None,
        summary: Summary | None = None,
    ) -> Iterator[Run]:
        """Start the row in ``runs`` and close it when the body is done, as "failed" where it raises."""
        run = self._start(register, arguments, settings or self.settings, summary or Summary())
        try:
            with disk_trouble_told(self.settings.data):
                self._tidy(run)
                with run.progress.shown():
                    yield run
                self.places.archive.settle()
                # Close the run before publishing, so that the published ledger shows its outcome.
                for sentence in self._load_rulings():
                    run.summary.ask_person(sentence)
                outcome = _finish(run, "done" if run.summary.exit_status == 0 else "done with problems")
        except BaseException as error:
            self.ended.append(Ended(run, _finish_failed(run, _outcome_of(error)), error))
            raise
        finally:
            self.standings.pop(register, None)
        self.ended.append(Ended(run, outcome))

    def _start(self, register: str, arguments: dict[str, str], settings: Settings, summary: Summary) -> Run:
        started_at = self.clock.now()
        if self._last_start is not None:
            # Two that begin at one instant would have one id.
            started_at = max(started_at, self._last_start + timedelta(microseconds=1))
        self._last_start = started_at
        run_id = f"{started_at:%Y%m%dT%H%M%S.%f}Z"
        ledger.start_run(self.warehouse, run_id, self.kind, register, started_at, arguments)
        run = Run(
            settings=settings,
            clock=self.clock,
            archive=self.places.archive,
            readings=self.places.readings,
            warehouse=self.warehouse,
            run_id=run_id,
            started_at=started_at,
            kind=self.kind,
            register=register,
            summary=summary,
            progress=Progress(
                log=log_of(settings, self.clock, register, is_drawn=self.is_drawn), is_drawn=self.is_drawn
            ),
            published=self.published,
            standings=self.standings,
        )
        run.progress.note = run.note_standing
        return run

    def _tidy(self, run: Run) -> None:
        """Note the register list, and finish what runs before these began and did not end, once."""
        if self._is_tidy:
            return
        self._is_tidy = True
        note_listed(self.warehouse)
        self.places.prepare(self.settings)
        was_killed = ledger.note_killed(self.warehouse, run.run_id)
        if self.kind == "takedown" or was_killed:
            self.places.collect_left()
        for stone in finish_interrupted(run.holdings, run_id=run.run_id, at=run.started_at):
            cause = tombstones.told_cause(stone)
            self.summary.notes.append(f"{stone.document_id}: {cause}: finished what was begun earlier")

    def _load_rulings(self) -> list[str]:
        return load_rulings(self.warehouse, self.settings.data, needs_second=self.settings.rulings_need_second)

    def publish(self) -> tuple[Path | None, list[str]]:
        """Publish, then write the exports and feeds that are due. Return the published file, and what went wrong.

        Without a run there is nothing to publish.
        """
        if not self.ended:
            return None, []
        self._is_publishing = True
        say = self.ended[-1].run.progress.say
        say("publishing")
        today, is_night = self.clock.today(), self.kind == "ingest"
        published = publish.publish(
            self.warehouse,
            self.settings.data,
            self.summary.notes.append,
            night=today if is_night else None,
            alarm=self.summary.ask_person,
        )
        unwritten = write_due(self.settings, today, say, is_night=is_night)
        return published, [*unwritten, *write_feeds(self.settings, today)]

    def report(self, news: News, published: Path | None, unwritten: Sequence[str]) -> list[Written]:
        """Report on each run, in the order in which they ended. What one of them changed stands in one report alone."""
        whole = [one for one in self.ended if one.error is None]
        return [
            _report(one, news, published, whole, unwritten) if one.error is None else _report(one) for one in self.ended
        ]

    def report_cut_off(self, error: BaseException) -> list[Written]:
        """Close the runs that an error kept from being published, and report briefly on all."""
        if self._is_publishing:
            outcome = _outcome_of(error)
            for one in self.ended:
                one.outcome, one.error = _finish_failed(one.run, outcome), one.error or error
        return [_report(one) for one in self.ended]


def _outcome_of(error: BaseException) -> str:
    """Return how a run ended by an error. What is not an ``Exception`` came from outside: a signal to end."""
    return "failed" if isinstance(error, Exception) and STOPPING.behind(error) is None else "interrupted"


def _finish(run: Run, outcome: str) -> str:
    ledger.finish_run(run.warehouse, run.run_id, run.clock.now(), outcome, run.summary.counts)
    return outcome


def _finish_failed(run: Run, outcome: str) -> str:
    """Finish as ``_finish`` does; if even that cannot be written, the ledger shows the run as interrupted."""
    with suppress(WarehouseError), disk_trouble_told(run.settings.data):
        return _finish(run, outcome)
    return outcome


def _report(
    ended: Ended,
    news: News | None = None,
    published: Path | None = None,
    whole: Sequence[Ended] = (),
    unwritten: Sequence[str] = (),
) -> Written:
    """Report on a run. Of ``whole``, the runs published together, the first tells what changed in other registers."""
    run = ended.run
    others = frozenset(one.run.register for one in whole if one is not ended)
    is_first = not whole or whole[0] is ended
    facts = RunFacts(
        run_id=run.run_id,
        kind=run.kind,
        register=run.register,
        started_at=run.started_at,
        finished_at=run.clock.now(),
        outcome=ended.outcome,
        is_complete=run.summary.is_complete and ended.error is None,
        counts=run.summary.counts,
        failure=type(ended.error).__name__ if ended.error is not None else None,
        request_budget=run.settings.request_budget,
        unwritten_exports=tuple(unwritten) if is_first else (),
        tells_only_of=None if is_first else run.register,
        tells_not_of=others if is_first else frozenset(),
    )
    return report_run(facts, run.settings, news, published)


def note_listed(warehouse: Warehouse) -> None:
    """Record whose registers the register list names. A list that cannot be read changes nothing.

    Whoever uses a register is told of the damaged list, and a take-down must still work.
    """
    with suppress(BadRegisterList):
        listed.note(warehouse, list_authorities())
