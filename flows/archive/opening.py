"""Open the archive of a data folder, wherever it lies."""

from __future__ import annotations

from flows.archive.store import Archive
from flows.archive.trouble import unreadable
from flows.folder import DataFolder
from flows.stores.whereabouts import Whereabouts, find_whereabouts, open_place


def open_archive(folder: DataFolder, wanted: Whereabouts | None = None) -> Archive:
    """Return the archive of a data folder: where the folder remembers it, else where it is wanted, else in the folder.

    Raise ``BadConfig`` where these contradict one another, and ``ArchiveUnreachable``.
    """
    where = find_whereabouts(folder, wanted or Whereabouts())
    with unreadable(where.archive or str(folder.archive)):
        return Archive(open_place(where.archive, folder.archive))
