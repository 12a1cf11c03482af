"""Take the mail out of its signature where both are one file: S/MIME signed-data (RFC 8551, RFC 5652, 5.1).

The signature is not checked. Only the path to the content is walked; elements may be in BER, with indefinite lengths
and octet strings in pieces, because mail programs write the content as a stream.
"""

from __future__ import annotations

from extractors.errors import EncryptedFile, UnreadableFile

_SEQUENCE, _OID, _OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x30, 0x06, 0x04, 0x24, 0xA0
_CONSTRUCTED, _LONG_TAG, _OPEN = 0x20, 0x1F, 0x80
_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENCRYPTED = (bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d0109100117"))
"""envelopedData and authEnvelopedData."""


def signed_content(data: bytes, name: str) -> bytes:
    """Return the signed content, as a rule a mail's part with its own head.

    Raises ``EncryptedFile`` where the content is encrypted, ``UnreadableFile`` where there is no signed content.
    """
    try:
        at, kind = _inside(data, 0, _SEQUENCE), b""
        kind, at = _primitive(data, at, _OID)
        if kind in _ENCRYPTED:
            raise EncryptedFile(f"{name} is encrypted to the mail's recipients")
        if kind != _SIGNED:
            raise ValueError("no signed data")
        at = _inside(data, _inside(data, at, _EXPLICIT), _SEQUENCE)
        at = _behind(data, _behind(data, at))  # version, digest algorithms
        _, at = _primitive(data, _inside(data, at, _SEQUENCE), _OID)
        return _octets(data, _inside(data, at, _EXPLICIT))
    except (ValueError, IndexError) as error:
        raise UnreadableFile(f"{name} is a damaged mail inside a signature (S/MIME): {error}") from error


def _head(data: bytes, at: int) -> tuple[int, int, int | None]:
    """Return the tag of an element, where its content begins, and where it ends (``None``: indefinite)."""
    tag, first = data[at], data[at + 1]
    if tag & _LONG_TAG == _LONG_TAG:
        raise ValueError("a tag that mail does not use")
    if first == _OPEN:
        return tag, at + 2, None
    count = first & 0x7F if first > _OPEN else 0
    begin = at + 2 + count
    end = begin + (int.from_bytes(data[at + 2 : begin], "big") if count else first)
    if end > len(data):
        raise ValueError("an element is longer than the file")
    return tag, begin, end


def _inside(data: bytes, at: int, wanted: int) -> int:
    tag, begin, _ = _head(data, at)
    if tag != wanted:
        raise ValueError("an unexpected element")
    return begin


def _primitive(data: bytes, at: int, wanted: int) -> tuple[bytes, int]:
    tag, begin, end = _head(data, at)
    if tag != wanted or end is None:
        raise ValueError("an unexpected element")
    return data[begin:end], end


def _behind(data: bytes, at: int) -> int:
    """Return where the element after this one begins. Open elements are counted, not entered by recursion."""
    opened = 0
    while True:
        tag, begin, end = _head(data, at)
        if end is None:
            if not tag & _CONSTRUCTED:
                raise ValueError("an element of indefinite length has no parts")
            opened, at = opened + 1, begin
        else:
            is_end = tag == 0 and begin == end
            opened, at = opened - 1 if is_end else opened, end
        if opened <= 0:
            return at


def _octets(data: bytes, at: int) -> bytes:
    """Return an octet string, whole or in pieces."""
    tag, begin, end = _head(data, at)
    if tag == _OCTETS and end is not None:
        return data[begin:end]
    if tag != _OCTETS_IN_PIECES:
        raise ValueError("the content is no octet string")
    pieces, at = [], begin
    while at < (len(data) if end is None else end) and data[at : at + 2] != b"\0\0":
        piece, at = _primitive(data, at, _OCTETS)
        pieces.append(piece)
    return b"".join(pieces)
