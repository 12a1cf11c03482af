"""Read the words of one DOCX paragraph as they are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.files.docx_drawn import Over
from extractors.files.docx_grounds import is_like_ground, is_of_one_colour
from extractors.files.docx_math import FORMULA, formula_text
from extractors.files.docx_names import as_int, is_on, value_of, w
from extractors.files.docx_notes import REFERENCES, Notes, notes_of_their_own, own_mark
from extractors.files.docx_pictures import pictures_in
from extractors.files.docx_places import is_off_paper, is_squeezed
from extractors.files.docx_styles import Styles
from extractors.files.docx_symbols import read_symbol
from extractors.files.struck_texts import part_overlaid
from extractors.files.typed_apart import close_typed
from extractors.pages.raised import RAISED_MARK, SUBSCRIPT, SUPERSCRIPT, TINY
from extractors.pages.unprinted import as_printed

_DROPPED = frozenset(
    w(name) for name in ("delText", "instrText", "pPr", "rPr", "pict", "drawing", "object", "sdtPr", "rt")
)
_LIFTED, _USUAL_SIZE, _UNREADABLE = 4, 22, 4
"""Half points (17.3.2.24 position, 17.3.2.38 sz)."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BLANK = "____"
_TO_MERGE = re.compile("\\s*«[^«»]*»\\s*")
"""What a field of a mass letter shows before the letter is made."""
_DRAWN = frozenset({w("drawing"), w("pict"), w("object")})


def no_words(_name: str) -> str:
    """Return nothing, whatever a picture shows."""
    return ""


