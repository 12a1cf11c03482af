"""Define the errors of reading by other machines. Each message is for the operator.

ReadersFailed
├── NoReaders       nobody there can read for this run
└── ReadersLost     the scheduler cannot be reached, or went away
"""

from __future__ import annotations

GOES_ON = "what was read is kept, and the next run continues from there"


class ReadersFailed(Exception):
    """The readers cannot go on: one of them is in trouble that the next order would meet as well."""


class NoReaders(ReadersFailed):
    """No reader that the scheduler knows can read for this run."""


class ReadersLost(ReadersFailed):
    """The scheduler cannot be reached, or went away in mid-work."""
