"""Extract files that stand uuencoded in a text (POSIX, uuencode), as mail programs wrote them before MIME."""

from __future__ import annotations

import binascii
import re

UUENCODINGS = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
"""Names of the encoding in Content-Transfer-Encoding."""

_BLOCK = re.compile(
    rb"^begin [0-7]{3,4} (?P<name>[^\r\n]{1,255})\r?\n(?P<lines>(?:[ -`][^\r\n]{0,90}\r?\n)*?)"
    rb"(?:[` ]?\r?\n)?end[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE,
)


def take_uuencoded(text: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Return the text without its uuencoded files, and the name and bytes of each.

    A block that does not decode stays in the text.
    """
    files: list[tuple[str, bytes]] = []

    def take(block: re.Match[bytes]) -> bytes:
        content = _decoded(block["lines"])
        if not content:
            return block[0]
        files.append((block["name"].decode("utf-8", "replace").strip(), content))
        return b""

    return _BLOCK.sub(take, text), files


def _decoded(lines: bytes) -> bytes | None:
    """Return the bytes; ``None`` where a line is not code. Trailing characters that some programs add are cut off."""
    out = bytearray()
    for line in lines.splitlines():
        if not line.strip(b" `"):
            continue
        size = (line[0] - 32) & 63
        needed = 1 + -(-size // 3) * 4
        try:
            out += binascii.a2b_uu(line[:needed].ljust(needed))
        except binascii.Error:
            return None
    return bytes(out)
