"""`kehtiv reextract`: all that is derived is made again from the archive, compared with what is published, published.

    usual           a copy of the working file; its pages and files are read again (flows.rereading.again)
    from scratch    a new one; every answer of the archive is replayed in order of arrival (flows.rereading.replay)

Both happen aside, without any connection. What is published stays as it is until the differences are known and nobody
objects: nor the operator, nor the guard against a reader that suddenly finds much less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.archive import Archive
from flows.clock import Clock
from flows.folder import DataFolder
from flows.reading.limits import limits_of
from flows.reading.reader import Reader
from flows.reading.tools.find import find_tools
from flows.reading.version import readers_version
from flows.rereading.again import read_again
from flows.rereading.kept_archive import KeptArchive
from flows.rereading.replay import replay
from flows.rereading.visits import connector_of
from flows.run.data_folder import locked, prepare_data_folder
from flows.run.errors import RunError
from flows.run.run import Run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.withdrawal.resume import finish_interrupted
from warehouse.connection import WORKING_NAME, Warehouse, open_published, open_working
from warehouse.ledgers import runs
from warehouse.rereading import differences, loaded, rebuilding
from warehouse.rereading.differences import Differences
from warehouse.rereading.loaded import HeldFile, HeldPage

GUARDED = ("directives", "annexes", "revocations")
"""Tables of which too many rows may not be lost unseen: what they lack is missing from every answer."""

MAX_LOST_PERCENT = 5.0


class NothingToReadAgain(RunError):
    """There is no working file to go out from."""


class NothingArchived(RunError):
    """There is no archive to rebuild from."""


class CannotBeMeant(Exception):
    """What was asked for contradicts itself, or names what is not held."""


@dataclass(frozen=True)
class Wanted:
    """What to make again. ``register``, ``documents`` (ids) and ``since_version`` narrow it; ``None``: all.

    ``since_version`` is a number ("3": only files whose readers had a lower one) or the version of readers, with its
    digest ("2+1a2b3c4d": only files that other readers than these read). ``max_lost`` is in percent of the rows of
    each table of ``GUARDED``.
    """

    register: str | None = None
    documents: frozenset[str] | None = None
    since_version: str | None = None
    is_from_scratch: bool = False
    is_dry_run: bool = False
    max_lost: float = MAX_LOST_PERCENT

    def told(self) -> dict[str, str]:
        """As the ledger of runs has it."""
        words = {
            "register": self.register,
            "documents": ", ".join(sorted(self.documents)) if self.documents is not None else None,
            "since_version": self.since_version,
            "from_scratch": "yes" if self.is_from_scratch else None,
        }
        return {name: value for name, value in words.items() if value is not None}


@dataclass(frozen=True)
class Rebuilt:
    """What came of it, before anything is published. ``refusal`` says why it will not be, ``None``: it may be."""

    differences: Differences
    summary: Summary
    refusal: str | None


def wanted_of(
    settings: Settings,
    *,
    register: str | None = None,
    references: Sequence[str] = (),
    since_version: str | None = None,
    is_from_scratch: bool = False,
    is_dry_run: bool = False,
    max_lost: float = MAX_LOST_PERCENT,
) -> Wanted:
    """What is asked for, with documents by their ids. Raises ``CannotBeMeant``."""
    if is_from_scratch and (register or references or since_version):
        raise CannotBeMeant("--from-scratch rebuilds everything: it cannot be narrowed")
    if since_version is not None:
        try:
            version_key(since_version)
        except ValueError:
            raise CannotBeMeant(
                f"--since-version {since_version}: a version is a number (now {readers_version()})"
            ) from None
    documents: set[str] = set()
    for reference in references:
        documents |= _documents_of(settings, reference)
    held = frozenset(documents) if references else None
    return Wanted(
        register=register,
        documents=held,
        since_version=since_version,
        is_from_scratch=is_from_scratch,
        is_dry_run=is_dry_run,
        max_lost=max_lost,
    )


def _documents_of(settings: Settings, reference: str) -> set[str]:
    with open_published(settings.data) as w:
        found = loaded.documents_of(w, reference)
    if not found:
        raise CannotBeMeant(f"no document {reference!r} is held")
    return found


def check_output(output: Path | None) -> None:
    """Raises ``CannotBeMeant`` where no format goes by the file's ending, before hours were spent."""
    if output is not None and output.suffix.removeprefix(".").lower() not in differences.OUTPUT_FORMATS:
        endings = ", ".join(f".{name}" for name in differences.OUTPUT_FORMATS)
        raise CannotBeMeant(f"--output {output}: its name must end in one of {endings}")


