"""Define the values that pass from fetching a batch to loading it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.ids import DocumentId, FileRef
from extractors.model.register import OriginalFile, RegisterEntry
from flows.http.errors import RegisterError


@dataclass(frozen=True)
class FetchedFile:
    """An original file that is in the archive."""

    ref: FileRef
    file: OriginalFile
    sha256: str


@dataclass(frozen=True)
class FetchedDocument:
    """A document's page and files, archived. ``is_whole`` is false where a file could not be fetched tonight."""

    document_id: DocumentId
    entry: RegisterEntry
    page_sha256: str
    files: tuple[FetchedFile, ...]
    is_whole: bool


@dataclass(frozen=True)
class Fetched:
    """What was fetched of a batch. ``stopped_by`` is the error that ended it early; what came before is loaded."""

    documents: list[FetchedDocument]
    stopped_by: RegisterError | None = None
