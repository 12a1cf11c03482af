"""The lines of a part are found without a look at all blocks before it."""

from __future__ import annotations

import pytest

from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText
from extractors.positions import lines
from extractors.positions.lines import read_lines

ROWS = [f"Rida {'x' * (at % 5)}" for at in range(400)]


def text_of(rows: list[str]) -> DocumentText:
    at, blocks = 0, []
    for row in rows:
        blocks.append(Block((Span(at, at + len(row)),)))
        at += len(row) + 1
    return DocumentText("0" * 64, "".join(f"{row}\n" for row in rows), tuple(blocks))


@pytest.mark.parametrize(
    ("start", "end"), [(0, 9), (3, 4), (5, 6), (100, 190), (777, 778), (0, 10_000), (2_900, 9_999), (50, 50)]
)
def test_a_part_has_the_lines_that_it_shares_text_with(start: int, end: int) -> None:
    text = text_of(ROWS)
    within = Span(start, min(end, len(text.text)))
    shared = [block.span for block in text.blocks if block.span.overlaps(within)]
    want = [text.text[max(span.start, within.start) : min(span.end, within.end)].strip() for span in shared]
    assert [line.span.of(text.text) for line in read_lines(text, within)] == [words for words in want if words]


def test_a_part_far_below_costs_no_look_at_each_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged text of thousands of approval marks was read for a minute."""
    text, looks, start_of = text_of(ROWS), [], lines._start_of

    def counted(block: Block) -> int:
        looks.append(block)
        return start_of(block)

    monkeypatch.setattr(lines, "_start_of", counted)
    last = text.blocks[-1].span
    assert [line.span for line in read_lines(text, last)] == [last]
    assert 0 < len(looks) < 40
