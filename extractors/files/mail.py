"""Open e-mail (RFC 5322, MIME) as a container: the text of the mail and its attachments.

Only the body, the attachments and their names are kept. Sender, recipients, subject, day and route are personal data of
people outside the act, and no list of members needs them. The attachments and the register's entry say which act a mail
brings.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage

from extractors.errors import EncryptedFile, ExtractionError, UnreadableFile
from extractors.files.mail_fields import file_name, header, kind_of, parameter
from extractors.files.mail_halves import Leaf, superseded, transcoded
from extractors.files.mail_policy import parse_mail
from extractors.files.members import Budget, Container, Member, Names, last_piece, shown_content_ids
from extractors.files.smime import signed_content
from extractors.files.tnef import MAGIC as TNEF_MAGIC
from extractors.files.uuencoded import UUENCODINGS, take_uuencoded
from extractors.model.extraction import Failure
from extractors.model.finding import Finding

_ENCLOSED = ("message/rfc822", "message/global", "message/news")
_SIGNATURE_TYPES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
_SMIME_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_BORDERS = {"CloseBoundaryNotFoundDefect": "the last part is not closed; the mail may be cut short"}


@dataclass(slots=True)
class _Opened:
    """The result so far. ``budget`` pays for files that stand within a text."""

    budget: Budget
    names: Names = field(default_factory=Names)
    members: list[Member] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, name: str, data: bytes, *, is_letter: bool = False) -> None:
        self.members.append(Member(self.names.claim(name), data, is_letter))

    def fail(self, name: str, code: str, what: str) -> None:
        own = self.names.claim(name)
        self.failures.append(Failure(own, None, code, f"{own} {what}"))


def open_mail(data: bytes, name: str, budget: Budget) -> Container:
    """Return the body as "body.txt" or "body.html", then attachments and enclosed messages, in the mail's order.

    Of alternatives the plain text is taken, or the HTML where that says more (``superseded``). Images shown by the
    HTML are left out and named in a finding. An enclosed message is written anew from its parts: always the same
    bytes, but not always those that were sent. Raises ``UnsafeContainer`` and ``UnreadableFile``.
    """
    message = parse_mail(data, name, budget)
    opened = _Opened(budget)
    leaves = [_decoded(leaf, opened) for leaf in _leaves(message)]
    for leaf in leaves:
        budget.spend(name, 0, len(leaf.data))
    shown = set().union(*(shown_content_ids(leaf.data) for leaf in leaves if leaf.kind == "text/html"))
    dropped, differences = superseded(leaves)
    opened.findings += differences
    pictures: list[str] = []
    for number, leaf in enumerate(leaves, start=1):
        if number - 1 in dropped:
            continue
        if leaf.is_text:
            _add_body(leaf, opened)
        elif _is_shown(leaf.part, leaf.kind, shown):
            pictures.append(_name_of(leaf, number))
        else:
            _add_part(leaf, number, opened)
    if pictures:
        opened.findings.append(Finding("inline_images_left_out", f"{name}: {', '.join(pictures)[:500]}"))
    opened.findings += _defects(message, name)
    return Container(tuple(opened.members), (), tuple(opened.findings), tuple(opened.failures))


def _leaves(message: EmailMessage) -> Iterator[Leaf]:
    """Yield parts with content, in order, without recursion; an enclosed message is one part."""
    waiting: list[tuple[EmailMessage, int | None]] = [(message, None)]
    groups = 0
    while waiting:
        part, group = waiting.pop()
        kind = kind_of(part)
        # The library would decode the payload of a part without children by any charset that the part names.
        if not part.is_multipart() or kind.startswith("message/"):
            yield Leaf(part, kind, group)
            continue
        if kind == "multipart/alternative":
            groups += 1
            group = groups
        children = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        waiting += [(child, group) for child in reversed(children)]


def _decoded(leaf: Leaf, opened: _Opened) -> Leaf:
    part = leaf.part
    if leaf.kind in _ENCLOSED:
        return Leaf(part, leaf.kind, leaf.group, _message_bytes(part))
    if part.is_multipart():
        return leaf
    if leaf.kind.startswith("multipart/") and (written := _written_anew(part)):
        return Leaf(part, "message/rfc822", leaf.group, written)
    before = len(part.defects)
    try:
        decoded = part.get_payload(decode=True)
    except Exception as error:  # a transfer encoding that the library cannot parse
        opened.findings.append(Finding("damaged_mail_part", f"{file_name(part) or leaf.kind}: {error!r}"))
        return leaf
    for defect in part.defects[before:]:
        what = type(defect).__name__.removesuffix("Defect")
        opened.findings.append(Finding("damaged_mail_part", f"{file_name(part) or leaf.kind}: {what}"))
    return Leaf(part, leaf.kind, leaf.group, decoded if isinstance(decoded, bytes) else b"")


def _message_bytes(part: EmailMessage) -> bytes:
    """Return the enclosed message; empty where there is none or it cannot be written."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else payload
    try:
        if isinstance(inner, str):  # encoded, and therefore not parsed with the mail
            return _uncoded(inner, _encoding_of(part))
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    except Exception:  # headers that can be parsed but not written; the part is then held back as empty
        return b""


