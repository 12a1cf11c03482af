"""Define what the stages are asked to do."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.model.register import ListingEntry


@dataclass(frozen=True, slots=True)
class Work:
    """A document to fetch, and why; ``listed`` is the row by which a listing showed it tonight, if one did.

    new         never held, or never completely          missing   no longer listed
    changed     its row in the listing differs           wanted    searched for by number
    restricted  listed as restricted                     due       not checked for a long time
    opened      was restricted and is listed as public   retry     something of it could not be fetched last time
    returned    was gone and is listed again
    """

    external_id: str
    reason: str
    listed: ListingEntry | None = None


class WorkList:
    """What a night has to look at, in order, in some fifteen bytes each: first nights have all of a register.

    It keeps no rows of listings.
    """

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self._ids = bytearray()
        self._ends = array("Q")
        self._reasons = array("B")
        self._numbers: dict[str, int] = {}
        self.extend(works)

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[Work]:
        begin, names = 0, list(self._numbers)
        for end, reason in zip(self._ends, self._reasons, strict=True):
            yield Work(self._ids[begin:end].decode(), names[reason])
            begin = end

    def extend(self, works: Iterable[Work]) -> None:
        """Put these at the end."""
        for work in works:
            self._ids += work.external_id.encode()
            self._ends.append(len(self._ids))
            self._reasons.append(self._numbers.setdefault(work.reason, len(self._numbers)))
