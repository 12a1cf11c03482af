"""Carry out an order: bytes from the archive, readings by guarded processes, each into the store as soon as it is made.

This is the reader's side. It knows nothing of Dask: who calls it tells whether the order is still wanted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from extractors.model.extraction import Failure, FileExtraction
from extractors.tools import Tools
from flows.archive import Archive, ArchiveDamaged, ArchiveError, NotArchived, open_archive
from flows.reading.kept import may_be_kept, name_of
from flows.reading.limits import Limits, limits_of
from flows.reading.one import FileToRead, Outcome, WantedFile
from flows.reading.programs import only_those, programs_of
from flows.reading.reader import Reader
from flows.reading.spread.abilities import Abilities, abilities_of
from flows.reading.spread.orders import Answer, Order, Told
from flows.reading.store import ReadingName, ReadingStore, open_readings
from flows.reading.stored_value import NotThisReading, NotWritable, pack, unpack
from flows.reading.tools.find import find_tools
from flows.reading.version import readers_version
from flows.settings import Settings
from flows.stores.whereabouts import find_whereabouts

WANTS = {"ocr_missing": "ocr", "scan_unread": "ocr", "office_missing": "office"}
"""Code of a failure or finding → the program that was missing."""
WATCH_S = 0.5
"""Seconds between two checks whether an order is still wanted."""


class Troubled(Exception):
    """The reader cannot go on with an order; the message is for the operator of the run that gave it."""


@dataclass
class Workplace:
    """What a reader works with. Several threads may carry out an order each."""

    name: str
    archive: Archive
    store: ReadingStore
    tools: Tools
    limits: Limits
    version: str
    _readers: set[Reader] = field(default_factory=set, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def abilities(self) -> Abilities:
        """What this reader says of itself."""
        return abilities_of(self.version, programs_of(self.tools))

    def carry_out(self, order: Order, is_wanted: Callable[[], bool]) -> Answer:
        """Read what is not kept yet, and keep it; stop in mid-file where nobody wants the order any more."""
        told: list[Told] = []
        try:
            with self._reader(order) as reader, _stopped_unless(is_wanted, reader):
                told.extend(self._read(order, reader, is_wanted))
        except Troubled as trouble:
            return Answer(self.name, tuple(told), f"reader {self.name}: {trouble}")
        return Answer(self.name, tuple(told))

    def close(self) -> None:
        """End what is being read now."""
        with self._lock:
            for reader in self._readers:
                reader.close()

    @contextmanager
    def _reader(self, order: Order) -> Iterator[Reader]:
        if order.version != self.version:
            raise Troubled(f"its readers are of version {self.version}, and {order.version} was asked for")
        # Temporary files lie outside the data folder, where the next run would clear them away.
        reader = Reader(1, only_those(self.tools, order.programs), self.limits)
        with self._lock:
            self._readers.add(reader)
        try:
            yield reader
        finally:
            with self._lock:
                self._readers.discard(reader)
            reader.close()

    def _read(self, order: Order, reader: Reader, is_wanted: Callable[[], bool]) -> Iterator[Told]:
        """Yield what came of each file, in order."""
        names = [name_of(self.version, file, order.programs) for file in order.files]
        early: dict[int, Told] = {}
        outcomes = reader.read(self._open(order.files, names, early, is_wanted))
        done = 0
        for file, outcome in outcomes:
            while done < int(file.key):
                yield early[done]
                done += 1
            if not is_wanted():
                return
            yield self._keep(names[done], outcome)
            done += 1
        while done in early:
            yield early[done]
            done += 1

    def _open(
        self,
        files: tuple[WantedFile, ...],
        names: list[ReadingName],
        early: dict[int, Told],
        is_wanted: Callable[[], bool],
    ) -> Iterator[FileToRead]:
        """Yield the files to read, with their numbers as keys; what came of the others goes into ``early``."""
        for number, (file, name) in enumerate(zip(files, names, strict=True)):
            if not is_wanted():
                return
            held = self._held(name)
            if held is not None:
                early[number] = Told("held", pages_of(held))
                continue
            try:
                data = self.archive.load(file.sha256)
            except NotArchived:
                raise Troubled(
                    f"its archive does not hold {file.sha256}, which that of this run holds: both must be the same"
                ) from None
            except ArchiveDamaged:
                early[number] = Told("damaged")
                continue
            except ArchiveError as error:
                raise Troubled(f"its archive cannot be read: {error}") from error
            yield FileToRead(str(number), file.name, data, file.context)

    def _held(self, name: ReadingName) -> Outcome | None:
        try:
            data = self.store.load(name)
            return unpack(name, data) if data is not None else None
        except NotThisReading:
            return None  # read anew, and kept in its place
        except OSError as error:
            raise Troubled(f"the store of readings cannot be read: {error}") from error

    def _keep(self, name: ReadingName, outcome: Outcome) -> Told:
        if not may_be_kept(outcome):
            return Told("unkept", pages_of(outcome), wants_of(outcome))
        try:
            self.store.store(name, pack(name, outcome))
            # A take-down that began when the run had ended deletes bytes first and readings then: either it finds this
            # one, or the bytes are gone now.
            if not self.archive.holds(name.sha256):
                self.store.forget({name.sha256})
        except NotWritable:
            return Told("unkept", pages_of(outcome))
        except ArchiveError as error:
            raise Troubled(f"its archive cannot be read: {error}") from error
        except OSError as error:
            raise Troubled(f"the store of readings cannot be written: {error}") from error
        return Told("read", pages_of(outcome))


@contextmanager
def _stopped_unless(is_wanted: Callable[[], bool], reader: Reader) -> Iterator[None]:
    """End what is being read as soon as nobody wants it.

    The run was killed then, and a take-down may follow: nothing of a file may be written after that, not even the words
    of one page by OCR. Reading a long scan to its end would also keep the reader from the next run's orders.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(WATCH_S):
            if not is_wanted():
                reader.close()

    watcher = threading.Thread(target=watch, name="kehtiv-watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def workplace_of(settings: Settings, name: str) -> Workplace:
    """Return the workplace of a reader with these settings: archive and store of the data folder, this machine's tools.

    What OCR reads is kept where the archive lies, so that a take-down finds it: not where the archive lies in a bucket.
    """
    return Workplace(
        name=name,
        archive=open_archive(settings.folder, settings.whereabouts),
        store=open_readings(settings.folder, settings.whereabouts),
        tools=find_tools(settings, keeps=find_whereabouts(settings.folder, settings.whereabouts).archive is None),
        limits=limits_of(settings),
        version=readers_version(),
    )


def pages_of(outcome: Outcome) -> int:
    """Return how many pages were read, those of members included."""
    if isinstance(outcome, Failure):
        return 0
    own = len(outcome.text.pages) if outcome.text is not None else 0
    return own + sum(pages_of(member) for member in outcome.members)


def wants_of(outcome: Outcome) -> tuple[str, ...]:
    """Return which programs reading lacked, sorted."""
    return tuple(sorted({WANTS[code] for code in _codes(outcome) if code in WANTS}))


def _codes(outcome: Outcome) -> Iterator[str]:
    if isinstance(outcome, FileExtraction):
        yield from (finding.code for finding in outcome.findings)
        inside: tuple[Outcome, ...] = (*outcome.members, *outcome.failures)
        for each in inside:
            yield from _codes(each)
    else:
        yield outcome.code
