"""Run the stages of a night over one batch of documents (fetch, load). Only here do errors become quarantine.

Marking a document as checked is the last step, after everything of it is loaded or held back. After an interruption the
next run does the rest, and finds the fetched files in the archive.
"""

from __future__ import annotations

from flows.stages.answers import Answers, Patience
from flows.stages.elsewhere import read_elsewhere
from flows.stages.fetch import FETCHING, Look, fetch_documents, fetch_each
from flows.stages.fetched import Fetched, FetchedDocument, FetchedFile
from flows.stages.holding import WORTH_ASKING_AGAIN, Thing, hold, page_of, release_now
from flows.stages.load import load_documents, load_documents_within
from flows.stages.outcomes import Loadable, all_hashes, load_outcomes
from flows.stages.readings import Readings

__all__ = [
    "FETCHING",
    "WORTH_ASKING_AGAIN",
    "Answers",
    "Fetched",
    "FetchedDocument",
    "FetchedFile",
    "Loadable",
    "Look",
    "Patience",
    "Readings",
    "Thing",
    "all_hashes",
    "fetch_documents",
    "fetch_each",
    "hold",
    "load_documents",
    "load_documents_within",
    "load_outcomes",
    "page_of",
    "read_elsewhere",
    "release_now",
]
