"""Open where a run keeps answers and readings, and prove before anything is done that both can be used."""

from __future__ import annotations

from dataclasses import dataclass

from flows.archive import Archive, open_archive
from flows.reading.store import StoredReadings, open_readings
from flows.settings import Settings
from flows.stores.whereabouts import remember
from flows.withdrawal.unloaded import collect_unnamed


@dataclass(frozen=True)
class Places:
    """The archive and the readings of a run, wherever they lie."""

    archive: Archive
    readings: StoredReadings

    def prepare(self, settings: Settings) -> None:
        """Prove that both can be written and emptied, then remember where they lie.

        The memory comes before anything is kept there: a later take-down must find it. Raise ``ArchiveUnwritable``,
        or ``StoreFailed`` for the readings.
        """
        self.archive.prepare()
        self.readings.prepare()
        remember(settings.folder, settings.whereabouts)

    def collect_left(self) -> None:
        """Delete what a killed run left and no take-down would find: bytes that no line names, and their readings."""
        collect_unnamed(self.archive)
        self.readings.forget_unheld(self.archive.hashes)


def open_places(settings: Settings) -> Places:
    """Return the places of the data folder. Raise ``BadConfig``, ``ArchiveUnreachable`` or ``StoreFailed``."""
    return Places(
        open_archive(settings.folder, settings.whereabouts), open_readings(settings.folder, settings.whereabouts)
    )
