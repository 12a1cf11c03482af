"""Declare each table of schema ``base`` once: who owns its rows, and what a withdrawal or a rebuild does to them.

Every list of tables is derived from here. ``sql/migrations`` creates the tables; a test compares the two. The header of
each view (``sql/views``) says how the rows of its published table are paired.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Owner = Literal["file", "document", "register", "host", "run", "tombstone", "working file"]
"""The owner of the rows. Rows of a "file" are inserted and replaced when the file is loaded, by ``root_file_id``."""

OnWithdrawal = Literal["deleted", "blanked", "kept"]
"""What happens to a document's rows when it is withdrawn."""

OnRebuilding = Literal["derived", "derived, days carried", "derived, withdrawn carried", "carried", "begun anew"]
"""What a rebuild from the archive does. "derived": the rows are made again. "carried": they are copied from the earlier
working file. "days carried": also the rows of documents that were ever withdrawn, because the archive no longer holds
their earlier pages. "withdrawn carried": also the rows of documents that are withdrawn now."""


@dataclass(frozen=True)
class BaseTable:
    """One table. ``blanked`` names the columns that are emptied where ``on_withdrawal`` is "blanked"."""

    name: str
    owner: Owner
    on_withdrawal: OnWithdrawal
    on_rebuilding: OnRebuilding
    comment: str
    blanked: tuple[str, ...] = ()


# What a document's page says: kept only as long as the register shows it.
DESCRIPTION = (
    "title", "function", "series", "dossier", "counterpart_reference", "addressee", "transmittal", "responsible",
    "other",
)  # fmt: skip


def _of_file(name: str, comment: str) -> BaseTable:
    """Declare a table of what was read from files: deleted with the file, and read again from the archive."""
    return BaseTable(name, "file", "deleted", "derived", comment)


def _ledger(name: str, owner: Owner, comment: str, blanked: tuple[str, ...] = ()) -> BaseTable:
    """Declare a table that the archive cannot restore: which runs there were, what they searched and planned."""
    return BaseTable(name, owner, "blanked" if blanked else "kept", "carried", comment, blanked)


TABLES = (
    BaseTable("state", "working file", "kept", "begun anew", "What was published last, and what changed since."),
    _of_file("files", "Files and members of containers, with the heading that was read."),
    _of_file("texts", "The text of each file, and what the file itself says where words were set right."),
    _of_file("pages", "Pages of files that have pages."),
    _of_file("parts", "Bodies and annexes as found in files."),
    _of_file("citations", "Acts and provisions of laws that a text names."),
    _of_file("signatories", "Who is printed below acts."),
    _of_file("effects", "What sentences do to acts and annexes, as read."),
    _of_file("positions", "Job descriptions."),
    _of_file("position_fields", "Where each field of a job description stands."),
    _of_file("duties", "Duties of job descriptions."),
    _of_file("language_requirements", "Languages that job descriptions ask for."),
    _of_file("signatures", "Signatures of containers."),
    BaseTable(
        "findings", "file", "deleted", "derived, withdrawn carried",
        "Doubts about what was read; without root_file_id those about a register's page.",
    ),
    BaseTable(
        "documents", "document", "blanked", "derived, days carried", "What each register says of a document now.",
        (*DESCRIPTION, "metadata_sha256"),
    ),
    BaseTable(
        "document_versions", "document", "blanked", "derived, days carried",
        "What it said each time it said something else.", (*DESCRIPTION, "metadata_sha256"),
    ),
    BaseTable("document_files", "document", "deleted", "derived", "The files that a document's page lists."),
    BaseTable("related_documents", "document", "deleted", "derived", "Documents that a document's page names."),
    BaseTable(
        "file_sightings", "document", "blanked", "derived, days carried",
        "When these bytes were first seen as this file; the name is deleted, the sha256 identifies it.", ("file_id",),
    ),
    BaseTable(
        "unlistings", "document", "blanked", "derived, days carried",
        "From when to when a document's page did not list a file that is loaded.", ("file_id",),
    ),
    BaseTable(
        "quarantine", "document", "blanked", "derived, withdrawn carried", "What is held back, and why.",
        ("quarantine_id", "name", "message"),
    ),
    _ledger("runs", "run", "Runs of nights and other commands.", ("arguments",)),
    _ledger("register_coverage", "register", "Searches, and whether their answers were whole."),
    _ledger("searched_days", "register", "The last search of each stretch of days."),
    _ledger("register_plans", "register", "What must be searched of a register before its days are proven."),
    _ledger("pending_documents", "register", "Documents that are to be looked at."),
    _ledger("wanted", "register", "Acts that are not held and were asked for."),
    _ledger("listed_registers", "register", "The registers of the world that the register list names."),
    _ledger("hosts", "host", "How each host answered last."),
    _ledger("tombstones", "tombstone", "What was withdrawn, why and since when."),
    _ledger(
        "rulings", "document", "What persons decided: a copy of the journal of rulings.",
        ("quote", "words_before", "words_after", "because"),
    ),
    _ledger("withdrawn_effects", "tombstone", "That a withdrawn act affected others, without its words."),
)  # fmt: skip


def owned_by(owner: Owner) -> tuple[str, ...]:
    """Return the tables whose rows have this owner, in the order declared."""
    return tuple(table.name for table in TABLES if table.owner == owner)


def rebuilt_as(how: OnRebuilding) -> tuple[str, ...]:
    """Return the tables that a rebuild treats in this way, in the order declared."""
    return tuple(table.name for table in TABLES if table.on_rebuilding == how)


def declared(name: str) -> BaseTable:
    """Return the declaration of a table. Raises ``LookupError``."""
    table = next((table for table in TABLES if table.name == name), None)
    if table is None:
        raise LookupError(f"warehouse/tables.py declares no table {name!r}")
    return table
