"""Follow which content no viewer draws: on a layer that is off, or beside the box of the form that holds it.

Letters are kept and marked; rules, boxes and images are left out, for they would strike, cover or bound words in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.layout import LTChar, LTFigure, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, stream_value
from pdfminer.psparser import literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from extractors.pages.false_names import drop_false_names
from extractors.pages.font_names import FontNames
from extractors.pages.layers import Layers
from extractors.pages.pdf_values import dictionary_of, name_of
from extractors.pages.words import Why

Char = dict[str, Any]
_Box = tuple[float, float, float, float]

UNDRAWN = "undrawn"
"""The key of a letter that no viewer draws; its value says why. No other letter has the key."""


def part_undrawn(chars: list[Char]) -> tuple[list[Char], list[tuple[Char, Why]]]:
    """Return the letters that may be drawn, and the others with the reason."""
    undrawn = [(char, char[UNDRAWN]) for char in chars if UNDRAWN in char]
    return ([char for char in chars if UNDRAWN not in char], undrawn) if undrawn else (chars, [])


class LayeredDevice(PDFPageAggregatorWithMarkedContent):
    """Know whether what comes next is on a layer that is off, and which box bounds it."""

    def __init__(self, *how: Any, layers: Layers, font_names: FontNames, **more: Any) -> None:
        super().__init__(*how, **more)
        self.layers = layers
        self.font_names = font_names
        self._off: list[bool] = []
        self._clips: list[_Box] = []

    @property
    def is_off(self) -> bool:
        return True in self._off

    def enter(self, *, is_off: bool) -> None:
        """Begin marked content, a form or an image."""
        self._off.append(is_off)

    def leave(self) -> None:
        """End what was begun last; ends without a beginning are in many files."""
        if self._off:
            self._off.pop()

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        super().begin_figure(name, bbox, matrix)
        figure = self.cur_item
        x0, y0, x1, y1 = figure.bbox if isinstance(figure, LTFigure) else (0.0, 0.0, 0.0, 0.0)
        if self._clips:
            left, low, right, high = self._clips[-1]
            x0, y0, x1, y1 = max(x0, left), max(y0, low), min(x1, right), min(y1, high)
        self._clips.append((x0, y0, x1, y1))

    def end_figure(self, name: Any) -> None:
        super().end_figure(name)
        self._clips.pop()

    def tag_cur_item(self) -> None:
        super().tag_cur_item()
        char: Any = self.cur_item._objs[-1] if self.cur_item._objs else None
        if isinstance(char, LTChar) and (why := self._why_undrawn(char.x0, char.y0, char.x1, char.y1)):
            setattr(char, UNDRAWN, why)

    def render_char(self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: int, *how: Any) -> float:
        advance: float = super().render_char(matrix, font, fontsize, scaling, rise, cid, *how)
        char: Any = self.cur_item._objs[-1]
        if isinstance(char, LTChar):
            self.font_names.note(font, cid, char.get_text())
        return advance

    def mark_undrawn(self, chars: Sequence[Char], left: float) -> None:
        """Mark new letters for which nothing is drawn. ``left``: by how much their ``x0`` differs from user space."""
        for char in chars:
            if why := self._why_undrawn(char["x0"] - left, char["y0"], char["x1"] - left, char["y1"]):
                char[UNDRAWN] = why

    def _why_undrawn(self, x0: float, y0: float, x1: float, y1: float) -> Why | None:
        if True in self._off:
            return "switched off"
        if self._clips:
            left, low, right, high = self._clips[-1]
            if x1 <= left or x0 >= right or y1 <= low or y0 >= high:
                return "outside"
        return None

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        if not self.is_off:
            super().paint_path(*args, **kwargs)

    def render_image(self, *args: Any, **kwargs: Any) -> None:
        if not self.is_off:
            super().render_image(*args, **kwargs)


class LayeredInterpreter(PDFPageInterpreter):
    """Tell a ``LayeredDevice`` where the content of layers begins and ends; nothing where no layer is off.

    Fonts whose table of letters contradicts what is drawn are read as they are drawn.
    """

    def init_resources(self, resources: Any) -> None:
        super().init_resources(resources)
        if self.fontmap:
            drop_false_names(self.fontmap, dictionary_of(resources.get("Font")))

    def do_BMC(self, tag: Any) -> None:
        self._enter(None, None)
        super().do_BMC(tag)

    def do_BDC(self, tag: Any, props: Any) -> None:
        self._enter(tag, props)
        super().do_BDC(tag, props)

    def do_EMC(self) -> None:
        super().do_EMC()
        device: Any = self.device
        if device.layers:
            device.leave()

    def do_Do(self, xobjid: Any) -> None:
        device: Any = self.device
        if not device.layers:
            super().do_Do(xobjid)
            return
        found = self.xobjmap.get(literal_name(xobjid))
        drawn = stream_value(found) if found is not None else None
        device.enter(is_off=isinstance(drawn, PDFStream) and "OC" in drawn and device.layers.is_off(drawn["OC"]))
        try:
            super().do_Do(xobjid)
        finally:
            device.leave()

    def _enter(self, tag: Any, props: Any) -> None:
        device: Any = self.device
        if not device.layers:
            return
        is_off = False
        if name_of(tag) == "OC" and name_of(props):
            named = dict_value(self.resources.get("Properties") or {})
            is_off = device.layers.is_off(named.get(name_of(props)))
        device.enter(is_off=is_off)


class LayeredPage(Page):
    """A page as pdfplumber fills it, whose letters are marked where no viewer draws them.

    Rules, boxes and images on a layer that is off are left out.
    """

    def __init__(self, stock: Page, layers: Layers, font_names: FontNames) -> None:
        super().__init__(stock.pdf, stock.page_obj, stock.page_number, stock.initial_doctop)
        self._layers = layers
        self.font_names = font_names

    @property
    def layout(self) -> LTPage:
        """Return what pdfplumber returns. Raises ``PdfminerException``."""
        if not hasattr(self, "_layout"):
            pdf = self.pdf
            device = LayeredDevice(
                pdf.rsrcmgr,
                pageno=self.page_number,
                laparams=pdf.laparams,
                layers=self._layers,
                font_names=self.font_names,
            )
            try:
                LayeredInterpreter(pdf.rsrcmgr, device).process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().process_object(obj)
        return {**found, UNDRAWN: getattr(obj, UNDRAWN)} if hasattr(obj, UNDRAWN) else found
