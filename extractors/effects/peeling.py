"""Remove what qualifies an operative sentence before its verbs and acts are read.

"Tunnistan kehtetuks käskkirja nr 5, välja arvatud lisa 2, millega …": the exception and the relative clause become
pieces of their own with their place; what is left ("Tunnistan kehtetuks käskkirja nr 5") is plain. So a figure in an
exception is never taken for a target, and whatever no rule understood stays behind, to be accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.point_sets import find_point_sets
from extractors.effects.classify import OperativeVerb
from extractors.model.effect import EffectKind
from extractors.model.evidence import Span

ENDING: frozenset[EffectKind] = frozenset({"revoke", "suspend", "extend", "reinstate"})
"""What may be limited to a part: an amendment always touches a part only."""

Role = Literal["except", "ends", "limit", "condition", "described", "mood", "filler"]
"""What a piece does: takes something out, says when that ends, narrows, makes it hang on an event, tells what is no
effect (a relative clause; a refusal, a request, a report), or changes nothing."""

# "Tunnistan käskkirja nr 5, millega muudeti …, kehtetuks": the other half of the main verb
_OTHER_HALF = re.compile(r",\s{0,3}(?=(?:kehtetuks|kehti?vuse)(?!\w))", re.IGNORECASE)
_HALF = re.compile(r"(?<!\w)(?:kehtetuks|kehti?vuse)(?!\w)", re.IGNORECASE)
# "…, millega pikendati käskkirja nr 9 kehtivust, lisa 2 tunnistan …": the main clause goes on with its own object
_UNITS_AND_VERB = re.compile(
    r",\s{1,3}(?=(?:(?:selle|tema|nimetatud|sama)\s+)?(?:kõik\s+)?(?:lisa|punkt|§|paragrahv)[^,;()]{0,120}?\s(?:kehtetuks\s)?\Z)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[;()]")
_MAIN_GOES_ON = re.compile(r"(?:,\s{0,3})?(?:\b(?:ja|ning|samuti|kuid|ent)\s{1,3})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One qualification: its place, and the annexes and points that it names (exceptions)."""

    role: Role
    span: Span
    annexes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(slots=True)
class Peeling:
    """A sentence while its pieces are lifted out. ``words`` is its masked view, with blanks where a piece was; offsets
    in it count from ``start``. ``acts`` are the places of cited acts, ``verbs`` the operative verbs, both in the whole
    view."""

    start: int
    words: str
    verbs: tuple[OperativeVerb, ...]
    acts: Sequence[Span]
    pieces: list[Piece] = field(default_factory=list)

    def lift(self, role: Role, start: int, end: int, units: str | None = None) -> None:
        """Take out what stands between two offsets; with ``units`` the annexes and points named in those words."""
        annexes, points = read_units(units) if units is not None else ((), ())
        self.pieces.append(Piece(role, Span(self.start + start, self.start + end), annexes, points))
        self.words = self.words[:start] + " " * (end - start) + self.words[end:]

    def verb_end(self, before: int) -> int:
        """Return where the last operative verb before an offset ends; 0 without one."""
        return max((v.end - self.start for v in self.verbs if v.end - self.start <= before), default=0)

    def clause_end(self, at: int) -> int:
        """Return where a subordinate clause that begins at ``at`` ends.

        It ends before the verb or the next act with which the main clause continues, at a semicolon, at the closing
        bracket, or at the end of the sentence.
        """
        stop = _stop_of_clause(self.words, at)
        end = stop if stop is not None else len(self.words.rstrip().rstrip("."))
        half = _OTHER_HALF.search(self.words, at, end)
        if half is not None and _HALF.search(self.words, 0, at) is None:
            end = half.start()
        units = self._units_before_verb(at)
        if units is not None:
            return units
        for place in sorted([v.start - self.start for v in self.verbs] + [a.start - self.start for a in self.acts]):
            if at < place < end:
                before = _MAIN_GOES_ON.search(self.words[at:place])
                is_verb = any(v.start - self.start == place for v in self.verbs)
                joint = before.group().strip() if before else ""
                if joint and ("," in joint or is_verb) and not (not is_verb and joint == ","):
                    return at + (before.start() if before else 0)
        return max(at, end)

    def _units_before_verb(self, at: int) -> int | None:
        """Return where the annexes or points stand on which the main verb at the sentence's end acts; ``None`` for
        none.
        """
        ahead = [v.start - self.start for v in self.verbs if v.start - self.start > at]
        if not ahead or self.verb_end(at):
            return None
        units = _UNITS_AND_VERB.search(self.words[: ahead[-1]], at)
        return units.start() if units is not None else None


def _stop_of_clause(words: str, at: int) -> int | None:
    """Return the first semicolon or closing bracket behind an offset whose bracket opened before it; ``None`` for none.

    "…, millega muudeti käskkirja nr 5 (13.06.2014) lisa 2": the clause goes on behind the date in brackets.
    """
    is_open = False
    for mark in _MARKS.finditer(words, at):
        if mark.group() == "(":
            is_open = True
        elif mark.group() == ")" and is_open:
            is_open = False
        else:
            return mark.start()
    return None


def read_units(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the annexes and the points that some words name."""
    points = find_point_sets(words, 0, len(words))
    annexes: list[str] = []
    for one in find_annex_sets(words, 0, len(words)):
        followed = next((p for p in points if 0 <= p.start - one.end <= 2), None)
        if followed is None:
            annexes += one.numbers
    named = [point for one in points for point in one.points]
    return tuple(dict.fromkeys(annexes)), tuple(dict.fromkeys(named))
