"""What keeps a run from beginning, or stops it; each message speaks to the operator.

RunError
├── AnotherRun              another run is going on in the data folder
├── DataFolderUnwritable    the data folder cannot be made or written
├── ClockWentBack           the machine's clock is behind what is written down
└── ArchiveFailed           what came could not be kept, or what was kept cannot be trusted
"""

from __future__ import annotations


class RunError(Exception):
    """A run that could not begin or had to stop; the message speaks to the operator."""


class AnotherRun(RunError):
    """Two runs over one data folder would each undo the other's ledger: the second says so and stops."""


class DataFolderUnwritable(RunError):
    """The data folder cannot be made or written."""


class ClockWentBack(RunError):
    """The machine's clock shows an instant before what is written down: all that is dated by it would be wrong."""


class ArchiveFailed(RunError):
    """What came could not be kept, or what was kept cannot be trusted: nothing may be read that is not archived."""
