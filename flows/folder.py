"""Name the places in a data folder. ``warehouse.connection`` names the warehouse's own files."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA_FOLDER = Path("data")
DATA_VARIABLE = "KEHTIV_DATA"
"""Where the data folder is when nobody says otherwise: known here, so that asking loads no settings."""

_BYTES = re.compile("[\udc80-\udcff]")

CONFIG_FILE = "kehtiv.toml"
CONFIG_VARIABLE = "KEHTIV_CONFIG"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder by its path; nothing of it need be there."""

    path: Path

    @property
    def archive(self) -> Path:
        """Answers as they came (``flows.archive``), unless they lie elsewhere."""
        return self.path / "archive"

    @property
    def ocr(self) -> Path:
        """What OCR read, kept."""
        return self.path / "cache" / "ocr"

    @property
    def readings(self) -> Path:
        """What readers said of files, kept (``flows.reading.store``), unless it lies elsewhere."""
        return self.path / "readings"

    @property
    def places(self) -> Path:
        """Where archive and readings lie, if not in this folder (``flows.stores.whereabouts``)."""
        return self.path / "places.json"

    @property
    def reports(self) -> Path:
        """What runs found: one JSON and one Markdown file a run."""
        return self.path / "reports"

    @property
    def exports(self) -> Path:
        """What was exported."""
        return self.path / "exports"

    @property
    def export_journal(self) -> Path:
        """Folders that `kehtiv export` wrote, wherever they are (``flows.exports.journal``)."""
        return self.path / "exports.json"

    @property
    def digests(self) -> Path:
        """Feeds of what changed (``flows.digest``), unless a setting names another folder."""
        return self.path / "digests"

    @property
    def digest_journal(self) -> Path:
        """Feeds that were written, wherever they are."""
        return self.path / "digests.json"

    @property
    def digest_told(self) -> Path:
        """Who was told of which changes."""
        return self.path / "digests-told.json"

    @property
    def rulings(self) -> Path:
        """What persons decided (``flows.rulings.journal``)."""
        return self.path / "rulings.jsonl"

    @property
    def rulings_lock(self) -> Path:
        """Held while the journal of rulings is written."""
        return self.path / ".rulings.lock"

    @property
    def temporary(self) -> Path:
        """What programs that read a run's files write meanwhile; every run begins by removing it."""
        return self.path / ".temporary"

    @property
    def nights(self) -> Path:
        """Nights of `kehtiv serve` that began and have not ended."""
        return self.path / ".nights"

    @property
    def going_on(self) -> Path:
        """How far the run is that is going on, or was killed."""
        return self.path / ".going-on.json"

    @property
    def prefect(self) -> Path:
        """What Prefect keeps for itself."""
        return self.path / ".prefect"

    @property
    def lock(self) -> Path:
        """Held by the run that is going on."""
        return self.path / ".lock"

    @property
    def serve_lock(self) -> Path:
        """Held by the `kehtiv serve` that keeps the schedules."""
        return self.path / ".serve.lock"

    @property
    def probe(self) -> Path:
        """Written and deleted to prove that the folder can be written."""
        return self.path / ".writable"


def find_owner(path: Path, data: Path) -> Path | None:
    """Return what of a data folder a file to be written would fall into; ``None`` where it may be written.

    Links are resolved on both sides: a part of the folder may lie on another disk. ``exports/`` is free to write.
    """
    target, folder = path.resolve(), data.resolve()
    if target.is_relative_to(DataFolder(folder).exports) and target != DataFolder(folder).exports:
        return None
    if target.is_relative_to(folder):
        return folder
    links = (entry for entry in folder.iterdir() if entry.is_symlink()) if folder.is_dir() else iter(())
    return next((link for link in links if link.name != "exports" and target.is_relative_to(link.resolve())), None)


def data_folder(named: Path | None) -> Path:
    """Return the data folder: the one named on the command line, else in the environment, else in the configuration
    file, else ``data/``. Raises ``BadConfig``."""
    folder = named or Path(os.environ.get(DATA_VARIABLE) or str(read_config().get("data") or DATA_FOLDER))
    if not is_text(str(folder)):
        raise BadConfig(f"the data folder {folder} has a name that is not UTF-8, where DuckDB opens no file")
    return folder


def is_text(words: str) -> bool:
    """Return whether words from the command line or the disk are text, not bytes that are no UTF-8 (PEP 383)."""
    return words.isascii() or not _BYTES.search(words)


class BadConfig(ValueError):
    """The configuration file or the data folder cannot be used; the message says why."""


def config_file() -> Path | None:
    """Return the configuration file: the one that ``KEHTIV_CONFIG`` names, else ``kehtiv.toml`` where kehtiv is called.

    ``None`` where there is none. Raises ``BadConfig`` where the named one is missing.
    """
    named = os.environ.get(CONFIG_VARIABLE, "").strip()
    path = Path(named or CONFIG_FILE)
    if path.is_file():
        return path
    if named:
        raise BadConfig(f"{CONFIG_VARIABLE} names {path}, which is not a file")
    return None


def read_config() -> dict[str, Any]:
    """Return the values of the configuration file; empty where there is none. Raises ``BadConfig``."""
    path = config_file()
    if path is None:
        return {}
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadConfig(f"{path} cannot be read: {error}") from error
