"""Open winmail.dat, in which Outlook sends its attachments to other programs (MS-OXTNEF).

Nothing in it is compressed but a message's own RTF, which stays closed: the mail around it carries the same words as
text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.errors import UnreadableFile
from extractors.files.encodings import decode_name
from extractors.files.members import Budget, Container, Member, Names, last_piece
from extractors.model.finding import Finding

MAGIC = b"\x78\x9f\x3e\x22"
_FIRST_ATTRIBUTE = 6
_BEGINS_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_BODY = 0x0002800C
_LONG_NAME, _DATA_OBJECT = 0x3707, 0x3701
_TEXT, _UNICODE, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_OF_ANY_LENGTH = frozenset({_TEXT, _UNICODE, _BINARY, _OBJECT})
_WIDTHS = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_MANY = 0x1000
_INTERFACE_ID = 16
_NAMED = 0x8000


def open_tnef(data: bytes, name: str, budget: Budget) -> Container:
    """Return the message's own text where it is plain, then its attachments; an enclosed message is one file.

    Raises ``UnreadableFile`` where the file is damaged, ``UnsafeContainer`` where it holds more than the budget.
    """
    names, members = Names(), []
    try:
        body, attachments = _read(data)
    except (struct.error, ValueError, IndexError) as error:
        raise UnreadableFile(f"{name}: the winmail.dat (TNEF) is damaged: {error}") from error
    findings: tuple[Finding, ...] = ()
    if body.strip():
        budget.spend(name, 1, len(body))
        members.append(Member(names.claim("body.txt"), body, is_letter=True))
    for number, (called, content) in enumerate(attachments, 1):
        own = names.claim(last_piece(called) or f"part-{number}")
        budget.spend(f"{name}: {own}", 1, len(content))
        if content:
            members.append(Member(own, content))
        else:
            findings += (Finding("mail_part_left_out", f"{name}: {own} has no content that could be read"),)
    return Container(tuple(members), findings=findings)


@dataclass(slots=True)
class _Attachment:
    name: str = ""
    content: bytes = b""

    def take(self, kind: int, value: bytes) -> None:
        """Take one attribute: the long name among the properties is better than the title."""
        if kind == _TITLE:
            self.name = self.name or decode_name(value.rstrip(b"\0"))
        elif kind == _DATA:
            self.content = value
        else:
            named, enclosed = _properties(value)
            self.name, self.content = named or self.name, self.content or enclosed


def _read(data: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    body = b""
    attachments: list[_Attachment] = []
    for kind, value in _attributes(data):
        if kind == _BEGINS_ATTACHMENT:
            attachments.append(_Attachment())
        elif kind == _BODY:
            body = value.rstrip(b"\0")
        elif kind in (_TITLE, _DATA, _ATTACHMENT_PROPERTIES):
            if not attachments:  # a file whose first attachment has lost its beginning
                attachments.append(_Attachment())
            attachments[-1].take(kind, value)
    return body, [(each.name, each.content) for each in attachments]


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield id and value of each attribute (2.1.2): a level, id, length, the value, a checksum of it."""
    at = _FIRST_ATTRIBUTE
    while at < len(data):
        _, kind, length = struct.unpack_from("<BII", data, at)
        at += 9
        if at + length + 2 > len(data):
            raise ValueError("it ends early")
        yield kind, data[at : at + length]
        at += length + 2


def _properties(value: bytes) -> tuple[str, bytes]:
    """Return an attachment's long name and the message that it encloses (2.1.3.5); empty where it has none."""
    named, enclosed = "", b""
    (count,) = struct.unpack_from("<I", value)
    at = 4
    for _ in range(count):
        kind, ident = struct.unpack_from("<HH", value, at)
        at += 4
        if ident >= _NAMED:
            at = _behind_name(value, at)
        values, at = _values(value, at, kind)
        if ident == _LONG_NAME and values:
            is_wide = kind == _UNICODE
            named = (values[0].decode("utf-16-le") if is_wide else decode_name(values[0])).rstrip("\0")
        elif ident == _DATA_OBJECT and values:
            object_data = values[0][_INTERFACE_ID:]
            enclosed = object_data if object_data.startswith(MAGIC) or kind == _BINARY else values[0]
    return named, enclosed


def _behind_name(value: bytes, at: int) -> int:
    """Return where a property goes on after its name, which is a number or a text."""
    (kind, length) = struct.unpack_from("<II", value, at + 16)
    return at + 24 if kind == 0 else at + 24 + _padded(length)


def _values(value: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    single = kind & ~_MANY
    count = 1
    if kind & _MANY or single in _OF_ANY_LENGTH:
        (count,) = struct.unpack_from("<I", value, at)
        at += 4
    found = []
    for _ in range(count):
        if single in _WIDTHS:
            length = width = _WIDTHS[single]
        elif single in _OF_ANY_LENGTH:
            (length,) = struct.unpack_from("<I", value, at)
            at, width = at + 4, _padded(length)
        else:
            raise ValueError(f"a property of unknown type {single:#x}")
        if at + length > len(value):
            raise ValueError("a property ends early")
        found.append(value[at : at + length])
        at += width
    return found, at


def _padded(length: int) -> int:
    return -(-length // 4) * 4
