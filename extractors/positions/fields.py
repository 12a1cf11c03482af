"""Build the fields of a position from entries (a canonical field and the places of its value)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.model.evidence import Evidence, Span
from extractors.model.position import Basis
from extractors.model.text import DocumentText
from extractors.positions.layouts.base import Entry
from extractors.positions.nominative import from_allative, without_aside
from extractors.positions.requirements import FROM_CLAUSES, read_clauses
from extractors.positions.sentences import find_statements
from extractors.positions.words import Words, read_words, split_lines, without_bullet
from extractors.words.labels import IDENTITY
from extractors.words.posts import NOTHING

_ALLATIVE_LABEL = re.compile(r"allu|alluv", re.IGNORECASE)
_ORDINAL = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+(?=[^\W\d_])")
_ASIDES_GO = frozenset({"position", "unit", "reports_to"})
_OWN = (
    *("position", "unit", "reports_to", "subordinates", "substitutes_for", "substituted_by", "group", "purpose"),
    *("special_conditions", "education", "experience", "languages", "rights", "liability"),
)
# Labels without a column of their own, or of another field, below which a clause may ask for what has one
_ASKED_IN = {
    "requirements": FROM_CLAUSES,
    "knowledge": FROM_CLAUSES,
    "education": ("experience", "languages"),
    "experience": ("languages",),
}


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The words of a field as the source has them, the value made of them, and where they stand."""

    words: Words
    value: str
    evidence: Evidence
    basis: Basis


class Fields:
    """The fields read so far. The first entry with a value is the field's; what comes later under a field already
    filled, or under a label without a column of its own, is kept among ``other``."""

    def __init__(self, text: DocumentText) -> None:
        self.text = text
        self.known: dict[str, FieldValue] = {}
        self.weak: dict[str, FieldValue] = {}
        self.other: list[tuple[str, str]] = []
        self.labels: set[str] = set()

    def add_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        self.labels.add(entry.field)
        words = read_words(self.text.text, self._places(entry))
        if not words.text or NOTHING.fullmatch(words.text):
            return
        if entry.wording is None and self._add_statements(entry, words):
            return
        value = entry.wording if entry.wording is not None else self._value(entry, words)
        found = FieldValue(words, value, self.text.evidence(words.span()), entry.rests_on)
        if entry.field in _ASKED_IN:
            self.add_all(read_clauses(self.text.text, entry.value, _ASKED_IN[entry.field]))
        if entry.field == "education_and_experience":
            self._put("education", found)
            self._put("experience", found)
        else:
            self._put(entry.field, found, is_weak=entry.is_weak)

    def _places(self, entry: Entry) -> list[Span]:
        """Return where the value's words stand: lists without the bullets of their lines, names of posts unchanged."""
        if entry.field in IDENTITY:
            return list(entry.value)
        lines = [line for span in entry.value for line in split_lines(self.text.text, span)]
        if len(lines) < 2:
            return lines
        return [without_bullet(self.text.text, line) or line for line in lines]

    def _put(self, name: str, found: FieldValue, *, is_weak: bool = False) -> None:
        if is_weak:
            self.weak.setdefault(name, found)
        elif name in _OWN and name not in self.known:
            self.known[name] = found
        else:
            self.other.append((name, found.value))

    def _value(self, entry: Entry, words: Words) -> str:
        value = without_aside(words.text) if entry.field in _ASIDES_GO else words.text
        label = entry.label.of(self.text.text) if entry.label else ""
        if entry.field == "reports_to" and _ALLATIVE_LABEL.search(label):
            return from_allative(value)
        return _ORDINAL.sub("", value) if entry.field == "purpose" else value

    def _add_statements(self, entry: Entry, words: Words) -> bool:
        """Add the fields of a value in whole sentences ("Alluvus: X allub Y-le. X-i asendab Z."); return whether it has
        any.
        """
        if entry.field not in ("reports_to", "substitution", "subordinates"):
            return False
        statements = [s for s in find_statements(words.text) if s.field not in ("unclear", "position")]
        if entry.field == "reports_to" and not any(statement.field == "reports_to" for statement in statements):
            return False
        for statement in statements:
            place = words.span(statement.start, statement.end)
            own = read_words(self.text.text, (place,))
            self._put(statement.field, FieldValue(own, statement.value, self.text.evidence(place), "sentence"))
        return bool(statements)

    def get(self, name: str) -> FieldValue | None:
        return self.known.get(name) or self.weak.get(name)

    def value(self, name: str) -> str | None:
        """Return the field's value; ``None`` where the text gives none, or says that there is none."""
        found = self.get(name)
        return found.value if found else None

    def basis(self) -> tuple[tuple[str, Basis], ...]:
        """Return what each field's value rests on."""
        return tuple((name, found.basis) for name in _OWN if (found := self.get(name)))

    def evidence(self) -> tuple[tuple[str, Evidence], ...]:
        return tuple((name, found.evidence) for name in _OWN if (found := self.get(name)))
