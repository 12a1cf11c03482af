"""Where the places of a text are after some of its words were replaced."""

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
    """``span`` is a word's place in the text as it was."""

    span: Span
    word: str
    rule: str
    confidence: float


class OffsetMap:
    """From offsets in the text as it was to offsets in the repaired text. Replacements ascend, none touches another."""

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._starts = [each.span.start for each in replacements]
        self._spans = [each.span for each in replacements]
        self.repaired: list[Span] = []
        """The places of the replaced words in the repaired text, in the same order."""
        grown = 0
        for each in replacements:
            start = each.span.start + grown
            self.repaired.append(Span(start, start + len(each.word)))
            grown = start + len(each.word) - each.span.end

    def offset(self, at: int, *, is_end: bool) -> int:
        """Where an offset lies now; one within a replaced word goes to its start, or as an end to its end."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        old, new = self._spans[index], self.repaired[index]
        if at >= old.end:
            return at - old.end + new.end
        return new.end if is_end and at > old.start else new.start

    def span(self, span: Span) -> Span:
        """Where a stretch of text lies now."""
        start = self.offset(span.start, is_end=False)
        return Span(start, max(start, self.offset(span.end, is_end=True)))


def replace_words(text: DocumentText, replacements: Sequence[Replacement]) -> tuple[DocumentText, OffsetMap]:
    """The text with its words replaced, cells, pages and places led along, and the repairs kept beside it."""
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
    """The same doubts at the places where their words stand now."""
    return tuple(replace(each, span=moved.span(each.span)) if each.span else each for each in findings)


def _move_block(block: Block, moved: OffsetMap) -> Block:
    return replace(block, cells=tuple(moved.span(cell) for cell in block.cells))
