"""Open Outlook messages (MS-OXMSG) as containers, with the optional extract-msg (GPL: install it knowingly, see
README).

As in mail, only the body, the attachments and their names are kept; no sender, recipient, subject or day.
"""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from extractors.errors import ExtractionError, UnreadableFile
from extractors.files.mail_halves import find_difference, halves_differ
from extractors.files.members import Budget, Container, Member, Names, last_piece, shown_content_ids
from extractors.model.extraction import Failure
from extractors.model.finding import Finding


def open_msg(data: bytes, name: str, budget: Budget) -> Container:
    """Return the body as "body.txt" or "body.html", then the attachments in the message's order.

    Plain text takes precedence over HTML, unless the HTML strikes out, hides or counts what it has otherwise. Images
    shown by the HTML are left out and named in a finding. An enclosed message is written anew as a message of its own.
    Raises ``UnreadableFile`` where extract-msg is not installed or cannot read the file, ``UnsafeContainer`` where the
    streams declare more than the budget.
    """
    library = _library(name)
    try:
        _pay(data, name, budget)
        with closing(
            library.openMsg(data, strict=False, delayAttachments=True, errorBehavior=_tolerant(library))
        ) as message:
            return _read(message, name, budget)
    except ExtractionError:
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableFile(f"{name}: the message needs more memory than the limit for a file") from error
    except Exception as error:  # extract-msg and olefile raise some twenty kinds of errors for damaged files
        raise UnreadableFile(f"{name}: the message is damaged: {type(error).__name__}: {error}") from error


def _library(name: str) -> Any:
    try:
        library = importlib.import_module("extract_msg")
    except ImportError as error:
        raise UnreadableFile(f"{name}: an Outlook message; to read it, run pip install kehtiv[msg]") from error
    # Its complaints become findings here; otherwise it would write to the console.
    logging.getLogger("extract_msg").addHandler(logging.NullHandler())
    return library


def _tolerant(library: Any) -> Any:
    """Read an attachment. An unreadable one must not cost the whole message; a damaged file still raises."""
    behaviour = library.enums.ErrorBehavior
    return behaviour.ATTACH_SUPPRESS_ALL | behaviour.RTFDE | behaviour.STANDARDS_VIOLATION


def _pay(data: bytes, name: str, budget: Budget) -> None:
    """Charge all streams by declared size before reading: in an OLE file several may share the same sectors."""
    olefile = importlib.import_module("olefile")  # extract-msg depends on it
    with closing(olefile.OleFileIO(io.BytesIO(data))) as ole:
        streams = ole.listdir(streams=True, storages=False)
        budget.spend(name, 1, sum(ole.get_size(stream) for stream in streams))


def _read(message: Any, name: str, budget: Budget) -> Container:
    names = Names()
    members: list[Member] = []
    failures: list[Failure] = []
    pictures: list[str] = []
    html = _html(message)
    body = message.body
    plain = body.encode("utf-8", errors="replace") if isinstance(body, str) else b""
    difference = find_difference([plain], [html]) if plain.strip() and html.strip() else ""
    if plain.strip() and not difference:
        members.append(Member(names.claim("body.txt"), plain, is_letter=True))
    elif html.strip():
        members.append(Member(names.claim("body.html"), html, is_letter=True))
    shown = shown_content_ids(html)
    for number, attachment in enumerate(message.attachments, start=1):
        budget.spend(name, 1, 0)
        called = _name_of(attachment, number)
        if (_text(attachment, "cid") or "") in shown and called.lower().endswith((".png", ".jpg", ".jpeg", ".gif")):
            pictures.append(called)
            continue
        own = names.claim(called)
        content = _content(attachment)
        if content:
            members.append(Member(own, content))
        else:
            failures.append(Failure(own, None, UnreadableFile("").code, f"{own} cannot be read from the message"))
    return Container(tuple(members), (), tuple(_findings(name, pictures, difference)), tuple(failures))


def _html(message: Any) -> bytes:
    html = getattr(message, "htmlBody", None)
    return html if isinstance(html, bytes) else b""


def _content(attachment: Any) -> bytes | None:
    """Return the attachment's bytes, for an enclosed message those of a rewritten message; ``None`` without any."""
    data = getattr(attachment, "data", None)
    if isinstance(data, bytes):
        return data
    export = getattr(data, "exportBytes", None)
    exported = export() if export is not None else None
    return exported if isinstance(exported, bytes) else None


def _name_of(attachment: Any, number: int) -> str:
    """Return the last part of the long file name, else of the short one, else a number. Never a message's subject."""
    raw = _text(attachment, "longFilename") or _text(attachment, "shortFilename") or ""
    is_message = hasattr(getattr(attachment, "data", None), "exportBytes")
    return last_piece(raw) or (f"message-{number}.msg" if is_message else f"part-{number}")


def _text(attachment: Any, field: str) -> str | None:
    try:
        value = getattr(attachment, field, None)
    except Exception:  # a property of unknown form; the attachment is named by its number
        return None
    return value if isinstance(value, str) else None


def _findings(name: str, pictures: list[str], difference: str) -> Iterator[Finding]:
    if difference:
        yield halves_differ(difference)
    if pictures:
        yield Finding("inline_images_left_out", f"{name}: {', '.join(pictures)[:500]}")
