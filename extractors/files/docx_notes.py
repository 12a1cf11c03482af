"""Join the notes of a DOCX to the places that refer to them, by the mark that Word prints (ISO/IEC 29500-1, 17.11).

Word numbers notes one by one. A note whose writer chose a mark ("*", "a", "x)") is not counted, and holds the mark
itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from extractors.files.docx_names import value_of, w
from extractors.pages.raised import RAISED_MARK, SUPERSCRIPT

REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
"""The kind of note to which an element refers."""
_BRACKETS = " ()[]⁽⁾"
_PLAIN = {raised: plain for plain, raised in SUPERSCRIPT.items() if chr(plain).isalnum()}


@dataclass(slots=True)
class Notes:
    """The notes that a document refers to, in the order of their first references, and the marks chosen for some."""

    _counted: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in REFERENCES.values()})
    _own: dict[tuple[str, str], str] = field(default_factory=dict)
    _order: list[tuple[str, str]] = field(default_factory=list)

    def refer(self, reference: etree._Element) -> str:
        """Return the mark printed at a reference; empty where the words of its run are the mark."""
        kind, name = _note_of(reference)
        if (kind, name) not in self._order:
            self._order.append((kind, name))
        if _is_marked_by_run(reference):
            return ""
        if name not in self._counted[kind]:
            self._counted[kind].append(name)
        return _mark(self._counted[kind], kind, name)

    def keep_own(self, references: Sequence[etree._Element], mark: str) -> None:
        """Keep the mark that a writer chose for notes, as it is printed at their references."""
        first = mark.split(maxsplit=1)[0] if mark.strip() else ""
        self._own |= {_note_of(reference): first for reference in references}

    def order(self, kind: str) -> list[str]:
        """Return the names of the notes of a kind in the order of their references."""
        return [name for one, name in self._order if one == kind]

    def begun(self, kind: str, name: str, words: str) -> str:
        """Return the first words of a note behind its mark, as it is printed at its reference.

        A mark of its writer's choice stands in the note already, perhaps written in another way, and stands there once.
        """
        if name in self._counted[kind]:
            return f"{_mark(self._counted[kind], kind, name)} {words}"
        mark = self._own.get((kind, name), "")
        bare = mark.strip(_BRACKETS)
        forms = "|".join(re.escape(form) for form in (bare, bare.translate(_PLAIN)))
        rest = words
        if bare:
            rest = re.sub(rf"\A[ (\[⁽]*(?:{forms})(?:(?<!\w)|(?<=[\d⁰-⁹])|(?!\w))[ )\]⁾]*", "", words)
        return f"{mark} {rest}".lstrip()


def own_mark(printed: str) -> str:
    """Return a mark that a writer chose, in brackets where it could be taken for a part of what stands before it."""
    bare = printed.strip(_BRACKETS)
    if RAISED_MARK.fullmatch(printed):
        return f"⁽{bare.translate(SUPERSCRIPT)}⁾"
    return f"⁽{bare}⁾" if bare.isalnum() else printed


def notes_of_their_own(run: etree._Element) -> list[etree._Element]:
    """Return the references of a run whose words are the mark, as its writer chose it."""
    return [each for each in run if each.tag in REFERENCES and _is_marked_by_run(each)]


def _is_marked_by_run(reference: etree._Element) -> bool:
    """Return whether a reference has its mark beside it. Where none is there, the note is counted like the others."""
    if value_of(reference, "customMarkFollows") not in ("1", "true", "on"):
        return False
    return any(each.tag == w("sym") or (each.text or "").strip() for each in reference.itersiblings(w("t"), w("sym")))


def _note_of(reference: etree._Element) -> tuple[str, str]:
    return REFERENCES[reference.tag], value_of(reference, "id") or ""


def _mark(order: Sequence[str], kind: str, name: str) -> str:
    """Return "⁽¹⁾" for the first footnote, "⁽ⁱ⁾" for the first endnote. Without brackets "nr 5¹" would be another
    number.
    """
    at = order.index(name) + 1
    printed = str(at).translate(SUPERSCRIPT) if kind == "footnote" else "ⁱ" * at if at < 4 else f"ⁱ{at}"
    return f"⁽{printed}⁾"
