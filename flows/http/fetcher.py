"""Fetch for one register and archive every answer before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from extractors.model.register import Capture, Request
from extractors.registers.base import looks_like_markup, wants_contact
from flows.archive import RunArchive
from flows.http.client import PoliteClient
from flows.http.errors import AddressFails, AddressTrouble, ContactMissing


class FileMissing(AddressTrouble):
    """The register lists a file but does not have it."""


class PageCutShort(AddressTrouble):
    """A page ends before its end tag. A form would lack types or a document its files, and nothing would show it."""


class NamesTakenDown(AddressTrouble):
    """An answer mentions a document that an operator took down, and its words cannot be separated from others'."""


@dataclass
class Fetcher:
    """Ask through the client and keep through the archive. ``requests`` counts what was asked for.

    ``blank`` removes from an answer what an operator took down, before the answer is kept or read. It returns ``None``
    where it cannot. ``waits`` is entered while an answer is waited for.
    """

    client: PoliteClient
    archive: RunArchive
    register: str
    requests: int = 0
    blank: Callable[[Capture], bytes | None] | None = None
    waits: Callable[[], AbstractContextManager[None]] = nullcontext

    def fetch(self, request: Request) -> tuple[Capture, str]:
        """Return a page and the sha256 it is archived under. Raise ``RegisterError`` where no usable answer came."""
        self.requests += 1
        with self.waits():
            capture = self.client.send(request, most_bytes=self.client.most_page_bytes)
        refuse_unasked(capture)
        if self.blank is not None:
            capture = _without_taken_down(capture, self.blank(capture))
        sha256 = self.archive.store(capture, self.register)
        refuse_useless(capture)
        return capture, sha256

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        """Return the sha256 of a file's bytes in the archive.

        The request carries the validators of a held copy, so that an unchanged file is not sent again. A doubted copy
        is requested without them: else the register would confirm as unchanged a file that arrived cut short.
        Raise ``FileMissing`` where the register does not have the file, else as ``fetch``.
        """
        held = None if is_doubted else self.archive.last_answer(self.register, request.url)
        self.requests += 1
        with self.waits():
            capture = self.client.send(
                request,
                etag=held.etag if held else None,
                last_modified=held.last_modified if held else None,
            )
        if held is None:
            refuse_unasked(capture)
        sha256 = self.archive.store(capture, self.register)
        if capture.status not in (200, 304):
            raise FileMissing(f"{request.url} is listed, but the register answers {capture.status}")
        return sha256


def refuse_unasked(capture: Capture) -> None:
    """Raise ``AddressFails`` for a "not modified" to a request that named no copy.

    The archive has no bytes for it, and failing there would end the run.
    """
    if capture.status == 304:
        message = f"{capture.request.url} was answered 304, although the request named no copy"
        raise AddressFails(message, capture=capture)


def _without_taken_down(capture: Capture, body: bytes | None) -> Capture:
    """Return the answer with what may be kept of its body. Raise ``NamesTakenDown`` where nothing may."""
    if body is None:
        raise NamesTakenDown(f"{capture.request.url} speaks of a document that was taken down: it is not kept")
    if body == capture.body:
        return capture
    return capture.with_body(body)


def refuse_useless(capture: Capture) -> None:
    """Raise ``ContactMissing`` or ``PageCutShort`` for a page that says nothing of what was asked."""
    request = capture.request
    if wants_contact(capture):
        raise ContactMissing(
            f"{request.url} requires a contact address: set KEHTIV_CONTACT (e-mail or URL)",
            capture=capture,
        )
    if capture.status == 200 and looks_like_markup(capture.body) and b"</html>" not in capture.body.lower():
        raise PageCutShort(
            f"{request.method} {request.url}: the page ends after {len(capture.body)} bytes, before its end tag"
        )
