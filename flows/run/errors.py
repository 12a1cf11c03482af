"""Define the errors that keep a run from starting or stop it. Each message is for the operator.

RunError
├── AnotherRun              another run is going on in the data folder
├── DataFolderUnwritable    the data folder cannot be made or written
├── ClockWentBack           the machine's clock is behind the last run
└── ArchiveFailed           an answer could not be kept, or a kept one cannot be trusted
"""

from __future__ import annotations


class RunError(Exception):
    """A run could not begin or had to stop. The message is for the operator."""


class AnotherRun(RunError):
    """Another run is going on in the data folder; two would undo each other's ledger."""


class DataFolderUnwritable(RunError):
    """The data folder cannot be made or written."""


class ClockWentBack(RunError):
    """The machine's clock is behind the last run, so everything dated by it would be wrong."""


class ArchiveFailed(RunError):
    """An answer could not be kept, or a kept one cannot be trusted. Nothing may be read that is not archived."""
