"""Run pdfminer's operators and fonts with two shortcuts: ``content`` cuts the content, and letters become dicts at
once.

pdfminer makes an object of each letter and asks its font for the same code again and again, and pdfplumber takes the
object apart. Here, what all letters of a string share is computed once for the string, with pdfminer's arithmetic in
pdfminer's order, so that every figure is equal. Vertical writing and odd content are left to pdfminer.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.utils import apply_matrix_rect, mult_matrix
from pdfplumber.page import fix_fontname_bytes
from pdfplumber.utils.pdfinternals import resolve_all, resolve_and_decode

from extractors.pages.content import OddContent, read_operations
from extractors.pages.layers import Layers
from extractors.pages.undrawn import LayeredDevice, LayeredInterpreter, LayeredPage

MOST_DRAWN = 20_000
"""Forms and images that a page may draw; maps have a few hundred."""

Glyphs = WeakKeyDictionary[PDFFont, dict[int, tuple[str, float]]]
"""Text and width of each code of a font: asked of pdfminer once, not for every letter."""


class DirectDevice(LayeredDevice):
    """Collect letters as pdfplumber's dicts; lines, rectangles, curves and images as pdfminer makes them."""

    def __init__(self, page: LayeredPage, glyphs: Glyphs, layers: Layers) -> None:
        rsrcmgr, number = page.pdf.rsrcmgr, page.page_number
        super().__init__(rsrcmgr, pageno=number, laparams=None, layers=layers, font_names=page.font_names)
        self._page_number = page.page_number
        self._height = page.height
        self._left, self._top = page.mediabox[:2]
        self._doctop = page.initial_doctop
        self._glyphs = glyphs
        self._colour_spaces: dict[Any, Any] = {}
        self.drawn = 0
        self.circles = 0

    def tag_cur_item(self) -> None:
        items: list[Any] = self.cur_item._objs
        if items and isinstance(items[-1], dict):
            items[-1]["mcid"], items[-1]["tag"] = resolve_all(self.cur_mcid), self.cur_tag
        else:
            super().tag_cur_item()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        if font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate.copy())
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        shared = self._shared(textstate, matrix, ncs, graphicstate)
        items: list[Any] = self.cur_item._objs
        count = len(items)
        if matrix[1] == 0 == matrix[2]:
            self._place_level(textstate, matrix, seq, shared)
        else:
            self._place_turned(textstate, matrix, seq, shared)
        if self._off or self._clips:
            self.mark_undrawn(items[count:], self._left)

    def _shared(self, textstate: Any, matrix: Any, ncs: Any, graphicstate: Any) -> dict[str, Any]:
        """Return what all letters of a string share."""
        a, b, c, d, _, _ = matrix
        name = textstate.font.fontname
        stroking, filling = graphicstate.scolor, graphicstate.ncolor
        if ncs.name not in self._colour_spaces:
            self._colour_spaces[ncs.name] = resolve_and_decode(ncs.name)
        return {
            "fontname": fix_fontname_bytes(name) if isinstance(name, bytes) else name,
            "upright": a * d * (textstate.scaling * 0.01) > 0 and b * c <= 0,
            "object_type": "char",
            "page_number": self._page_number,
            "ncs": self._colour_spaces[ncs.name],
            "mcid": resolve_all(self.cur_mcid),
            "tag": self.cur_tag,
            "stroking_color": stroking if isinstance(stroking, tuple) else (stroking,),
            "non_stroking_color": filling if isinstance(filling, tuple) else (filling,),
        }

    def _place_level(self, textstate: Any, matrix: Any, seq: Any, shared: dict[str, Any]) -> None:
        """Add letters on a level line: all heights are those of the string."""
        a, b, c, d, e, f = matrix
        font, size = textstate.font, textstate.fontsize
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * scaling
        step = 0.001 * size * scaling
        x, y = textstate.linematrix
        low = font.get_descent() * size + textstate.rise
        f = x * b + y * d + f
        y0, y1 = sorted((d * low + f, d * (low + size) + f))
        top, bottom = self._height - y1 + self._top, self._height - y0 + self._top
        shared.update(y0=y0, y1=y1, height=y1 - y0, size=y1 - y0, top=top, bottom=bottom, doctop=self._doctop + top)
        # A dictionary that holds all keys is copied as it is; one that gets more keys after that is laid out anew.
        shared.update(text="", adv=0.0, matrix=(), width=0.0, x0=0.0, x1=0.0)
        glyphs = self._glyphs.setdefault(font, {})
        known, decode, left, copy = glyphs.get, font.decode, self._left, shared.copy
        items: list[Any] = self.cur_item._objs
        add = items.append
        is_apart = False
        for piece in seq:
            if isinstance(piece, bytes):
                for code in decode(piece):
                    if is_apart:
                        x += charspace
                    text, width = known(code) or self._glyph(font, code, glyphs)
                    adv = width * size * scaling
                    x0 = x * a + y * c + e
                    char = copy()
                    char["text"] = text
                    char["adv"] = adv
                    char["matrix"] = (a, b, c, d, x0, f)
                    x1 = a * adv + x0
                    if x1 < x0:
                        x0, x1 = x1, x0
                    char["width"] = x1 - x0
                    if left:
                        x0, x1 = x0 + left, x1 + left
                    char["x0"] = x0
                    char["x1"] = x1
                    add(char)
                    x += adv
                    if code == 32 and wordspace:
                        x += wordspace
                    is_apart = True
            elif isinstance(piece, (int, float)):
                x -= piece * step
                is_apart = True
        textstate.linematrix = (x, y)

    def _place_turned(self, textstate: Any, matrix: Any, seq: Any, shared: dict[str, Any]) -> None:
        """Add letters on a turned or slanted line: each has its own heights."""
        a, b, c, d, e, f = matrix
        font, size, rise = textstate.font, textstate.fontsize, textstate.rise
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * scaling
        step = 0.001 * size * scaling
        x, y = textstate.linematrix
        low = font.get_descent() * size + rise
        glyphs = self._glyphs.setdefault(font, {})
        items: list[Any] = self.cur_item._objs
        is_apart = False
        for piece in seq:
            if isinstance(piece, bytes):
                for code in font.decode(piece):
                    if is_apart:
                        x += charspace
                    text, width = glyphs.get(code) or self._glyph(font, code, glyphs)
                    adv = width * size * scaling
                    placed = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
                    box = apply_matrix_rect(placed, (0, low, adv, low + size))
                    items.append({**shared, "text": text, "adv": adv, "matrix": placed, **self._box(box)})
                    x += adv
                    if code == 32 and wordspace:
                        x += wordspace
                    is_apart = True
            elif isinstance(piece, (int, float)):
                x -= piece * step
                is_apart = True
        textstate.linematrix = (x, y)

    def _box(self, box: tuple[float, float, float, float]) -> dict[str, float]:
        x0, y0, x1, y1 = box
        top, bottom = self._height - y1 + self._top, self._height - y0 + self._top
        width, height = x1 - x0, y1 - y0
        if self._left:
            x0, x1 = x0 + self._left, x1 + self._left
        return {
            "x0": x0,
            "y0": y0,
            "x1": x1,
            "y1": y1,
            "width": width,
            "height": height,
            "size": height,
            "top": top,
            "bottom": bottom,
            "doctop": self._doctop + top,
        }

    def _glyph(self, font: PDFFont, code: int, glyphs: dict[int, tuple[str, float]]) -> tuple[str, float]:
        try:
            text = font.to_unichr(code)
            if not isinstance(text, str):
                raise TypeError(f"a glyph named by {type(text).__name__}")
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, code)
        self.font_names.note(font, code, text)
        glyphs[code] = text, font.char_width(code)
        return glyphs[code]


