"""Keep the steps behind the published file for the next publish, and copy both only if they are as written."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.publish.writing import BLOCK_SIZE, STEPS

STEPS_NAME = "steps.duckdb"
"""The tables that are not published, as the last publish left them."""

_HEADERS = 3 * 4096
"""What stands before the first block of a DuckDB file."""
_MARK = 8
"""How many bytes at the head of a block are DuckDB's own checksum of the rest."""
_TOGETHER = 256
"""How many blocks one thread reads in a row."""

Blocks = list[tuple[bytes, int]]
"""For the headers and for each block of a file: the bytes at its head, and the checksum of the whole."""


@dataclass(frozen=True)
class Copied:
    """The blocks of the files that a publish in part goes on from, as they were copied."""

    published: Blocks
    steps: Blocks


def steps_beside(building: Path) -> Path:
    """Return where the steps of a file that is being built stand."""
    return building.with_name(f"{building.name}-{STEPS}")


def checksums(published: Path, steps: Path, before: str | None = None, copied: Copied | None = None) -> str | None:
    """Return checksums by which to tell whether these files are still as written; ``None`` where no steps were kept.

    Where no new ``steps`` were written, those of the checksums ``before`` stay. They are not read again: damage would
    pass for what was written. Of files that were ``copied`` and changed, only the blocks that changed are read.
    """
    if steps.exists():
        kept = str(_sum(_read_changed(steps, copied.steps if copied is not None else [])))
    elif before is not None:
        kept = before.split()[1]
    else:
        return None
    return f"{_sum(_read_changed(published, copied.published if copied is not None else []))} {kept}"


def copy_kept(data_dir: Path, published: Path, expected: str | None, building: Path) -> Copied | None:
    """Copy the published file and its steps to where a publish in part goes on; return their blocks if they are sound.

    They are not sound if one is missing or is not what the last publish wrote: damage would be copied from publish to
    publish.
    """
    if expected is None or not published.exists() or not (data_dir / STEPS_NAME).exists():
        return None
    copied = Copied(_copy(published, building), _copy(data_dir / STEPS_NAME, steps_beside(building)))
    return copied if f"{_sum(copied.published)} {_sum(copied.steps)}" == expected else None


def _sum(blocks: Blocks) -> int:
    return zlib.crc32(b"".join(checksum.to_bytes(4, "little") for _, checksum in blocks))


def _read_changed(path: Path, copied: Blocks) -> Blocks:
    """Return the blocks of a file, of which those that have the head of the block that was copied have its checksum.

    If a block changed behind its head, the sum would be wrong, and the next publish would derive everything.
    """
    blocks: Blocks = []
    with _opened(path, os.O_RDONLY) as file:
        for number, (start, length) in enumerate(_places(os.fstat(file).st_size)):
            head = os.pread(file, _MARK, start)
            if 0 < number < len(copied) and copied[number][0] == head:
                blocks.append(copied[number])
            else:
                blocks.append((head, zlib.crc32(os.pread(file, length, start))))
    return blocks


def _copy(source: Path, target: Path) -> Blocks:
    """Write the bytes of a file to ``target``, with all processors; return its blocks."""
    with _opened(source, os.O_RDONLY) as read, _opened(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as written:
        places = list(_places(os.fstat(read).st_size))
        stretches = [places[first : first + _TOGETHER] for first in range(0, len(places), _TOGETHER)]

        def copy(stretch: list[tuple[int, int]]) -> Blocks:
            blocks: Blocks = []
            buffer = memoryview(bytearray(BLOCK_SIZE))
            for start, length in stretch:
                held = buffer[: os.preadv(read, [buffer[:length]], start)]
                blocks.append((bytes(held[:_MARK]), zlib.crc32(held)))
                _write(written, held, start)
            return blocks

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return [block for blocks in threads.map(copy, stretches) for block in blocks]


def _write(file: int, content: memoryview, start: int) -> None:
    while content:
        count = os.pwrite(file, content, start)
        content, start = content[count:], start + count


def _places(size: int) -> Iterator[tuple[int, int]]:
    """Return where the headers and each block of a file of this size begin, and how long they are."""
    yield 0, min(_HEADERS, size)
    for start in range(_HEADERS, size, BLOCK_SIZE):
        yield start, min(BLOCK_SIZE, size - start)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    file = os.open(path, flags, 0o644)
    try:
        yield file
    finally:
        os.close(file)
