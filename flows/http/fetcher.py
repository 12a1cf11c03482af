"""Fetch for one register and archive every answer before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, OriginalFile, Request
from extractors.registers.base import Maintenance, looks_like_markup, wants_contact
from flows.archive import Archive
from flows.http.client import PoliteClient
from flows.http.errors import AddressFails, AddressTrouble, ContactMissing, HostClosed, PagesChanged


class FileMissing(AddressTrouble):
    """The register lists a file but does not have it."""


class PageCutShort(AddressTrouble):
    """A page ends before its end tag. A form would lack types or a document its files, and nothing would show it."""


@dataclass
class Fetcher:
    """Ask through the client and keep through the archive. ``requests`` counts what was asked for.

    ``patience`` unreadable pages in a row mean that the host is closed or was rebuilt. ``blank`` removes from a page
    what an operator took down, before the page is kept or read.
    """

    client: PoliteClient
    archive: Archive
    register: str
    requests: int = 0
    patience: int = 3
    blank: Callable[[bytes], bytes] | None = None
    _unreadable_in_a_row: int = 0

    def fetch(self, request: Request) -> tuple[Capture, str]:
        """Return a page and the sha256 it is archived under. Raise ``RegisterError`` where no usable answer came."""
        self.requests += 1
        capture = self.client.send(request)
        _refuse_unasked(capture)
        if self.blank is not None and capture.status == 200:
            capture = replace(capture, body=self.blank(capture.body))
        sha256 = self.archive.store(capture, self.register)
        if wants_contact(capture):
            raise ContactMissing(
                f"{request.url} requires a contact address: set KEHTIV_CONTACT (e-mail or URL)",
                capture=capture,
            )
        if capture.status == 200 and looks_like_markup(capture.body) and b"</html>" not in capture.body.lower():
            raise PageCutShort(
                f"{request.method} {request.url}: the page ends after {len(capture.body)} bytes, before its end tag"
            )
        return capture, sha256

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        """Return the sha256 of a file's bytes in the archive.

        The request carries the validators of a held copy, so that an unchanged file is not sent again. A doubted copy
        is requested without them: else the register would confirm as unchanged a file that arrived cut short.
        Raise ``FileMissing`` where the register does not have the file, else as ``fetch``.
        """
        held = None if is_doubted else self.archive.last_answer(self.register, request.url)
        self.requests += 1
        capture = self.client.send(
            request,
            etag=held.etag if held else None,
            last_modified=held.last_modified if held else None,
        )
        if held is None:
            _refuse_unasked(capture)
        sha256 = self.archive.store(capture, self.register)
        if capture.status not in (200, 304):
            raise FileMissing(f"{request.url} is listed, but the register answers {capture.status}")
        return sha256

    def keep_text(self, page: Capture, file: OriginalFile, text: bytes) -> str:
        """Archive a text that a page holds in place of a file, under the file's address; return its sha256."""
        held = self.archive.last_answer(self.register, file.url)
        sha256 = self.archive.digest(text)
        if held is not None and held.sha256 == sha256:
            return sha256
        headers = (("content-type", "text/plain;charset=utf-8"),)
        kept = Capture(Request("GET", file.url), page.url, 200, headers, text, page.fetched_at)
        return self.archive.store(kept, self.register)

    def note_readable(self) -> None:
        """Note that a page could be read, which ends a row of unreadable ones."""
        self._unreadable_in_a_row = 0

    def note_unreadable(self, error: UnexpectedPage) -> None:
        """Raise ``HostClosed`` or ``PagesChanged`` when patience runs out.

        One unreadable page is that document's trouble. Several in a row are the host's, and going on would hold back
        every document for it.
        """
        self._unreadable_in_a_row += 1
        if self._unreadable_in_a_row < self.patience:
            return
        message = f"{self._unreadable_in_a_row} pages in a row could not be read, the last one because {error}"
        raise (HostClosed if isinstance(error, Maintenance) else PagesChanged)(message)


def _refuse_unasked(capture: Capture) -> None:
    """Refuse a 304 to a request that named no copy: the archive has no bytes for it, which would end the run there."""
    if capture.status == 304:
        raise AddressFails(
            f"{capture.request.url} was answered 304, although the request named no copy", capture=capture
        )
