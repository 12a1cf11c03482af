"""Build a working file aside, from a copy of the current one or from nothing, and swap it in when it is complete.

    data/.reextract/working.duckdb            the file being rebuilt; nobody reads it
    data/.reextract/warehouse-000043.duckdb   what would be published from it

A process that is killed leaves the folder behind; the next run deletes it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse import connection
from warehouse.connection import PUBLISHED_NAME, WORKING_NAME, Warehouse, open_working
from warehouse.durable import sync
from warehouse.errors import WarehouseError, WarehouseUnwritable
from warehouse.publish.partly.keeping import STEPS_NAME
from warehouse.publish.publish import publish
from warehouse.sources import literal
from warehouse.tables import owned_by, rebuilt_as
from warehouse.transactions import fetch_row, touch_content, transaction

FOLDER = ".reextract"
_NUMBERED = re.compile(r"warehouse-(\d{6,})\.duckdb")


def discard(data_dir: Path) -> None:
    """Delete what an interrupted rebuild left: it may hold content that has been withdrawn since."""
    if (data_dir / FOLDER).exists():
        shutil.rmtree(data_dir / FOLDER)


@contextmanager
def room_aside(data_dir: Path) -> Iterator[Path]:
    """Yield an empty folder on the same disk, and delete it afterwards."""
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
    """Copy the working file and the log that a killed run left, where they exist.

    The original is not opened, because opening it would fold the log into it.
    """
    for name in (WORKING_NAME, f"{WORKING_NAME}.wal"):
        if (data_dir / name).exists():
            shutil.copyfile(data_dir / name, aside / name)


LEDGERS = rebuilt_as("carried")

# Tables that keep what was known of a withdrawn document; the first group also after the tombstone is lifted.
_DAYS_OF_WITHDRAWN = rebuilt_as("derived, days carried")
_OF_WITHDRAWN = rebuilt_as("derived, withdrawn carried")


def take_over_ledgers(w: Warehouse, data_dir: Path, aside: Path) -> str | None:
    """Copy the ledgers of the working file in ``data_dir`` into an empty one; return why not, or ``None`` if done."""
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
    """Attach the earlier working file as ``held`` beside the one being rebuilt."""
    w.connection.execute(f"ATTACH {literal(folder / WORKING_NAME)} AS held (READ_ONLY)")
    try:
        yield
    finally:
        w.connection.execute("DETACH held")


def forget_tombstones(w: Warehouse) -> None:
    """Delete the tombstones: the ones that a replay wrote or lifted describe the replay, not what happened."""
    with transaction(w.connection):
        for table in owned_by("tombstone"):
            w.connection.execute(f"DELETE FROM base.{table}")


def restore_withdrawn(w: Warehouse, aside: Path) -> None:
    """Copy back the earlier tombstones and what was known of the documents they stand for.

    Does nothing where ``take_over_ledgers`` could not read the earlier working file.
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
    """Add a bare row for every document that is known only by its tombstone."""
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
    """Fold the log that a killed run left into the working file, so that the file is complete on its own.

    Raise ``WarehouseUnwritable`` where there is no room for that.
    """
    connection.fold_log(data_dir / WORKING_NAME)


def publish_aside(w: Warehouse, data_dir: Path) -> Path:
    """Publish from a working file aside, numbered as the next one in ``data_dir``; return the path.

    Raise ``WarehouseUnwritable``.
    """
    names = (_NUMBERED.fullmatch(path.name) for path in data_dir.iterdir())
    last = max((int(match[1]) for match in names if match), default=0)
    with transaction(w.connection):
        w.connection.execute("UPDATE base.state SET published_number = greatest(published_number, ?)", [last])
    return publish(w, w.path.parent)


def adopt(data_dir: Path, aside: Path, published: Path, *, is_content_withdrawn: bool) -> None:
    """Replace the working file by the rebuilt one and publish what was built from it.

    The rebuilt file must not be open. If the process is killed at any moment, one of the two working files is in place,
    complete, and the link names a complete published file; the next publish brings the two in step.
    """
    rebuilt, working = aside / WORKING_NAME, data_dir / WORKING_NAME
    sync(rebuilt)
    # DuckDB folds any log of that name into the file beside it. After ``fold_log`` only a damaged file still has one.
    (data_dir / f"{WORKING_NAME}.wal").unlink(missing_ok=True)
    os.replace(rebuilt, working)
    os.rename(published, data_dir / published.name)
    if (aside / STEPS_NAME).exists():
        os.replace(aside / STEPS_NAME, data_dir / STEPS_NAME)
    else:
        (data_dir / STEPS_NAME).unlink(missing_ok=True)
    sync(data_dir)
    with open_working(data_dir) as w:
        if is_content_withdrawn:
            w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
        publish(w, data_dir)


def is_content_withdrawn(w: Warehouse) -> bool:
    """Return whether published content has been withdrawn, so that no earlier published file may stay."""
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
    """Return the ids of published documents that a rebuilt file lacks or knows only from an earlier page.

    A replay passes over a page that can no longer be read, although the published rows were read from it.
    """
    if published is None:
        return []
    w.connection.execute(f"ATTACH {literal(published)} AS published (READ_ONLY)")
    try:
        return [row[0] for row in w.connection.execute(_SKIPPED).fetchall()]
    finally:
        w.connection.execute("DETACH published")


def published_file(data_dir: Path) -> Path | None:
    """Return the path of the file that is published now; ``None`` where there is none."""
    link = data_dir / PUBLISHED_NAME
    return link.resolve() if link.exists() else None
