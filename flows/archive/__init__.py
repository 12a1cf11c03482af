"""The write-once store of what was fetched: bytes by sha256, and a ledger of when and how they came.

    archive/
      objects/ab/ab12…            the bytes of an answer, once, however often they come
      captures/som/2026-01.jsonl  one line per answer, in the order of arrival; months by ``fetched_at`` (UTC)
      takedowns.jsonl             what was withdrawn, and why: it must outlive the warehouse
      tmp/                        files being written

An object is complete before it bears its name (temporary file, fsync, rename), and a ledger line is written after its
object; so a line never names bytes that are not there, whenever the process is killed. A line cut short by that is no
line: it is passed over when reading and cut off before the next one is written. Only a take-down changes what was
written: bytes go, and their lines lose what tells of the content (``StoredCapture.is_withdrawn``).
"""

from __future__ import annotations

from flows.archive.access import ArchiveReader, ArchiveWriter, RunArchive
from flows.archive.errors import ArchiveDamaged, ArchiveError, ArchiveUnwritable, NotArchived
from flows.archive.ledger import KEPT_HEADERS, StoredCapture
from flows.archive.store import Archive

__all__ = [
    "KEPT_HEADERS",
    "Archive",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveReader",
    "ArchiveUnwritable",
    "ArchiveWriter",
    "NotArchived",
    "RunArchive",
    "StoredCapture",
]