Decide = Callable[[Rebuilt], bool]
"""Shown what was rebuilt; whether it is to be published."""


def reextract(settings: Settings, clock: Clock, wanted: Wanted, decide: Decide) -> Summary:
    """Rebuilds aside, shows the differences to ``decide``, publishes where it says so and nothing speaks against it.

    The data folder is left as it was, to the byte, by a dry run, a refusal and a process that is killed before it
    publishes (which leaves a folder that the next run deletes). Raises ``AnotherRun`` and other ``RunError``.
    """
    if not settings.data.is_dir():
        raise NothingArchived(f"there is no data folder {settings.data}")
    folder = settings.data if wanted.is_dry_run else prepare_data_folder(settings.data)
    with locked(folder), rebuilding.room_aside(folder) as aside:
        if not (wanted.is_dry_run or wanted.is_from_scratch):
            rebuilding.fold_log(folder)
        summary, published, is_withdrawn = _rebuild(settings, clock, wanted, aside)
        with differences.compare(rebuilding.published_file(folder), published) as found:
            refusal = refusal_of(found, wanted.max_lost, summary.counts.get("skipped", 0))
            is_wanted = decide(Rebuilt(found, summary, refusal))
        if wanted.is_dry_run:
            return summary
        if refusal is not None:
            summary.stop_short(f"nothing was published: {refusal}")
        elif not is_wanted:
            summary.stop_short("nothing was published")
        else:
            rebuilding.adopt(folder, aside, published, is_content_withdrawn=is_withdrawn)
            _drop_damaged(settings, folder)
    return summary


def refusal_of(found: Differences, max_lost: float, skipped: int = 0) -> str | None:
    """Why so many lost rows speak against publishing; ``None`` where they do not.

    ``skipped`` documents are lost singly: whatever they bore in the tables of ``GUARDED``, each is one of all.
    """
    lost = [(table.lost, table.before, table.table) for table in map(found.table, GUARDED)]
    lost.append((skipped, found.published_number("documents"), "documents"))
    told = [f"{gone} of {before} {table}" for gone, before, table in lost if gone and 100 * gone > max_lost * before]
    return f"{', '.join(told)} would be lost, more than {max_lost:g} % (--max-lost)" if told else None


def _rebuild(settings: Settings, clock: Clock, wanted: Wanted, aside: Path) -> tuple[Summary, Path, bool]:
    """The summary, the file that would be published, and whether content was withdrawn."""
    if not wanted.is_from_scratch:
        rebuilding.copy_working(settings.data, aside)
        if not (aside / WORKING_NAME).exists():
            raise NothingToReadAgain(
                f"there is no {WORKING_NAME} in {settings.data}: rebuild it from the archive with --from-scratch"
            )
    with open_working(aside) as warehouse, _reader(settings, wanted, aside) as reader:
        started_at = clock.now()
        run_id = f"{started_at:%Y%m%dT%H%M%S.%f}Z"
        archive = Archive(settings.folder.archive)
        run = Run(
            # What stages would delete or write beside the archive lies in the folder aside, and is gone with it.
            settings=settings.model_copy(update={"data": aside}),
            clock=clock,
            archive=KeptArchive(archive, aside),
            warehouse=warehouse,
            run_id=run_id,
            started_at=started_at,
            kind="reextract",
            register=wanted.register or "",
        )
        if wanted.is_from_scratch:
            _take_over(run, settings.data, aside)
        runs.start_run(warehouse, run_id, run.kind, wanted.register, started_at, wanted.told())
        with run.progress.shown():
            if wanted.is_from_scratch:
                replay(run, archive, reader)
                _keep_withdrawn(run, aside)
                _name_skipped(run, rebuilding.published_file(settings.data))
            else:
                loaded.forget_unread(warehouse)  # marks of a night that was killed while it read again
                pages, files = choose(warehouse, wanted)
                _say_outdated(run, files)
                read_again(run, reader, pages, files, connector_of(archive))
        outcome = "done" if run.summary.exit_status == 0 else "done with problems"
        runs.finish_run(warehouse, run_id, clock.now(), outcome, run.summary.counts)
        is_withdrawn = rebuilding.is_content_withdrawn(warehouse)
        return run.summary, rebuilding.publish_aside(warehouse, settings.data), is_withdrawn


