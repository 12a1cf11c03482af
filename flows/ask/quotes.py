"""Lay out the words of a sentence with their page."""

from __future__ import annotations


def tell_quote(quote: str, page_number: int | None) -> str:
    """Return the words on one line, in quotation marks, after their page; a file without pages has none."""
    page = f"page {page_number}: " if page_number is not None else ""
    return f"{page}“{' '.join(quote.split())}”"


def tell_place(quote: str, page_number: int | None, evidence_id: str | None) -> str:
    """Return the words with their page, and the command that shows the place where one is known."""
    place = f"  (kehtiv show {evidence_id})" if evidence_id else ""
    return tell_quote(quote, page_number) + place
