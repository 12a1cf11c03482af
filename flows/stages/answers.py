"""Define where the answers of a night come from, and how many bad ones a night tolerates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, Request
from extractors.registers.base import Maintenance
from flows.http.errors import HostClosed, PagesChanged


class Answers(Protocol):
    """The answers of one register: requested now (``flows.http.fetcher``), or archived (``flows.rereading.replay``).

    Every answer is in the archive. Both raise ``RegisterError`` where there is no usable answer.
    """

    @property
    def register(self) -> str: ...

    def fetch(self, request: Request) -> tuple[Capture, str]:
        """Return a page and its sha256."""
        ...

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        """Return the sha256 of a file. ``is_doubted``: do not trust a copy that is already held."""
        ...


@dataclass
class Patience:
    """How many pages in a row may be unreadable before the host counts as closed or rebuilt.

    ``limit`` is ``None`` where no host is asked.
    """

    limit: int | None
    _unreadable_in_a_row: int = 0

    def note_readable(self) -> None:
        """Record that a page could be read, so that the host is as expected."""
        self._unreadable_in_a_row = 0

    def note_unreadable(self, error: UnexpectedPage) -> None:
        """Raise ``HostClosed`` or ``PagesChanged`` at the last page that patience allows.

        One unreadable page concerns its document; many in a row concern the host and must not hold back every one.
        """
        self._unreadable_in_a_row += 1
        if self.limit is None or self._unreadable_in_a_row < self.limit:
            return
        message = f"{self._unreadable_in_a_row} pages in a row could not be read, the last one because {error}"
        raise (HostClosed if isinstance(error, Maintenance) else PagesChanged)(message)
