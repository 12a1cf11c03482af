"""Plain text in the encodings that Estonian offices have used since 1996."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from extractors.errors import EmptyFile
from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BALTIC = ("cp1257", "iso8859_13", "iso8859_15", "cp1252", "cp775")
_ESTONIAN = frozenset("õäöüšžÕÄÖÜŠŽ")
_USUAL = re.compile(r"[„“”«»–—§°€½²³¹·•…’‘´éÉåÅ\s]")


def decode_text(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, as UTF-8, else in the Baltic encoding that reads most likely.

    Line ends become line feeds, NUL characters are dropped. Never raises: bytes that no encoding reads become U+FFFD.
    """
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    wide = _unmarked_utf16(data)
    if wide is not None:
        return wide
    guesses = [text for encoding in _BALTIC if (text := _try(data, encoding)) is not None]
    likeliest = max(guesses, key=_likelihood)  # ISO 8859-15 reads any bytes, so there is one
    if _likelihood(likeliest) >= 0:
        return likeliest
    best = from_bytes(data).best()
    return likeliest if best is None else str(best)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in the zeros beside Latin letters; ``None`` where they are missing."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:2000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            return _try(data, encoding)
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likelihood(text: str) -> int:
    """Estonian letters speak for an encoding; other signs beyond ASCII, controls above all, against it."""
    score = 0
    for sign in text[:200_000]:
        if sign in _ESTONIAN:
            score += 2
        elif "\x7f" <= sign <= "\x9f":
            score -= 5
        elif sign > "\x7f" and not _USUAL.match(sign):
            score -= 2
    return score


def read_plain(data: bytes, sha256: str) -> DocumentText:
    """Each line a block, each tab the border of a cell; form feeds part pages. Blank lines are no blocks.

    ``pages`` is empty where the text has no form feed. Raises ``EmptyFile`` where nothing is written.
    """
    text = decode_text(data)
    if not text.strip():
        raise EmptyFile("the file holds no text")
    return text_document(text, sha256)


def text_document(text: str, sha256: str) -> DocumentText:
    """``text`` as it stands, with blocks laid over its lines."""
    pages = _page_spans(text)
    blocks: list[Block] = []
    page_number = 1
    for line in re.finditer(r"[^\n\f]+|\f", text):
        if line[0] == "\f":
            page_number += 1
        elif line[0].strip():
            blocks.append(Block(_cells(line[0], line.start()), page_number if pages else None))
    return DocumentText(sha256, text, tuple(blocks), pages)


def _page_spans(text: str) -> tuple[Span, ...]:
    if "\f" not in text:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    return tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))


def _cells(line: str, start: int) -> tuple[Span, ...]:
    """The cells of a line without the blanks around it; tabs that only indent or trail part nothing."""
    inner = line.strip()
    at = start + line.index(inner)
    cells: list[Span] = []
    for piece in inner.split("\t"):
        cells.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    return tuple(cells)
