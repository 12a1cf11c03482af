"""The stages of a night over one batch of documents: fetch, load. The one place where errors become quarantine.

A document is marked as checked only after everything of it is loaded or held back, as the last step: whatever an
interruption leaves half done is work for the next run, which finds the fetched files in the archive.
"""

from __future__ import annotations

from flows.stages.fetch import fetch_documents
from flows.stages.fetched import Fetched, FetchedDocument, document_id
from flows.stages.holding import WORTH_ASKING_AGAIN, hold
from flows.stages.load import load_documents, note_withdrawn
from flows.stages.outcomes import all_hashes, load_outcome

__all__ = [
    "WORTH_ASKING_AGAIN",
    "Fetched",
    "FetchedDocument",
    "all_hashes",
    "document_id",
    "fetch_documents",
    "hold",
    "load_documents",
    "load_outcome",
    "note_withdrawn",
]
