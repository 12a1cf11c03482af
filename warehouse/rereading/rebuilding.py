"""A working file built aside: from a copy of the one there is or from nothing, and put in its place when it is whole.

    data/.reextract/working.duckdb            being rebuilt; whatever happens to it, nobody has read it
    data/.reextract/warehouse-000043.duckdb   what would be published of it

A process that is killed leaves the folder behind; the next run deletes it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.connection import PUBLISHED_NAME, WORKING_NAME, Warehouse, open_working
from warehouse.durable import sync
from warehouse.errors import WarehouseError, WarehouseUnwritable
from warehouse.publish.publish import publish
from warehouse.tables import owned_by, rebuilt_as
from warehouse.transactions import fetch_row, touch_content, transaction

FOLDER = ".reextract"
_NUMBERED = re.compile(r"warehouse-(\d{6,})\.duckdb")


def discard(data_dir: Path) -> None:
    """Deletes what an interrupted rebuilding left: it may hold content that was withdrawn since."""
    if (data_dir / FOLDER).exists():
        shutil.rmtree(data_dir / FOLDER)


@contextmanager
def room_aside(data_dir: Path) -> Iterator[Path]:
    """An empty folder on the same disk, gone afterwards."""
    discard(data_dir)
    aside = data_dir / FOLDER
    try:
        aside.mkdir()
        yield aside
    except OSError as error:
        raise WarehouseUnwritable(f"{aside} cannot be written: {error.strerror or error}") from error
    finally:
        discard(data_dir)


def copy_working(data_dir: Path, aside: Path) -> None:
    """Copies the working file, with what a killed run left in its log; nothing happens where there is none.

    The file itself is not opened: that would fold the log into it.
    """
    for name in (WORKING_NAME, f"{WORKING_NAME}.wal"):
        if (data_dir / name).exists():
            shutil.copyfile(data_dir / name, aside / name)


LEDGERS = rebuilt_as("carried")

# What was known of a document that lies under a tombstone; its days also when that was lifted.
_DAYS_OF_WITHDRAWN = rebuilt_as("derived, days carried")
_OF_WITHDRAWN = rebuilt_as("derived, withdrawn carried")


def take_over_ledgers(w: Warehouse, data_dir: Path, aside: Path) -> str | None:
    """Copies the ledgers of the working file in ``data_dir`` into an empty one; why that cannot be, else ``None``."""
    held = aside / "held"
    held.mkdir()
    copy_working(data_dir, held)
    if not (held / WORKING_NAME).exists():
        return f"there is no {WORKING_NAME}"
    try:
        open_working(held).close()  # brings its tables to this version and folds its log
    except WarehouseError as error:
        shutil.rmtree(held)
        return str(error)
    with _held(w, held), transaction(w.connection):
        for table in LEDGERS:
            w.connection.execute(f"INSERT INTO base.{table} BY NAME SELECT * FROM held.base.{table}")
    return None


@contextmanager
def _held(w: Warehouse, folder: Path) -> Iterator[None]:
    """The working file of before, beside the one that is being rebuilt."""
    quoted = str(folder / WORKING_NAME).replace("'", "''")
    w.connection.execute(f"ATTACH '{quoted}' AS held (READ_ONLY)")
    try:
        yield
    finally:
        w.connection.execute("DETACH held")


def forget_tombstones(w: Warehouse) -> None:
    """Deletes the tombstones: those that a replay wrote or lifted tell of the replay."""
    with transaction(w.connection):
        for table in owned_by("tombstone"):
            w.connection.execute(f"DELETE FROM base.{table}")


def restore_withdrawn(w: Warehouse, aside: Path) -> None:
    """Brings back the tombstones of the working file of before, and what it knew of documents that lie under one.

    Nothing happens where ``take_over_ledgers`` could not read it.
    """
    held = aside / "held"
    if not (held / WORKING_NAME).exists():
        return
    ever = "document_id IN (SELECT document_id FROM base.tombstones)"
    now = "document_id IN (SELECT document_id FROM base.tombstones WHERE lifted_at IS NULL)"
    with _held(w, held), transaction(w.connection):
        for table in owned_by("tombstone"):
            w.connection.execute(f"INSERT INTO base.{table} BY NAME SELECT * FROM held.base.{table}")
        for table in (*_DAYS_OF_WITHDRAWN, *_OF_WITHDRAWN):
            under = ever if table in _DAYS_OF_WITHDRAWN else now
            w.connection.execute(f"DELETE FROM base.{table} WHERE {under}")
            w.connection.execute(f"INSERT INTO base.{table} BY NAME SELECT * FROM held.base.{table} WHERE {under}")
        touch_content(w.connection)


def describe_withdrawn(w: Warehouse, run_id: str) -> None:
    """A bare row for every document of which a tombstone is all that is known."""
    with transaction(w.connection):
        w.connection.execute(
            "INSERT INTO base.documents BY NAME SELECT document_id, register, external_id, institution, number,"
            " registered_on, document_type, CASE WHEN cause = 'restricted' THEN false ELSE NULL END AS is_public,"
            " CASE WHEN cause = 'gone' THEN 'gone' ELSE 'listed' END AS state, begun_at AS first_seen_at,"
            " begun_at AS changed_at, $run AS run_id FROM base.tombstones AS t WHERE lifted_at IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM base.documents AS d WHERE d.document_id = t.document_id)",
            {"run": run_id},
        )
        touch_content(w.connection)


def fold_log(data_dir: Path) -> None:
    """Brings into the working file what a killed run left in its log, so that the file alone is all there is."""
    if (data_dir / f"{WORKING_NAME}.wal").exists():
        open_working(data_dir).close()


def publish_aside(w: Warehouse, data_dir: Path) -> Path:
    """What would be published of a working file that stands aside, under the number that comes next in ``data_dir``.

    Raises ``WarehouseUnwritable``.
    """
    names = (_NUMBERED.fullmatch(path.name) for path in data_dir.iterdir())
    last = max((int(match[1]) for match in names if match), default=0)
    with transaction(w.connection):
        w.connection.execute("UPDATE base.state SET published_number = greatest(published_number, ?)", [last])
    return publish(w, w.path.parent)


def adopt(data_dir: Path, aside: Path, published: Path, *, is_content_withdrawn: bool) -> None:
    """Puts the rebuilt working file in the place of the one there is, and publishes what was built of it.

    Nobody may have the rebuilt file open. Whenever the process is killed, the old working file is there or the new
    one, each whole, and a published file that was whole when it was linked to; the next publish brings them together.
    """
    rebuilt, working = aside / WORKING_NAME, data_dir / WORKING_NAME
    sync(rebuilt)
    # DuckDB would read a log that lies beside a file into it, whichever file that is. Only a file that is damaged still
    # has one here (``fold_log``).
    (data_dir / f"{WORKING_NAME}.wal").unlink(missing_ok=True)
    os.replace(rebuilt, working)
    os.rename(published, data_dir / published.name)
    sync(data_dir)
    with open_working(data_dir) as w:
        if is_content_withdrawn:
            w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
        publish(w, data_dir)


def is_content_withdrawn(w: Warehouse) -> bool:
    """Whether content that is published is public no more: then no earlier file may stay."""
    row = fetch_row(w.connection, "SELECT is_content_withdrawn FROM base.state")
    return row is not None and bool(row[0])


_SKIPPED = """
SELECT d.document_id FROM published.documents AS d
LEFT JOIN base.documents AS b ON b.document_id = d.document_id
WHERE b.document_id IS NULL
   OR (d.register <> 'files' AND d.state = 'public' AND d.page_sha256 IS NOT NULL
       AND b.page_sha256 IS DISTINCT FROM d.page_sha256
       -- A night that was killed may have archived a later page than the published one.
       AND coalesce(coalesce(b.last_checked_at, b.changed_at) < d.last_checked_at, true))
ORDER BY 1
"""


def skipped_documents(w: Warehouse, published: Path | None) -> list[str]:
    """The documents that are published and that a rebuilt file lacks, or does not know by the page of today.

    A page that could not be read again was passed over: what is published rests on it, and the rebuilt file does not.
    """
    if published is None:
        return []
    quoted = str(published).replace("'", "''")
    w.connection.execute(f"ATTACH '{quoted}' AS published (READ_ONLY)")
    try:
        return [row[0] for row in w.connection.execute(_SKIPPED).fetchall()]
    finally:
        w.connection.execute("DETACH published")


def published_file(data_dir: Path) -> Path | None:
    """The file that is published now; ``None`` where there is none."""
    link = data_dir / PUBLISHED_NAME
    return link.resolve() if link.exists() else None
