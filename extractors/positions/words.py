"""Read the words of a value, joined over line breaks, with the place in the source of each character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.model.evidence import Span

# U+F0B7 and U+F0A7 are how Word's Symbol and Wingdings bullets come out of a PDF.
_BULLET_SIGNS = "•▪●◦‣■□○·❖➢✓\uf0b7\uf0a7\uf0d8¢»=¤©"
BULLET = re.compile(
    rf"(?:[{_BULLET_SIGNS}]|[-–—*](?=\s)|[eo](?=\s+[A-ZÕÄÖÜ]))\s*",
)
"""A bullet where a line begins. A scan read with the wrong language gives e ¢ = » for it, so a lone "e" or "o"
before a capital counts too."""

INNER_BULLET = re.compile(r"[•▪●◦‣■□○❖➢\uf0b7\uf0a7\uf0d8]\s*|(?:(?<=\s)|^)[=»¢]\s+(?=[A-ZÕÄÖÜ])|(?<=[;.]\s)[-–]\s+")
"""A bullet within a line or a cell: lists whose line breaks were lost."""

_SENTENCE_END = re.compile(r"[.!?;:][)\]\"”“»']*$")

_SEAM = re.compile(
    r"(?P<markup></?[A-Za-z][^<>]*>|\*\*)"
    r"|(?P<soft>\u00ad\s*)"
    r"|(?P<hyphen>(?<=[^\W_])[-\u2010]\s*\n\s*(?=[^\W_]))"
    r"|(?P<blank>\s+)"
)
_JOINERS = frozenset({"ja", "või", "ning", "ega", "jm", "jt"})


@dataclass(frozen=True, slots=True)
class Words:
    """``text`` is what a reader would say; ``offsets[i]`` is where its character i stands in the source."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the source range of ``text[start:end]``. Raises ``ValueError`` for an empty range."""
        end = len(self.text) if end is None else end
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words between {start} and {end}")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def read_words(source: str, spans: Iterable[Span]) -> Words:
    """Return the words at ``spans``, one after another.

    Line breaks become blanks, markup and soft hyphens are removed, and a word broken by a hyphen at a line's end is
    rejoined.
    """
    raw: list[str] = []
    places: list[int] = []
    for span in spans:
        if raw:
            raw.append("\n")
            places.append(places[-1])
        raw.extend(source[span.start : span.end])
        places.extend(range(span.start, span.end))
    return _smooth("".join(raw), places)


def _smooth(raw: str, places: Sequence[int]) -> Words:
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    for seam in _SEAM.finditer(raw):
        text.extend(raw[at : seam.start()])
        offsets.extend(places[at : seam.start()])
        filling = _filling(seam, raw)
        if filling and not (filling == " " and (not text or text[-1] == " ")):
            text.extend(filling)
            offsets.extend([places[seam.start()]] * len(filling))
        at = seam.end()
    text.extend(raw[at:])
    offsets.extend(places[at:])
    while text and text[-1] == " ":
        text.pop()
        offsets.pop()
    return Words("".join(text), tuple(offsets))


def _filling(seam: re.Match[str], raw: str) -> str:
    """Return what replaces a seam: nothing, a blank, or a hyphen that belongs to the word."""
    if seam["markup"] or seam["soft"]:
        return ""
    if seam["blank"]:
        return " "
    before = re.search(r"[^\W_]+$", raw[: seam.start()])
    after = re.match(r"[^\W_]+", raw[seam.end() :])
    if after and after[0].casefold() in _JOINERS:
        return "- "
    # "e-kiri", "PEA-koolitus", "2-aastane" keep their hyphen wherever the line breaks
    is_own = (
        before is None or len(before[0]) <= 2 or not before[0][-1].islower() or not (after and after[0][0].islower())
    )
    return "-" if is_own else ""


def split_lines(source: str, span: Span) -> list[Span]:
    """Return the printed lines within a cell, trimmed, without empty ones."""
    lines: list[Span] = []
    at = span.start
    for piece in source[span.start : span.end].split("\n"):
        line = trim(source, Span(at, at + len(piece)))
        if line.start < line.end:
            lines.append(line)
        at += len(piece) + 1
    return lines


def trim(source: str, span: Span, signs: str = " \t\n\r\f\v\u00a0\ufeff") -> Span:
    """Return ``span`` without blanks at either end (an empty span stays at its start)."""
    start, end = span.start, span.end
    while start < end and source[start] in signs:
        start += 1
    while end > start and source[end - 1] in signs:
        end -= 1
    return Span(start, end)


def without_bullet(source: str, span: Span) -> Span | None:
    """Return what follows the bullet that ``span`` begins with; ``None`` where it begins without one."""
    bullet = BULLET.match(source, span.start, span.end)
    return trim(source, Span(bullet.end(), span.end)) if bullet else None


def ends_sentence(words: str) -> bool:
    """Return whether words end as a sentence or a list item does. Empty words do not."""
    return bool(_SENTENCE_END.search(words.rstrip()))


def begins_small(words: str) -> bool:
    """Return whether words continue a line before: a small letter or a closing sign comes first."""
    first = words.lstrip()[:1]
    return first.islower() or first in ",;)"
