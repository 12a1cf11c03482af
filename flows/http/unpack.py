"""Unpack a compressed body piece by piece, so that no layer makes more of a few bytes than the caller allows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PIECE_BYTES = 2**20
"""The most that comes out at once. A caller counts the pieces and stops at its limit."""

_GZIP, _ZLIB, _BARE = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


class NotPacked(Exception):
    """The bytes are not what their content encoding says."""


class Unpacker:
    """Unpack one body. ``encoding`` is "gzip", "deflate", or anything else for a body that is not packed."""

    def __init__(self, encoding: str) -> None:
        self._is_deflate = encoding == "deflate"
        self._stream = zlib.decompressobj(_GZIP if encoding == "gzip" else _ZLIB)
        self._is_packed = encoding in ("gzip", "deflate")

    @property
    def is_whole(self) -> bool:
        """Return whether the body has come to its end; always so for a body that is not packed."""
        return not self._is_packed or self._stream.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what comes out of the next bytes. What follows the end of a packed body is dropped.

        Raises ``NotPacked``.
        """
        if not self._is_packed:
            yield data
            return
        while data and not self._stream.eof:
            yield self._unpack(data)
            data = self._stream.unconsumed_tail

    def _unpack(self, data: bytes) -> bytes:
        try:
            piece = self._stream.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            if not self._is_deflate:
                raise NotPacked(str(error)) from error
            # "deflate" is zlib's format (RFC 9110, 8.4.1.2), and some servers send it without zlib's head.
            self._is_deflate, self._stream = False, zlib.decompressobj(_BARE)
            return self._unpack(data)
        self._is_deflate = False
        return piece
