"""Find which words were added, dropped or replaced between two wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import Indel

from extractors.compare.tokens import split_tokens

Operation = Literal["same", "added", "dropped", "replaced"]

# Up to so many pairs of tokens difflib finds blocks that people would mark; whole annexes take it seconds.
_DIFFLIB_PAIRS = 90_000
# Indel keeps a bit for each pair of tokens: 50 MB here. Longer texts are compared by lines first.
_INDEL_PAIRS = 400_000_000


@dataclass(frozen=True, slots=True)
class WordOperation:
    """A run of words. All ``old_words`` joined are the old text, all ``new_words`` the new one, blanks included."""

    operation: Operation
    old_words: str
    new_words: str


Block = tuple[str, int, int, int, int]
"""A tag of difflib with the bounds of a run of tokens on both sides."""


def word_operations(old: str, new: str) -> tuple[WordOperation, ...]:
    """Return the runs of words that lead from one wording to another, in order.

    Words that differ in case or in the blanks around them are the same. Two empty texts give no run.
    """
    before, after = split_tokens(old), split_tokens(new)
    found = []
    for tag, old_from, old_to, new_from, new_to in _blocks(before.keys, after.keys):
        old_words = old[_start(before.starts, old_from, old) : _start(before.starts, old_to, old)]
        new_words = new[_start(after.starts, new_from, new) : _start(after.starts, new_to, new)]
        found.append(WordOperation(_OPERATIONS[tag], old_words, new_words))
    if not found and (old or new):
        found.append(WordOperation("same", old, new))
    return tuple(found)


_OPERATIONS: dict[str, Operation] = {"equal": "same", "insert": "added", "delete": "dropped", "replace": "replaced"}


def _start(starts: Sequence[int], place: int, text: str) -> int:
    """Return where a run begins that begins with this token: the blanks before the first token belong to it."""
    if place == 0:
        return 0
    return starts[place] if place < len(starts) else len(text)


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return difflib's blocks. What both begin and end with is set aside first: most wordings differ in few words."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    old_end, new_end = len(old) - tail, len(new) - tail
    blocks: list[Block] = [("equal", 0, head, 0, head)] if head else []
    for tag, old_from, old_to, new_from, new_to in _middle(old[head:old_end], new[head:new_end]):
        blocks.append((tag, old_from + head, old_to + head, new_from + head, new_to + head))
    if tail:
        blocks.append(("equal", old_end, len(old), new_end, len(new)))
    return list(_merged(blocks))


def _middle(old: Sequence[str], new: Sequence[str]) -> Sequence[Block]:
    if not old and not new:
        return []
    if not old or not new:
        return [("delete" if old else "insert", 0, len(old), 0, len(new))]
    if set(old).isdisjoint(new):
        return [("replace", 0, len(old), 0, len(new))]
    pairs = len(old) * len(new)
    if pairs <= _DIFFLIB_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if pairs <= _INDEL_PAIRS:
        found = Indel.opcodes(old, new)
        return [(one.tag, one.src_start, one.src_end, one.dest_start, one.dest_end) for one in found]
    # Such texts are hundreds of pages: what lies between the first and the last difference counts as replaced.
    return [("replace", 0, len(old), 0, len(new))]


def _merged(blocks: list[Block]) -> Iterator[Block]:
    """Return blocks in which no two neighbours have one tag, and words dropped and added at one place are replaced."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is None:
            waiting = block
        elif (waiting[0] == "equal") == (block[0] == "equal"):
            tag = waiting[0] if waiting[0] == block[0] else "replace"
            waiting = (tag, waiting[1], block[2], waiting[3], block[4])
        else:
            yield waiting
            waiting = block
    if waiting is not None:
        yield waiting
