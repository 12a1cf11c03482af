"""Accept the tracked changes of a DOCX (ISO/IEC 29500-1, 17.13.5): remove deleted content before anything is read."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from extractors.files.docx_names import w
from extractors.model.finding import Finding

_GONE = (w("del"), w("moveFrom"))
_COME = (w("ins"), w("moveTo"))
_MARKS = frozenset({w("rPr"), w("trPr"), w("numPr"), w("ctrlPr")})


class Changes:
    """Count the changes in the parts of one document."""

    def __init__(self) -> None:
        self.deletions = 0
        self.insertions = 0
        self.comments = 0
        self.placeholders: list[str] = []

    def accept(self, root: etree._Element) -> None:
        """Remove deleted and moved-away words, rows and cells from the tree, in place; moved text stays at its new
        place.

        A deleted paragraph end stays marked, so that the reader joins the paragraphs.
        """
        for element in list(root.iter(*_GONE, *_COME)):
            self._accept_one(element)
        for cell in list(root.iter(w("cellDel"))):
            _drop(_ancestor(cell, w("tc")))
            self.deletions += 1
        self.comments += sum(1 for _ in root.iter(w("commentReference")))
        self._drop_placeholders(root)

    def _accept_one(self, element: etree._Element) -> None:
        parent = element.getparent()
        if element.tag in _COME:
            self.insertions += 1
        else:
            self.deletions += 1
            if parent is not None and parent.tag == w("trPr"):
                _drop(parent.getparent())
            elif parent is not None and parent.tag not in _MARKS:
                _drop(element)

    def _drop_placeholders(self, root: etree._Element) -> None:
        """Remove the prompt of an unfilled form field ("vali üksus"), which nobody wrote."""
        for shown in list(root.iter(w("showingPlcHdr"))):
            control = _ancestor(shown, w("sdt"))
            content = control.find(w("sdtContent")) if control is not None else None
            if content is None:
                continue
            self.placeholders.append("".join(t.text or "" for t in content.iter(w("t"))))
            for words in list(content.iter(w("t"))):
                _drop(words)

    def findings(self) -> tuple[Finding, ...]:
        """Return findings on the document's state."""
        findings: list[Finding] = []
        if self.insertions or self.deletions:
            message = (
                f"{self.insertions} insertions and {self.deletions} deletions are tracked; read as if all were accepted"
            )
            findings.append(Finding("tracked_changes", message))
        if self.comments:
            findings.append(Finding("comments_dropped", f"{self.comments} comments are not part of the text"))
        if self.placeholders:
            asked = "; ".join(text for text, _ in Counter(self.placeholders).most_common(5))[:200]
            findings.append(
                Finding("unfilled_fields", f"{len(self.placeholders)} form fields were left unfilled: {asked}")
            )
        return tuple(findings)


def _ancestor(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _drop(element: etree._Element | None) -> None:
    """Remove an element and its tail text from the tree."""
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
