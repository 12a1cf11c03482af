"""Store what was fetched, write-once: bytes by sha256, and a ledger of when and how they arrived.

    archive/ (or s3://bucket/prefix/)
      objects/ab/ab12…            the bytes of an answer, stored once, however often they arrive
      captures/som/2026-01.jsonl  one line per answer, in the order of arrival; months by ``fetched_at`` (UTC)
      takedowns.jsonl             what was withdrawn, and why: it must outlive the warehouse
      tmp/                        files being written; in a bucket ``growing/``, lines not yet joined to their month,
                                  and ``tmp/probe-…``, which proves that it can be used (a kill may leave one)

An object gets its name only when it is complete (temporary file, fsync, rename; in a bucket one request), and its
ledger line is written after it. So a line never names missing bytes, even if the process is killed at any moment. A
line cut short by a kill does not count: readers skip it, and the next write removes it. Only a take-down changes what
was written: it deletes bytes and removes what their lines reveal about the content (``StoredCapture.is_withdrawn``).
"""

from __future__ import annotations

from flows.archive.access import ArchiveReader, ArchiveWriter, RunArchive
from flows.archive.errors import ArchiveDamaged, ArchiveError, ArchiveUnreachable, ArchiveUnwritable, NotArchived
from flows.archive.ledger import KEPT_HEADERS, StoredCapture
from flows.archive.opening import open_archive
from flows.archive.store import Archive

__all__ = [
    "KEPT_HEADERS",
    "Archive",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveReader",
    "ArchiveUnreachable",
    "ArchiveUnwritable",
    "ArchiveWriter",
    "NotArchived",
    "RunArchive",
    "StoredCapture",
    "open_archive",
]
