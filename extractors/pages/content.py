"""Cut the operators of a page's content (ISO 32000-1, 7.8.2) with one regular expression.

Most of the cost of reading a page is that pdfminer reads content byte class by byte class and makes objects of single
letters. This module cuts the plain case fast and leaves every other one (inline images, unbalanced brackets, names with
escapes, broken numbers) to pdfminer, whose reading of odd bytes then counts.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable
from typing import Any

from pdfminer.psparser import LIT, literal_name

Operation = tuple[str, list[Any]]
"""An operator and the operands before it."""


class OddContent(Exception):
    """Only pdfminer itself can read this content."""


# Possessive quantifiers: an unclosed string must fail at once, not after trying every way to cut it.
_TOKEN = re.compile(
    rb"""
    [-+]?[0-9]++(?:\.[0-9]*+)?+ | [-+]?\.[0-9]++                    # a number
  | <[0-9A-Fa-f\s]*+>(?!>)                                          # a string in hexadecimal
  | [A-Za-z][^\#/%\[\]()<>{}\s]*+ | ['"]                            # an operator
  | /[^\#/%\[\]()<>{}\s]++                                          # a name
  | \[ | \] | << | >>
  | \((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)                 # a string, brackets in it once deep
  | %[^\r\n]*+                                                      # a comment
  | \S                                                              # whatever else there is: odd
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_OPENERS = {b"[": b"]", b"<<": b">>"}
_CLOSERS = frozenset(_OPENERS.values())
_QUOTES = frozenset({b"'", b'"'})
_SPACE = re.compile(rb"\s+")
_INLINE_IMAGE = frozenset({"BI", "ID", "EI"})


def read_operations(streams: Iterable[bytes]) -> list[Operation]:
    """Return the operations of a content, which may be cut into several streams; operands may precede a cut.

    Operands after the last operator are left out, because nothing uses them. Raises ``OddContent`` where pdfminer might
    read the bytes in another way.
    """
    operations: list[Operation] = []
    operands: list[Any] = []
    seen: dict[bytes, Any] = {}
    operators: dict[bytes, str] = {}
    for data in streams:
        operands = _read_stream(data, operations, operands, seen, operators)
    return operations


def _read_stream(
    data: bytes,
    operations: list[Operation],
    operands: list[Any],
    seen: dict[bytes, Any],
    operators: dict[bytes, str],
) -> list[Any]:
    """Append to ``operations`` and return the operands left at the end of the stream.

    ``seen`` holds the values of tokens that were read before, ``operators`` the operators.
    """
    outer: list[list[Any]] = []  # what surrounds an open array or dictionary
    closers: list[bytes] = []
    known, operator_of = seen.get, operators.get
    for token in _TOKEN.findall(data):
        value = known(token)
        if value is not None:
            operands.append(value)
        elif not closers and (operator := operator_of(token)) is not None:
            operations.append((operator, operands))
            operands = []
        elif token in _OPENERS:
            outer.append(operands)
            closers.append(_OPENERS[token])
            operands = []
        elif token in _CLOSERS:
            if not closers or closers.pop() != token:
                raise OddContent("brackets do not match")
            inner, operands = operands, outer.pop()
            operands.append(inner if token == b"]" else _as_dictionary(inner))
        elif token[:1].isalpha() or token in _QUOTES:
            word = _as_operator(token)
            if isinstance(word, bool):
                operands.append(word)
            elif closers or word in _INLINE_IMAGE:
                raise OddContent(f"{word} at a place where it cannot be read")
            else:
                operators[token] = word
                operations.append((word, operands))
                operands = []
        elif token[:1] != b"%":
            value = seen[token] = _as_value(token)
            operands.append(value)
    if closers:
        raise OddContent("an array or a dictionary extends beyond its stream")
    return operands


def _as_operator(token: bytes) -> str | bool:
    if token in (b"true", b"false"):
        return token == b"true"
    return str(token, "utf-8", "ignore")


def _as_value(token: bytes) -> Any:
    first = token[:1] if len(token) > 1 else b""  # what opens and is not closed is odd
    if first == b"(":
        return _as_string(token[1:-1])
    if first == b"<":
        digits = _SPACE.sub(b"", token[1:-1])
        if len(digits) % 2:
            raise OddContent("half a byte")
        return unhexlify(digits)
    if first == b"/":
        return _as_name(token[1:])
    try:
        return float(token) if b"." in token else int(token)
    except ValueError as error:  # a lone symbol, or a number that is too long
        raise OddContent(f"odd bytes: {token[:20]!r}") from error


def _as_name(token: bytes) -> Any:
    try:
        return LIT(str(token, "utf-8"))
    except UnicodeDecodeError:
        return LIT(token)


def _as_string(inside: bytes) -> bytes:
    if b"\\" not in inside:
        return inside
    if b"\\\r" in inside:  # pdfminer's result depends on where its buffer ends
        raise OddContent("an escaped line end")
    return _ESCAPE.sub(_unescape, inside)


def _unescape(match: re.Match[bytes]) -> bytes:
    """Return what an escape stands for; empty where it stands for nothing, as in pdfminer."""
    escaped = match.group(1)
    if not escaped[:1].isdigit() or escaped[:1] in b"89":
        return _ESCAPED.get(escaped, b"")
    code = int(escaped, 8)
    if code > 255:
        raise OddContent("an octal beyond a byte")
    return bytes((code,))


def _as_dictionary(inner: list[Any]) -> dict[str, Any]:
    if len(inner) % 2:
        raise OddContent("a key without a value")
    return {literal_name(key): value for key, value in zip(inner[::2], inner[1::2], strict=True)}
