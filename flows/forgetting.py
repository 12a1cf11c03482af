"""Forgetting a document: everything that holds its content or its file names, in an order that a kill cannot break.

First the journal and the tombstone say what is to go; then bytes, ledger lines, OCR results and reports go; the rows of
the warehouse go last, because until then they tell which bytes those were. Publishing writes the working file anew and
drops the earlier published ones. Whatever is left half done is finished when the next run begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flows import traces
from flows.archive import Archive
from flows.archive.redaction import redact
from flows.archive.takedowns import note_lifted, note_withdrawn, read_journal
from flows.archive.withdrawal import Withdrawal
from flows.tools import ocr_cache
from warehouse import content, tombstones
from warehouse.connection import Warehouse
from warehouse.content import HeldContent, held_content
from warehouse.tombstones import Cause, Tombstone
from warehouse.transactions import fetch_row, transaction


@dataclass(frozen=True)
class Holdings:
    """Where content lies: the data folder, with its archive and its working file."""

    data: Path
    archive: Archive
    warehouse: Warehouse


def withdraw(
    held: Holdings, document_id: str, *, cause: Cause, reason: str, run_id: str, at: datetime
) -> Tombstone | None:
    """Takes all content of a document away; ``None`` where there was none and nobody asked for a tombstone.

    Loose files of the same bytes go with it. A document that lies under a tombstone already is gone through again.
    """
    stone = begin(held, document_id, cause=cause, reason=reason, run_id=run_id, at=at)
    if stone is not None:
        complete(held, stone, run_id=run_id, at=at)
    return stone


def begin(
    held: Holdings, document_id: str, *, cause: Cause, reason: str, run_id: str, at: datetime
) -> Tombstone | None:
    """Writes what is to go, in the journal and in the warehouse; deletes nothing."""
    w = held.warehouse
    known = held_content(w, document_id)
    stands = tombstones.open_tombstone(w, document_id)
    if stands is not None and (stands.cause == cause or cause != "takedown"):
        return stands if known.is_loaded or stands.finished_at is None else None
    if not known.is_any and cause != "takedown":
        return None
    hashes = known.own_hashes | _ever_fetched(held, known, document_id)
    if stands is not None:
        hashes |= frozenset(stands.hashes)
    hashes = (hashes - known.shared_hashes) | _own_page(held, document_id)
    stone = Tombstone(
        tombstones.new_id(w, document_id),
        document_id,
        *_about(w, document_id),
        cause=cause,
        reason=reason,
        file_number=known.file_number,
        hashes=tuple(sorted(hashes)),
        begun_at=at,
        run_id=run_id,
    )
    effects = tombstones.facts_of(w, stone.tombstone_id, document_id, at)
    note_withdrawn(held.archive.folder, asdict(stone), effects)
    tombstones.write(w, stone, effects)
    for copy in known.copies:
        withdraw(held, copy, cause=cause, reason=f"the same file as in {document_id}", run_id=run_id, at=at)
    return stone


def complete(held: Holdings, stone: Tombstone, *, run_id: str, at: datetime) -> None:
    """Deletes all that a tombstone says is to go; the warehouse lets go of it in one transaction, last."""
    forget_outside(held, stone, keeps_description=False)
    with transaction(held.warehouse.connection):
        content.remove_document_content(
            held.warehouse,
            document_id=stone.document_id,
            told=f"{told_cause(stone)}: the content was removed",
            run_id=run_id,
            at=at,
            keeps_description=False,
        )
        tombstones.finish_within(held.warehouse, stone.document_id, at)
        _leave_alone(held.warehouse, stone)


def told_cause(stone: Tombstone) -> str:
    """In words, for findings and summaries."""
    names = {"restricted": "restricted by the register", "gone": "gone from the register", "takedown": "taken down"}
    return f"{names[stone.cause]} ({stone.reason})"


def _leave_alone(w: Warehouse, stone: Tombstone) -> None:
    """What was taken down is not asked for: not as pending, not as due."""
    if stone.cause != "takedown":
        return
    w.connection.execute(
        "DELETE FROM base.pending_documents WHERE register = ? AND external_id = ?", [stone.register, stone.external_id]
    )
    w.connection.execute("UPDATE base.documents SET last_checked_at = NULL WHERE document_id = ?", [stone.document_id])


def forget_outside(
    held: Holdings,
    stone: Tombstone,
    *,
    keeps_description: bool,
    kept_page: str | None = None,
    has_pages: bool = True,
) -> None:
    """Deletes what lies outside the warehouse: bytes, their ledger lines, OCR results, reports. May be done again.

    With ``keeps_description`` the register still shows the document's row to everybody, so other pages stay as they
    are; ``kept_page`` is the page (sha256) that says so.
    """
    known = held_content(held.warehouse, stone.document_id)
    hashes = (frozenset(stone.hashes) | known.own_hashes) - known.shared_hashes - {kept_page}
    result = held.archive.withdraw(
        Withdrawal(
            stone.document_id,
            frozenset(hash_ for hash_ in hashes if hash_ is not None),
            frozenset(known.urls),
            kept_page,
            has_pages,
            is_blanked_elsewhere=not keeps_description and stone.register != "files",
            titles=tuple(title for title in known.titles if len(title) > len("Käskkiri")),
            kept_words=_kept_words(stone),
        )
    )
    for sha256 in sorted(hash_ for hash_ in hashes if hash_ is not None):
        ocr_cache.forget(ocr_cache.ocr_folder(held.data), sha256)
    _rename_pages(held.warehouse, result.renamed)
    traces.forget_reports(held.warehouse, held.data, known, stone.document_id)
    traces.forget_spilled(held.data)


def says_the_same(held: Holdings, document_id: str, title: str | None) -> bool:
    """Whether a document was never titled otherwise: then the lists of results may go on showing it so."""
    return set(held_content(held.warehouse, document_id).titles) <= {title}


def _kept_words(stone: Tombstone) -> frozenset[str]:
    day = f"{stone.registered_on:%d.%m.%Y}" if stone.registered_on else ""
    return frozenset(words for words in (stone.number, day, stone.document_type) if words)


def _own_page(held: Holdings, document_id: str) -> frozenset[str]:
    """A page of the document that somebody saved is refused as well as its files."""
    row = fetch_row(
        held.warehouse.connection,
        "SELECT page_sha256, is_public FROM base.documents WHERE document_id = ?",
        [document_id],
    )
    return frozenset([row[0]]) if row is not None and row[0] and row[1] else frozenset()


def _ever_fetched(held: Holdings, known: HeldContent, document_id: str) -> frozenset[str]:
    """All that came from its files' addresses, earlier versions too: the warehouse knows only the last."""
    urls = frozenset(known.urls)
    if not urls:
        return frozenset()
    captures = held.archive.captures(document_id.partition("/")[0], urls)
    found = {capture.sha256 for capture in captures if capture.url in urls and capture.status in (200, 304)}
    return frozenset(found) - known.shared_hashes