@dataclass(slots=True)
class ParagraphReader:
    """Read paragraphs in document order and count what is left out; ``notes`` are those referred to, ``struck`` the
    words that a line strikes out, ``covered`` counts letters under boxes, ``crossed`` paragraphs have a shape on
    them. ``picture`` gives the words of a picture by the name of its relation.
    """

    styles: Styles
    hidden: int = 0
    struck: list[str] = field(default_factory=list)
    covered: int = 0
    crossed: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    picture: Callable[[str], str] = no_words
    _figure_before: int = 0  # the size of the figure with which the run before ends; 0 without one
    _fields: list[bool] = field(default_factory=list)  # for each open field, whether its result has begun

    def read(self, paragraph: etree._Element) -> str:
        """Return the paragraph's words in NFC; its tabs and line breaks become tab and line feed.

        A field may run over paragraphs but its instruction never does, so that an unclosed one hides one line at most.
        """
        style = self.styles.of_paragraph(paragraph)
        self._figure_before = 0
        text, struck = part_overlaid(unicodedata.normalize("NFC", "".join(self._texts(paragraph, style))))
        self.struck += struck
        self._fields = [True for shown in self._fields if shown]
        if text and is_off_paper(paragraph):
            self.hidden += len(text.strip())
            return ""
        text = re.sub(r"[ \xa0\r]+", " ", close_typed(as_printed(text)))
        return re.sub(r" *\n *", "\n", text)

    def without_covered(self, text: str, over: Over | None) -> str:
        """Return what a shape drawn ``over`` a paragraph leaves of its words."""
        if over == "crossed":
            self.crossed.append(text.strip())
        if over != "covered":
            return text
        self.covered += len(text.strip())
        return ""

    def _texts(self, element: etree._Element, style: str | None) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _DROPPED or not isinstance(tag, str):
                continue
            if tag == w("r"):
                yield from self._run_texts(child, style)
            elif tag == FORMULA:
                yield formula_text(child)
            else:
                yield from self._texts(child, style)

    def _run_texts(self, run: etree._Element, style: str | None) -> Iterator[str]:
        is_gone = self.styles.is_run_on(run, "vanish", style)
        printed = "".join(self._printed(run))
        if not is_gone:
            yield from self._pictured(run)  # neither the colour of the words nor a line through them touches it
        if not printed:
            return
        if is_gone or self._is_unseen(run, style):
            self.hidden += len(printed.strip())
            return
        if any(self.styles.is_run_on(run, switch, style) for switch in ("strike", "dstrike")):
            self.struck.append(printed)  # still printed, and no longer part of the text
            return
        if own := notes_of_their_own(run):
            printed = own_mark(printed)
            self.notes.keep_own(own, printed)
        elif RAISED_MARK.fullmatch(printed):
            printed = printed.translate(self._script(run, style, printed))  # § 136¹ is not § 1361
        self._figure_before = self._size(run, style) if printed[-1:].isdecimal() else 0
        yield printed.upper() if self.styles.is_run_on(run, "caps", style) else printed

    def _script(self, run: etree._Element, style: str | None, printed: str) -> dict[int, int]:
        """Return how figures and the letters of marks are written that are set as superscript or subscript, or two
        points above or below the line.

        Figures much smaller than one right before them are a mark as well.
        """
        align = self.styles.run_value(run, "vertAlign", style)
        lift = as_int(self.styles.run_value(run, "position", style), 0)
        if align == "subscript" or lift <= -_LIFTED:
            return SUBSCRIPT
        is_tiny = not printed.strip(" ()[]").isalpha() and self._size(run, style) <= TINY * self._figure_before
        return SUPERSCRIPT if align == "superscript" or lift >= _LIFTED or is_tiny else {}

    def _size(self, run: etree._Element, style: str | None) -> int:
        return as_int(self.styles.run_value(run, "sz", style), _USUAL_SIZE)

    def _is_unseen(self, run: etree._Element, style: str | None) -> bool:
        """Return whether words have the colour of their ground, no ink, or a size that nobody can read."""
        size = self._size(run, style)
        if size <= _UNREADABLE or is_squeezed(run, size):
            return True
        no_ink = run.find(f"{w('rPr')}/{_W14}textFill/{_W14}noFill")
        if no_ink is not None:
            return True
        colour = self.styles.run_colour(run, style)
        if colour is not None and is_of_one_colour(run, colour, self.styles.run_fill(run, style)):
            return True
        return not self.styles.is_run_shaded(run, style) and is_like_ground(run, colour, self.styles)

    def _printed(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == w("fldChar"):
                yield from self._enter_field(child)
            elif not all(self._fields):
                continue
            elif child.tag == w("t") and self._fields and _TO_MERGE.fullmatch(child.text or ""):
                yield BLANK
            elif child.tag == w("ruby"):
                yield "".join(t.text or "" for t in child.findall(f"{w('rubyBase')}//{w('t')}"))
            elif child.tag == w("t"):
                yield (child.text or "").replace("\t", " ").replace("\n", " ")
            elif child.tag in (w("tab"), w("ptab")):
                yield "\t"
            elif child.tag in (w("br"), w("cr")):
                yield "\n"
            elif child.tag == w("noBreakHyphen"):
                yield "-"
            elif child.tag == w("sym"):
                yield read_symbol(child)
            elif child.tag in REFERENCES:
                yield self.notes.refer(child)

    def _pictured(self, run: etree._Element) -> Iterator[str]:
        """Yield the words of the pictures in a run, which stand alone in theirs as programs write them."""
        drawn = [child for child in run if child.tag in _DRAWN] if all(self._fields) else []
        yield from (f"\n{words}\n" for each in drawn for name in pictures_in(each) if (words := self.picture(name)))

    def _enter_field(self, mark: etree._Element) -> Iterator[str]:
        """Track which field is open, and print old form fields, whose value stands in the mark."""
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            if all(self._fields):
                yield _form_value(mark)
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _form_value(mark: etree._Element) -> str:
    """Return what an old-style check box or drop-down list shows; empty for any other field."""
    data = mark.find(w("ffData"))
    box = data.find(w("checkBox")) if data is not None else None
    if box is not None:
        state = "checked" if box.find(w("checked")) is not None else "default"
        return "☒" if is_on(box, state) else "☐"
    choice = data.find(w("ddList")) if data is not None else None
    if choice is None:
        return ""
    entries = choice.findall(w("listEntry"))
    at = as_int(value_of(choice.find(w("result"))) or value_of(choice.find(w("default"))), 0)
    return value_of(entries[at]) or "" if 0 <= at < len(entries) else ""


def is_hidden_mark(paragraph: etree._Element) -> bool:
    """Return whether a tracked change deleted or moved away the end of the paragraph."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Return the content of text boxes anchored in the paragraph; a nested box comes with the one around it."""
    boxes: list[etree._Element] = []
    for box in paragraph.iter(w("txbxContent")):
        inside = False
        for ancestor in box.iterancestors():
            if ancestor is paragraph:
                break
            inside = inside or ancestor.tag == w("txbxContent")
        if not inside:
            boxes.append(box)
    return boxes
