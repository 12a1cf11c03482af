"""Make batches of files: small ones together by bytes, what needs a program apart, the longest work first.

A page of text takes twenty milliseconds and a page by OCR a second. A batch should take about two seconds: much less,
and carrying orders costs more than a hundredth of it; much more, and at the end all readers wait for the last one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from flows.archive.errors import NotArchived
from flows.reading.one import WantedFile
from flows.reading.spread.abilities import Abilities, programs_in

TOGETHER = 2_000
"""Files that are sorted at once; memory does not grow with the archive."""
SMALL_FILES, SMALL_BYTES = 16, 1024**2
"""The most that one batch of small files holds."""
LARGE_FROM_BYTES = 64 * 1024
"""From this size a file may be a scan, which nobody knows before it is opened."""
LARGE_FILES, LARGE_BYTES = 2, 256 * 1024
ASKED_AT_ONCE = 16
"""Sizes that are asked for at once: in a bucket each is a request, and the readers have nothing to do meanwhile."""
_ENDINGS = {
    "ocr": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp", ".bmp"),
    "office": (".doc", ".dot", ".rtf", ".odt", ".fodt", ".xls", ".ods"),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one reader reads. ``needs`` names the programs ("ocr", "office") without which it need not begin."""

    files: tuple[WantedFile, ...]
    needs: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class _Sized:
    file: WantedFile
    size: int


def batches_of(
    wanted: Iterable[WantedFile], size_of: Callable[[str], int], able: Abilities, together: int = TOGETHER
) -> Iterator[Batch]:
    """Yield batches of ``wanted``. A file that the archive lacks is left out: loading meets that again and says so.

    ``able`` says which programs this run reads with; ``size_of`` takes a sha256 and raises as ``Archive.size``. Several
    threads call it.
    """
    waiting = iter(wanted)
    while piece := list(itertools.islice(waiting, together)):
        sized = sorted(_sized(piece, size_of), key=lambda each: -each.size)
        for kind, program in programs_in(able).items():
            if program is not None:
                yield from (Batch((each.file,), frozenset([kind])) for each in sized if _is_of(kind, each))
                sized = [each for each in sized if not _is_of(kind, each)]
        large = [each for each in sized if each.size >= LARGE_FROM_BYTES]
        yield from _cut(large, LARGE_FILES, LARGE_BYTES)
        yield from _cut(sized[len(large) :], SMALL_FILES, SMALL_BYTES)


def _is_of(kind: str, sized: _Sized) -> bool:
    return sized.file.name.lower().endswith(_ENDINGS[kind])


def _sized(files: Iterable[WantedFile], size_of: Callable[[str], int]) -> list[_Sized]:
    def ask(file: WantedFile) -> _Sized | None:
        try:
            return _Sized(file, size_of(file.sha256))
        except NotArchived:
            return None

    with ThreadPoolExecutor(ASKED_AT_ONCE) as asking:
        return [each for each in asking.map(ask, files) if each is not None]


def _cut(files: Iterable[_Sized], most_files: int, most_bytes: int) -> Iterator[Batch]:
    """Yield batches of at most ``most_files`` and ``most_bytes``; a larger file makes a batch of its own."""
    batch: list[WantedFile] = []
    size = 0
    for each in files:
        if batch and (len(batch) >= most_files or size + each.size > most_bytes):
            yield Batch(tuple(batch))
            batch, size = [], 0
        batch.append(each.file)
        size += each.size
    if batch:
        yield Batch(tuple(batch))
