"""Define what reads the files of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from flows.reading.one import FileToRead, Outcome


class Readings(Protocol):
    """Reads files: worker processes (``flows.reading.reader``), or what was read ahead (``flows.rereading.replay``)."""

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        """Yield each file with its outcome, in the order given."""
        ...
