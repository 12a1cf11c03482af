"""Define the register of files that `kehtiv add` takes: each file is its own document, under one key."""

from __future__ import annotations

from extractors.model.ids import DocumentId, FileRef

LOOSE_FILES = "files"
"""Its code, the first part of these documents' ids."""

LOOSE_KEY = "file"
"""The key of the one file of such a document."""


def loose_file(sha256: str) -> FileRef:
    """Return the file of these bytes: the same bytes are one document, whatever they were named."""
    return FileRef(DocumentId.of(LOOSE_FILES, sha256[:12]), LOOSE_KEY)
