"""Find the label that a line or cell begins with, and the field it opens (``extractors.words.labels``)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from extractors.model.evidence import Span
from extractors.positions.skeleton import skeleton
from extractors.positions.words import trim
from extractors.words.labels import LABELS, SHY

_SHY_KEYS = frozenset(skeleton(word) for word in SHY)
_NUMBER = re.compile(
    r"(?:(?P<arabic>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})\s?[.)]?\s*|(?P<roman>[IVX]{1,5})(?:\.\s*|\s+))(?=[^\W\d_])"
)
# The head of a column of numbers, joined to the head beside it: "Jrk nr Tööülesanded"
_COUNTER = re.compile(r"(?:(?:jrk\.?\s*)?nr\.?|jrk\.?|p-kt)\s+(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-\s*\n\s*[^\W_]+)*")
_GAP = re.compile(r"[\s,/*]*")
_COLON = re.compile(r"[\s*)/]*(?P<colon>[:–—]|-(?=\s))?[\s*]*")


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for field, labels in LABELS.items():
        for label in labels:
            words = tuple(skeleton(word) for word in _WORD.findall(label))
            table[words[0]].setdefault(words, field)
    return {first: sorted(entries.items(), key=lambda entry: -len(entry[0])) for first, entries in table.items()}


_TABLE = _by_first_word()


@dataclass(frozen=True, slots=True)
class Head:
    """A label where a line or cell begins. ``rest`` is what follows it there (empty: the label stands alone)."""

    field: str
    number: str | None
    label: Span
    rest: Span
    has_colon: bool
    is_shy: bool
    is_upper: bool

    @property
    def is_whole(self) -> bool:
        return self.rest.start == self.rest.end

    @property
    def depth(self) -> int:
        """1 for "2." and "II", 2 for "1.5.", 0 without a number."""
        return 0 if self.number is None else self.number.count(".") + 1


def find_number(source: str, span: Span) -> tuple[str | None, int]:
    """The ordinal that ``span`` begins with ("1.5", "II") and where the words after it begin."""
    number = _NUMBER.match(source, span.start, span.end)
    if not number:
        return None, span.start
    return re.sub(r"\s", "", number["arabic"] or number["roman"]), number.end()


def find_head(source: str, span: Span) -> Head | None:
    """The longest known label at the beginning of ``span``, after an ordinal if there is one; else ``None``."""
    span = trim(source, span, " \t\n\r\u00a0*(")
    counter = _COUNTER.match(source, span.start, span.end)
    number, start = (None, counter.end()) if counter else find_number(source, span)
    found = _first_words(source, start, span.end)
    whole = [(skeleton(word[0]), word.end()) for word in found]
    for words in (whole, *_mended(source, found)):
        for label, field in _TABLE.get(words[0][0], ()) if words else ():
            if tuple(word for word, _ in words[: len(label)]) == label:
                return _head(source, span, number, field, Span(start, words[len(label) - 1][1]), label)
    return None


def _mended(source: str, found: list[re.Match[str]]) -> list[list[tuple[str, int]]]:
    """The words with one pair joined that a narrow cell broke within a word ("Struktuuriüksu" / "s")."""
    mended: list[list[tuple[str, int]]] = []
    for at, (word, after) in enumerate(pairwise(found)):
        if source[word.end() : after.start()] == "\n" and after[0][0].islower():
            words = [(skeleton(one[0]), one.end()) for one in found]
            mended.append([*words[:at], (skeleton(word[0] + after[0]), after.end()), *words[at + 2 :]])
    return mended


def _first_words(source: str, start: int, end: int, most: int = 6) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < most and (word := _WORD.match(source, start, end)):
        words.append(word)
        gap = _GAP.match(source, word.end(), end)
        start = gap.end() if gap else word.end()
    return words


def _head(source: str, span: Span, number: str | None, field: str, label: Span, key: tuple[str, ...]) -> Head | None:
    if label.end < span.end and source[label.end] in "-‑'":
        return None  # "Vastutus-" is the first half of a longer word
    colon = _COLON.match(source, label.end, span.end)
    after = colon.end() if colon else label.end
    text = source[label.start : label.end]
    return Head(
        field,
        number,
        label,
        trim(source, Span(after, span.end)),
        bool(colon and colon["colon"]),
        len(key) == 1 and key[0] in _SHY_KEYS,
        text.upper() == text,
    )
