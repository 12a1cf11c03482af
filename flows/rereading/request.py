"""Describe what `kehtiv reextract` is asked to do, and choose the pages and files that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.reading.version import readers_version
from flows.settings import Settings
from warehouse.connection import Warehouse, open_published
from warehouse.rereading import differences, loaded
from warehouse.rereading.loaded import LoadedFile, LoadedPage

MAX_LOST_PERCENT = 5.0


class BadRequest(Exception):
    """The options contradict one another, or name a document that is not held."""


@dataclass(frozen=True)
class RereadRequest:
    """What to read again. ``register``, ``documents`` (ids) and ``since_version`` each narrow it; ``None``: all.

    ``since_version`` is a number ("3": only files read by a lower version) or a version with its digest
    ("2+1a2b3c4d": only files read by any other version). ``max_lost`` is the share of rows, in percent, that each
    guarded table may lose (see ``flows.rereading.reextract.GUARDED``).
    """

    register: str | None = None
    documents: frozenset[str] | None = None
    since_version: str | None = None
    is_from_scratch: bool = False
    is_dry_run: bool = False
    max_lost: float = MAX_LOST_PERCENT

    def options(self) -> dict[str, str]:
        """Return the options that are set, by name, as the ledger of runs records them."""
        values = {
            "register": self.register,
            "documents": ", ".join(sorted(self.documents)) if self.documents is not None else None,
            "since_version": self.since_version,
            "from_scratch": "yes" if self.is_from_scratch else None,
        }
        return {name: value for name, value in values.items() if value is not None}


def request_of(
    settings: Settings,
    *,
    register: str | None = None,
    references: Sequence[str] = (),
    since_version: str | None = None,
    is_from_scratch: bool = False,
    is_dry_run: bool = False,
    max_lost: float = MAX_LOST_PERCENT,
) -> RereadRequest:
    """Return the request that a command line makes, with references resolved to document ids. Raise ``BadRequest``."""
    if is_from_scratch and (register or references or since_version):
        raise BadRequest("--from-scratch rebuilds everything and cannot be narrowed")
    if since_version is not None:
        _check_version(since_version)
    documents: set[str] = set()
    for reference in references:
        documents |= _documents_of(settings, reference)
    return RereadRequest(
        register=register,
        documents=frozenset(documents) if references else None,
        since_version=since_version,
        is_from_scratch=is_from_scratch,
        is_dry_run=is_dry_run,
        max_lost=max_lost,
    )


def _check_version(version: str) -> None:
    try:
        version_key(version)
    except ValueError:
        current = readers_version()
        raise BadRequest(f"--since-version {version}: not a version number (the current one is {current})") from None


def _documents_of(settings: Settings, reference: str) -> set[str]:
    with open_published(settings.data) as w:
        documents = loaded.documents_of(w, reference)
    if not documents:
        raise BadRequest(f"no document {reference!r} is held")
    return documents


def check_output(output: Path | None) -> None:
    """Raise ``BadRequest`` where the file's ending names no known format: before hours are spent, not after."""
    if output is not None and output.suffix.removeprefix(".").lower() not in differences.OUTPUT_FORMATS:
        endings = ", ".join(f".{name}" for name in differences.OUTPUT_FORMATS)
        raise BadRequest(f"--output {output}: the file name must end in one of {endings}")


def choose(w: Warehouse, request: RereadRequest) -> tuple[list[LoadedPage], list[LoadedFile]]:
    """Return the pages and files to read again. ``since_version`` selects files only: pages carry no version."""

    def is_selected(document_id: str, register: str) -> bool:
        is_of_register = request.register in (None, register)
        return is_of_register and (request.documents is None or document_id in request.documents)

    pages = [page for page in loaded.held_pages(w) if is_selected(page.document_id, page.register)]
    files = [file for file in loaded.held_files(w) if is_selected(file.document_id, file.register)]
    since = request.since_version
    if since is None:
        return pages, files
    return [], [file for file in files if file.extractor_version is None or is_older(file.extractor_version, since)]


def is_older(version: str, since: str) -> bool:
    """Return whether ``version`` counts as older than ``since``, which is a number or a number with a digest.

    Digests have no order: every version other than ``since`` is older than one with a digest.
    """
    return version != since if "+" in since else version_key(version) < version_key(since)


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, for sorting: "9" before "10", "2" before "2.1". Raise ``ValueError``."""
    return tuple(int(number) for number in version.partition("+")[0].split("."))
