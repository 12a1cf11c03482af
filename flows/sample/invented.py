"""Define what is invented for the sample register: its authority, acts, annexes, job descriptions and letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class DutyText:
    duty: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobDescription:
    """A post and its job description; fields that are ``None`` are printed as "-".

    ``experience_label`` is printed before the experience in place of the usual label: one that no reader knows.
    """

    title: str
    unit: str
    reports_to: str
    purpose: str
    group: str
    duties: tuple[DutyText, ...]
    education: str
    experience: str
    languages_text: str
    languages: tuple[tuple[str, str], ...]
    skills: str
    qualities: str
    rights: tuple[str, ...]
    liability: tuple[str, ...]
    review: str
    subordinates: str | None = None
    substitutes_for: str | None = None
    substituted_by: str | None = None
    special_conditions: str | None = None
    experience_years: int | None = None
    experience_label: str | None = None


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex: a job description, or ``rules`` (numbered text under ``title``).

    ``mark`` is its name in the approval mark ("Lisa 3", "Lisa"), ``None`` where the mark names no annex.
    """

    number: str | None
    mark: str | None
    title: str
    kind: str
    job: JobDescription | None = None
    rules: tuple[str, ...] = ()
    in_force_from: date | None = None


@dataclass(frozen=True, slots=True)
class Revocation:
    """A revocation. ``scope`` is "act", "annexes" or "approved"; ``effective_on`` is set only where a day is stated."""

    act: str
    scope: str
    annexes: tuple[str, ...] = ()
    effective_on: date | None = None
    is_held: bool = True


@dataclass(frozen=True, slots=True)
class OpenRevocation:
    """A revocation by a title that several acts bear: which of ``acts`` is meant, is for a person to say."""

    title: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suspension:
    """Annexes of an act that are not in force from one day until another (half-open)."""

    act: str
    annexes: tuple[str, ...]
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Act:
    """A directive. ``commences`` is the day and basis of its commencement clause, ``None`` where it has none.

    The day is ``None`` where the clause names an event without a day (basis "condition").
    """

    id: int
    number: str
    signed_on: date
    title: str
    document_type: str
    layout: str
    delivery: str
    signer: str
    preamble: str
    points: tuple[str, ...]
    annexes: tuple[AnnexText, ...]
    revokes: tuple[Revocation, ...]
    suspends: tuple[Suspension, ...]
    may_revoke: tuple[OpenRevocation, ...]
    shows: str
    published_on: date
    commences: tuple[date | None, str] | None = None
    applied_from: date | None = None
    access_basis: str | None = None
    access_until: date | None = None
    restricted_on: date | None = None
    restricted_basis: str | None = None

    @property
    def key(self) -> str:
        return f"käskkiri/{self.signed_on}/{self.number}"

    @property
    def content(self) -> str:
        """Return what a reader can see on the last day: "public" or "restricted"."""
        return "restricted" if self.access_basis or self.restricted_on else "public"


@dataclass(frozen=True, slots=True)
class Letter:
    """A document that is not a directive. ``fields`` go into the catalogue unchanged."""

    id: int
    number: str
    registered_on: date
    document_type: str
    title: str
    text: tuple[str, ...]
    relates_to: tuple[int, ...]
    shows: str
    fields: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Authority:
    code: str
    name: str
    genitive: str
    issuer: str
    appeal: str
    responsible: str
    document_types: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Description:
    authority: Authority
    acts: tuple[Act, ...]
    letters: tuple[Letter, ...]
