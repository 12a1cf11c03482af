"""Define a directive: its heading and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ActHeader:
    """What an act's own heading says ("KÄSKKIRI 07.01.2026 nr 1"); a field that it does not state is ``None``.

    ``kind`` is the act word in the nominative (käskkiri, korraldus, otsus, määrus). ``signed_on`` is the date of the
    heading. ``issuer`` is the issuing authority or office in the nominative as the act gives it.
    """

    kind: str | None = None
    number: str | None = None
    signed_on: date | None = None
    title: str | None = None
    issuer: str | None = None
    is_draft: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ApprovalMark:
    """The act that an annex belongs to, as its mark gives it: "KINNITATUD … 07.01.2026 käskkirjaga nr 1 Lisa 10"."""

    issuer: str | None
    kind: str | None
    approved_on: date | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """The body of an act, or one of its annexes; the evidence spans the whole part.

    ``annex_number`` is text ("10", "5.2"); ``None`` for a body and for an unnumbered annex. ``kind`` is the type of the
    annex in Estonian ("ametijuhend", "kord", …), ``None`` where it is not clear. ``heading`` is the place of the words
    that begin an annex and identify it, as a rule its approval mark; ``None`` for a body, whose heading is the act's.
    ``approved_as`` is what the body of the same file calls an annex where it approves it by number ("majakavahi
    (põhjasadam)"), ``None`` where it does not.
    """

    part: Literal["body", "annex"]
    annex_number: str | None
    title: str | None
    kind: str | None
    approval: ApprovalMark | None
    evidence: Evidence
    heading: Evidence | None = None
    approved_as: Evidence | None = None
