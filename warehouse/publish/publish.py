"""Publishing: everything derived is materialised into a file of its own, which then takes the place of the last one.

Readers never wait and never see half a night: they open what the link ``warehouse.duckdb`` names, and keep it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import PUBLISHED_NAME, WORKING_NAME, Warehouse
from warehouse.durable import sync
from warehouse.errors import WarehouseUnwritable
from warehouse.publish import derive
from warehouse.publish.compact import rewrite
from warehouse.publish.soundness import find_damage
from warehouse.sources import fingerprint
from warehouse.transactions import transaction

KEPT = 3
_NAME = re.compile(r"warehouse-(\d{6,})\.duckdb")


def publish(w: Warehouse, data_dir: Path, note: Callable[[str], None] = lambda sentence: None) -> Path:
    """The path of the published file that says what the working file says now.

    Nothing changed since the last one: that one. Only ledgers changed (runs, coverage, quarantine, checks of
    documents): a copy of it with these tables anew. Else all is derived. The file is built aside, made durable and
    read-only, named ``warehouse-000042.duckdb`` and linked to; the last three are kept. After content was
    withdrawn the working file is written anew and only the new one is kept: the earlier ones still hold it.
    Where the last one is damaged all is derived, too, and ``note`` takes the sentence that says so.
    Raises ``WarehouseUnwritable``.
    """
    state = _read_state(w)
    if state["is_content_withdrawn"]:
        rewrite(w)
    held: Path | None = data_dir / state["published_name"] if state["published_name"] else None
    has_content = (
        held is not None
        and held.exists()
        and state["published_content_revision"] == state["content_revision"]
        and state["published_fingerprint"] == _fingerprint()
        and _is_sound(held, note)
    )
    if has_content and held is not None and state["published_ledger_revision"] == state["ledger_revision"]:
        _link(data_dir, held)
        return held
    number = max([state["published_number"], *(int(match[1]) for _, match in _published(data_dir))]) + 1
    target = data_dir / f"warehouse-{number:06d}.duckdb"
    building = data_dir / f".{target.name}.building"
    try:
        _remove_unfinished(data_dir)
        if has_content and held is not None:
            shutil.copyfile(held, building)
            os.chmod(building, 0o644)
        derive.build(w, building, ledgers_only=has_content)
        _make_durable(building)
        os.rename(building, target)
        _link(data_dir, target)
    except BaseException as error:
        # Half a file would take the room that the next run needs.
        with suppress(OSError):
            _remove_unfinished(data_dir)
        if not isinstance(error, OSError):
            raise
        where = error.filename2 or error.filename or data_dir
        raise WarehouseUnwritable(f"{where} cannot be published to: {error.strerror or error}") from error
    _remove_old(data_dir, target, 1 if state["is_content_withdrawn"] else KEPT)
    _note_published(w, state, target.name, number)
    return target


def _is_sound(held: Path, note: Callable[[str], None]) -> bool:
    damage = find_damage(held)
    if damage is not None:
        note(f"the published file {held.name} was damaged ({damage}): it was derived anew from {WORKING_NAME}")
    return damage is None


def _fingerprint() -> str:
    """Other SQL or another DuckDB makes another file of the same facts."""
    return f"{fingerprint()} {duckdb.__version__}"


def _read_state(w: Warehouse) -> dict[str, Any]:
    found = w.connection.execute("SELECT * FROM base.state")
    names = [column[0] for column in found.description or ()]
    row = found.fetchall()[0]
    return dict(zip(names, row, strict=True))


def _published(data_dir: Path) -> list[tuple[Path, re.Match[str]]]:
    found = [(path, _NAME.fullmatch(path.name)) for path in data_dir.glob("warehouse-*.duckdb")]
    return sorted(((path, match) for path, match in found if match), key=lambda pair: int(pair[1][1]))


def _make_durable(path: Path) -> None:
    """After this a power cut leaves either no new file or a whole one."""
    sync(path)
    os.chmod(path, 0o444)


def _link(data_dir: Path, target: Path) -> None:
    link = data_dir / PUBLISHED_NAME
    if link.is_symlink() and os.readlink(link) == target.name:
        return
    aside = data_dir / f".{PUBLISHED_NAME}.link"
    aside.unlink(missing_ok=True)
    aside.symlink_to(target.name)
    os.replace(aside, link)
    sync(data_dir)


def _note_published(w: Warehouse, state: dict[str, Any], name: str, number: int) -> None:
    """A kill before this line only makes the next publish build once more."""
    with transaction(w.connection):
        w.connection.execute(
            "UPDATE base.state SET published_name = ?, published_content_revision = ?, published_ledger_revision = ?,"
            " published_fingerprint = ?, published_number = ?, is_content_withdrawn = false",
            [name, state["content_revision"], state["ledger_revision"], _fingerprint(), number],
        )


def _remove_unfinished(data_dir: Path) -> None:
    for path in data_dir.glob(".warehouse-*.building*"):
        path.unlink()


def _remove_old(data_dir: Path, newest: Path, keep: int) -> None:
    """Readers that still have an old file open keep it: unlinking takes only the name."""
    for path, _ in _published(data_dir)[:-keep]:
        if path != newest:
            path.unlink(missing_ok=True)
