"""Make what people filled in a part of the page: values of form fields, and text typed onto it (ISO 32000-1, 12.5).

Both lie beside the contents of a page, where readers of text do not look, and every viewer draws them. PDFium flattens
them as it would draw them, so that the words come with their places; so it does what signatures show. What it would
draw and is no text of the page (buttons, comments, stamps) is taken out before, and boxes become signs; shapes without
words stay, because they may hide some.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
from pypdfium2 import raw

from extractors.model.finding import Finding
from extractors.pages.attachments import Beside
from extractors.pages.typed import draw_box, draw_closed_up, draw_typed, string_of

_DRAWN = ("Widget", "FreeText")
_COMMENTS = (
    *("Text", "Highlight", "Underline", "Squiggly", "Caret", "Ink", "Stamp"),
    *("Line", "Square", "Circle", "Polygon", "PolyLine"),
)
_SHAPES = (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_HIGHLIGHT)
_DRAWINGS = (raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_STAMP)
_SMALL = 0.02
"""Pixels per point: drawing a page at any scale gives its shapes the appearance that viewers give them."""
_TYPED = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST_QUOTE = 200


def draw_filled_in(data: bytes, beside: Beside) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF with its form values and typed text as contents of the pages, and findings on the rest.

    A PDF without any of them comes back as it is, and so does one that PDFium cannot flatten: the finding then says
    that its values are not read.
    """
    findings = [*_comments(beside), *(Finding("parts_left_out", message) for message in beside.left_out)]
    if beside.has_xfa:
        told = "an XFA form, which only Adobe's programs fill with words: what it holds beside this text is not read"
        findings.append(Finding("xfa_form", told))
    if not any(kind in _DRAWN for page in beside.annotations for kind in page):
        return data, tuple(findings)
    try:
        drawn, notes = _flattened(data, beside)
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        told = f"form values or text typed onto the pages could not be read: {error}"
        return data, (*findings, Finding("filled_in_not_read", told))
    return drawn, (*findings, *notes)


def _comments(beside: Beside) -> Iterator[Finding]:
    for number, kinds in enumerate(beside.annotations, 1):
        count = sum(kind in _COMMENTS for kind in kinds)
        if count:
            yield Finding("comments_left_out", f"page {number}: comments and marks put on the page, not read: {count}")


def _flattened(data: bytes, beside: Beside) -> tuple[bytes, list[Finding]]:
    notes: list[Finding] = []
    out = io.BytesIO()
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        pdf.init_forms()
        for place, kinds in enumerate(beside.annotations[: len(pdf)]):
            if not any(kind in _DRAWN for kind in kinds):
                continue
            with closing(pdf[place]) as page:
                notes += _keep_text(pdf, page, place + 1)
                page.render(scale=_SMALL)
                if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
                    notes.append(Finding("filled_in_not_read", f"page {place + 1}: what was filled in is not read"))
        pdf.save(out)
    return out.getvalue(), notes


def _keep_text(pdf: Any, page: Any, number: int) -> list[Finding]:
    """Take out every annotation that is no visible text, and return what is to be said of them."""
    notes: list[Finding] = []
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            is_kept, note = _judge(pdf, page, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if note is not None:
            notes.insert(0, Finding(note[0], f"page {number}: {note[1]}"))
        if not is_kept:
            raw.FPDFPage_RemoveAnnot(page, index)
    return notes


def _judge(pdf: Any, page: Any, annotation: Any) -> tuple[bool, tuple[str, str] | None]:
    """Return whether an annotation is text of the page, and the code and words of a finding on it."""
    is_seen = not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
    is_drawn = raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind in _SHAPES or (kind in _DRAWINGS and not _holds_text(annotation)):
        return is_seen, None
    if kind == raw.FPDF_ANNOT_FREETEXT:
        words = string_of(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *to))
        if not is_seen or not (words.strip() or is_drawn):
            return False, None
        rest = "" if is_drawn else draw_typed(pdf, page, annotation, words)
        return is_drawn, ("typed_text", f"text typed onto the page: “{_quoted(words)}”{rest}")
    if kind != raw.FPDF_ANNOT_WIDGET or not pdf.formenv:
        return False, None
    if is_seen and raw.FPDFAnnot_GetFormFieldType(pdf.formenv, annotation) in _TICKED:
        draw_box(pdf, page, annotation, is_ticked=bool(raw.FPDFAnnot_IsChecked(pdf.formenv, annotation)))
    is_kept, note = _judge_field(pdf.formenv, annotation, is_seen=is_seen, is_drawn=is_drawn)
    return is_kept and not draw_closed_up(pdf, page, annotation), note


def _holds_text(drawing: Any) -> bool:
    """Return whether a stamp or an ink drawing shows words, or forms that may hold some."""
    count = raw.FPDFAnnot_GetObjectCount(drawing)
    kinds = {raw.FPDFPageObj_GetType(raw.FPDFAnnot_GetObject(drawing, at)) for at in range(count)}
    return bool(kinds & {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_UNKNOWN})


def _judge_field(form: Any, annotation: Any, *, is_seen: bool, is_drawn: bool) -> tuple[bool, tuple[str, str] | None]:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    name = _quoted(string_of(lambda *to: raw.FPDFAnnot_GetFormFieldName(form, annotation, *to)))
    if kind in _TICKED:
        is_ticked = is_seen and raw.FPDFAnnot_IsChecked(form, annotation)
        return False, ("ticked_box", f"ticked, and read as “[x]”: “{name}”") if is_ticked else None
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        return is_seen and is_drawn, None
    if kind not in _TYPED:
        return False, None
    value = _quoted(string_of(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *to)))
    if value and not (is_seen and is_drawn):
        return False, ("field_not_shown", f"the field “{name}” holds “{value}”, which the page does not show")
    return is_drawn, None


def _quoted(text: str) -> str:
    """Return a text in one line, shortened for a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
