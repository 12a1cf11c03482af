"""Build pdfplumber pages faster, with objects equal to pdfplumber's own to the last bit of every figure.

All of pdfplumber works on ``FilledPage`` as on its own ``Page``; only the way that ``objects`` are made differs. PDFium
could fill pages too, but it treats boxes, soft hyphens, ligatures and letters printed twice differently, so that its
pages would need checks of how far to trust them. Here the fonts, the operators and the arithmetic stay pdfminer's, and
what only pdfminer can read is left to it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.layout import LTContainer
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.text import extract_words

from extractors.pages.font_names import FontNames
from extractors.pages.gather import gather_words
from extractors.pages.interpret import DirectDevice, DirectInterpreter, EndlessPage, Glyphs
from extractors.pages.layers import Layers
from extractors.pages.undrawn import LayeredPage

X_TOLERANCE_RATIO, Y_TOLERANCE = 0.15, 2
"""How pages are read here: a gap in parts of a letter's size that begins a word, points by which a line may wave."""

Objects = dict[str, list[dict[str, Any]]]
Fill = Callable[[PDF], Sequence[Page]]
"""A way to make the pages of an open PDF."""


class FilledPage(LayeredPage):
    """A page of ``pdf`` whose objects equal those of pdfplumber's own page, but for what no viewer draws.

    Letters that are not drawn have a mark more; rules, boxes and images on a layer that is off are left out.
    """

    def __init__(self, stock: Page, glyphs: Glyphs, layers: Layers, font_names: FontNames) -> None:
        super().__init__(stock, layers, font_names)
        self._glyphs = glyphs

    def extract_words(self, **settings: Any) -> list[dict[str, Any]]:
        """Return pdfplumber's words; faster where only the two tolerances are set, as pages are read here."""
        if settings.keys() == {"x_tolerance_ratio", "y_tolerance"}:
            return gather_words(self.chars, **settings)
        found: list[dict[str, Any]] = super().extract_words(**settings)
        return found

    def parse_objects(self) -> Objects:
        """Return pdfplumber's objects. Raises what pdfplumber raises: a page that fails here is tried in its way."""
        if self.pdf.laparams is not None or self.pdf.unicode_norm is not None:
            return super().parse_objects()
        device = DirectDevice(self, self._glyphs, self._layers)
        objects: Objects = {}
        try:
            with _paused_collector():
                interpreter = DirectInterpreter(self.pdf.rsrcmgr, device)
                interpreter.process_page(self.page_obj)
                _collect(self, device.get_result(), objects)
                # Interpreter and device form a cycle that would keep every letter until the next collection.
                interpreter.forget()
                device.result = None
        except EndlessPage:
            raise
        except Exception:
            return super().parse_objects()
        return objects


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Suspend garbage collection while a page's letters are made: thousands of small live objects without cycles.

    The collections cost a third of the time; they are delayed by one page.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.collect(0)  # the page's own garbage: otherwise it is searched with the next page's letters


def held_together(page: Page) -> AbstractContextManager[None]:
    """Delay garbage collection until a filled page is read and closed, when its letters are gone and little is left.

    A page of pdfplumber's own is left as it is.
    """
    return _paused_collector() if isinstance(page, FilledPage) else nullcontext()


def words_of(page: Page, chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the words of some of a page's letters, in the way that the page itself was filled."""
    if isinstance(page, FilledPage):
        return gather_words(chars, X_TOLERANCE_RATIO, Y_TOLERANCE)
    found: list[dict[str, Any]] = extract_words(
        list(chars), x_tolerance_ratio=X_TOLERANCE_RATIO, y_tolerance=Y_TOLERANCE
    )
    return found


def stock_pages(pdf: PDF) -> Sequence[Page]:
    """Return the pages as pdfplumber fills them: the reference for ``fill_pages`` where a viewer draws all content.

    Pages with layers that are off, or with letters beside the box of their form, differ; ``layered_pages`` do not.
    """
    pages: Sequence[Page] = pdf.pages
    return pages


def layered_pages(pdf: PDF) -> Sequence[Page]:
    """Return the pages as pdfplumber fills them, but for what no viewer draws: the reference for all files."""
    layers, font_names = Layers(pdf.doc.catalog), FontNames()
    return [LayeredPage(page, layers, font_names) for page in pdf.pages]


def fill_pages(pdf: PDF) -> Sequence[Page]:
    """Yield the pages of an open PDF; each is read only on demand."""
    glyphs: Glyphs = WeakKeyDictionary()
    layers, font_names = Layers(pdf.doc.catalog), FontNames()
    return [FilledPage(page, glyphs, layers, font_names) for page in pdf.pages]


def _collect(page: Page, container: Any, objects: Objects) -> None:
    """Group the page's objects by kind, in the order in which the kinds first occur."""
    for kind, items in groupby(container._objs, type):
        if kind is dict:
            objects.setdefault("char", []).extend(items)
            continue
        for item in items:
            if isinstance(item, LTContainer):
                _collect(page, item, objects)
            else:
                found = page.process_object(item)
                objects.setdefault(found["object_type"], []).append(found)
