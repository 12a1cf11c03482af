"""`kehtiv add`: the same pipeline over saved files. Each file is a document of its own in the register "files".

Which directive a loose file belongs to is derived in the warehouse from its heading or approval mark, so that the order
in which files are added changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.model.extraction import ActContext, Failure
from extractors.model.register import Capture, Request
from flows.clock import Clock
from flows.reading.limits import limits_of
from flows.reading.one import FileToRead, Outcome
from flows.reading.reader import Reader
from flows.reading.tools.find import find_tools
from flows.registers.loose import LOOSE_FILES, LOOSE_KEY
from flows.run.run import Run, open_run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stages import all_hashes, document_id, hold, load_outcome
from warehouse import load
from warehouse.ledgers import quarantine
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import redact_arguments


def add_paths(paths: Iterable[Path], settings: Settings, clock: Clock) -> Summary:
    """Reads and loads every file under ``paths``. A file that cannot be read is held back by name, the rest is done."""
    wanted = list(paths)
    arguments = {"paths": ", ".join(str(path) for path in wanted)}
    with open_run(settings, clock, kind="add", register=LOOSE_FILES, arguments=arguments) as run:
        files = list(find_files(wanted))
        if not files:
            run.summary.ask_person(f"there is no file in {arguments['paths']}")
        reader = Reader(settings.workers, find_tools(settings, keeps=True), limits_of(settings))
        try:
            outcomes = reader.read(_open_files(run, files))
            for file, outcome in run.progress.of("reading files", outcomes, len(files)):
                _load(run, file, outcome)
        finally:
            reader.close()
        return run.summary


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, sorted; what begins with a dot is left out."""
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (each for each in inside if not any(p.startswith(".") for p in each.relative_to(path).parts))
        else:
            yield path


def _open_files(run: Run, files: Iterable[Path]) -> Iterator[FileToRead]:
    """The files that are not loaded yet, archived. The same bytes under two names are one document."""
    seen: set[str] = set()
    forbidden = tombstones.forbidden_hashes(run.warehouse)
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            hold(
                run, document_id(LOOSE_FILES, path.name), path.name, None, "file", "unreadable_path", f"{path}: {error}"
            )
            continue
        quarantine.release(run.warehouse, document_id(LOOSE_FILES, path.name), path.name, "file", run.clock.now())
        sha256 = run.archive.digest(data)
        name = document_id(LOOSE_FILES, sha256[:12])
        if sha256 in forbidden:
            _refuse(run, path.name, sha256)
        elif sha256 in seen or load.is_loaded(run.warehouse, name, LOOSE_KEY, sha256, run.readers_version):
            run.summary.count("unchanged")
        else:
            yield FileToRead(f"{sha256}", path.name, data, ActContext())
        seen.add(sha256)


def _load(run: Run, file: FileToRead, outcome: Outcome) -> None:
    name = document_id(LOOSE_FILES, file.key[:12])
    if tombstones.forbidden_hashes(run.warehouse) & all_hashes(outcome):
        _refuse(run, file.name, file.key)
        return
    if isinstance(outcome, Failure):
        hold(run, name, file.name, file.key, "read", outcome.code, outcome.message)
        return
    if outcome.entry is not None and not outcome.entry.is_public:
        run.summary.notes.append(f"{file.name}: {outcome.entry.access or 'no word on access'}: only metadata is kept")
    else:
        run.summary.count("new")
        # Kept before it is loaded: whatever is derived from it can be derived again without the saved file.
        run.archive.store(_as_capture(run, file), LOOSE_FILES)
    load_outcome(run, name, LOOSE_KEY, file.name, outcome)
    load.mark_checked(run.warehouse, run_id=run.run_id, document_id=name, at=run.clock.now())


def _refuse(run: Run, name: str, sha256: str) -> None:
    """What was withdrawn does not come back by hand either; not even its name stays, in ledgers or reports."""
    run.summary.count("refused")
    told = "a file given was withdrawn earlier, or holds one that was: it is not kept"
    run.summary.ask_person(f"{told} (sha256 {sha256[:12]}…)")
    redact_arguments(run.warehouse, [name])


def _as_capture(run: Run, file: FileToRead) -> Capture:
    address = f"file:{file.name}"
    return Capture(Request("GET", address), address, 200, (), file.data, run.clock.now())
