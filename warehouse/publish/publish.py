"""Publish: write everything derived to a new file, which then replaces the last one.

Readers never wait and never see half a night: they open the file that the link ``warehouse.duckdb`` names, and keep it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from extractors import compare
from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.durable import sync
from warehouse.errors import WarehouseUnwritable
from warehouse.publish import derive, index
from warehouse.publish.compact import rewrite
from warehouse.publish.content import Content
from warehouse.publish.files import (
    KEPT,
    building_beside,
    last_number,
    link,
    published_path,
    put_in_place,
    remove_old,
    remove_unfinished,
)
from warehouse.publish.partly.keeping import STEPS_NAME, checksums, steps_beside
from warehouse.publish.soundness import find_damage
from warehouse.publish.state import State, note_published, read_state
from warehouse.publish.writing import BLOCK_SIZE
from warehouse.sources import fingerprint
from warehouse.transactions import touch_content, transaction


def publish(
    w: Warehouse,
    data_dir: Path,
    note: Callable[[str], None] = lambda sentence: None,
    *,
    night: date | None = None,
    alarm: Callable[[str], None] = lambda sentence: None,
) -> Path:
    """Publish what the working file says now and return the path of the published file.

    If nothing has changed, that is the last file. If only ledgers have changed (runs, coverage, quarantine, checks of
    documents), it is a copy of the last file with those tables rebuilt. If content has changed and the warehouse is
    large, it is a copy in which what depends on the changed documents is derived again (``partly``). Otherwise
    everything is derived. The file is built aside, synced, made read-only, named ``warehouse-000042.duckdb`` and linked
    to; the last three are kept, and the oldest of them goes while the next one is built.

    Everything is also derived where other SQL or another version made the last publish, where very many documents
    changed, where ``want_whole`` asked for it, and on a ``night`` a month after the last such night. In the last two
    cases ``alarm`` receives a sentence for each table that would differ if it were derived in part.

    After a withdrawal the working file is rewritten, everything is derived, and only the new published file is kept,
    because the earlier ones, and the free space within them, still hold the content. If the last file is damaged,
    everything is derived again and ``note`` receives a sentence about it. Raise ``WarehouseUnwritable``.
    """
    state = read_state(w)
    if state.is_content_withdrawn:
        rewrite(w)
        (data_dir / STEPS_NAME).unlink(missing_ok=True)
    last = _last_published(data_dir, state)
    current = last if last is not None and state.is_content_published and _is_sound(last, note) else None
    if current is not None and state.are_ledgers_published:
        link(current)
        return current
    number = max(state.published_number, last_number(data_dir)) + 1
    target = published_path(data_dir, number)
    building = building_beside(target)
    steps = steps_beside(building)
    try:
        remove_unfinished(data_dir)
        is_whole, copied = False, None
        if current is not None:
            shutil.copyfile(current, building)
            os.chmod(building, 0o644)
            derive.build(w, building, ledgers_only=True)
        else:
            content = Content(w, data_dir, building, state, note, alarm)
            copied = content.build(None if state.is_content_withdrawn else last, night)
            is_whole = copied is None
            if not steps.exists():
                (data_dir / STEPS_NAME).unlink(missing_ok=True)
        sums = checksums(building, steps, state.published_checksums if current is not None else None, copied)
        put_in_place(building, target)
        if steps.exists():
            sync(steps)
            os.rename(steps, data_dir / STEPS_NAME)
    except BaseException as error:
        # An incomplete file would take the disk space that the next run needs.
        with suppress(OSError):
            remove_unfinished(data_dir)
        if not isinstance(error, OSError):
            raise
        where = error.filename2 or error.filename or data_dir
        raise WarehouseUnwritable(f"{where} cannot be published to: {error.strerror or error}") from error
    remove_old(data_dir, target, 1 if state.is_content_withdrawn else KEPT)
    note_published(w, state, target.name, number, _fingerprint(), sums, night if is_whole else None)
    return target


def want_whole(w: Warehouse) -> None:
    """Have the next publish derive everything, and compare that with the result of deriving in part."""
    with transaction(w.connection):
        touch_content(w.connection)
        w.connection.execute("UPDATE base.state SET is_whole_wanted = true")


def _last_published(data_dir: Path, state: State) -> Path | None:
    """Return the file of the last publish; ``None`` where it is gone, or made by other SQL or another version."""
    if state.published_name is None or state.published_fingerprint != _fingerprint():
        return None
    path = data_dir / state.published_name
    return path if path.exists() else None


def _is_sound(path: Path, note: Callable[[str], None]) -> bool:
    damage = find_damage(path)
    if damage is not None:
        note(f"the published file {path.name} was damaged ({damage}): it was derived again from {WORKING_NAME}")
    return damage is None


def _fingerprint() -> str:
    """Return a digest of what a published file depends on besides facts: SQL, rules for words, DuckDB, its blocks."""
    return f"{fingerprint()} {compare.VERSION} {index.fingerprint()} {duckdb.__version__} {BLOCK_SIZE}"
