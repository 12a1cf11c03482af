"""Read the pictures that stand in a document's text where they show lines of print: a sentence pasted as a picture.

Emblems, photographs and signatures are passed over. OCR reads the others, and their words stand where the picture does;
without an engine, or where it is not sure, a finding says that something was not read.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PIL import Image

from extractors.errors import ExtractionError
from extractors.files.image import as_scan, on_paper
from extractors.files.media import media_type
from extractors.model.finding import Finding
from extractors.pages.draw import MAX_PIXELS
from extractors.pages.layout import read_layout
from extractors.pages.ocr import mean_confidence, read_scan
from extractors.pages.scans import why_no_engine
from extractors.tools import ToolFailed, Tools

MOST = 20
"""Pictures of one document that are looked at; a document with more of them shows photographs."""
_FIRST_NUMBER = 10_001
"""Of the first picture among what OCR keeps by file and page: the pages of a scan count from 1."""
_SURE, _FEWEST_WORDS = 0.75, 3
_WIDEST = 1600
_DARK = 140
_LONG, _FEWEST_LETTERS = 14, 20
"""A line of print is so many times as long as high, with so many letters; the name beside an emblem is shorter."""
_PAGE_PX, _PAPER = 1000, 0.75
_QUOTED = 200


@dataclass(slots=True)
class PastedPictures:
    """The pictures of one document, read on demand; ``read`` and ``unread`` tell of those that show print."""

    sha256: str
    tools: Tools
    read: list[str] = field(default_factory=list)
    unread: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def words_of(self, name: str, read: Callable[[], bytes]) -> str:
        """Return the lines of print that a picture surely shows; empty for any other picture.

        ``read`` gives its bytes, and is asked once for each name, however often the picture is shown.
        """
        if name not in self._known and len(self._known) < MOST:
            self._known[name] = self._words(read)
        return self._known.get(name, "")

    def findings(self) -> tuple[Finding, ...]:
        """Return what a person should know of the pictures."""
        found = [
            Finding("drawn_lines_read", f"a picture in the text was read by OCR: {words[:_QUOTED]}")
            for words in self.read
        ]
        if self.unread:
            advice = why_no_engine(self.tools) if self.tools.ocr is None else "OCR is not sure of them"
            found.append(Finding("unread_ink", f"{self.unread} pictures in the text show print: {advice}"))
        return tuple(found)

    def _words(self, read: Callable[[], bytes]) -> str:
        picture = _opened(read)
        if picture is None or not shows_print(picture):
            return ""
        words = self._recognised(picture)
        if words:
            self.read.append(" ".join(words.split()))
        else:
            self.unread += 1
        return words

    def _recognised(self, picture: Image.Image) -> str:
        if self.tools.ocr is None:
            return ""
        try:
            scan = as_scan(picture, self.sha256, _FIRST_NUMBER + len(self._known), self.tools.ocr_dpi)
            page = read_scan(scan, self.tools.ocr)
            if len(page.words) < _FEWEST_WORDS or mean_confidence(page.words) < _SURE:
                return ""
            return read_layout([replace(page, page_number=1)], self.sha256)[0].text.strip()
        except (ExtractionError, ToolFailed):
            return ""


def _opened(read: Callable[[], bytes]) -> Image.Image | None:
    """Return the first frame of a picture; ``None`` for one that is damaged, too large or no picture of points."""
    try:
        data = read()
        if not data or not media_type(data, "").startswith("image/"):
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return None
                picture.load()
                return picture.copy()
    except Exception:  # damaged in the archive, or in itself, for which Pillow raises any error: the text is whole
        return None


def shows_print(picture: Image.Image) -> bool:
    """Return whether a picture shows a long line of many letters, or is as large as a page and mostly paper."""
    gray = on_paper(picture)
    if gray.width > _WIDEST:
        gray = gray.resize((_WIDEST, max(1, round(gray.height * _WIDEST / gray.width))))
    ink = gray.point([int(value < _DARK) for value in range(256)])
    dots = ink.tobytes()
    if min(gray.size) >= _PAGE_PX and dots.count(0) >= _PAPER * len(dots):
        return b"\1" in dots
    width = ink.width
    rows = [b"\1" in dots[at * width : (at + 1) * width] for at in range(ink.height)]
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and rows[at]:
            continue
        if at > start and _is_line(ink.crop((0, start, width, at))):
            return True
        start = at + 1
    return False


def _is_line(band: Image.Image) -> bool:
    box = band.getbbox()
    if box is None or box[2] - box[0] < _LONG * band.height:
        return False
    dots, width = band.tobytes(), band.width
    profile = bytes(1 in dots[at::width] for at in range(width))
    return profile.count(b"\0\1") >= _FEWEST_LETTERS
