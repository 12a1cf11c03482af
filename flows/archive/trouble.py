"""Turn what a place raises into the archive's errors, by what a run must do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flows.archive.errors import ArchiveDamaged, ArchiveUnreachable, ArchiveUnwritable
from flows.stores import StoreFailed


@contextmanager
def unwritable(told: str) -> Iterator[None]:
    """Turn an ``OSError`` raised in the body into ``ArchiveUnwritable`` with the place."""
    try:
        yield
    except StoreFailed as error:
        raise ArchiveUnwritable(f"the archive: {error}") from error
    except OSError as error:
        raise ArchiveUnwritable(f"the archive cannot write {told}: {error.strerror or error}") from error


@contextmanager
def unreadable(told: str) -> Iterator[None]:
    """Turn an ``OSError`` raised in the body into ``ArchiveDamaged``, or ``ArchiveUnreachable`` where a store failed.

    A store that does not answer says nothing of one file: quarantining a night's files for it would be wrong.
    """
    try:
        yield
    except StoreFailed as error:
        raise ArchiveUnreachable(f"the archive: {error}") from error
    except OSError as error:
        raise ArchiveDamaged(f"{told} cannot be read: {error.strerror or error}") from error
