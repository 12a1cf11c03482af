"""Publish: write everything derived to a new file, which then replaces the last one.

Readers never wait and never see half a night: they open the file that the link ``warehouse.duckdb`` names, and keep it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from extractors import compare
from warehouse.connection import PUBLISHED_NAME, WORKING_NAME, Warehouse
from warehouse.durable import lead, sync
from warehouse.errors import WarehouseUnwritable
from warehouse.memory import let_go_of_all
from warehouse.publish import derive, index
from warehouse.publish.compact import rewrite
from warehouse.publish.partly.build import TooMuchChanged, build_part, digested
from warehouse.publish.partly.checking import find_differences
from warehouse.publish.partly.keeping import STEPS_NAME, Copied, checksums, copy_kept, steps_beside
from warehouse.publish.soundness import find_damage
from warehouse.publish.writing import BLOCK_SIZE
from warehouse.sources import fingerprint
from warehouse.transactions import touch_content, transaction

KEPT = 3
WHOLE_AFTER = timedelta(days=30)
"""A night so long after the last one that derived everything does so too."""
_NAME = re.compile(r"warehouse-(\d{6,})\.duckdb")


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
    large, it is a copy in which what hangs on the changed documents is derived again (``partly``). Otherwise
    everything is derived. The file is built aside, synced, made read-only, named ``warehouse-000042.duckdb`` and linked
    to; the last three are kept, and the oldest of them goes while the next one is built.

    Everything is derived too where other SQL or another version did the last publish, where very many documents
    changed, where it was asked for (``want_whole``), and on a ``night`` a month after the last such one; on these two
    ``alarm`` receives a sentence for each table that deriving in part would have made otherwise.

    After a withdrawal the working file is rewritten, everything is derived, and only the new published file is kept,
    because the earlier ones, and the free space within them, still hold the content. If the last file is damaged,
    everything is derived again and ``note`` receives a sentence about it. Raise ``WarehouseUnwritable``.
    """
    state = _read_state(w)
    if state["is_content_withdrawn"]:
        rewrite(w)
        (data_dir / STEPS_NAME).unlink(missing_ok=True)
    held: Path | None = data_dir / state["published_name"] if state["published_name"] else None
    is_of_this_version = held is not None and held.exists() and state["published_fingerprint"] == _fingerprint()
    has_content = (
        held is not None
        and is_of_this_version
        and state["published_content_revision"] == state["content_revision"]
        and _is_sound(held, note)
    )
    if has_content and held is not None and state["published_ledger_revision"] == state["ledger_revision"]:
        _link(data_dir, held)
        return held
    number = max([state["published_number"], *(int(match[1]) for _, match in _published(data_dir))]) + 1
    target = data_dir / f"warehouse-{number:06d}.duckdb"
    building = data_dir / f".{target.name}.building"
    steps = steps_beside(building)
    try:
        _remove_unfinished(data_dir)
        is_whole, copied = False, None
        if has_content and held is not None:
            shutil.copyfile(held, building)
            os.chmod(building, 0o644)
            derive.build(w, building, ledgers_only=True)
        else:
            may_go_on = held if is_of_this_version and not state["is_content_withdrawn"] else None
            if derive.is_on_disk(w):
                let_go_of_all(w.connection)
            copied = _build(w, data_dir, building, may_go_on, state, night, note, alarm)
            is_whole = copied is None
            if derive.is_on_disk(w):
                let_go_of_all(w.connection)
            if not steps.exists():
                (data_dir / STEPS_NAME).unlink(missing_ok=True)
        sums = checksums(building, steps, state["published_checksums"] if has_content else None, copied)
        _make_durable(building)
        os.rename(building, target)
        _link(data_dir, target)
        if steps.exists():
            sync(steps)
            os.rename(steps, data_dir / STEPS_NAME)
    except BaseException as error:
        # An incomplete file would take the disk space that the next run needs.
        with suppress(OSError):
            _remove_unfinished(data_dir)
        if not isinstance(error, OSError):
            raise
        where = error.filename2 or error.filename or data_dir
        raise WarehouseUnwritable(f"{where} cannot be published to: {error.strerror or error}") from error
    _remove_old(data_dir, target, 1 if state["is_content_withdrawn"] else KEPT)
    _note_published(w, state, target.name, number, sums, night if is_whole else None)
    return target


def want_whole(w: Warehouse) -> None:
    """Have the next publish derive everything, and compare that with what deriving in part would make."""
    with transaction(w.connection):
        touch_content(w.connection)
        w.connection.execute("UPDATE base.state SET is_whole_wanted = true")


