"""Find the files attached to a PDF (ISO 32000-1, 7.11.4): by its name tree, as associated files, by paper clips."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value

from extractors.pages.marks import Marks, find_marks
from extractors.pages.pdf_values import dictionary_of, list_of, name_of, text_of
from extractors.pages.saved_anew import saved_anew

MOST_FILES = 500
MOST_NODES = 5_000
_DEEPEST = 12

# Without any of these marks a PDF has neither attachments nor fields; object streams may hide them.
_SIGNS = (b"/EmbeddedFile", b"/Filespec", b"/AcroForm", b"/Annot", b"/ObjStm", b"/EF", b"/Encrypt")
_PLAYERS = frozenset({"RichMedia", "Screen", "Movie", "Sound", "3D"})
"""Annotations that play a file."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a PDF. ``stream`` is ``None`` where the PDF only names it."""

    name: str
    stream: PDFStream | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a PDF holds beside the contents of its pages.

    ``annotations`` are the subtypes of each page's annotations ("Widget", "FreeText"), pages in order; ``marks`` what
    they strike out, mark for removal, cover or replace, for the same pages. ``has_xfa``: it is a form that only Adobe's
    own programs fill with words. ``left_out`` says for a person what lies beyond the limits and was not looked at.
    """

    attached: tuple[Attached, ...] = ()
    annotations: tuple[tuple[str, ...], ...] = ()
    marks: tuple[Marks, ...] = ()
    has_xfa: bool = False
    left_out: tuple[str, ...] = ()


def find_beside(data: bytes) -> Beside:
    """Return what stands beside the pages' contents, of a damaged PDF as PDFium mends it.

    Nothing where it cannot: reading the pages says what is wrong.
    """
    if not any(sign in data for sign in _SIGNS):
        return Beside()
    found = _beside(data)
    if found is None and (mended := saved_anew(data)) is not None:
        found = _beside(mended)
    return found or Beside()


def _beside(data: bytes) -> Beside | None:
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = [dict_value(page.attrs) for page in PDFPage.create_pages(document)]
        left_out: list[str] = []
        annotations = [_annotations(page, number, left_out) for number, page in enumerate(pages, 1)]
        held = [each for page in annotations for each in page]
        specifications = [*_attached(document, pages, held, left_out)]
        if b"/EF" in data or any(name_of(each.get("Subtype")) in _PLAYERS for each in held):
            specifications += _loose(document)
        attached = _distinct(iter(specifications), left_out)
        form = dictionary_of(document.catalog.get("AcroForm"))
        return Beside(
            attached=attached,
            annotations=tuple(tuple(name_of(each.get("Subtype")) for each in page) for page in annotations),
            marks=tuple(map(find_marks, annotations)),
            has_xfa="XFA" in form,
            left_out=tuple(left_out),
        )
    except Exception:  # pdfminer raises any error for a broken file
        return None


def content_of(stream: PDFStream, limit: int) -> bytes | None:
    """Return the bytes of an attached file; ``None`` where they are more than ``limit``. Raises any error for damage.

    Deflated bytes are unpacked no further than the limit; other filters cannot swell a small stream to a large one.
    """
    filters = [name_of(name) for name, _ in stream.get_filters()]
    raw = stream.rawdata
    if filters not in (["FlateDecode"], ["Fl"]) or raw is None:
        found = bytes(stream.get_data())
        return found if len(found) <= limit else None
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    inflated = zlib.decompressobj().decompress(raw, limit + 1)
    return inflated if len(inflated) <= limit else None


def _annotations(page: dict[str, Any], number: int, left_out: list[str]) -> list[dict[str, Any]]:
    held = list_of(page.get("Annots"))
    if len(held) > MOST_NODES:
        left_out.append(f"page {number} has {len(held)} annotations; those after the first {MOST_NODES} are not read")
    return [dictionary_of(each) for each in held[:MOST_NODES]]


def _attached(
    document: PDFDocument, pages: list[dict[str, Any]], annotations: list[dict[str, Any]], left_out: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield the file specifications. The document, a page, an annotation or what is drawn may have associated files."""
    names = dictionary_of(dictionary_of(document.catalog.get("Names")).get("EmbeddedFiles"))
    yield from _leaves(names, left_out)
    for holder in (document.catalog, *pages, *annotations, *_drawn(pages)):
        held = holder.get("AF")
        yield from map(dictionary_of, list_of(held) or [held])
    yield from (
        dictionary_of(each.get("FS")) for each in annotations if name_of(each.get("Subtype")) == "FileAttachment"
    )


def _loose(document: PDFDocument) -> Iterator[dict[str, Any]]:
    """Yield the file specifications among all objects: those of players, of parts of the structure, of no part."""
    numbers = sorted({number for table in document.xrefs for number in table.get_objids()})
    for number in numbers[:MOST_NODES]:
        try:
            held = document.getobj(number)
        except Exception:  # pdfminer raises any error for a broken object
            continue
        yield from _within(held, _DEEPEST)


def _within(held: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the file specifications that stand in a value itself, not behind its references."""
    if isinstance(held, dict) and "EF" in held:
        yield held
    elif depth and isinstance(held, dict | list):
        for each in held.values() if isinstance(held, dict) else held:
            yield from _within(each, depth - 1)


def _drawn(pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the dictionaries of the forms and pictures that the pages may draw, each once."""
    seen: set[int] = set()
    for page in pages:
        for each in dictionary_of(dictionary_of(page.get("Resources")).get("XObject")).values():
            number = getattr(each, "objid", 0)
            if number not in seen and isinstance(drawn := resolve1(each), PDFStream):
                seen.add(number)
                yield drawn.attrs


def _leaves(root: dict[str, Any], left_out: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the values of a name tree (7.9.6); a loop in it ends with the limit of its nodes."""
    waiting, count = [root], 0
    while waiting and count < MOST_NODES:
        node = waiting.pop(0)
        count += 1
        yield from map(dictionary_of, list_of(node.get("Names"))[1::2])
        waiting += map(dictionary_of, list_of(node.get("Kids")))
    if waiting:
        left_out.append(
            f"its tree of attached files has a loop, or more than {MOST_NODES} branches; the rest is not read"
        )


def _distinct(specifications: Iterator[dict[str, Any]], left_out: list[str]) -> tuple[Attached, ...]:
    """Return each file once: the tree, the associated files and a paper clip may all lead to the same."""
    seen: set[object] = set()
    found: list[Attached] = []
    for specification in specifications:
        embedded = dictionary_of(specification.get("EF"))
        name = next((text_of(specification[key]) for key in ("UF", "F", "Unix", "DOS") if key in specification), "")
        if not embedded and not name:
            continue
        target = next((embedded[key] for key in ("UF", "F", "Unix", "DOS") if key in embedded), None)
        stream = None if target is None else stream_value(target)
        key = getattr(stream, "objid", None) or (id(stream) if stream is not None else name)
        if key in seen:
            continue
        seen.add(key)
        if len(found) == MOST_FILES:
            left_out.append(f"it holds more than {MOST_FILES} attached files; the rest is not read")
            break
        found.append(Attached(name, stream if stream else None))
    return tuple(found)
