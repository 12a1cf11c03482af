"""Decide which line below a column of labels belongs to which label, by the kind of words each field expects.

A unit, a post in the nominative, one in the allative (who is reported to) or in the partitive (who is substituted),
"puuduvad" for those who report. Two ways that fit equally well are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.model.evidence import Span
from extractors.positions.nominative import is_object_form
from extractors.positions.words import begins_small
from extractors.words.posts import GROUP, NOTHING, UNIT

_GOES_ON = re.compile(r"(?:[,(\-–/]|\b(?:ja|või|ning|sh))$")
_POST = re.compile(
    r"(?:ja|nik|ist|or|er|är|juht|ert|ent|ant|eja|vanem|ülem|abi|pea|arst|loog|mees|õde|ler|tler|kond)\b(?:\s*\([^)]*\))?\s*$",
    re.IGNORECASE,
)
_ALLATIVE = re.compile(r"\w{3,}le\b", re.IGNORECASE)
_MANY = re.compile(r"(?:d|did)$", re.IGNORECASE)
_MOST_LINES = 30

Value = tuple[Span, ...]
Way = tuple[float, tuple[int, ...]]


def pair_by_kind(source: str, pieces: Sequence[Span], fields: Sequence[str]) -> list[Value] | None:
    """Return one run of lines for each of ``fields``, in order; ``None`` where two ways fit equally, or lines are too
    few.
    """
    lines = [piece.of(source).strip() for piece in pieces]
    if len(lines) < len(fields) or len(lines) > _MOST_LINES:
        return None
    # best[n] are the two best ways to share the first n lines among the fields so far
    best: dict[int, list[Way]] = {0: [(0.0, ())]}
    for at, field in enumerate(fields):
        left = len(fields) - at - 1
        longer: dict[int, list[Way]] = {}
        for start, ways in best.items():
            for end in range(start + 1, len(lines) - left + 1):
                gain = _fit(field, lines[start:end]) + _joins(lines[start:end])
                longer.setdefault(end, []).extend((score + gain, (*cuts, end)) for score, cuts in ways)
        best = {end: sorted(ways, reverse=True)[:2] for end, ways in longer.items()}
    ways = best.get(len(lines), [])
    if not ways or (len(ways) > 1 and ways[0][0] - ways[1][0] < 1):
        return None
    starts = (0, *ways[0][1][:-1])
    return [tuple(pieces[a:b]) for a, b in zip(starts, ways[0][1], strict=True)]


def _joins(lines: Sequence[str]) -> float:
    """Return the score for these lines being one value: each line but the first should continue the one before it."""
    score = -3.0 if " ".join(lines).count("(") > " ".join(lines).count(")") else 0.0
    for before, line in pairwise(lines):
        goes_on = _GOES_ON.search(before) or line.startswith("(") or (begins_small(line) and lines[0][:1].isupper())
        score += 1.0 if goes_on else -1.0
    return score - (3.0 if _GOES_ON.search(lines[-1]) else 0.0)


def _fit(field: str, lines: Sequence[str]) -> float:
    words = " ".join(lines)
    if NOTHING.fullmatch(words):
        return 3.0 if field == "subordinates" else 0.0 if field in ("substitutes_for", "substituted_by") else -3.0
    score = _SCORES.get(field)
    return score(words) if score else 0.0


def _unit(words: str) -> float:
    return 2.0 if UNIT.search(words) else -1.0


def _post(words: str) -> float:
    return (1.0 if _POST.search(words) else 0.0) - (2.0 if UNIT.search(words) else 0.0)


def _above(words: str) -> float:
    return _post(words) + (2.0 if _ALLATIVE.search(words) else 0.0)


def _object(words: str) -> float:
    return 2.0 if is_object_form(words) else 0.5 if _POST.search(words) else -0.5


def _substitute(words: str) -> float:
    return -1.0 if is_object_form(words) or _ALLATIVE.search(words) else _post(words)


def _below(words: str) -> float:
    return 1.5 if _MANY.search(words) else -0.5


def _group(words: str) -> float:
    return 3.0 if GROUP.fullmatch(words.strip(" .")) else -2.0


_SCORES: dict[str, Callable[[str], float]] = {
    "unit": _unit,
    "position": _substitute,
    "reports_to": _above,
    "appointed_by": _post,
    "substitutes_for": _object,
    "substituted_by": _substitute,
    "subordinates": _below,
    "group": _group,
}
