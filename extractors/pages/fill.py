"""A page of pdfplumber whose objects are made faster and are equal, to the last bit of every figure.

All of pdfplumber works on ``FilledPage`` as on its own ``Page``: only how ``objects`` come to be differs. PDFium would
be another way to fill it, but has its own mind on boxes, soft hyphens, ligatures and letters printed twice, so that
pages would have to be sorted by how far it may be believed. Here the fonts, the operators and the arithmetic stay
pdfminer's, and what it alone can read is left to it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.layout import LTContainer
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from extractors.pages.gather import gather_words
from extractors.pages.interpret import DirectDevice, DirectInterpreter, Glyphs

Objects = dict[str, list[dict[str, Any]]]
Fill = Callable[[PDF], Sequence[Page]]
"""How the pages of an open PDF come by their objects."""


class FilledPage(Page):
    """A page of ``pdf`` whose objects equal those that pdfplumber's own page would have."""

    def __init__(self, stock: Page, glyphs: Glyphs) -> None:
        super().__init__(stock.pdf, stock.page_obj, stock.page_number, stock.initial_doctop)
        self._glyphs = glyphs

    def extract_words(self, **settings: Any) -> list[dict[str, Any]]:
        """As pdfplumber's; sooner where nothing but the two tolerances is set, as pages are read here."""
        if settings.keys() == {"x_tolerance_ratio", "y_tolerance"}:
            return gather_words(self.chars, **settings)
        found: list[dict[str, Any]] = super().extract_words(**settings)
        return found

    def parse_objects(self) -> Objects:
        """As pdfplumber's, and raising what it raises: a page that fails here is tried in pdfplumber's own way."""
        if self.pdf.laparams is not None or self.pdf.unicode_norm is not None:
            return super().parse_objects()
        device = DirectDevice(self, self._glyphs)
        objects: Objects = {}
        try:
            with _paused_collector():
                interpreter = DirectInterpreter(self.pdf.rsrcmgr, device)
                interpreter.process_page(self.page_obj)
                _collect(self, device.get_result(), objects)
                # Interpreter and device hold one another: until a search for cycles they would keep every letter.
                interpreter.forget()
                device.result = None
        except Exception:
            return super().parse_objects()
        return objects


@contextmanager
def _paused_collector() -> Iterator[None]:
    """No search for cycles while a page's letters are made: thousands of small objects, in no cycle and all in use.

    The searches cost a third of the time; what is put off is put off for one page.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.collect(0)  # the page's own leavings: else they are looked through with the next page's letters


def held_together(page: Page) -> AbstractContextManager[None]:
    """Puts the search for cycles off until a filled page is read and closed: by then its letters are gone, and what is
    searched is little. A page of pdfplumber's own is left as it is."""
    return _paused_collector() if isinstance(page, FilledPage) else nullcontext()


def stock_pages(pdf: PDF) -> Sequence[Page]:
    """The pages as pdfplumber fills them itself: what ``fill_pages`` is held to, in tests and in the benchmark."""
    pages: Sequence[Page] = pdf.pages
    return pages


def fill_pages(pdf: PDF) -> Sequence[Page]:
    """The pages of an open PDF; nothing of them is read before it is asked for."""
    glyphs: Glyphs = WeakKeyDictionary()
    return [FilledPage(page, glyphs) for page in pdf.pages]


def _collect(page: Page, container: Any, objects: Objects) -> None:
    """Sorts what the page holds by kind, the kinds in the order in which they first come."""
    chars: list[dict[str, Any]] | None = objects.get("char")
    for item in container._objs:
        if type(item) is dict:
            if chars is None:
                chars = objects.setdefault("char", [])
            chars.append(item)
        elif isinstance(item, LTContainer):
            _collect(page, item, objects)
            chars = objects.get("char")
        else:
            found = page.process_object(item)
            objects.setdefault(found["object_type"], []).append(found)
