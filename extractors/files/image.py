"""Read image files: a scan or a screen shot saved as PNG, JPEG, TIFF, GIF, WEBP or BMP, each frame a page."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator, Sequence

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import OcrMissing, UnreadableFile
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.draw import MAX_PIXELS
from extractors.pages.label_words import restore_labels
from extractors.pages.layout import read_layout
from extractors.pages.ocr import POINTS_PER_INCH, Scan, read_scan
from extractors.pages.scans import ScanReport, why_no_engine
from extractors.pages.words import PageWords
from extractors.tools import OcrEngine, ToolFailed, Tools

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")
MEDIA_TYPES = frozenset(f"image/{name.lower()}" for name in _FORMATS)
MAX_FRAMES = 500

_A4_WIDTH, _A4_HEIGHT = 595.3, 841.9
_LIKELY_DPI = range(72, 1201)


def read_image(data: bytes, sha256: str, tools: Tools) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text of an image in reading order; pages are in PDF points, by the resolution that the file declares.

    Without a plausible resolution the page is taken as A4. Raises ``EmptyFile`` where there is no text, ``OcrMissing``
    where there is no OCR engine, ``UnreadableFile`` where the image is damaged or too large.
    """
    return read_pictures((data,), sha256, tools)


def read_pictures(pictures: Sequence[bytes], sha256: str, tools: Tools) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text of several images as the pages of one scan. Raises as ``read_image``."""
    if tools.ocr is None:
        raise OcrMissing(f"an image without text of its own; {why_no_engine(tools)}")
    report, pages = ScanReport(), list[PageWords]()
    for picture in pictures:
        scans = _scans(picture, sha256, tools.ocr_dpi, first=len(pages) + 1)
        pages += [_read_page(scan, tools.ocr, report) for scan in scans]
    text, findings = read_layout(pages, sha256)
    return text, (*report.all_findings(tools), *findings)


def holds_its_strips(data: bytes) -> bool:
    """Return whether a TIFF reaches to the end of its strips or tiles on every page; ``True`` where it cannot be told.

    Nothing is decoded. Readers draw what is missing in white, and a page would lose its lower half.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("TIFF",)) as picture:
                return all(_last_strip(frame) <= len(data) for frame in ImageSequence.Iterator(picture))
    except UnidentifiedImageError:  # also where the first directory lies beyond the end
        order = "<I" if data[:2] == b"II" else ">I"
        return len(data) >= 8 and struct.unpack(order, data[4:8])[0] < len(data)
    except (EOFError, OSError, IndexError, struct.error):
        return False
    except (ValueError, SyntaxError, TypeError, KeyError, ZeroDivisionError, Image.DecompressionBombError):
        return True


def _last_strip(frame: Image.Image) -> int:
    """Return where the last of a frame's strips or tiles ends (TIFF 6.0, tags 273 and 279, 324 and 325)."""
    tags = frame.tag_v2  # type: ignore[attr-defined]  # only TIFF frames have it
    ends = [0]
    for offsets, counts in ((273, 279), (324, 325)):
        ends += [at + count for at, count in zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False)]
    return max(ends)


def _read_page(scan: Scan, engine: OcrEngine, report: ScanReport) -> PageWords:
    try:
        page = read_scan(scan, engine)
    except ToolFailed as error:
        return PageWords(scan.page_number, scan.width, scan.height, failure=str(error))
    if page.words:
        page, restored = restore_labels(page)
        report.findings += restored
        report.read.append(page)
    return page


def _scans(data: bytes, sha256: str, dpi: int, *, first: int) -> Iterator[Scan]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Pillow only warns about damaged tags.
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                for number, frame in enumerate(ImageSequence.Iterator(picture), first):
                    if number > MAX_FRAMES:
                        raise UnreadableFile(f"an image of more than {MAX_FRAMES} pages")
                    yield as_scan(frame, sha256, number, dpi)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnreadableFile(f"an image too large to read: {error}") from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, ZeroDivisionError) as error:
        raise UnreadableFile(f"a damaged image: {error}") from error


def as_scan(frame: Image.Image, sha256: str, number: int, dpi: int) -> Scan:
    """Return a picture as a page to read, upright and on paper. Raises ``UnreadableFile`` where it is too large."""
    if frame.width * frame.height > MAX_PIXELS:
        raise UnreadableFile(f"an image too large to read: {frame.width} x {frame.height} pixels")
    own = _resolution(frame)
    upright = ImageOps.exif_transpose(frame)
    gray = on_paper(upright)
    if own is None:
        width = _A4_WIDTH if gray.width <= gray.height else _A4_HEIGHT
        own = gray.width / width * POINTS_PER_INCH
    size = (max(1, round(gray.width * dpi / own)), max(1, round(gray.height * dpi / own)))
    if size[0] * size[1] > MAX_PIXELS:
        return Scan(gray, own / POINTS_PER_INCH, sha256, number)
    return Scan(gray.resize(size, Image.Resampling.LANCZOS), dpi / POINTS_PER_INCH, sha256, number)


def _resolution(frame: Image.Image) -> float | None:
    """Return pixels per inch; ``None`` where the file states none, or a value that no scanner uses."""
    declared = frame.info.get("dpi")
    if not isinstance(declared, tuple) or len(declared) != 2:
        return None
    across = float(declared[0])
    return across if round(across) in _LIKELY_DPI and abs(across - float(declared[1])) < 1 else None


def on_paper(picture: Image.Image) -> Image.Image:
    """Return the image in gray, on white where it is transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    if picture.mode.startswith("I") or picture.mode == "F":
        # 16 bits a pixel: Pillow would clip them at 255, which gives a white page.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("L")