def _about(w: Warehouse, document_id: str) -> tuple[str, str, str | None, str | None, date | None, str | None]:
    row = fetch_row(
        w.connection,
        "SELECT d.register, d.external_id, coalesce(d.institution, min(f.header_issuer)),"
        " coalesce(d.number, min(f.header_number)), coalesce(d.registered_on, min(f.header_signed_on)),"
        " coalesce(d.document_type, min(f.header_kind))"
        " FROM base.documents AS d LEFT JOIN base.files AS f ON f.document_id = d.document_id"
        " WHERE d.document_id = ?"
        " GROUP BY d.register, d.external_id, d.institution, d.number, d.registered_on, d.document_type",
        [document_id],
    )
    register, _, external_id = document_id.partition("/")
    if row is None:
        return register, external_id, None, None, None, None
    return row[0], row[1], row[2], row[3], row[4], row[5]


def _rename_pages(w: Warehouse, renamed: dict[str, str]) -> None:
    """Pages of other documents in which a row was made blank have another sha256 now."""
    for old, new in renamed.items():
        for table in ("documents", "document_versions"):
            w.connection.execute(f"UPDATE base.{table} SET page_sha256 = ? WHERE page_sha256 = ?", [new, old])


def lift(held: Holdings, document_id: str, *, reason: str, run_id: str, at: datetime) -> bool:
    """Lets a document come back that was taken down by an operator; false where none is. What is gone stays gone:
    the next run asks the register for it."""
    if document_id not in tombstones.barred_documents(held.warehouse):
        return False
    causes = tombstones.OF_THE_OPERATOR
    note_lifted(held.archive.folder, document_id, causes, reason, run_id, at)
    return tombstones.lift(held.warehouse, document_id, causes=causes, reason=reason, run_id=run_id, at=at)


