"""Pair the items of two lists, such as the duties of two wordings of one job description."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.compare.tokens import has_same_wording, is_word, split_tokens

Change = Literal["same", "moved", "reworded", "added", "dropped"]

# What two items must have in common of their words to be one item in two wordings: less where they bear one number.
_OVERLAP = 0.5
_OVERLAP_OF_ONE_NUMBER = 0.3


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its number as printed (``None``: it has none) and its words."""

    number: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the old list and what became of it in the new one; places count from 0.

    ``old`` is ``None`` for what was added, ``new`` for what was dropped. ``is_moved``: the item stands elsewhere among
    the others. A number that only shifts because another item came or went is no move.
    """

    change: Change
    old: int | None
    new: int | None
    is_moved: bool = False


def pair_items(old: Sequence[Item], new: Sequence[Item]) -> tuple[Pair, ...]:
    """Return every item of both lists once, in the new order; what was dropped follows what stood before it.

    Items of one wording are paired first, then what bears one number, then what shares most words. Of two items that
    changed places, the one that now stands later counts as moved.
    """
    place_of = _paired([item.words for item in old], [item.words for item in new], {})
    if len(place_of) < min(len(old), len(new)):
        _pair_by_words(old, new, place_of)
    return tuple(_in_order(place_of, old, new))


def _paired(old: Sequence[Hashable], new: Sequence[Hashable], place_of: dict[int, int]) -> dict[int, int]:
    """Add new place → old place of the items that are equal and not paired yet; the first with the first, and so on."""
    taken = set(place_of.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, key in enumerate(old):
        if place not in taken:
            waiting[key].append(place)
    for place, key in enumerate(new):
        if place not in place_of and waiting.get(key):
            place_of[place] = waiting[key].popleft()
    return place_of


def _pair_by_words(old: Sequence[Item], new: Sequence[Item], place_of: dict[int, int]) -> None:
    """Pair what is not identical: what has the same wording, then by number and by the share of common words."""
    taken = set(place_of.values())
    old_keys = [() if place in taken else split_tokens(item.words).wording for place, item in enumerate(old)]
    new_keys = [() if place in place_of else split_tokens(item.words).wording for place, item in enumerate(new)]
    _paired(old_keys, new_keys, place_of)
    overlaps = sorted(_overlaps(old_keys, new_keys, place_of), key=lambda one: (-one[0], abs(one[1] - one[2]), one[1]))
    taken = set(place_of.values())
    for least, of_one_number in ((_OVERLAP_OF_ONE_NUMBER, True), (_OVERLAP, False)):
        for overlap, new_place, old_place in overlaps:
            if overlap < least or new_place in place_of or old_place in taken:
                continue
            number = old[old_place].number
            if not of_one_number or (number is not None and number == new[new_place].number):
                place_of[new_place] = old_place
                taken.add(old_place)


def _overlaps(
    old_keys: Sequence[tuple[str, ...]], new_keys: Sequence[tuple[str, ...]], place_of: dict[int, int]
) -> Iterator[tuple[float, int, int]]:
    """Return (share of common words, new place, old place) of the items that are not paired and share a word."""
    paired = set(place_of.values())
    words = {place: {key for key in keys if is_word(key)} for place, keys in enumerate(old_keys) if place not in paired}
    places_of_word: dict[str, list[int]] = defaultdict(list)
    for place, held in words.items():
        for word in held:
            places_of_word[word].append(place)
    for new_place, keys in enumerate(new_keys):
        if new_place in place_of:
            continue
        mine = {key for key in keys if is_word(key)}
        common = Counter(place for word in mine for place in places_of_word.get(word, ()))
        for old_place, number in common.items():
            yield 2 * number / (len(mine) + len(words[old_place])), new_place, old_place


def _in_order(place_of: dict[int, int], old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    staying = _longest_rising([place_of[place] for place in sorted(place_of)])
    taken = set(place_of.values())
    dropped = deque(place for place in range(len(old)) if place not in taken)
    for new_place, item in enumerate(new):
        old_place = place_of.get(new_place)
        if old_place is None:
            yield Pair("added", None, new_place)
            continue
        while dropped and dropped[0] < old_place and old_place in staying:
            yield Pair("dropped", dropped.popleft(), None)
        is_moved = old_place not in staying
        is_same = has_same_wording(old[old_place].words, item.words)
        yield Pair(
            "moved" if is_same and is_moved else "same" if is_same else "reworded", old_place, new_place, is_moved
        )
    for place in dropped:
        yield Pair("dropped", place, None)


def _longest_rising(places: list[int]) -> set[int]:
    """Return the values of the longest rising run within a list; of several the one that begins earliest."""
    if all(one < other for one, other in itertools.pairwise(places)):
        return set(places)
    length = [1] * len(places)
    following: list[int | None] = [None] * len(places)
    for at in reversed(range(len(places))):
        for later in range(at + 1, len(places)):
            if places[later] > places[at] and length[later] + 1 > length[at]:
                length[at], following[at] = length[later] + 1, later
    next_place: int | None = max(range(len(places)), key=lambda one: (length[one], -one), default=None)
    rising = set()
    while next_place is not None:
        rising.add(places[next_place])
        next_place = following[next_place]
    return rising
