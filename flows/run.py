"""One run over one data folder: the lock, the open warehouse, the row in ``runs``, and publishing at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from flows.archive import Archive, ArchiveError
from flows.clock import Clock
from flows.forgetting import Holdings, finish_interrupted, told_cause
from flows.progress import Progress
from flows.settings import Settings
from flows.summary import Summary
from warehouse import publish, runs
from warehouse.connection import Warehouse, open_working


class RunError(Exception):
    """A run that could not begin or had to stop; the message speaks to the operator."""


class AnotherRun(RunError):
    """Two runs over one data folder would each undo the other's ledger: the second says so and stops."""


class DataFolderUnwritable(RunError):
    """The data folder cannot be made or written."""


class ArchiveFailed(RunError):
    """What came could not be kept, or what was kept cannot be trusted: nothing may be read that is not archived."""


@dataclass
class Run:
    """A run that is going on. ``started_at`` is UTC; ``run_id`` is that instant, so a person can read it."""

    settings: Settings
    clock: Clock
    archive: Archive
    warehouse: Warehouse
    run_id: str
    started_at: datetime
    summary: Summary = field(default_factory=Summary)
    progress: Progress = field(default_factory=Progress)

    @property
    def holdings(self) -> Holdings:
        """All places of this run's data folder that may hold content."""
        return Holdings(self.settings.data, self.archive, self.warehouse)


@contextmanager
def open_run(settings: Settings, clock: Clock, *, kind: str, register: str, arguments: dict[str, str]) -> Iterator[Run]:
    """Locks the data folder, opens warehouse and archive, writes the row in ``runs``; publishes when the body is done.

    Raises ``AnotherRun``, ``DataFolderUnwritable`` or a warehouse error before anything is done. When the body raises,
    the run is closed as "failed" and what it had loaded by then stays: every load was whole in itself. An error of the
    archive comes out as ``ArchiveFailed``.
    """
    folder = prepare_data_folder(settings.data)
    with _locked(folder), open_working(folder) as warehouse:
        started_at = clock.now()
        run_id = f"{started_at:%Y%m%dT%H%M%S.%f}Z"
        runs.start_run(warehouse, run_id, kind, register, started_at, arguments)
        run = Run(settings, clock, Archive(folder / "archive"), warehouse, run_id, started_at)
        try:
            for stone in finish_interrupted(run.holdings, run_id=run_id, at=started_at):
                run.summary.notes.append(f"{stone.document_id}: {told_cause(stone)}: finished what was begun earlier")
            with run.progress.shown():
                yield run
            # Closed before it is published, so that the published ledger shows this run with its outcome.
            _finish(run, "done" if run.summary.exit_status == 0 else "done with problems")
            publish.publish(warehouse, folder)
        except BaseException as error:
            _finish(run, "interrupted" if isinstance(error, KeyboardInterrupt) else "failed")
            if isinstance(error, ArchiveError):
                raise ArchiveFailed(str(error)) from error
            raise


def _finish(run: Run, outcome: str) -> None:
    runs.finish_run(run.warehouse, run.run_id, run.clock.now(), outcome, run.summary.counts)


def prepare_data_folder(data: Path) -> Path:
    """The data folder, made where it was missing and proven writable."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise DataFolderUnwritable(f"the data folder {data} cannot be written: {error.strerror or error}") from error
    return data


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        with lock:
            yield
    except Timeout as error:
        raise AnotherRun(
            f"another run is going on in {folder}: wait for it, or name another folder with --data"
        ) from error
