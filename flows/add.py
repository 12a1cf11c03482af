"""Run `kehtiv add`: the same pipeline over saved files. Each file is a document of its own in the register "files".

The warehouse derives from a loose file's heading or approval mark which directive it belongs to, so the order in which
files are added does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from extractors.model.extraction import ActContext, Failure
from extractors.model.ids import DocumentId
from extractors.model.register import Capture, Request
from flows.archive import Archive
from flows.clock import Clock
from flows.file_names import told_name, told_path
from flows.reading.limits import limits_of
from flows.reading.one import FileToRead, Outcome
from flows.reading.reader import Reader
from flows.reading.tools.find import find_tools
from flows.registers.loose import LOOSE_FILES, loose_file
from flows.run.opening import open_run
from flows.run.run import Run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stages import Loadable, Thing, all_hashes, hold, load_outcomes, release_now
from warehouse import load
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import redact_arguments


def add_paths(paths: Iterable[Path], settings: Settings, clock: Clock) -> Summary:
    """Read and load every file under ``paths``; hold back by name a file that cannot be read, and load the others."""
    wanted = list(paths)
    arguments = {"paths": ", ".join(map(told_path, wanted))}
    with open_run(settings, clock, kind="add", register=LOOSE_FILES, arguments=arguments) as run:
        files = list(find_files(wanted))
        if not files:
            run.summary.ask_person(f"there is no file in {arguments['paths']}")
        tools = find_tools(settings, keeps=True)
        reader = Reader(settings.workers, tools, limits_of(settings), settings.folder.temporary)
        try:
            outcomes = reader.read(_open_files(run, files))
            for file, outcome in run.progress.of("reading files", outcomes, len(files)):
                _load(run, file, outcome)
        finally:
            reader.close()
        return run.summary


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Return the named files and those in the named folders, sorted, without names that begin with a dot."""
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (each for each in inside if not any(p.startswith(".") for p in each.relative_to(path).parts))
        else:
            yield path


def _open_files(run: Run, files: Iterable[Path]) -> Iterator[FileToRead]:
    """Yield the files that are not loaded yet. The same bytes under two names are one document."""
    seen: set[str] = set()
    forbidden = tombstones.forbidden_hashes(run.warehouse)
    for path in files:
        name = told_name(path)
        thing = Thing(DocumentId.of(LOOSE_FILES, name), name, "file")
        try:
            data = path.read_bytes()
        except OSError as error:
            hold(run, thing, "unreadable_path", f"{told_path(path)}: {error.strerror or error}")
            continue
        release_now(run, thing)
        sha256 = Archive.digest(data)
        if sha256 in forbidden:
            _refuse(run, name, sha256)
        elif sha256 in seen or _is_loaded(run, sha256):
            run.summary.count("unchanged")
        else:
            yield FileToRead(sha256, name, data, ActContext())
        seen.add(sha256)


def _is_loaded(run: Run, sha256: str) -> bool:
    """Return whether these very bytes were loaded by this version of the readers."""
    ref = loose_file(sha256)
    return (ref.file_id, sha256, run.readers_version) in load.loaded_files(run.warehouse, [ref.document_id])


def _load(run: Run, file: FileToRead, outcome: Outcome) -> None:
    ref = loose_file(file.key)
    if tombstones.forbidden_hashes(run.warehouse) & all_hashes(outcome):
        _refuse(run, file.name, file.key)
        return
    if isinstance(outcome, Failure):
        hold(run, Thing(ref.document_id, file.name, "read"), outcome.code, outcome.message, sha256=file.key)
        return
    if outcome.entry is not None and not outcome.entry.is_public:
        run.summary.notes.append(f"{file.name}: {outcome.entry.access or 'no word on access'}: only metadata is kept")
    else:
        run.summary.count("new")
        # Kept before it is loaded: whatever is derived from it can be derived again without the saved file.
        run.archive.store(_as_capture(file, run.clock.now()), LOOSE_FILES)
    load_outcomes(run, [Loadable(ref, file.name, outcome)])
    load.mark_checked(run.warehouse, run.moment(), [ref.document_id])


def _refuse(run: Run, name: str, sha256: str) -> None:
    """Refuse a file that was withdrawn; not even its name stays in ledgers or reports."""
    run.summary.count("refused")
    told = "a given file, or a file inside it, was withdrawn earlier and is not kept"
    run.summary.ask_person(f"{told} (sha256 {sha256[:12]}…)")
    redact_arguments(run.warehouse, [name])


def _as_capture(file: FileToRead, at: datetime) -> Capture:
    address = f"file:{file.name}"
    return Capture(request=Request("GET", address), url=address, status=200, headers=(), body=file.data, fetched_at=at)