def finish_interrupted(held: Holdings, *, run_id: str, at: datetime) -> list[Tombstone]:
    """Finishes what a killed run left of its withdrawals, and takes over from the journal what the warehouse lacks."""
    _take_over_journal(held)
    left = tombstones.unfinished(held.warehouse)
    for stone in left:
        if stone.cause == "restricted":
            _forget_files(held, stone, run_id=run_id, at=at)
        else:
            complete(held, stone, run_id=run_id, at=at)
    for (document_id,) in held.warehouse.connection.execute(_GONE_AND_HELD).fetchall():
        found = withdraw(held, document_id, cause="gone", reason=GONE, run_id=run_id, at=at)
        left += [found] if found is not None else []
    return left


_GONE_AND_HELD = """
SELECT d.document_id FROM base.documents AS d
WHERE d.state = 'gone' AND NOT EXISTS (
    SELECT 1 FROM base.tombstones AS t WHERE t.document_id = d.document_id AND t.lifted_at IS NULL)
ORDER BY 1
"""


def _forget_files(held: Holdings, stone: Tombstone, *, run_id: str, at: datetime) -> None:
    """The files of a restricted document. Its tombstone stays open until the page is read that says what may stay."""
    forget_outside(held, stone, keeps_description=True, kept_page=None, has_pages=False)
    with transaction(held.warehouse.connection):
        content.remove_document_content(
            held.warehouse,
            document_id=stone.document_id,
            told=f"{told_cause(stone)}: the content was removed",
            run_id=run_id,
            at=at,
            keeps_description=True,
        )


GONE = "two checks at least a day apart found no such page"


def note_return(held: Holdings, stone: Tombstone | None, *, run_id: str, at: datetime) -> None:
    """After a public page was loaded: the journal says that the register lifted what it had withdrawn itself."""
    if stone is not None and stone.cause != "takedown":
        told = "the register shows it to everybody again"
        note_lifted(held.archive.folder, stone.document_id, tombstones.OF_THE_REGISTER, told, run_id, at)


def forget_refused(held: Holdings, document_id: str, sha256: str | None) -> None:
    """Bytes that an operator took down came again, as a file of another document: they go, its pages stay."""
    if sha256 is None:
        return
    held.archive.withdraw(Withdrawal(document_id, frozenset([sha256]), frozenset(), has_pages=False))
    ocr_cache.forget(ocr_cache.ocr_folder(held.data), sha256)


def blanker(held: Holdings, register: str) -> Callable[[bytes], bytes] | None:
    """What takes the rows of documents that an operator took down out of a page; ``None`` where there are none.

    The register goes on listing them: else each night would bring their titles back.
    """
    stones = [stone for stone in tombstones.all_open(held.warehouse, ("takedown",)) if stone.register == register]
    if not stones:
        return None

    def blank(body: bytes) -> bytes:
        for stone in stones:
            body = redact(body, stone.external_id, (), _kept_words(stone)) or body
        return body

    return blank


def _take_over_journal(held: Holdings) -> None:
    lines = read_journal(held.archive.folder)
    known = tombstones.known_ids(held.warehouse)
    for number, line in enumerate(lines):
        told = line.get("withdrawn")
        if told is None or told["tombstone_id"] in known:
            continue
        stone = _from_journal(told)
        tombstones.write(held.warehouse, stone, [_dated(effect) for effect in line["effects"]])
        for later in lines[number + 1 :]:
            lifted = later.get("lifted")
            if lifted and lifted["document_id"] == stone.document_id and stone.cause in lifted["causes"]:
                at = datetime.fromisoformat(lifted["at"])
                with transaction(held.warehouse.connection):
                    tombstones.lift_within(
                        held.warehouse, stone.document_id, causes=lifted["causes"], reason=lifted["reason"],
                        run_id=lifted["run_id"], at=at,
                    )  # fmt: skip


def _from_journal(told: dict[str, Any]) -> Tombstone:
    values = dict(told) | {"hashes": tuple(told["hashes"]), "finished_at": None}
    values["begun_at"] = datetime.fromisoformat(told["begun_at"]).astimezone(UTC)
    if told["registered_on"]:
        values["registered_on"] = date.fromisoformat(told["registered_on"])
    return Tombstone(**values)


def _dated(effect: dict[str, Any]) -> dict[str, Any]:
    days = ("enacted_on", "possible_from_on", "known_from_on")
    return effect | {day: date.fromisoformat(effect[day]) for day in days if effect[day]}
