"""Find where each outcome begins, in one cell or after a duty in one line."""

from __future__ import annotations

import itertools
import re

from extractors.model.evidence import Span
from extractors.positions.words import (
    INNER_BULLET,
    begins_small,
    ends_sentence,
    split_lines,
    trim,
    without_bullet,
)

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÕÄÖÜŠŽ])")
# "… – Hanked on korraldatud", "… – hanked on korraldatud"
_DASH = re.compile(r"\s[-–—]\s+(?=[A-ZÕÄÖÜŠŽ]|[^.;]*?\s(?:on|ei)\s)")
_FINITE = re.compile(
    r"\b(?:on|ei|pole|[^\W\d_]{3,}(?:b|vad|takse)|(?:[^\W\d_]{2,}(?:tud|dud|nud)(?=[.;\s]*$)))(?!-)\b", re.IGNORECASE
)


def split_outcomes(source: str, cell: Span) -> list[list[Span]]:
    """Return each outcome of a cell as the places of its words.

    Bullets separate outcomes; without bullets, a line that ends a sentence does, where the next line begins one. What
    stands before the first bullet is the end of an earlier outcome.
    """
    bullets = list(INNER_BULLET.finditer(source, cell.start, cell.end))
    if bullets:
        cuts = [cell.start, *(bullet.start() for bullet in bullets if bullet.start() > cell.start), cell.end]
        pieces = [Span(a, b) for a, b in itertools.pairwise(cuts)]
        outcomes = [_bare_lines(source, piece) for piece in pieces]
    else:
        outcomes = _by_lines(source, cell)
    return [outcome for outcome in outcomes if outcome]


def _bare_lines(source: str, piece: Span) -> list[Span]:
    bullet = INNER_BULLET.match(source, piece.start, piece.end)
    spans = split_lines(source, Span(bullet.end() if bullet else piece.start, piece.end))
    # "<ul style=…>" before the first bullet is no outcome
    return [span for span in spans if re.sub(r"</?[A-Za-z][^<>]*>|\s", "", span.of(source))]


def _by_lines(source: str, cell: Span) -> list[list[Span]]:
    outcomes: list[list[Span]] = []
    for line in split_lines(source, cell):
        bare = without_bullet(source, line)
        before = outcomes[-1][-1].of(source) if outcomes else ""
        if outcomes and bare is None and (begins_small(line.of(source)) or not ends_sentence(before)):
            outcomes[-1].append(line)
        else:
            outcomes.append([bare or line])
    return outcomes


def begins_outcome(source: str, piece: Span) -> int | None:
    """Return where an outcome begins after a duty in the same line; ``None`` where the whole line is the duty.

    A duty is a noun phrase ("… korraldamine."); an outcome has a finite verb ("Toimib …", "… on koostatud."). A
    sentence ends between them, or a dash separates them.
    """
    gaps = [*_SENTENCE.finditer(source, piece.start, piece.end), *_DASH.finditer(source, piece.start, piece.end)]
    for gap in sorted(gaps, key=re.Match.start):
        rest = trim(source, Span(gap.end(), piece.end)).of(source)
        first = _SENTENCE.split(rest)[0]
        if _FINITE.search(first) and not re.search(r"mi(?:ne|se)[.;]?$", first):
            return gap.end()
    return None
