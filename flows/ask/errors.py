"""Define why a place or a file cannot be shown. Each message is for the person who asked.

ShowError
├── NoSuchEvidence         nothing has that name (any more)
│   └── SeveralPlaces      several places have names that begin so
├── NoSuchPage             the words do not stand on the page asked for
└── CannotShow             the file is no longer held, or cannot be drawn or saved
    └── Withdrawn          the document is no longer public, so nothing of it is shown
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.ask.evidence import NamedPlace


class ShowError(Exception):
    """A place cannot be shown; the message says why."""


class NoSuchEvidence(ShowError):
    """Nothing has that name (any more)."""


class SeveralPlaces(NoSuchEvidence):
    """Several places have names that begin so; ``places`` are the first of them."""

    def __init__(self, message: str, places: Sequence[NamedPlace]) -> None:
        super().__init__(message)
        self.places = tuple(places)


class NoSuchPage(ShowError):
    """The words are not on the requested page."""


class CannotShow(ShowError):
    """The file is no longer held, or cannot be drawn or saved."""


class Withdrawn(CannotShow):
    """The document is no longer public, so nothing of it is shown."""
