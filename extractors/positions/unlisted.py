"""Find unlisted labels by their look: they end the value before them and are never part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.positions.labels import find_number
from extractors.positions.lines import Line
from extractors.positions.phrases import looks_like_label
from extractors.positions.words import BULLET, ends_sentence, read_words, trim
from extractors.words.labels import HEADING

# "Kontaktisik: …", "Kes kontrollib: …": a few words, a colon, and a blank or the line's end after it
_COLON = re.compile(r"(?P<label>[^\W\d_][^:.;!?\t\n|•]{1,59}?)\s*:(?:\*\*)?(?=\s|$)")
_BOLD = re.compile(r"\*\*(?P<label>[^\W\d_][^*:.;\n]{1,59}?)\s*:?\s*\*\*\s*:?")
_JOB_DESCRIPTION = re.compile(HEADING, re.IGNORECASE)
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A label that is in no list, and the rest of its line or the cells beside it."""

    label: Span
    value: tuple[Span, ...]

    def name(self, source: str) -> str:
        """Return the label's own words, under which its value is kept."""
        return read_words(source, (self.label,)).text.strip(" :*")

    def finding(self, source: str) -> Finding:
        """Return the finding that says which words were taken for a label."""
        return Finding("label_unread", f"a label that is not known: {self.name(source)}", self.label)


def find_unlisted(source: str, line: Line, *, is_labelled: bool) -> Unlisted | None:
    """Return the label that ``line`` seems to begin with, though no list has it; ``None`` where it looks like plain
    words.

    In a section of labels a colon at the line's end is enough; in running text, words must follow it.
    """
    if line.is_row:
        return _in_row(source, line)
    cell = line.cells[0]
    start = find_number(source, cell)[1]
    bold = _BOLD.match(source, start, cell.end)
    if bold and not _JOB_DESCRIPTION.search(bold["label"]):
        return _found(source, bold, cell)
    if BULLET.match(source, cell.start, cell.end):
        return None
    match = _COLON.match(source, start, cell.end)
    if match is None or not looks_like_label(match["label"], is_numbered=start > cell.start and is_labelled):
        return None
    unlisted = _found(source, match, cell)
    return unlisted if is_labelled or unlisted.value else None


def find_in_cell(source: str, line: Line) -> Unlisted | None:
    """Return the label with a colon that the first cell of a row begins with ("Kontakt: kantselei" | "Telefon: 12");
    ``None`` for none. The cells beside it are kept with its value.
    """
    first, *others = line.cells
    start = find_number(source, first)[1]
    match = _COLON.match(source, start, first.end)
    if match is None or not match["label"][0].isupper() or not looks_like_label(match["label"], is_numbered=False):
        return None
    found = _found(source, match, first)
    return (
        Unlisted(found.label, (*found.value, *(cell for cell in others if cell.start < cell.end)))
        if found.value
        else None
    )


def _found(source: str, match: re.Match[str], cell: Span) -> Unlisted:
    rest = trim(source, Span(match.end(), cell.end))
    return Unlisted(Span(match.start("label"), match.end("label")), (rest,) if rest.start < rest.end else ())


def _in_row(source: str, line: Line) -> Unlisted | None:
    """Return the first of two cells as a label where it is short, begins with a capital and does not end a sentence."""
    first, *others = line.cells
    filled = tuple(cell for cell in others if cell.start < cell.end)
    words = first.of(source)
    if len(line.cells) != 2 or not filled or not words or len(words) > _LONGEST_CELL:
        return None
    start = find_number(source, first)[1]
    label = trim(source, Span(start, first.end), " *:\t\n")
    bare = label.of(source)
    if not bare or not bare[0].isupper() or ends_sentence(bare) or not looks_like_label(bare, is_numbered=True):
        return None
    return Unlisted(label, filled)
