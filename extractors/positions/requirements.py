"""Read what a post requires of a person where no label says it: clauses on education, experience or languages.

"4.1 kõrgharidus; 4.2 vähemalt 3-aastane töökogemus; 4.3 eesti keele oskus C1-tasemel"
"vähemalt keskharidus, neli aastat tööd arhiivis, eesti keel C1, vene ja inglise keel B1"
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.model.evidence import Span
from extractors.positions.languages import names_language
from extractors.positions.layouts.base import Entry
from extractors.positions.words import begins_small, ends_sentence, split_lines, trim, without_bullet

FROM_CLAUSES = ("education", "experience", "languages")

_CLAUSE_END = re.compile(
    r";\s*|(?<!\d)\.\s+(?=[A-ZÕÄÖÜŠŽ\d])|\s+\d{1,2}(?:\.\d{1,2})+\.?\s+|(?<=[.;])\s+\d{1,2}[.)]\s+"
)
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[IVX]{1,4}\.)\s*(?=[^\W\d_]|\d+\s)|\d{1,2}(?:\.\d{1,2})+\.?\s+"
)
_ATOM_END = re.compile(r",\s+(?:(?:ja|ning|samuti)\s+)?|\s+(?:ja|ning|samuti)\s+", re.IGNORECASE)
_EXPERIENCE = re.compile(r"kogemus|staaž|(?<!\w)töötanud(?!\w)|(?<!\w)praktika\w*\s+vähemalt", re.IGNORECASE)
_EDUCATION = re.compile(
    r"haridus(?:t|ega|tase(?:me\w*)?)?(?!\w)|(?<!\w)(?:magistri|bakalaureuse|doktori)\w*|kutse(?:tunnistus|eksam)\w*"
    r"|(?<!\w)diplom",
    re.IGNORECASE,
)
_KEEL = re.compile(r"keel|(?<!\w)[ABC][12](?!\w)", re.IGNORECASE)
# "Juristil peab olema kõrgharidus": the clause's own words begin behind the verb
_SUBJECT = re.compile(
    r"^[^,;.]{0,60}?(?<!\w)(?:peab|peavad)\s+(?:olema|omama|valdama)\s+|^[^,;.\d]{0,40}?\w+l\s+on\s+(?:nõutav\s+)?|^nõutav\s+on\s+",
    re.IGNORECASE,
)


def read_clauses(source: str, spans: Iterable[Span], wanted: Iterable[str] = FROM_CLAUSES) -> tuple[Entry, ...]:
    """Return one entry for each of ``wanted`` that the words at ``spans`` speak of.

    The first clause counts for education and for experience, every clause for languages. A label's own value outranks
    all of them.
    """
    found: dict[str, list[Span]] = {}
    for clause in _clauses(source, spans):
        for kind, place in _by_kind(source, clause):
            if kind == "languages" or kind not in found:
                found.setdefault(kind, []).append(place)
    return tuple(
        Entry(field=kind, value=tuple(found[kind]), basis="sentence", is_weak=True) for kind in wanted if kind in found
    )


def _clauses(source: str, spans: Iterable[Span]) -> list[Span]:
    """Return the words between semicolons, full stops, numbers and bullets; a continuing line joins the one before."""
    pieces: list[Span] = []
    for span in spans:
        for line in split_lines(source, span):
            bare = without_bullet(source, line)
            start = _after_number(source, line)
            words = line.of(source)
            begins = bare is not None or start > line.start or not pieces
            if not begins and (begins_small(words) or not ends_sentence(pieces[-1].of(source))):
                pieces[-1] = Span(pieces[-1].start, line.end)
            else:
                pieces.append(bare or Span(start, line.end))
    clauses = [clause for piece in pieces for clause in _cut(source, piece, _CLAUSE_END)]
    return [Span(_after_number(source, clause), clause.end) for clause in clauses]


def _after_number(source: str, span: Span) -> int:
    """Return where the words after an ordinal begin. The figure in "2 aastat" is not an ordinal."""
    number = _ORDINAL.match(source, span.start, span.end)
    return number.end() if number else span.start


def _cut(source: str, span: Span, edge: re.Pattern[str]) -> list[Span]:
    edges = list(edge.finditer(source, span.start, span.end))
    starts = [span.start, *(match.end() for match in edges)]
    ends = [*(match.start() for match in edges), span.end]
    cuts = [trim(source, Span(a, max(a, b)), " \t\n\r.;,") for a, b in zip(starts, ends, strict=True)]
    return [cut for cut in cuts if cut.start < cut.end]


def _by_kind(source: str, clause: Span) -> list[tuple[str, Span]]:
    """Return the runs of a clause that each speak of one thing.

    Words that name nothing join the run before them, or the first run after them.
    """
    speaks_of_languages = _KEEL.search(clause.of(source)) is not None
    atoms = [(_kind(atom.of(source), speaks_of_languages), atom) for atom in _cut(source, clause, _ATOM_END)]
    first = next((kind for kind, _ in atoms if kind), None)
    if first is None:
        return []
    runs: list[tuple[str, Span]] = []
    current = first
    for kind, atom in atoms:
        if runs and kind in (None, current):
            runs[-1] = (current, Span(runs[-1][1].start, atom.end))
        else:
            current = kind or current
            runs.append((current, atom))
    # "kõrgharidus või vähemalt kolmeaastane töökogemus" asks for either: it is both
    both = [("education", span) for kind, span in runs if kind == "experience" and _asks_education(span.of(source))]
    return [(kind, _without_subject(source, span)) for kind, span in (*runs, *both)]


def _kind(words: str, speaks_of_languages: bool) -> str | None:
    if _EXPERIENCE.search(words):
        return "experience"
    if _asks_education(words):
        return "education"
    return "languages" if speaks_of_languages and names_language(words) else None


def _asks_education(words: str) -> bool:
    return _EDUCATION.search(words) is not None


def _without_subject(source: str, span: Span) -> Span:
    subject = _SUBJECT.match(span.of(source))
    return Span(span.start + subject.end(), span.end) if subject else span
