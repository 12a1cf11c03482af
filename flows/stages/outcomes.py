"""What was read of files, loaded; what could not be read, held back."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.errors import EmptyFile, ErrorPageInsteadOfFile, TruncatedFile, UnexpectedPage
from extractors.model.extraction import Failure, FileExtraction
from extractors.registers.base import (
    EmptyForm,
    Maintenance,
    PageNotFound,
    RobotCheck,
)
from flows.reading.one import Outcome
from flows.run.run import Run
from flows.stages.holding import hold, release
from flows.withdrawal.outside import forget_refused
from warehouse import load
from warehouse.ledgers import quarantine
from warehouse.load.batches import ReadFile
from warehouse.withdrawal import tombstones

_NOT_THE_FILE = frozenset(
    error("").code
    for error in (
        ErrorPageInsteadOfFile, TruncatedFile, EmptyFile,
        UnexpectedPage, RobotCheck, Maintenance, PageNotFound, EmptyForm,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Loadable:
    """A file that was read, or could not be, with the names it is loaded and held back under."""

    document_id: str
    file_key: str
    file_name: str
    outcome: Outcome


def load_outcomes(run: Run, read: list[Loadable]) -> None:
    """Loads what was read from fetched files, all in one transaction, or holds it back.

    Where the transaction fails each is loaded alone, so that the others are loaded when one is at fault.
    """
    held_back = quarantine.open_things(run.warehouse, [each.document_id for each in read])
    forbidden = tombstones.forbidden_hashes(run.warehouse, tombstones.OF_THE_OPERATOR)
    loadable: list[tuple[Loadable, FileExtraction]] = []
    for each in read:
        if _is_refused(run, each.document_id, each.outcome, forbidden):
            continue
        outcome = _without_page(each.file_name, each.outcome)
        if isinstance(outcome, Failure):
            _hold_unread(run, each.document_id, each.file_name, outcome, is_fetched=True)
        else:
            loadable.append((each, outcome))
    together = [ReadFile(each.document_id, each.file_key, file) for each, file in loadable]
    try:
        outcomes = load.load_files(
            run.warehouse,
            run_id=run.run_id,
            read=together,
            extractor_version=run.readers_version,
            loaded_at=run.clock.now(),
        )
    except Exception:
        for each, _ in loadable:
            load_outcome(run, each.document_id, each.file_key, each.file_name, each.outcome, is_fetched=True)
        return
    for (each, file), loaded in zip(loadable, outcomes, strict=True):
        for stage in ("read", "bytes"):
            release(run, held_back, each.document_id, each.file_name, stage)
        _tell_loaded(run, each.document_id, each.file_name, file, is_news=loaded == "loaded")


def load_outcome(
    run: Run, name: str, file_key: str, file_name: str, outcome: Outcome, *, is_fetched: bool = False
) -> None:
    """Loads what was read from a file, or holds the file back. ``is_fetched``: it can be asked for again."""
    now = run.clock.now()
    forbidden = tombstones.forbidden_hashes(run.warehouse, tombstones.OF_THE_OPERATOR)
    if _is_refused(run, name, outcome, forbidden):
        return
    if is_fetched:
        outcome = _without_page(file_name, outcome)
    if isinstance(outcome, Failure):
        _hold_unread(run, name, file_name, outcome, is_fetched=is_fetched)
        return
    loaded = load.load_file(
        run.warehouse,
        run_id=run.run_id,
        document_id=name,
        file_key=file_key,
        file=outcome,
        extractor_version=run.readers_version,
        loaded_at=now,
    )
    for stage in ("read", "bytes"):
        quarantine.release(run.warehouse, name, file_name, stage, now)
    if outcome.entry is not None and not outcome.entry.is_public:
        run.summary.count("restricted")
        return
    _tell_loaded(run, name, file_name, outcome, is_news=loaded == "loaded")


def _without_page(file_name: str, outcome: Outcome) -> Outcome:
    """A page in place of a file, loaded as what it is, would describe the document anew from one of its files."""
    if isinstance(outcome, FileExtraction) and outcome.entry is not None:
        told = "the register sent a document's page in place of the file"
        return Failure(file_name, outcome.sha256, ErrorPageInsteadOfFile("").code, told)
    return outcome


def _hold_unread(run: Run, name: str, file_name: str, failure: Failure, *, is_fetched: bool) -> None:
    stage, other = ("bytes", "read") if is_fetched and failure.code in _NOT_THE_FILE else ("read", "bytes")
    quarantine.release(run.warehouse, name, file_name, other, run.clock.now())
    hold(run, name, file_name, failure.sha256, stage, failure.code, failure.message)


def _tell_loaded(run: Run, name: str, file_name: str, file: FileExtraction, *, is_news: bool) -> None:
    run.summary.count("files")
    if is_news:
        _name_unread_members(run, name, file_name, file)


def _is_refused(run: Run, name: str, outcome: Outcome, forbidden: frozenset[str]) -> bool:
    """Whether these are bytes that an operator took down, in whatever document and container they come back."""
    if not forbidden & all_hashes(outcome):
        return False
    forget_refused(run.holdings, name, outcome.sha256)
    run.summary.notes.append(f"{name}: a file of it was taken down earlier: it is not kept")
    return True


def all_hashes(outcome: Outcome) -> frozenset[str]:
    """sha256 of a file and of everything in it."""
    own = frozenset([outcome.sha256]) if outcome.sha256 is not None else frozenset()
    if isinstance(outcome, Failure):
        return own
    return own.union(*map(all_hashes, outcome.members), *map(all_hashes, outcome.failures))


def _name_unread_members(run: Run, name: str, path: str, file: FileExtraction) -> None:
    """Loading holds them back with the container; here the operator hears of them."""
    for failure in file.failures:
        run.summary.count("quarantined")
        run.summary.ask_person(f"held back: {name} {path}/{failure.name} at member: {failure.code}: {failure.message}")
    for member in file.members:
        _name_unread_members(run, name, f"{path}/{member.name}", member)
