"""Define a register's configuration and the errors of a list or a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

FIRST_DAY = date(2019, 1, 1)
"""Job descriptions are seldom older; whoever wants more says so (--since, or ``since`` in the list)."""


class BadRegisterList(Exception):
    """The list of registers is invalid; the message names the table and the error."""


class UnknownRegister(Exception):
    """There is no register of that name; the message suggests similar names."""


@dataclass(frozen=True, slots=True)
class RegisterConfig:
    """One register. ``base_url`` is ``None`` for a bundled register until its server runs (see ``at``).

    ``interval_s`` is seconds between requests, ``None`` for the default. Empty ``document_types``: every type whose
    name holds käskkiri, korraldus or otsus. ``has_robot_check``: the host is known to refuse robots. ``since`` is the
    first registration day that a run searches when nobody says otherwise. ``aliases`` are further names of the
    authority. ``organisations`` and ``file_hosts`` speak to aggregators alone. ``is_verified``: the address was seen
    to answer; ``source`` says where it comes from, ``None`` where nobody said.
    """

    code: str
    authority: str | None
    platform: str
    base_url: str | None = None
    interval_s: float | None = None
    has_robot_check: bool = False
    is_bundled: bool = False
    document_types: tuple[str, ...] = ()
    since: date = FIRST_DAY
    aliases: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    file_hosts: tuple[str, ...] = ()
    is_verified: bool = False
    source: str | None = None

    def at(self, base_url: str) -> RegisterConfig:
        """Return the same register at another address."""
        return replace(self, base_url=base_url)

    @property
    def names(self) -> frozenset[str]:
        """What the authority is called, for comparing."""
        return frozenset(name.casefold() for name in (self.authority, *self.aliases) if name)
