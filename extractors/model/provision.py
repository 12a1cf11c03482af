"""Define a provision of a law that a text names."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision: "avaliku teenistuse seaduse § 52 lõike 1". A list names one for each of its members.

    ``law`` is the law's name in the nominative, small letters but for proper names. ``section`` (§), ``subsection``
    (lõige) and ``clause`` (punkt) are the text's own numbers, ``None`` where it names none: without a section the whole
    law is meant. ``evidence`` is the whole reference, from the law's name to the last number of the list.
    """

    law: str
    section: str | None
    subsection: str | None
    clause: str | None
    evidence: Evidence

    @property
    def reference_key(self) -> str:
        """The law and the numbers: equal keys name one provision ("law/avaliku teenistuse seadus/52/1")."""
        numbers = (self.section, self.subsection, self.clause)
        return "/".join(["law", self.law.casefold(), *(number or "" for number in numbers)]).rstrip("/")
