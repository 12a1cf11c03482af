"""The archive as a replay sees it: it gives, and neither takes nor forgets."""

from __future__ import annotations

import shutil
from pathlib import Path

from extractors.model.register import Capture
from flows.archive import Archive

_JOURNAL = "takedowns.jsonl"


class KeptArchive(Archive):
    """Stages that run again over the archive may not change it.

    They let go of a restricted document's bytes, as on that night; a document that was opened again later rests on
    them. What they write beside the bytes (the journal of take-downs) goes to ``aside``.
    """

    is_kept = True

    def __init__(self, folder: Path, aside: Path) -> None:
        super().__init__(folder)
        self._kept = folder
        self.folder = aside / "archive"
        self.folder.mkdir()
        if (folder / _JOURNAL).exists():
            shutil.copyfile(folder / _JOURNAL, self.folder / _JOURNAL)

    def store(self, capture: Capture, register: str) -> str:
        """The digest; the answer came out of the archive and is there."""
        return self.digest(capture.body)

    def registers(self) -> list[str]:
        """The registers of which anything was ever kept."""
        captures = self._kept / "captures"
        return sorted(path.name for path in captures.iterdir()) if captures.is_dir() else []

    def forget(self, sha256: str) -> bool:
        """Nothing is forgotten."""
        return False
