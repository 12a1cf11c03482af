"""Write, at the end of a run, the exports that a night keeps and those that a withdrawal removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.exports.journal import Remembered, forget, read_journal, remember, remove_written
from flows.exports.lake import export_lake, place_of
from flows.exports.target import BadTarget
from flows.settings import Settings
from flows.visible import make_visible


def write_due(settings: Settings, today: date, say: Callable[[str], None], *, is_night: bool) -> list[str]:
    """Write the exports that are due from what is published now; return a sentence for each that failed.

    Due are the folder ``export_dir`` after a night, and each folder that a withdrawal emptied. A failure spoils nothing
    else. ``say`` gets a line before each. The caller keeps every other run out of the data folder.
    """
    try:
        return list(_write_due(settings, today, say, is_night))
    except OSError as error:
        return [f"exports: {error}"]


def _write_due(settings: Settings, today: date, say: Callable[[str], None], is_night: bool) -> Iterator[str]:
    entries = {entry.folder: entry for entry in read_journal(settings.data)}
    nightly: dict[str, Remembered] = {}
    if is_night:
        try:
            nightly.update(_nightly(settings, entries))
        except BadTarget as error:
            yield f"the lake was not written: {error}"
    for entry in {**entries, **nightly}.values():
        is_nightly = entry.folder in nightly
        if entry.state == "missing" and not is_nightly:
            forget(settings.data, entry.folder)
            yield (
                f"{entry.folder}, to which an export was written, is missing: if it was moved or copied, the copy"
                " still holds what has been withdrawn; kehtiv does not look for it again"
            )
        elif entry.state != "written" or is_nightly:
            say(f"writing the export in {entry.folder}")
            if sentence := _rewrite(settings, entry, today):
                yield sentence


def _nightly(settings: Settings, entries: Mapping[str, Remembered]) -> Iterator[tuple[str, Remembered]]:
    """Yield what every night writes, by its folder, as its settings name it now."""
    if settings.export_dir is not None:
        folder = str(settings.export_dir.absolute())
        before = entries.get(folder, Remembered(folder, (), None, "cleared"))
        formats = tuple(settings.export_formats.split(","))
        yield folder, replace(before, formats=formats, day=None, catalog=None)
    if settings.lake_dir is not None:
        place = place_of(settings.lake_catalog, settings.lake_dir)
        before = entries.get(place.data, Remembered(place.data, (), None, "cleared"))
        yield place.data, replace(before, formats=(), day=None, catalog=place.catalog)


def _rewrite(settings: Settings, entry: Remembered, today: date) -> str | None:
    """Write an export again; return why that failed, ``None`` where it did not."""
    folder = Path(entry.folder)
    try:
        if entry.state == "stuck":
            remove_written(entry)
            remember(settings.data, replace(entry, state="cleared"))
        if entry.catalog is not None:
            export_lake(settings, place_of(entry.catalog, entry.folder))
        else:
            from flows.exports.write import write_export  # the formats' libraries: most nights write no export

            write_export(settings, folder, entry.formats, today=today, day=entry.day)
    except BadTarget as error:
        if entry.state == "cleared":  # nothing of ours is left there
            forget(settings.data, entry.folder)
        return make_visible(f"the export was not written: {error}")
    except Exception as error:  # whatever it is: an export must not spoil a night that is published
        why = f"{type(error).__name__}: {error}"
        is_left = " and may hold what was withdrawn" if entry.state == "stuck" else ""
        return make_visible(f"the export in {folder} was not written{is_left} ({why}); the next run tries again")
    return None
