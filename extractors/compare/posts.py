"""Compare two wordings of a job description: its fields, then its duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.compare.pairing import Change, Item, pair_items
from extractors.compare.tokens import has_same_wording
from extractors.compare.words import WordOperation, word_operations

DUTY = "duty"
"""The ``field`` of a change of a duty."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field with its words in both descriptions; ``None`` where one of them lacks it."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A field or duty that is not the same. Places count from 0 among the duties; ``None`` for fields.

    ``operations`` is ``None`` unless ``change`` is "reworded". ``is_moved``: as in ``Pair``.
    """

    field: str
    change: Change
    is_moved: bool
    old_place: int | None
    new_place: int | None
    old_words: str | None
    new_words: str | None
    operations: tuple[WordOperation, ...] | None


def compare_fields(fields: Iterable[FieldWords]) -> Iterator[ItemChange]:
    """Return a change for each field whose wording is not the same, in the given order."""
    for one in fields:
        if one.old is not None and one.new is not None:
            if not has_same_wording(one.old, one.new):
                yield _change(one.field, "reworded", one.old, one.new)
        elif one.old is not None or one.new is not None:
            yield _change(one.field, "added" if one.old is None else "dropped", one.old, one.new)


def compare_duties(old: Sequence[Item], new: Sequence[Item]) -> Iterator[ItemChange]:
    """Return a change for each duty that is not the same, in the new order; what was dropped stands where it stood."""
    for pair in pair_items(old, new):
        if pair.change != "same":
            old_words = old[pair.old].words if pair.old is not None else None
            new_words = new[pair.new].words if pair.new is not None else None
            yield _change(DUTY, pair.change, old_words, new_words, pair.old, pair.new, is_moved=pair.is_moved)


def _change(
    field: str,
    change: Change,
    old: str | None,
    new: str | None,
    old_place: int | None = None,
    new_place: int | None = None,
    *,
    is_moved: bool = False,
) -> ItemChange:
    operations = word_operations(old, new) if change == "reworded" and old is not None and new is not None else None
    return ItemChange(
        field=field,
        change=change,
        is_moved=is_moved,
        old_place=old_place,
        new_place=new_place,
        old_words=old,
        new_words=new,
        operations=operations,
    )
