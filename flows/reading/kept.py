"""Keep what readers said of files, so that the same bytes are read once and not at every rereading.

A reading is kept under all that it depends on: the bytes, the file's name, what the register says of its act, the
version of the readers, and the programs that they may use. Kept is only what these alone decide. What a program lacked
or failed at, what the machine caused, and what a restricted page says is read again each time and never written down.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from extractors.model.extraction import Failure
from extractors.tools import Tools
from flows.reading.one import FileToRead, Outcome, WantedFile, wanted_of
from flows.reading.programs import Programs, programs_of
from flows.reading.store import ReadingName, ReadingStore, StoredReadings
from flows.reading.stored_value import FORMAT, NotThisReading, NotWritable, pack, unpack
from flows.stores import StoreFailed

if TYPE_CHECKING:  # a worker loads the reader's modules and does not need settings
    from flows.settings import Settings

_DECIDED_BY_BYTES = frozenset(
    ["encrypted_file", "truncated_file", "unsafe_container", "answer_instead_of_file", "error_page_instead_of_file"]
)
"""Codes of failures that will be the same tomorrow. A damaged or empty file is not among them: a program that ran out
of time leaves the same code."""
_MAY_PASS = frozenset(["ocr_failed", "scan_unread", "unreadable_page"])
"""Codes of findings that a program left that is missing or failed."""


class KeptReadings:
    """Readings of one version of the readers, in a store. Threads may share an instance.

    ``is_read_only``: ask the store and leave it as it is, byte for byte. A store that failed once is left alone:
    to wait for it at every file would take longer than to read them all.
    """

    def __init__(self, store: ReadingStore, version: str, *, is_read_only: bool = False) -> None:
        self._store = store
        self._version = version
        self._is_read_only = is_read_only
        self._lock = threading.Lock()
        self._is_down = False
        self._troubles: dict[str, list[str]] = {}

    def name_of(self, file: FileToRead, tools: Tools) -> ReadingName:
        """Return what the reading of a file by these tools is kept under."""
        return name_of(self._version, wanted_of(file), programs_of(tools))

    def find(self, name: ReadingName) -> Outcome | None:
        """Return what was read before under a name; ``None`` where it must be read. Never raise: trouble is noted."""
        if self._is_down:
            return None
        try:
            data = self._store.load(name)
            return unpack(name, data) if data is not None else None
        except (OSError, NotThisReading) as error:
            self._note("could not be used, so that their files were read again", error)
            return None

    def keep(self, name: ReadingName, outcome: Outcome) -> None:
        """Keep a reading that may be kept. Never raise: a full disk costs time, and is noted."""
        if self._is_down or self._is_read_only or not may_be_kept(outcome):
            return
        try:
            self._store.store(name, pack(name, outcome))
        except (OSError, NotWritable) as error:
            self._note("could not be kept, so that their files will be read again", error)

    def troubles(self) -> list[str]:
        """Return a sentence for each kind of trouble with the store, with the first reason."""
        with self._lock:
            return [f"{len(reasons)} readings {what}: {reasons[0]}" for what, reasons in self._troubles.items()]

    def _note(self, what: str, error: Exception) -> None:
        with self._lock:
            self._is_down = self._is_down or isinstance(error, StoreFailed)
            self._troubles.setdefault(what, []).append(str(error))


def kept_readings(
    store: ReadingStore, settings: Settings, version: str, *, is_read_only: bool = False
) -> KeptReadings | None:
    """Return the readings that ``store`` keeps; ``None`` where a setting turns that off."""
    return KeptReadings(store, version, is_read_only=is_read_only) if settings.keep_readings else None


def clear_outdated(store: StoredReadings, settings: Settings, version: str) -> None:
    """Delete what other versions of the readers read, which nobody asks for; all where no readings are to be kept."""
    store.clear_others(version if settings.keep_readings else None)


def name_of(version: str, file: WantedFile, programs: Programs) -> ReadingName:
    """Return what the reading of a file is kept under, whoever reads it and wherever."""
    ocr_dpi = programs.ocr_dpi if programs.ocr is not None else None
    asked: list[Any] = [FORMAT, file.name, *astuple(file.context), programs.ocr, ocr_dpi, programs.office]
    key = hashlib.sha256(json.dumps(asked, default=str).encode()).hexdigest()[:32]
    return ReadingName(version, file.sha256, key)


def may_be_kept(outcome: Outcome) -> bool:
    """Return whether an outcome, with everything inside it, is decided by what it is kept under, and is public."""
    if isinstance(outcome, Failure):
        return outcome.code in _DECIDED_BY_BYTES
    if outcome.entry is not None and not outcome.entry.is_public:
        return False
    if any(finding.code in _MAY_PASS for finding in outcome.findings):
        return False
    inside: tuple[Outcome, ...] = (*outcome.members, *outcome.failures)
    return all(may_be_kept(each) for each in inside)
