"""Say what a register's entry tells of the act to which its files belong.

Apart from the readers: a run that hands files to other processes needs this and none of their libraries.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from extractors.model.extraction import ActContext
from extractors.words.acts import act_word


class Described(Protocol):
    """What a register says of an act: its entry, or what is held of that."""

    @property
    def institution(self) -> str | None: ...
    @property
    def document_type(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def registered_on(self) -> date | None: ...
    @property
    def title(self) -> str | None: ...


def context_of(entry: Described) -> ActContext:
    """Return what a register says of the act to which files belong."""
    return ActContext(
        institution=entry.institution,
        kind=act_word(entry.document_type),
        number=entry.number,
        registered_on=entry.registered_on,
        title=entry.title,
    )
