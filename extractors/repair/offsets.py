"""Move the places of a text after some of its words were replaced."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.repair import Repair
from extractors.model.text import Block, DocumentText


@dataclass(frozen=True, slots=True)
class Replacement:
    """A replaced word. ``span`` is its place in the original text."""

    span: Span
    word: str
    rule: str
    confidence: float


class OffsetMap:
    """Map offsets in the original text to the repaired text. Replacements ascend and do not touch."""

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._starts = [each.span.start for each in replacements]
        self._spans = [each.span for each in replacements]
        self.repaired: list[Span] = []
        """Return the places of the replaced words in the repaired text, in the same order."""
        grown = 0
        for each in replacements:
            start = each.span.start + grown
            self.repaired.append(Span(start, start + len(each.word)))
            grown = start + len(each.word) - each.span.end

    def offset(self, at: int, *, is_end: bool) -> int:
        """Return the new place of an offset; one inside a replaced word moves to its start, or as an end to its end."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        old, new = self._spans[index], self.repaired[index]
        if at >= old.end:
            return at - old.end + new.end
        return new.end if is_end and at > old.start else new.start

    def span(self, span: Span) -> Span:
        """Return the new place of a span."""
        start = self.offset(span.start, is_end=False)
        return Span(start, max(start, self.offset(span.end, is_end=True)))


def replace_words(text: DocumentText, replacements: Sequence[Replacement]) -> tuple[DocumentText, OffsetMap]:
    """Return the text with its words replaced, its cells, pages and places moved, and the repairs recorded."""
    moved = OffsetMap(replacements)
    pieces, at = [], 0
    for each in replacements:
        pieces += [text.text[at : each.span.start], each.word]
        at = each.span.end
    repairs = tuple(
        Repair(new, each.span.of(text.text), each.word, each.rule, each.confidence)
        for each, new in zip(replacements, moved.repaired, strict=True)
    )
    repaired = replace(
        text,
        text="".join(pieces) + text.text[at:],
        blocks=tuple(_move_block(block, moved) for block in text.blocks),
        pages=tuple(moved.span(page) for page in text.pages),
        places=tuple(replace(place, span=moved.span(place.span)) for place in text.places),
        repairs=repairs,
    )
    return repaired, moved


def move_findings(findings: Sequence[Finding], moved: OffsetMap) -> tuple[Finding, ...]:
    """Return the same findings at the new places of their words."""
    return tuple(replace(each, span=moved.span(each.span)) if each.span else each for each in findings)


def _move_block(block: Block, moved: OffsetMap) -> Block:
    return replace(block, cells=tuple(moved.span(cell) for cell in block.cells))
