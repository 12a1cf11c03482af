"""Keep OCR results, because a page costs seconds and every new version of the readers reads every scan again.

The path is ``<folder>/<first two of sha256>/<sha256>/<page>-<key>.json``. The key covers the engine, its version and
languages, the scale and the picture itself, so any change that affects a result leads to another file. All results of
one original lie in one folder, which is deleted with the original.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.model.evidence import Box
from extractors.tools import OcrEngine, OcrWord, PageImage

FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptOcr:
    """An ``OcrEngine`` that uses ``engine`` only for pages without a result in ``folder``.

    ``new_results``: another folder for new results, which leaves ``folder`` unchanged.
    """

    engine: OcrEngine
    folder: Path
    new_results: Path | None = None

    @property
    def version(self) -> str:
        return self.engine.version

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        """Return kept words or let the engine read the page. Raises ``ToolFailed``; disk errors cost only time."""
        path = _path_of(self.folder, page, self.engine.version)
        if path is None:
            return self.engine.read_words(page)
        kept = _load(path, page)
        if kept is not None:
            return kept
        words = self.engine.read_words(page)
        new = _path_of(self.new_results or self.folder, page, self.engine.version)
        if new is not None:
            with suppress(OSError):
                _store(new, words, page, self.engine.version)
        return words


def forget(folder: Path, sha256: str) -> None:
    """Delete all results of one original, if there are any. Raises ``OSError``."""
    place = _folder_of(folder, sha256)
    if place is None:
        return
    with suppress(FileNotFoundError):
        shutil.rmtree(place)
    with suppress(OSError):  # other originals share the parent
        place.parent.rmdir()


def _folder_of(folder: Path, sha256: str) -> Path | None:
    return folder / sha256[:2] / sha256 if _SHA256.fullmatch(sha256) else None


def _path_of(folder: Path, page: PageImage, version: str) -> Path | None:
    place = _folder_of(folder, page.file_sha256)
    if place is None:
        return None
    asked = f"{FORMAT}\n{version}\n{page.scale:.6f}\n{hashlib.sha256(page.png).hexdigest()}"
    return place / f"{page.page_number}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}.json"


def _load(path: Path, page: PageImage) -> tuple[OcrWord, ...] | None:
    """Return the kept words; ``None`` where there are none or the file is damaged, so that the page is read again."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        words = kept["words"]
        if kept["format"] != FORMAT or kept["digest"] != _digest(words):
            return None
        return tuple(OcrWord(str(w[0]), Box(page.page_number, *map(float, w[1:5])), float(w[5])) for w in words)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _store(path: Path, words: Sequence[OcrWord], page: PageImage, version: str) -> None:
    rows = [[w.text, w.box.x0, w.box.top, w.box.x1, w.box.bottom, w.confidence] for w in words]
    kept = {"format": FORMAT, "engine": version, "scale": page.scale, "digest": _digest(rows), "words": rows}
    path.parent.mkdir(parents=True, exist_ok=True)
    # Write aside and rename: a reader never sees half a file, and of two processes with one page either may win.
    handle, aside = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
        os.replace(aside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        raise


def _digest(rows: Any) -> str:
    """Return a digest of the words as JSON gives them back, which detects a flipped digit as well as a cut file."""
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