def _written_anew(part: EmailMessage) -> bytes:
    """Return parts that were encoded as a whole, which the standard forbids and gateways do, as a mail of their own;
    empty where they are not.
    """
    encoding = _encoding_of(part)
    payload = part.get_payload()
    if encoding not in ("base64", "quoted-printable") or not isinstance(payload, str):
        return b""
    try:
        uncoded = _uncoded(payload, encoding)
    except ValueError:
        return b""
    kind = " ".join((header(part, "Content-Type") or "").split())
    return f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n".encode("utf-8", "surrogateescape") + uncoded


def _encoding_of(part: EmailMessage) -> str:
    return (header(part, "Content-Transfer-Encoding") or "").strip().lower()


def _uncoded(payload: str, encoding: str) -> bytes:
    written = payload.encode("utf-8", "surrogateescape")
    if encoding == "base64":
        return base64.b64decode(b"".join(written.split()))
    if encoding == "quoted-printable":
        return quopri.decodestring(written)
    if encoding in UUENCODINGS:
        _, files = take_uuencoded(written)
        return files[0][1] if files else b""
    return written


def _add_body(leaf: Leaf, opened: _Opened) -> None:
    if not leaf.data.strip():
        return
    name = "body.html" if leaf.kind == "text/html" else "body.txt"
    rest, files = take_uuencoded(leaf.data) if leaf.kind == "text/plain" else (leaf.data, [])
    text, doubt = transcoded(replace(leaf, data=rest))
    if rest.strip():
        opened.add(name, text, is_letter=True)
    for called, content in files:
        opened.budget.spend(f"{called}, uuencoded in the mail's text", 1, len(content))
        opened.add(last_piece(called) or "attachment", content)
    if doubt:
        opened.findings.append(Finding("broken_charset", f"{name}: {doubt}"))


def _add_part(leaf: Leaf, number: int, opened: _Opened) -> None:
    name = _name_of(leaf, number)
    called = file_name(leaf.part)
    if re.search(r"[/\\]", called):
        opened.findings.append(Finding("name_with_path", f"{name} has the name {called[:200]!r} in the mail"))
    if leaf.kind in _SIGNATURE_TYPES:
        opened.findings.append(
            Finding("mail_signature_not_checked", f"{name}: the mail is signed; the signature is not checked")
        )
    elif (leaf.kind in _TNEF_TYPES or name.lower() == "winmail.dat") and not leaf.data.startswith(TNEF_MAGIC):
        opened.fail(name, UnreadableFile("").code, "is no file of Outlook's own format (TNEF), as it says")
    elif leaf.kind in _SMIME_TYPES:
        _add_signed(leaf, name, opened)
    elif leaf.kind.startswith("message/") and leaf.kind not in _ENCLOSED:
        opened.findings.append(Finding("mail_part_left_out", f"{name}: {leaf.kind}, a message between mail servers"))
    elif not leaf.data:
        opened.fail(name, UnreadableFile("").code, "has no content that could be decoded")
    else:
        opened.add(name, leaf.data)


def _add_signed(leaf: Leaf, name: str, opened: _Opened) -> None:
    """Add the mail that stands inside its own signature."""
    if parameter(leaf.part, "smime-type") == "enveloped-data":
        opened.fail(name, EncryptedFile("").code, "is encrypted to the mail's recipients")
        return
    try:
        content = signed_content(leaf.data, name)
    except ExtractionError as error:
        opened.failures.append(Failure(opened.names.claim(name), None, error.code, str(error)))
        return
    told = f"{name}: the mail stands inside its signature; the signature is not checked"
    opened.findings.append(Finding("mail_signature_not_checked", told))
    opened.add(f"{name.rpartition('.')[0] or name}.eml", content)


def _name_of(leaf: Leaf, number: int) -> str:
    """Return the last part of the file name, else a name by number. The subject never names an enclosed message."""
    own = f"message-{number}.eml" if leaf.kind in _ENCLOSED else f"part-{number}"
    return last_piece(file_name(leaf.part)) or own


def _is_shown(part: EmailMessage, kind: str, shown: set[str]) -> bool:
    """Return whether the mail's HTML shows the image, as a logo in a signature. HTML never shows a scan, which stays a
    member.
    """
    content_id = (header(part, "Content-ID") or "").strip().strip("<>")
    return kind.startswith("image/") and bool(content_id) and content_id in shown


def _defects(message: EmailMessage, name: str) -> Iterator[Finding]:
    """Yield what the parser found wrong with the boundaries of the parts."""
    seen: set[str] = set()
    for part in message.walk():
        for defect in part.defects:
            kind = type(defect).__name__
            if kind not in seen and ("Boundary" in kind or "Multipart" in kind):
                seen.add(kind)
                yield Finding("mail_structure", f"{name}: {_BORDERS.get(kind, kind.removesuffix('Defect'))}")