def _build(
    w: Warehouse,
    data_dir: Path,
    building: Path,
    held: Path | None,
    state: dict[str, Any],
    night: date | None,
    note: Callable[[str], None],
    alarm: Callable[[str], None],
) -> Copied | None:
    """Write a file with new content, in part from ``held`` where that may be; return what of that was copied."""
    is_wanted = state["is_whole_wanted"] or _is_due(state["whole_published_on"], night)
    part = building.with_name(f"{building.name}-part") if is_wanted else building
    is_large = derive.is_large(w)
    sums = state["published_checksums"]
    copied = _go_on(w, data_dir, held, sums, part, note) if held and is_large and sums is not None else None
    if copied is not None and not is_wanted:
        return copied
    if copied is None:
        derive.remove(part)
    derive.build(w, building, ledgers_only=False, keep_steps=is_large)
    if copied is not None:
        for sentence in find_differences(building, part):
            alarm(sentence)
        derive.remove(part)
    return None


def _go_on(
    w: Warehouse, data_dir: Path, held: Path, sums: str, part: Path, note: Callable[[str], None]
) -> Copied | None:
    """Write ``part`` and its steps from what the last publish left; return what that was, if that could be done."""
    try:
        # The copy waits for the disk, and the digests do not.
        with ThreadPoolExecutor(1) as aside:
            copying = aside.submit(copy_kept, data_dir, held, sums, part)
            # To free two gigabytes takes as long as a twentieth of a small night; where that fails, two files are left.
            removing = aside.submit(_remove_old, data_dir, held, KEPT - 1)
            with digested(w):
                copied = copying.result()
                if copied is not None:
                    build_part(w, part)
            removing.result()
    except TooMuchChanged:
        return None
    except duckdb.Error as error:  # a night that takes long is better than none
        note(f"what changed could not be derived alone ({str(error).partition(chr(10))[0]}): everything was")
        return None
    if copied is None:
        note(
            f"{held.name} or {STEPS_NAME} is not as it was published: everything was derived again from {WORKING_NAME}"
        )
    return copied


def _is_due(last: date | None, night: date | None) -> bool:
    return night is not None and (last is None or night - last >= WHOLE_AFTER)


def _is_sound(held: Path, note: Callable[[str], None]) -> bool:
    damage = find_damage(held)
    if damage is not None:
        note(f"the published file {held.name} was damaged ({damage}): it was derived again from {WORKING_NAME}")
    return damage is None


def _fingerprint() -> str:
    """Return what decides, beside the facts, how a published file looks: SQL, rules for words, DuckDB, its blocks."""
    return f"{fingerprint()} {compare.VERSION} {index.fingerprint()} {duckdb.__version__} {BLOCK_SIZE}"


def _read_state(w: Warehouse) -> dict[str, Any]:
    result = w.connection.execute("SELECT * FROM base.state")
    names = [column[0] for column in result.description or ()]
    row = result.fetchall()[0]
    return dict(zip(names, row, strict=True))


def _published(data_dir: Path) -> list[tuple[Path, re.Match[str]]]:
    matches = [(path, _NAME.fullmatch(path.name)) for path in data_dir.glob("warehouse-*.duckdb")]
    return sorted(((path, match) for path, match in matches if match), key=lambda pair: int(pair[1][1]))


def _make_durable(path: Path) -> None:
    """Sync the file and make it read-only: after a power cut it is either complete or not there."""
    sync(path)
    os.chmod(path, 0o444)


def _link(data_dir: Path, target: Path) -> None:
    link = data_dir / PUBLISHED_NAME
    if link.is_symlink() and os.readlink(link) == target.name:
        return
    lead(link, target)


def _note_published(
    w: Warehouse, state: dict[str, Any], name: str, number: int, sums: str | None, whole_on: date | None
) -> None:
    """Record what was published. If the process is killed before this, the next publish only builds once more."""
    with transaction(w.connection):
        w.connection.execute(
            "UPDATE base.state SET published_name = ?, published_content_revision = ?, published_ledger_revision = ?,"
            " published_fingerprint = ?, published_number = ?, is_content_withdrawn = false, is_whole_wanted = false,"
            " published_checksums = ?, whole_published_on = coalesce(?, whole_published_on)",
            [name, state["content_revision"], state["ledger_revision"], _fingerprint(), number, sums, whole_on],
        )


def _remove_unfinished(data_dir: Path) -> None:
    for path in data_dir.glob(".warehouse-*.building*"):
        path.unlink()


def _remove_old(data_dir: Path, newest: Path, keep: int) -> None:
    """Delete all but the newest ``keep`` files; a reader that has an old one open keeps it until it closes it."""
    for path, _ in _published(data_dir)[:-keep]:
        if path != newest:
            path.unlink(missing_ok=True)
