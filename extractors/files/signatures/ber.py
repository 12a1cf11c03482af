"""Convert BER to DER, as far as time-stamp tokens need it (ITU-T X.690).

Time-stamping services, among them the Estonian SK ID Solutions, wrap a token in indefinite lengths and may cut its
content in pieces. What they sign is in DER, and the readers of ``cryptography`` accept nothing else.
"""

from __future__ import annotations

MAX_OPEN_TOKEN = 64 * 1024
MAX_DEPTH = 16

_CONSTRUCTED, _LONG_TAG, _OPEN = 0x20, 0x1F, 0x80
_OCTET_STRING, _OCTET_STRING_IN_PIECES = b"\x04", b"\x24"
_END = b"\x00\x00"


def close_lengths(token: bytes) -> bytes:
    """Return the token with definite lengths and whole octet strings around the signed content; DER comes back
    unchanged.

    Raises ``ValueError`` for bytes that are not BER, nested deeper than ``MAX_DEPTH``, or longer than
    ``MAX_OPEN_TOKEN`` bytes: rewriting is slow, and real tokens have some thousand bytes.
    """
    if token[1:2] != bytes([_OPEN]):
        return token
    if len(token) > MAX_OPEN_TOKEN:
        raise ValueError("a token of indefinite length is too long")
    closed, rest = _close(token, 0)
    if rest:
        raise ValueError("bytes follow the token")
    return closed


def _close(data: bytes, depth: int) -> tuple[bytes, bytes]:
    """Return the first element of ``data`` with a definite length, and the bytes after it.

    An element of definite length stays as it is: it may be signed, and what is signed is in DER.
    """
    tag, size, content = _head(data)
    if size is not None:
        return data[: len(data) - len(content) + size], content[size:]
    if not tag[0] & _CONSTRUCTED or depth >= MAX_DEPTH:
        raise ValueError("an element of indefinite length has no parts, or is nested too deeply")
    parts, rest = _parts(content, depth)
    if tag == _OCTET_STRING_IN_PIECES:
        return _element(_OCTET_STRING, b"".join(_piece(part) for part in parts)), rest
    return _element(tag, b"".join(parts)), rest


def _parts(content: bytes, depth: int) -> tuple[list[bytes], bytes]:
    """Return the closed elements up to the end of an indefinite one, and the bytes after it."""
    parts = []
    while not content.startswith(_END):
        part, content = _close(content, depth + 1)
        parts.append(part)
    return parts, content[len(_END) :]


def _piece(part: bytes) -> bytes:
    tag, _, content = _head(part)
    if tag != _OCTET_STRING:
        raise ValueError("a piece of an octet string is not an octet string")
    return content


def _head(data: bytes) -> tuple[bytes, int | None, bytes]:
    """Return tag, size of the content (``None``: indefinite) and all bytes after both."""
    if len(data) < 2 or data[0] & _LONG_TAG == _LONG_TAG:
        raise ValueError("an element ends early or has a tag that tokens do not use")
    tag, first, after = data[:1], data[1], data[2:]
    if first == _OPEN:
        return tag, None, after
    count = first & 0x7F if first > _OPEN else 0
    size = int.from_bytes(after[:count], "big") if count else first
    if count > 4 or len(after) < count + size:
        raise ValueError("an element is longer than the data")
    return tag, size, after[count:]


def _element(tag: bytes, content: bytes) -> bytes:
    size = len(content)
    if size < _OPEN:
        return tag + bytes([size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return tag + bytes([_OPEN | len(length)]) + length + content