def _take_over(run: Run, data: Path, aside: Path) -> None:
    """The archive knows of answers; of runs and searches only the working file knows, where it can still be read.

    What was taken down stands in a journal beside the archive, too: nothing brings it back.
    """
    lost = rebuilding.take_over_ledgers(run.warehouse, data, aside)
    finish_interrupted(run.holdings, run_id=run.run_id, at=run.started_at)
    if lost is not None:
        run.summary.notes.append(
            f"{lost}: earlier runs and which days are proven complete are lost; the next nights search all days again"
        )


def _keep_withdrawn(run: Run, aside: Path) -> None:
    """A replay meets the nights on which documents were withdrawn, and no bytes of them: what was known stays so."""
    rebuilding.forget_tombstones(run.warehouse)
    rebuilding.restore_withdrawn(run.warehouse, aside)
    finish_interrupted(run.holdings, run_id=run.run_id, at=run.started_at)
    rebuilding.describe_withdrawn(run.warehouse, run.run_id)


def _name_skipped(run: Run, published: Path | None) -> None:
    """Each document that is lost is somebody's act: it is said by its name, and counted as one."""
    for document_id in rebuilding.skipped_documents(run.warehouse, published):
        run.summary.count("skipped")
        run.summary.ask_person(
            f"{document_id}: skipped: it is published, and the archive gives no page of it that can be read today"
        )


@contextmanager
def _reader(settings: Settings, wanted: Wanted, aside: Path) -> Iterator[Reader]:
    """OCR results that are kept are used; new ones are kept too, but not by a dry run, which changes nothing."""
    elsewhere = DataFolder(aside).ocr if wanted.is_dry_run else None
    tools = find_tools(settings, keeps=True, new_results=elsewhere)
    reader = Reader(settings.workers, tools, limits_of(settings))
    try:
        yield reader
    finally:
        reader.close()


def choose(w: Warehouse, wanted: Wanted) -> tuple[list[HeldPage], list[HeldFile]]:
    """The pages and files that are to be read again. A choice by version concerns files alone: pages bear none."""

    def is_meant(document_id: str, register: str) -> bool:
        return wanted.register in (None, register) and (wanted.documents is None or document_id in wanted.documents)

    pages = [page for page in loaded.held_pages(w) if is_meant(page.document_id, page.register)]
    files = [file for file in loaded.held_files(w) if is_meant(file.document_id, file.register)]
    if wanted.since_version is None:
        return pages, files
    return [], [f for f in files if f.extractor_version is None or is_older(f.extractor_version, wanted.since_version)]


def is_older(version: str, since: str) -> bool:
    """Whether readers of ``version`` count as older than ``since``, which has a digest or is a number alone.

    Digests have no order: against one with a digest every other version is an older one.
    """
    return version != since if "+" in since else version_key(version) < version_key(since)


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version in their order: "9" before "10", "2" before "2.1". Raises ``ValueError``."""
    return tuple(int(number) for number in version.partition("+")[0].split("."))


def _say_outdated(run: Run, files: Sequence[HeldFile]) -> None:
    """How many of the files that are read again other readers read: the differences that they may make are theirs."""
    outdated = sum(1 for file in files if file.extractor_version != run.readers_version)
    told = f"{outdated} of {len(files)} files were read by other readers than these ({run.readers_version})"
    run.summary.notes.append(told)


def _drop_damaged(settings: Settings, folder: Path) -> None:
    """Damaged bytes bear a name under which no good copy could be kept: without them the next night brings one."""
    archive = Archive(settings.folder.archive)
    with open_working(folder) as w:
        for sha256 in loaded.damaged_files(w):
            archive.forget(sha256)
