"""Define a job description (ametijuhend): the post, its duties and its requirements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractors.model.evidence import Evidence

Basis = Literal["label", "table", "sentence", "heading"]
"""What a field's value rests on: a label before it or a heading above it, a row or column of a table, a sentence or
clause without any label, or the heading of the whole job description (the post alone)."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty (teenistusülesanne) and the outcomes expected of it, in the source's words joined over line breaks.

    ``number`` is the source's own ("2.10"), ``None`` where duties are not numbered.
    """

    number: str | None
    duty: str
    outcomes: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LanguageRequirement:
    """``level`` is a CEFR level ("B2"), ``None`` where none is named. Where one of several languages will do,
    ``language`` says so in words ("üks võõrkeel (soovitavalt inglise või vene)")."""

    language: str
    level: str | None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Field values are the source's words joined over line breaks; "-" and "puuduvad" are ``None``.

    ``staff_group`` is "ametnik" or "töötaja" (Avaliku teenistuse seadus § 7), ``None`` where the text does not tell.
    ``experience_years`` is the first figure asked for. ``field_evidence`` leads each field back to its place;
    ``field_basis`` says what each rests on, the duties and the group of staff included, so that one may filter by it.
    ``layout`` names the layout module that fitted; "continuation" is no layout, but says that the description begins in
    another file and this is its rest (the evidence begins at its first number).
    """

    annex_number: str | None
    position: str | None
    unit: str | None = None
    reports_to: str | None = None
    subordinates: str | None = None
    substitutes_for: str | None = None
    substituted_by: str | None = None
    staff_group: str | None = None
    purpose: str | None = None
    special_conditions: str | None = None
    education: str | None = None
    experience: str | None = None
    experience_years: int | None = None
    rights: str | None = None
    liability: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    duties: tuple[Duty, ...] = ()
    languages: tuple[LanguageRequirement, ...] = ()
    field_evidence: tuple[tuple[str, Evidence], ...] = field(default=())
    layout: str | None = None
    evidence: Evidence | None = None
    field_basis: tuple[tuple[str, Basis], ...] = ()
