"""Load what was read from files, and hold back what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.errors import AnswerInsteadOfFile, EmptyFile, ErrorPageInsteadOfFile, TruncatedFile, UnexpectedPage
from extractors.model.extraction import Failure, FileExtraction
from extractors.model.ids import FileRef
from extractors.registers.base import (
    EmptyForm,
    Maintenance,
    PageNotFound,
    RobotCheck,
)
from flows.reading.one import Outcome
from flows.registers.loose import LOOSE_FILES
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages.holding import Thing, hold, release, release_now
from flows.withdrawal.outside import forget_refused
from warehouse import load
from warehouse.ledgers import quarantine
from warehouse.load import FileOutcome, ReadFile
from warehouse.withdrawal import tombstones

_NOT_THE_FILE = frozenset(
    error("").code
    for error in (
        AnswerInsteadOfFile, ErrorPageInsteadOfFile, TruncatedFile, EmptyFile,
        UnexpectedPage, RobotCheck, Maintenance, PageNotFound, EmptyForm,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Loadable:
    """A file that was read, or could not be, with the names it is loaded and held back under."""

    ref: FileRef
    name: str
    outcome: Outcome

    @property
    def is_fetched(self) -> bool:
        """Whether it came from a register, which can be asked for it again."""
        return self.ref.document_id.register != LOOSE_FILES

    def at(self, stage: str) -> Thing:
        """Return the file as a thing that may be held back at a stage."""
        return Thing(self.ref.document_id, self.name, stage)


def load_outcomes(run: Run, read: Sequence[Loadable]) -> None:
    """Load what was read, all in one transaction, and hold back what could not be read.

    Where the transaction fails each file is loaded alone, so that the others are loaded when one is at fault.
    """
    forbidden = tombstones.forbidden_hashes(run.warehouse, tombstones.OF_THE_OPERATOR)
    loadable: list[tuple[Loadable, FileExtraction]] = []
    for each in read:
        outcome = _without_page(each) if each.is_fetched else each.outcome
        if forbidden & all_hashes(each.outcome):
            _refuse(run, each)
        elif isinstance(outcome, Failure):
            _hold_unread(run, each, outcome)
        else:
            loadable.append((each, outcome))
    _load(run, loadable)


def _load(run: Run, loadable: list[tuple[Loadable, FileExtraction]]) -> None:
    held_back = quarantine.open_things(run.warehouse, [each.ref.document_id for each, _ in loadable])
    read = [ReadFile(each.ref, file) for each, file in loadable]
    try:
        outcomes = load.load_files(run.warehouse, run.moments(), read, extractor_version=run.readers_version)
    except Exception:
        if len(loadable) == 1:
            raise
        for one in loadable:
            _load(run, [one])
        return
    for (each, file), outcome in zip(loadable, outcomes, strict=True):
        for stage in ("read", "bytes"):
            release(run, held_back, each.at(stage))
        _tell_loaded(run.summary, each, file, outcome)


def _without_page(read: Loadable) -> Outcome:
    """Return the outcome, or a failure for a page in place of a file.

    If the page were loaded as what it is, one of a document's files would describe the document.
    """
    if isinstance(read.outcome, FileExtraction) and read.outcome.entry is not None:
        message = "the register sent a document's page in place of the file"
        return Failure(read.name, read.outcome.sha256, ErrorPageInsteadOfFile("").code, message)
    return read.outcome


def _hold_unread(run: Run, read: Loadable, failure: Failure) -> None:
    is_asked_again = read.is_fetched and failure.code in _NOT_THE_FILE
    stage, other = ("bytes", "read") if is_asked_again else ("read", "bytes")
    release_now(run, read.at(other))
    hold(run, read.at(stage), failure.code, failure.message, sha256=failure.sha256)


def _tell_loaded(summary: Summary, read: Loadable, file: FileExtraction, outcome: FileOutcome) -> None:
    if file.entry is not None and not file.entry.is_public:
        summary.count("restricted")
        return
    summary.count("files")
    if outcome == "loaded":
        _name_unread_members(summary, f"{read.ref.document_id} {read.name}", file)


def _refuse(run: Run, read: Loadable) -> None:
    """Delete bytes that an operator took down, whichever document or container brings them back."""
    forget_refused(run.holdings, read.ref.document_id, read.outcome.sha256)
    run.summary.notes.append(f"{read.ref.document_id}: one of its files was taken down earlier and is not kept")


def all_hashes(outcome: Outcome) -> frozenset[str]:
    """Return the sha256 of a file and of everything in it."""
    own = frozenset([outcome.sha256]) if outcome.sha256 is not None else frozenset()
    if isinstance(outcome, Failure):
        return own
    return own.union(*map(all_hashes, outcome.members), *map(all_hashes, outcome.failures))


def _name_unread_members(summary: Summary, path: str, file: FileExtraction) -> None:
    """Tell the operator of members that could not be read; loading holds them back with the container."""
    for failure in file.failures:
        summary.count("quarantined")
        summary.ask_person(f"held back: {path}/{failure.name} at member: {failure.code}: {failure.message}")
    for member in file.members:
        _name_unread_members(summary, f"{path}/{member.name}", member)
