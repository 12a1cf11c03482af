"""Run `kehtiv reextract`: derive everything again from the archive, compare it with what is published, publish it.

    usual           copy the working file and read its pages and files again (flows.rereading.again)
    from scratch    replay every archived answer, in order of arrival, into a new working file (flows.rereading.replay)

Both work in a folder aside and need no network. Nothing is published until the differences are known and both the
operator and the guard against large losses have agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.archive import Archive
from flows.clock import Clock
from flows.folder import DataFolder
from flows.reading import version
from flows.reading.kept import KeptReadings, clear_outdated, kept_readings
from flows.reading.limits import limits_of
from flows.reading.reader import Reader
from flows.reading.spread.make import spreading
from flows.reading.store import open_readings
from flows.reading.tools.find import find_tools
from flows.rereading.again import read_again
from flows.rereading.kept_archive import KeptArchive
from flows.rereading.replay import replay
from flows.rereading.request import RereadRequest, choose
from flows.rereading.visits import connector_of
from flows.rulings.journal import load as load_rulings
from flows.run.data_folder import locked, prepare_data_folder
from flows.run.errors import RunError
from flows.run.log import log_of
from flows.run.places import Places, open_places
from flows.run.progress import Progress
from flows.run.run import Run
from flows.run.runs import note_listed
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stores.whereabouts import remember
from flows.withdrawal.resume import finish_interrupted
from warehouse.connection import WORKING_NAME, open_working
from warehouse.ledgers import runs
from warehouse.rereading import differences, loaded, rebuilding
from warehouse.rereading.differences import Differences
from warehouse.rereading.loaded import LoadedFile

GUARDED = ("directives", "annexes", "revocations")
"""Tables that may not lose many rows unnoticed: a row missing here is missing from every answer."""


AHEAD_BYTES = 32 * 2**20
"""Bytes of files that workers are given ahead, to read while what came before is loaded."""


class NothingToReadAgain(RunError):
    """There is no working file to start from."""


class NothingArchived(RunError):
    """There is no archive to rebuild from."""


@dataclass(frozen=True)
class Rebuilt:
    """The result before it is published. ``refusal`` says why it must not be published; ``None`` where it may be."""

    differences: Differences
    summary: Summary
    refusal: str | None


Decide = Callable[[Rebuilt], bool]
"""Show the result to the operator and return whether to publish it."""


def reextract(settings: Settings, clock: Clock, request: RereadRequest, decide: Decide) -> Summary:
    """Rebuild aside, show the differences to ``decide``, and publish if it agrees and the losses are within bounds.

    A dry run, a refusal, and a process killed before publishing leave the data folder unchanged to the byte; a killed
    process also leaves a folder that the next run deletes. Raise ``AnotherRun`` and other ``RunError``.
    """
    if not settings.data.is_dir():
        raise NothingArchived(f"there is no data folder {settings.data}")
    folder = settings.data if request.is_dry_run else prepare_data_folder(settings.data)
    with locked(folder), rebuilding.room_aside(folder) as aside:
        if not request.is_dry_run:
            # Before anything can be kept there: a later take-down must find it.
            remember(settings.folder, settings.whereabouts)
            if not request.is_from_scratch:
                rebuilding.fold_log(folder)
        places = open_places(settings)
        summary, published, is_withdrawn = _rebuild(settings, places, clock, request, aside)
        with differences.compare(rebuilding.published_file(folder), published) as found:
            refusal = refusal_of(found, request.max_lost, summary.counts.get("skipped", 0))
            is_wanted = decide(Rebuilt(found, summary, refusal))
        if request.is_dry_run:
            return summary
        if refusal is not None:
            summary.stop_short(f"nothing was published: {refusal}")
        elif not is_wanted:
            summary.stop_short("nothing was published")
        else:
            rebuilding.adopt(folder, aside, published, is_content_withdrawn=is_withdrawn)
            _drop_damaged(places.archive, folder)
            clear_outdated(places.readings, settings, version.readers_version())
    return summary


def refusal_of(differences: Differences, max_lost: float, skipped: int = 0) -> str | None:
    """Return why the losses forbid publishing; ``None`` where they do not.

    Documents that were ``skipped`` are also measured against all documents, however few rows of ``GUARDED`` they had.
    """
    lost = [(table.lost, table.before, table.table) for table in map(differences.table, GUARDED)]
    lost.append((skipped, differences.published_number("documents"), "documents"))
    losses = [f"{gone} of {before} {table}" for gone, before, table in lost if gone and 100 * gone > max_lost * before]
    return f"{', '.join(losses)} would be lost, more than {max_lost:g} % (--max-lost)" if losses else None


def _rebuild(
    settings: Settings, places: Places, clock: Clock, request: RereadRequest, aside: Path
) -> tuple[Summary, Path, bool]:
    """Return the summary, the file that would be published, and whether content was withdrawn on the way."""
    if not request.is_from_scratch:
        rebuilding.copy_working(settings.data, aside)
        if not (aside / WORKING_NAME).exists():
            raise NothingToReadAgain(
                f"there is no {WORKING_NAME} in {settings.data}: rebuild it from the archive with --from-scratch"
            )
    kept = kept_readings(places.readings, settings, version.readers_version(), is_read_only=request.is_dry_run)
    with open_working(aside) as warehouse, _reader(settings, request, aside, kept) as reader:
        started_at = clock.now()
        run_id = f"{started_at:%Y%m%dT%H%M%S.%f}Z"
        archive = places.archive
        run = Run(
            # What the stages write or delete beside the archive lies in the folder aside and disappears with it.
            settings=settings.model_copy(update={"data": aside, "archive": None, "readings": None}),
            clock=clock,
            archive=KeptArchive(archive, aside),
            readings=open_readings(DataFolder(aside)),
            warehouse=warehouse,
            run_id=run_id,
            started_at=started_at,
            kind="reextract",
            register=request.register or "",
            progress=Progress(log=log_of(settings, clock, "reextract")) if settings.readers else Progress(),
        )
        if request.is_from_scratch:
            _take_over(run, settings.data, aside)
            note_listed(warehouse)
        runs.start_run(warehouse, run_id, run.kind, request.register, started_at, request.options())
        elsewhere = settings.model_copy(update={"readers": None}) if request.is_dry_run else settings
        with (
            run.progress.shown(),
            spreading(
                elsewhere, places.readings, archive.size, reader.tools, run.readers_version, run.progress.say
            ) as spread,
        ):
            run.spread = spread
            if request.is_from_scratch:
                replay(run, archive, reader)
                _keep_withdrawn(run, aside)
                _name_skipped(run, rebuilding.published_file(settings.data))
            else:
                loaded.forget_unread(warehouse)  # marks of a night that was killed while it was reading again
                pages, files = choose(warehouse, request)
                _note_outdated(run, files)
                read_again(run, reader, pages, files, connector_of(archive))
        run.summary.notes += spread.notes() if spread is not None else []
        run.summary.notes += kept.troubles() if kept is not None else []
        for sentence in load_rulings(warehouse, settings.data, needs_second=settings.rulings_need_second):
            run.summary.ask_person(sentence)
        outcome = "done" if run.summary.exit_status == 0 else "done with problems"
        runs.finish_run(warehouse, run_id, clock.now(), outcome, run.summary.counts)
        is_withdrawn = rebuilding.is_content_withdrawn(warehouse)
        return run.summary, rebuilding.publish_aside(warehouse, settings.data), is_withdrawn


def _take_over(run: Run, data: Path, aside: Path) -> None:
    """Copy from the old working file what the archive does not know: runs and searches.

    Take-downs are also in the journal beside the archive, so they are kept even where the old file cannot be read.
    """
    lost = rebuilding.take_over_ledgers(run.warehouse, data, aside)
    finish_interrupted(run.holdings, run_id=run.run_id, at=run.started_at)
    if lost is not None:
        run.summary.notes.append(
            f"{lost}: the ledgers of earlier runs and of days proven complete are lost; all days will be searched again"
        )


def _keep_withdrawn(run: Run, aside: Path) -> None:
    """Withdraw again what was withdrawn before: a replay passes those nights without the bytes and learns nothing."""
    rebuilding.forget_tombstones(run.warehouse)
    rebuilding.restore_withdrawn(run.warehouse, aside)
    finish_interrupted(run.holdings, run_id=run.run_id, at=run.started_at)
    rebuilding.describe_withdrawn(run.warehouse, run.run_id)


def _name_skipped(run: Run, published: Path | None) -> None:
    """Report by name each document that would be lost."""
    for document_id in rebuilding.skipped_documents(run.warehouse, published):
        run.summary.count("skipped")
        run.summary.ask_person(
            f"{document_id}: skipped: it is published, but the archive holds no page of it that can still be read"
        )


@contextmanager
def _reader(settings: Settings, request: RereadRequest, aside: Path, kept: KeptReadings | None) -> Iterator[Reader]:
    """Yield a reader that uses kept readings and OCR results, and keeps new ones; a dry run keeps them aside or not."""
    elsewhere = DataFolder(aside).ocr if request.is_dry_run else None
    tools = find_tools(settings, keeps=True, new_results=elsewhere)
    reader = Reader(
        settings.workers, tools, limits_of(settings), settings.folder.temporary, kept, ahead_bytes=AHEAD_BYTES
    )
    try:
        yield reader
    finally:
        reader.close()


def _note_outdated(run: Run, files: Sequence[LoadedFile]) -> None:
    """Note how many of the files another version read: only those can differ because the readers changed."""
    outdated = sum(1 for file in files if file.extractor_version != run.readers_version)
    run.summary.notes.append(
        f"{outdated} of {len(files)} files were last read by another version of the readers (now {run.readers_version})"
    )


def _drop_damaged(archive: Archive, folder: Path) -> None:
    """Delete damaged objects: their name blocks a good copy, which the next night can fetch once they are gone."""
    with open_working(folder) as w:
        for sha256 in loaded.damaged_files(w):
            archive.forget(sha256)
