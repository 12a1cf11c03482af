"""Restore words of labels and headings that OCR misread.

With one letter wrong in "teenistusülesanded", a table of duties is not recognised. Only words that the engine itself
doubts are changed, and only where a single word of the list is near. A finding states what the engine read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from simplemma import is_known

from extractors.model.finding import Finding
from extractors.pages.words import PageWords, Word
from extractors.words.labels import DAMAGED_BY_OCR

_DOUBTED = 0.75
_BARE = re.compile(r"[^\w-]+$|^[^\w-]+")
_NEAR = 0.25
"""Edits for each letter of the word: "oskused" is not taken for "haridus", nor "asendas" for "asendab" when certain."""


def restore_labels(page: PageWords) -> tuple[PageWords, tuple[Finding, ...]]:
    """Return the page with such words corrected, and a finding with what was read in their place."""
    readings: list[str] = []
    words: list[Word] = []
    for word in page.words:
        wanted = _label_word(word)
        if wanted is None:
            words.append(word)
            continue
        bare = _BARE.sub("", word.text)
        words.append(replace(word, text=word.text.replace(bare, wanted)))
        readings.append(f"{bare} ({word.confidence:.2f}) as {wanted}")
    if not readings:
        return page, ()
    corrected = "; ".join(readings)
    message = f"page {page.page_number}: words that OCR was unsure of were corrected to words of labels: {corrected}"
    return replace(page, words=tuple(words)), (Finding("ocr_label_restored", message),)


def _label_word(word: Word) -> str | None:
    """Return the only label word near a doubted word, in its case; ``None`` where it is a word or none is near."""
    if word.confidence is None or word.confidence >= _DOUBTED:
        return None
    bare = _BARE.sub("", word.text)
    low = bare.casefold()
    if len(low) < 7 or low in DAMAGED_BY_OCR:
        return None
    near = [label for label in DAMAGED_BY_OCR if _is_near(low, label)]
    if len(near) != 1 or is_known(low, lang="et"):
        return None
    if bare.isupper():
        return near[0].upper()
    return near[0].capitalize() if bare[0].isupper() else near[0]


def _is_near(word: str, label: str) -> bool:
    allowed = int(_NEAR * len(label))
    if abs(len(word) - len(label)) > allowed:
        return False
    before = list(range(len(label) + 1))
    for row, letter in enumerate(word, 1):
        now = [row]
        for column, other in enumerate(label, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != other)))
        before = now
    return 0 < before[-1] <= allowed