class EndlessPage(Exception):
    """The forms of a page draw one another so often that no viewer can end."""


class DirectInterpreter(LayeredInterpreter):
    """Run pdfminer's operators over content that ``content`` has cut."""

    def __init__(self, rsrcmgr: PDFResourceManager, device: Any) -> None:
        super().__init__(rsrcmgr, device)
        self._methods: dict[str, tuple[Any, int] | None] = {}

    def execute(self, streams: Any) -> None:
        found = [stream_value(stream) for stream in streams]
        ids = {stream.objid for stream in found if stream.objid is not None}
        is_circle = not ids.isdisjoint(self.parent_stream_ids)
        if is_circle:
            self._count_circle()
        if is_circle or any(stream.objid is None for stream in found):
            super().execute(streams)  # a form that draws itself, or a stream without an id
            return
        try:
            operations = read_operations(stream.get_data() for stream in found)
        except OddContent:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(ids)
        methods = self._methods
        for operator, operands in operations:
            method = methods[operator] if operator in methods else self._method(operator)
            if method is not None and len(operands) == method[1] and not self.argstack:
                method[0](*operands)
            else:
                self._execute_odd(method, operands)

    def _count_circle(self) -> None:
        """Count that a form draws one that is being drawn. Raises ``EndlessPage`` where two within a form do.

        pdfminer leaves such a form out. PDFium follows it forty levels down, which takes nothing where each level draws
        one form, and all memory where each draws two.
        """
        device: Any = self.device
        device.circles += 1
        if device.circles > 1:
            raise EndlessPage

    def forget(self) -> None:
        """Release the methods, whose references to this object form a cycle."""
        self._methods.clear()

    def _execute_odd(self, method: tuple[Any, int] | None, operands: list[Any]) -> None:
        """Run an operator. As in pdfminer, unused operands stay, and an operator with too few of them does nothing."""
        self.argstack.extend(operands)
        if method is None:
            return
        function, count = method
        taken = self.pop(count)
        if len(taken) == count:
            function(*taken)

    def _method(self, operator: str) -> tuple[Any, int] | None:
        name = "do_" + operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
        function = getattr(self, name, None)
        self._methods[operator] = None if function is None else (function, function.__code__.co_argcount - 1)
        return self._methods[operator]

    def do_Do(self, xobjid: Any) -> None:
        """Draw a form or an image. Raises ``EndlessPage``: thirty forms that draw each other twice are 2³⁰ drawings."""
        device: Any = self.device
        device.drawn += 1
        if device.drawn > MOST_DRAWN:
            raise EndlessPage
        if not self.parent_stream_ids:
            device.circles = 0
        super().do_Do(xobjid)

    def do_TJ(self, seq: Any) -> None:
        """Show text; the state is not copied first, because the device no longer needs it on return."""
        if self.textstate.font is not None:
            state = self.graphicstate
            self.device.render_string(self.textstate, seq, state.ncs, state)
