"""Define what the stages are asked to do."""

from __future__ import annotations

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
