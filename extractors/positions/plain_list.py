"""Find which line begins a duty in plain lines without numbers and bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.positions.words import begins_small, ends_sentence, read_words, split_lines, trim

_VERB_FIRST = re.compile(r"[^\W\d_]{2,}(?:b|vad)(?![\w-])", re.IGNORECASE)
_DEED_LAST = re.compile(r"(?:mine|mised)[.;,]?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[,(\-–/:]|(?<!\w)(?:ja|või|ning|sh))$", re.IGNORECASE)
_ITEM_END = re.compile(r";\s+")
_FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class PlainList:
    """How the lines of a list look: whether each begins with a verb, with a capital, or names an activity.

    ``has_capitals`` and ``has_deeds`` are true only where no line but the last ends as a sentence does. Without any
    flag, only the end of a sentence separates duties. ``is_one_line``: semicolons alone separate them. ``has_letters``:
    a scan read each bullet as "e" or "o".
    """

    has_verbs: bool = False
    has_capitals: bool = False
    has_deeds: bool = False
    is_one_line: bool = False
    has_letters: bool = False

    def begins(self, source: str, duty: Sequence[Span], piece: Span) -> bool:
        """Return whether ``piece`` begins a duty, rather than continues the one whose words stand at ``duty``."""
        before, words = read_words(source, duty).text, piece.of(source)
        if ends_sentence(before):
            return not begins_small(words) or before.endswith((";", "."))
        if _GOES_ON.search(before):
            is_verb = self.has_verbs and _VERB_FIRST.match(words) is not None
            return before.endswith(",") and (is_verb or self.has_deeds)
        return (self.has_verbs and _VERB_FIRST.match(words) is not None) or self.has_capitals or self.has_deeds


def read_plain_list(source: str, cells: Sequence[Span]) -> PlainList:
    """Return how the list looks whose lines stand at ``cells``."""
    lines = [piece.of(source) for cell in cells for piece in split_lines(source, cell)]
    if len(lines) == 1:
        return PlainList(is_one_line=len(_ITEM_END.findall(lines[0])) >= _FEWEST_ITEMS and lines[0][:1].isalpha())
    has_letters = len(lines) > 1 and len({line[:2] for line in lines}) == 1 and lines[0][:2] in ("e ", "o ")
    lines = [line[2:].lstrip() for line in lines] if has_letters else lines
    verbs = sum(_VERB_FIRST.match(line) is not None for line in lines)
    is_bare = not any(ends_sentence(line) for line in lines[:-1])
    return PlainList(
        has_verbs=bool(lines) and _VERB_FIRST.match(lines[0]) is not None and 2 * verbs > len(lines),
        has_capitals=is_bare and all(line[:1].isupper() for line in lines),
        has_letters=has_letters,
        has_deeds=is_bare and all(_DEED_LAST.search(line) for line in lines),
    )


def split_items(source: str, piece: Span) -> list[Span]:
    """Return the duties of a list in one line, split after each semicolon."""
    ends = [match.start() + 1 for match in _ITEM_END.finditer(source, piece.start, piece.end)]
    items = [trim(source, Span(a, b)) for a, b in zip([piece.start, *ends], [*ends, piece.end], strict=True)]
    return [item for item in items if item.start < item.end]
