"""Remember which feeds were written, and who was told of what.

The run that holds the lock writes ``digests.json`` in the data folder, and ``digests-told.json`` once it let go. Both
name files, subscriptions, days and ids of changes, and hold no word of a document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.folder import DataFolder
from warehouse.durable import aside, put_in_place

KEPT = timedelta(days=60)
"""How long an id is remembered as told after its change was last found."""


class JournalDamaged(OSError):
    """A journal of digests cannot be read; the message says where and what to do."""


@dataclass(frozen=True)
class Told:
    """What one subscription was told of: ids of changes with the day on which each was last found.

    ``last_on`` is the day of the last digest, also of an empty one.
    """

    last_on: date
    ids: Mapping[str, date] = field(default_factory=dict)

    def after(self, found: Iterable[str], today: date) -> Told:
        """Return this with the ids ``found`` today, without those that were not found for long."""
        kept = {one: on for one, on in self.ids.items() if on >= today - KEPT}
        return Told(today, kept | dict.fromkeys(found, today))


def read_feeds(data: Path) -> list[Path]:
    """Return the feeds that were written. Raises ``JournalDamaged``."""
    path = DataFolder(data).digest_journal
    return [Path(name) for name in _read(path, [], lambda given: [str(name) for name in given])]


def remember_feeds(data: Path, feeds: Iterable[Path]) -> None:
    """Remember these feeds and no others; it is on the disk on return. Raises ``OSError``."""
    _write(DataFolder(data).digest_journal, sorted(str(feed) for feed in feeds))


def clear_feeds(data: Path) -> None:
    """Delete all feeds that are remembered; the end of the run writes them again from what is published then.

    One that cannot be deleted stays remembered, and the end of the run, which cannot replace it either, says so. It
    says too where the journal is damaged: a withdrawal must not wait for that.
    """
    try:
        feeds = read_feeds(data)
    except JournalDamaged:
        return
    for feed in feeds:
        try:
            delete_feed(feed)
        except OSError:
            continue


def delete_feed(feed: Path) -> None:
    """Delete a feed and what a killed run left beside it. Raises ``OSError``."""
    feed.unlink(missing_ok=True)
    aside(feed).unlink(missing_ok=True)


def read_told(data: Path) -> dict[str, Told]:
    """Return what each subscription was told of; one that never had a digest is not in it.

    Raises ``JournalDamaged``.
    """
    path = DataFolder(data).digest_told
    told: dict[str, Told] = _read(path, {}, lambda given: {name: _told(one) for name, one in given.items()})
    return told


def write_told(data: Path, told: Mapping[str, Told]) -> None:
    """Replace what is remembered as told; it is on the disk on return. Raises ``OSError``."""
    laid = {name: {"last_on": one.last_on, "ids": dict(one.ids)} for name, one in sorted(told.items())}
    _write(DataFolder(data).digest_told, laid)


def _told(given: Mapping[str, Any]) -> Told:
    ids = {name: date.fromisoformat(on) for name, on in given["ids"].items()}
    return Told(date.fromisoformat(given["last_on"]), ids)


def _read(path: Path, empty: Any, read: Any) -> Any:
    if not path.exists():
        return empty
    try:
        return read(json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = "delete it, and the feeds of digests yourself" if path.name == "digests.json" else "delete it"
        raise JournalDamaged(f"{path} cannot be read ({error}): mend it, or {what}") from error


def _write(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"
    put_in_place(path, text.encode())
