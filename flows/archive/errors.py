"""What can go wrong with the archive; each message names the path.

ArchiveError
├── ArchiveUnwritable      the folder cannot be made or written, or the disk is full
├── ArchiveDamaged         bytes that do not match their sha256, or a ledger line that cannot be read
└── NotArchived            no such object
"""

from __future__ import annotations

import re


class ArchiveError(Exception):
    """Base of the archive's errors; the message names the path."""

    @property
    def code(self) -> str:
        """This class's name in snake_case, for quarantine."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class ArchiveUnwritable(ArchiveError):
    """Nothing can be kept: the run must stop, because what is not archived must not be read."""


class ArchiveDamaged(ArchiveError):
    """What lies there is not what was stored."""


class NotArchived(ArchiveError):
    """The archive holds no such bytes."""
