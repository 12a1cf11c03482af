"""Have PDFium save a PDF anew whose tables only it can mend: viewers open such files, so a person reads them."""

from __future__ import annotations

import io
from contextlib import closing

import pypdfium2


def saved_anew(data: bytes) -> bytes | None:
    """Return a PDF with tables of its own in place of damaged ones; ``None`` where PDFium finds no page either.

    The objects stay as they are, but for those that no page needs.
    """
    out = io.BytesIO()
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) == 0:
                return None
            document.save(out)
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return None
    return out.getvalue()
