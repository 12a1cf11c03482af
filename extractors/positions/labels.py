"""Find the label that a line or cell begins with, and the field it opens (``extractors.words.labels``)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from extractors.model.evidence import Span
from extractors.positions.skeleton import skeleton
from extractors.positions.words import trim
from extractors.words.labels import FOREIGN, KEPT, LABELS, REMARKS, SHY

_NUMBER = re.compile(
    r"(?:(?P<arabic>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})\s?[.)]?\s*|(?P<roman>[IVX]{1,5})(?:\.\s*|\s+))(?=[^\W\d_])"
)
# The head of a column of numbers, joined to the head beside it: "Jrk nr Tööülesanded"
_COUNTER = re.compile(r"(?:(?:jrk\.?\s*)?nr\.?|jrk\.?|p-kt)\s+(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-\s*\n\s*[^\W_]+)*")
_GAP = re.compile(r"[\s,/*]*")
_COLON = re.compile(r"[\s*)/]*(?P<colon>[:–—]|-(?=\s)|\.{3,}|…+|_{3,})?[\s*]*")
# The label in a second language, or a remark: "Ametikoht / Position:", "Asendaja (puudumisel):"
_ASIDE = re.compile(r"[\s*]*[/(|]\s*(?P<words>[^\W\d_][^:\n/()\t|]{1,40}?)\s*\)?[\s*]*(?=:)")
# "Asendaja(d)", "Alluv(ad)"
_ENDING = re.compile(r"\(([a-zõäöü]{1,3})\)")
_PLURAL = re.compile(r"\s?\([a-zõäöü]{1,3}\)")
_REMARK = re.compile(r"(?P<words>(?:\s+[^\W\d_]+){1,4})\s*(?=:)")
_SEPARATOR = re.compile(r"[\s*]*[/(|]\s*|\s*\n\s*")
_FOREIGN_FIRST = re.compile(r"[^\W\d_][^:\n/\t|]{1,40}?\s*[/|]\s*(?=[^\W\d_])")
# "Haridus ja …": the words go on to another label, which is not known
_GOES_ON = re.compile(r"(?:ja|ning|või|sh|ehk)\s|,", re.IGNORECASE)


def _key(label: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in _WORD.findall(label))


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for field, labels in (*LABELS.items(), *((label, (label,)) for label in KEPT)):
        for label in labels:
            words = _key(label)
            table[words[0]].setdefault(words, field)
    return {first: sorted(entries.items(), key=lambda entry: -len(entry[0])) for first, entries in table.items()}


_TABLE = _by_first_word()
_SHY_KEYS = frozenset(_key(label) for label in (*SHY, *KEPT))


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
    """Return the ordinal that ``span`` begins with ("1.5", "II"), and where the words after it begin."""
    number = _NUMBER.match(source, span.start, span.end)
    if not number:
        return None, span.start
    return re.sub(r"\s", "", number["arabic"] or number["roman"]), number.end()


def find_head(source: str, span: Span) -> Head | None:
    """Return the longest known label at the beginning of ``span``, after any ordinal; ``None`` without one."""
    span = trim(source, span, " \t\n\r\u00a0*(")
    counter = _COUNTER.match(source, span.start, span.end)
    number, start = (None, counter.end()) if counter else find_number(source, span)
    head = _head_at(source, span, number, start)
    if head is None and (foreign := _FOREIGN_FIRST.match(source, start, span.end)):
        if _TABLE.get(skeleton(_WORD.findall(foreign[0])[0])):
            return None  # "Asendaja / Asendatav:": a label of another field, not a second language
        head = _head_at(source, span, number, foreign.end())
        return head if head and (head.has_colon or head.is_whole) else None
    return head


def _head_at(source: str, span: Span, number: str | None, start: int) -> Head | None:
    found = _first_words(source, start, span.end)
    whole = [(skeleton(word[0]), word.end()) for word in found]
    for words in (whole, *_mended(source, found, span.end)):
        for label, field in _TABLE.get(words[0][0], ()) if words else ():
            if tuple(word for word, _ in words[: len(label)]) == label:
                return _head(source, span, number, field, Span(start, words[len(label) - 1][1]), label)
    return None


def _mended(source: str, found: list[re.Match[str]], end: int) -> list[list[tuple[str, int]]]:
    """Return the words with one pair joined, once for each pair that could belong together.

    A narrow cell may break a word ("Struktuuriüksu" / "s"), or an ending may stand in brackets ("Alluv(ad)").
    """
    words = [(skeleton(one[0]), one.end()) for one in found]
    mended: list[list[tuple[str, int]]] = []
    for at, (word, after) in enumerate(pairwise(found)):
        if source[word.end() : after.start()] == "\n" and after[0][0].islower():
            mended.append([*words[:at], (skeleton(word[0] + after[0]), after.end()), *words[at + 2 :]])
    for at, word in enumerate(found):
        ending = _ENDING.match(source, word.end(), end)
        if ending:
            mended.append([*words[:at], (skeleton(word[0] + ending[1]), ending.end()), *words[at + 1 :]])
    return mended


def _first_words(source: str, start: int, end: int, most: int = 6) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < most and (word := _WORD.match(source, start, end)):
        words.append(word)
        gap = _GAP.match(source, word.end(), end)
        start = gap.end() if gap else word.end()
    return words


def _head(source: str, span: Span, number: str | None, field: str, label: Span, key: tuple[str, ...]) -> Head | None:
    if source[label.start : label.end].isdecimal():
        return None  # a figure alone in its cell looks like a letter to a scan, and is none
    if label.end < span.end and source[label.end] in "-‑'":
        return None  # "Vastutus-" is the first half of a longer word
    plural = _PLURAL.match(source, label.end, span.end)
    end = _aside_end(source, plural.end() if plural else label.end, span.end, field)
    if end is None:
        return None
    colon = _COLON.match(source, end, span.end)
    after = colon.end() if colon else end
    has_colon = bool(colon and colon["colon"])
    if not has_colon and _GOES_ON.match(source, after, span.end):
        return None
    text = source[label.start : label.end]
    return Head(
        field=field,
        number=number,
        label=label,
        rest=trim(source, Span(after, span.end)),
        has_colon=has_colon,
        is_shy=key in _SHY_KEYS,
        is_upper=text.upper() == text,
    )


def _aside_end(source: str, start: int, end: int, field: str) -> int | None:
    """Return where a label ends together with its second language or its remark.

    ``None`` where a label of another field stands there ("Asendaja / Asendatav:").
    """
    remark = _REMARK.match(source, start, end)
    if remark and all(word.casefold() in REMARKS for word in remark["words"].split()):
        return remark.end()
    separator = _SEPARATOR.match(source, start, end)
    if separator:
        last, at = start, separator.end()
        while (word := _WORD.match(source, at, end)) and word[0].casefold() in FOREIGN:
            last = word.end()
            gap = _GAP.match(source, last, end)
            at = gap.end() if gap else last
        if last > start:
            return last + (source[last : last + 1] == ")" and last < end)
    aside = _ASIDE.match(source, start, end)
    if aside is None:
        return start
    if all(word.casefold() in REMARKS for word in aside["words"].split()):
        return aside.end()
    other = _head_at(source, Span(aside.start("words"), aside.end("words")), None, aside.start("words"))
    return None if other and other.is_whole and other.field != field else aside.end()
