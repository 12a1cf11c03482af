"""Say what a register's entry tells of the act to which its files belong.

Apart from the readers: a run that hands files to other processes needs this and none of their libraries.
"""

from __future__ import annotations

from extractors.model.extraction import ActContext
from extractors.model.register import RegisterEntry
from extractors.words.acts import act_word


def context_of(entry: RegisterEntry) -> ActContext:
    """Return what a register entry says of the act to which its files belong."""
    return ActContext(
        institution=entry.institution,
        kind=act_word(entry.document_type),
        number=entry.number,
        registered_on=entry.registered_on,
        title=entry.title,
    )
