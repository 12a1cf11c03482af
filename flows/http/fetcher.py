"""Fetching for one register: every answer is archived before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, OriginalFile, Request
from extractors.registers.base import Maintenance, looks_like_markup, wants_contact
from flows.archive import Archive
from flows.http.client import PoliteClient
from flows.http.errors import AddressFails, AddressTrouble, ContactMissing, HostClosed, PagesChanged


class FileMissing(AddressTrouble):
    """The register lists a file and answers that it has none."""


class PageCutShort(AddressTrouble):
    """A page ends before its end tag: a form would lack types, a document its files, and nothing would show it."""


class NamesTakenDown(AddressTrouble):
    """An answer speaks of a document that an operator took down where its words cannot be told from others'."""


@dataclass
class Fetcher:
    """The client and the archive as one: what comes back has been kept. ``requests`` counts what was asked for.

    ``patience`` pages one after another that cannot be read mean that the host is closed or was rebuilt. ``blank``
    takes out of an answer what an operator took down, before anything of it is kept or read;
    where it cannot, it gives ``None``.
    """

    client: PoliteClient
    archive: Archive
    register: str
    requests: int = 0
    patience: int = 3
    blank: Callable[[Capture], bytes | None] | None = None
    _unreadable_in_a_row: int = 0

    def fetch(self, request: Request) -> tuple[Capture, str]:
        """A page and the sha256 it is archived under. Raises ``RegisterError`` where no usable answer came."""
        self.requests += 1
        capture = self.client.send(request)
        _refuse_unasked(capture)
        if self.blank is not None:
            capture = _without_taken_down(capture, self.blank(capture))
        sha256 = self.archive.store(capture, self.register)
        if wants_contact(capture):
            raise ContactMissing(
                f"{request.url} is answered only to who can be reached: set KEHTIV_CONTACT (e-mail or URL)",
                capture=capture,
            )
        if capture.status == 200 and looks_like_markup(capture.body) and b"</html>" not in capture.body.lower():
            raise PageCutShort(
                f"{request.method} {request.url}: the page ends after {len(capture.body)} bytes unclosed"
            )
        return capture, sha256

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        """The sha256 of a file's bytes in the archive.

        A copy that is held is asked for with its validators, so that a file which has not changed is not sent again;
        one that is doubted without them, else the register would confirm as unchanged what arrived cut short.
        Raises ``FileMissing`` where the register has no such file, else as ``fetch``.
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
        """The sha256 of a text that a document's page holds in place of a file, archived under the file's address."""
        held = self.archive.last_answer(self.register, file.url)
        sha256 = self.archive.digest(text)
        if held is not None and held.sha256 == sha256:
            return sha256
        headers = (("content-type", "text/plain;charset=utf-8"),)
        kept = Capture(Request("GET", file.url), page.url, 200, headers, text, page.fetched_at)
        return self.archive.store(kept, self.register)

    def note_readable(self) -> None:
        """A page could be read: the host is what it was."""
        self._unreadable_in_a_row = 0

    def note_unreadable(self, error: UnexpectedPage) -> None:
        """Raises ``HostClosed`` or ``PagesChanged`` at the last page that patience allows.

        Each page alone is that document's trouble; going on would hold back every document for what is the host's.
        """
        self._unreadable_in_a_row += 1
        if self._unreadable_in_a_row < self.patience:
            return
        told = f"{self._unreadable_in_a_row} pages one after another could not be read, the last one because {error}"
        raise (HostClosed if isinstance(error, Maintenance) else PagesChanged)(told)


def _without_taken_down(capture: Capture, body: bytes | None) -> Capture:
    """The answer with what may be kept of its body. Raises ``NamesTakenDown`` where nothing may."""
    if body is None:
        raise NamesTakenDown(f"{capture.request.url} speaks of a document that was taken down: it is not kept")
    if body == capture.body:
        return capture
    return capture.with_body(body)


def _refuse_unasked(capture: Capture) -> None:
    """A "not modified" to who named no copy: the archive has no bytes for it, and failing there would end the run."""
    if capture.status == 304:
        raise AddressFails(f"{capture.request.url} is answered 304, though no copy of it was named", capture=capture)
