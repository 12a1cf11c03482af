"""What the stages are given to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A document to fetch, and why.

    new         never held, or never held whole          missing   listed no more
    changed     its row in the listing differs           wanted    asked for by number
    restricted  listed among the restricted              due       not looked at for long
    opened      was restricted, is listed, not among them
    returned    was gone and is listed again             retry     something of it could not be had last time
    """

    external_id: str
    reason: str
