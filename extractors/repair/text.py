"""Repair a text: judge it page by page, repair damaged pages word by word, return an undamaged text unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.repair.damage import find_lost_letters
from extractors.repair.offsets import Replacement, move_findings, replace_words
from extractors.repair.words import Reading, Undecided, read_word

_ENOUGH_LETTERS = 200
"""Fewer than for a page that can be read again: damage left here is permanent, and a healthy text that lacks õ, ä, ö
and ü by chance has no words to repair.
"""
_STRETCH = 1500
"""Characters of a text without pages that are judged together: one annex may be damaged and others not."""
_FEWEST = 3
_FEWEST_SHARE = 0.04
_EXAMPLES = 8
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"(?:\[&|@|\ufffd)?[^\W_](?:[\w@&\[?\ufffd]*[^\W_])?")
_CODE = re.compile(r"\w[-–/:.,]\d|\d[-–/:.,]\w|\w\.\w|@\w+\.\w|://|_")
"""Numbers of acts, dates, addresses: no part of them is reread."""
_NUMBER_FOLLOWS = re.compile(r"(?:\bnr\.?|\bnumber|§)\s*$", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;•▪=»¢*\-–\t|])\s*$")


@dataclass
class _Tally:
    replacements: list[Replacement] = field(default_factory=list)
    undecided: list[tuple[Span, Undecided]] = field(default_factory=list)
    words: int = 0


def repair_text(
    text: DocumentText, findings: Sequence[Finding] = (), region: Span | None = None
) -> tuple[DocumentText, tuple[Finding, ...], Span]:
    """Return the text with its damaged words repaired, its findings, and the new place of ``region``.

    ``region`` is the whole text where ``None``; nothing outside it is touched. Findings move with the text and those of
    the repair follow: ``repaired_text`` counts the replaced words, ``repair_undecided`` those with several readings.
    ``DocumentText.repairs`` keeps the original words; ``DocumentText.original`` is the original text.
    """
    region = region or Span(0, len(text.text))
    whole = _Tally()
    for stretch in _stretches(text, region):
        if find_lost_letters(stretch.of(text.text), enough_letters=_ENOUGH_LETTERS) is None:
            continue
        tally = _read_stretch(text.text, stretch)
        if len(tally.replacements) >= max(_FEWEST, _FEWEST_SHARE * tally.words):
            whole.replacements += tally.replacements
            whole.undecided += tally.undecided
    if not whole.replacements:
        return text, tuple(findings), region
    repaired, moved = replace_words(text, whole.replacements)
    own = [_repaired(text.text, whole.replacements)]
    if whole.undecided:
        own.append(_undecided(text.text, whole.undecided))
    return repaired, move_findings((*findings, *own), moved), moved.span(region)


def _stretches(text: DocumentText, region: Span) -> Iterator[Span]:
    """Yield pages, or some paragraphs at a time; a stretch too short to judge joins the one before."""
    borders = [page.end for page in text.pages] or [match.end() for match in re.finditer(r"\n", text.text)]
    start, least = region.start, _ENOUGH_LETTERS * 2 if text.pages else _STRETCH
    for border in borders:
        if start + least <= border <= region.end - least:
            yield Span(start, border)
            start = border
    yield Span(start, region.end)


def _read_stretch(text: str, stretch: Span) -> _Tally:
    tally = _Tally()
    known: dict[tuple[str, bool], Reading | Undecided | None] = {}
    for chunk in _CHUNK.finditer(text, stretch.start, stretch.end):
        tally.words += 1
        if _CODE.search(chunk[0]):
            continue
        for word in _WORD.finditer(text, chunk.start(), chunk.end()):
            has_figure = any(char.isdigit() for char in word[0])
            if has_figure and _NUMBER_FOLLOWS.search(text, max(0, word.start() - 12), word.start()):
                continue
            key = word[0], _is_name_likely(text, word)
            if key not in known:
                known[key] = read_word(word[0], is_name_likely=key[1])
            _note(tally, Span(*word.span()), known[key])
    return tally


def _note(tally: _Tally, span: Span, reading: Reading | Undecided | None) -> None:
    if isinstance(reading, Reading):
        tally.replacements.append(Replacement(span, reading.word, reading.rule, reading.confidence))
    elif reading is not None:
        tally.undecided.append((span, reading))


def _is_name_likely(text: str, word: re.Match[str]) -> bool:
    """Return whether a word has a capital within a sentence, or before another capitalised word of the same line."""
    if not word[0][0].isupper() or word[0].isupper():
        return False
    line_start = text.rfind("\n", 0, word.start()) + 1
    if not _SENTENCE_ENDS.search(text[line_start : word.start()]):
        return True
    return re.match(r"[ ]+[^\W\d_a-zõäöüšžU][a-zõäöüšž]", text[word.end() : word.end() + 8]) is not None


def _repaired(text: str, replacements: Sequence[Replacement]) -> Finding:
    examples = _examples([f"{each.span.of(text)} → {each.word}" for each in replacements])
    message = f"damaged text: {len(replacements)} words were repaired by lexicon; the originals are kept: {examples}"
    return Finding("repaired_text", message, replacements[0].span)


def _undecided(text: str, undecided: Sequence[tuple[Span, Undecided]]) -> Finding:
    examples = _examples([f"{span.of(text)} ({' or '.join(each.readings)})" for span, each in undecided])
    message = f"damaged text: {len(undecided)} words have several possible readings and are unchanged: {examples}"
    return Finding("repair_undecided", message, undecided[0][0])


def _examples(examples: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(examples))
    return ", ".join(distinct[:_EXAMPLES]) + (", …" if len(distinct) > _EXAMPLES else "")
