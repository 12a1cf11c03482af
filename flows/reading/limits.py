"""Limit the time and memory for reading one file, with the clock that enforces the time on a worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.tools import OcrEngine, OcrWord, OfficeConverter, PageImage, Tools

if TYPE_CHECKING:  # a worker loads this module and does not need settings, which take a sixth of a second
    from flows.settings import Settings

_GRACE_S = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file. Times in seconds, sizes in bytes.

    Work grows with the file: a normal scan of two hundred pages takes ten minutes, a page that hangs never ends. So
    ``silence_s`` limits the time between signs of progress (a page read by OCR, a document converted, the end), and
    ``longest_s`` the total time for a file. ``memory_bytes`` is the address space of a worker, with its programs and
    libraries; it is not enforced where the system has no such limit.
    """

    silence_s: float = 120.0
    longest_s: float = 3600.0
    memory_bytes: int = 2 * 1024**3

    @property
    def result_bytes(self) -> int:
        """Return the largest result to accept from a worker: a text as large as its memory would fill the parent's."""
        return self.memory_bytes // 8


DEFAULT = Limits()


def limits_of(settings: Settings) -> Limits:
    """Return the limits that ``settings`` set. No worker is stopped before the programs it waits for reach theirs."""
    tools_s = max(settings.ocr_page_timeout_s, settings.office_timeout_s) + _GRACE_S
    silence_s = max(settings.file_timeout_s, tools_s)
    return Limits(silence_s, max(settings.file_longest_s, silence_s), settings.file_memory_bytes)


class Deadline:
    """The time at which a worker must be stopped."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._now = now
        self._began = self._heard = now()

    def hear(self) -> None:
        """Record a sign of progress from the worker."""
        self._heard = self._now()

    @property
    def left_s(self) -> float:
        """Return the seconds until the worker must be stopped; 0 when that is due."""
        now = self._now()
        silence, whole = self._heard + self._limits.silence_s, self._began + self._limits.longest_s
        return max(0.0, min(silence, whole) - now)

    def broken_rule(self) -> str:
        """Say which of the two limits was reached, for the person who reads the quarantine."""
        if self._now() >= self._began + self._limits.longest_s:
            return f"reading took longer than {self._limits.longest_s:g} seconds in total (KEHTIV_FILE_LONGEST_S)"
        return f"reading made no progress for {self._limits.silence_s:g} seconds (KEHTIV_FILE_TIMEOUT_S)"


@dataclass(frozen=True, slots=True)
class _HeardOcr:
    engine: OcrEngine
    tell: Callable[[], None]

    @property
    def version(self) -> str:
        return self.engine.version

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        self.tell()
        try:
            return self.engine.read_words(page)
        finally:
            self.tell()


@dataclass(frozen=True, slots=True)
class _HeardOffice:
    converter: OfficeConverter
    tell: Callable[[], None]

    @property
    def version(self) -> str:
        return self.converter.version

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        self.tell()
        try:
            return self.converter.convert(data, ending, target)
        finally:
            self.tell()


def with_signs(tools: Tools, tell: Callable[[], None]) -> Tools:
    """Wrap the tools so that each call calls ``tell`` before and after, which restarts the clock of silence."""
    return replace(
        tools,
        ocr=_HeardOcr(tools.ocr, tell) if tools.ocr is not None else None,
        office=_HeardOffice(tools.office, tell) if tools.office is not None else None,
    )
