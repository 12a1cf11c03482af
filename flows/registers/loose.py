"""The register of files that `kehtiv add` takes: each file is a document of its own, under one key."""

from __future__ import annotations

LOOSE_FILES = "files"
"""Its code, the first part of these documents' ids."""

LOOSE_KEY = "file"
"""The key of the one file of such a document."""
