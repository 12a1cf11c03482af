"""Define the errors of the archive; each message names the path or address.

ArchiveError
├── ArchiveUnwritable      the folder cannot be made or written, the disk is full, or the store refuses
├── ArchiveUnreachable     the store does not answer, or refuses to read
├── ArchiveDamaged         bytes that do not match their sha256, or a ledger line that cannot be read
└── NotArchived            no such object
"""

from __future__ import annotations

import re


class ArchiveError(Exception):
    """Base class of the archive's errors; the message names the path."""

    @property
    def code(self) -> str:
        """The name of the class in snake_case, as quarantine records it."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class ArchiveUnwritable(ArchiveError):
    """The archive cannot be written. The run must stop, because what is not archived must not be read."""


class ArchiveUnreachable(ArchiveError):
    """The archive lies in a store that does not answer. The run must stop: this says nothing of any one file."""


class ArchiveDamaged(ArchiveError):
    """The bytes that are kept are not those that were stored."""


class NotArchived(ArchiveError):
    """The archive holds no such bytes."""
