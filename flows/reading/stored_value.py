"""Write a reading as bytes and read it back: gzip over two lines of JSON, a header and what the reader said.

JSON and not pickle, because another version of Python or of kehtiv may read it, and because bytes that somebody put
there must not be able to run anything. The header names what was read and holds the digest of the second line, which
tells a torn, damaged or foreign file from a whole one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from extractors.model.extraction import Failure, FileExtraction
from flows.reading.one import Outcome
from flows.reading.store import ReadingName

FORMAT = 1
"""Part of the key of a reading: raise it when these bytes change their meaning."""
_LEVEL = 4
"""Of gzip: half the time of 6, and a fifteenth more bytes."""
_KINDS: dict[str, type[Outcome]] = {"file": FileExtraction, "failure": Failure}


class NotThisReading(Exception):
    """The bytes are no whole reading of what was asked for; the message says why."""


class NotWritable(Exception):
    """The reading holds a value that cannot be written so that it comes back the same."""


def pack(name: ReadingName, outcome: Outcome) -> bytes:
    """Return the bytes of a reading, proved to come back as it is. Raise ``NotWritable``.

    Equal readings give equal bytes.
    """
    kind = "file" if isinstance(outcome, FileExtraction) else "failure"
    try:
        said = _adapter(kind).dump_json(outcome, warnings="error")
        is_same = _adapter(kind).validate_json(said, strict=True) == outcome
    except ValueError as error:  # a lone surrogate, an infinite number, a value of another type than the model says
        raise NotWritable(str(error)) from error
    if not is_same:
        raise NotWritable("it comes back as another value")
    header = {**_asked(name), "kind": kind, "digest": hashlib.sha256(said).hexdigest()}
    return gzip.compress(json.dumps(header).encode() + b"\n" + said, _LEVEL, mtime=0)


def unpack(name: ReadingName, data: bytes) -> Outcome:
    """Return the reading that ``pack`` wrote under this name. Raise ``NotThisReading``."""
    try:
        first, _, said = gzip.decompress(data).partition(b"\n")
        header = json.loads(first)
        if not isinstance(header, dict) or {key: header.get(key) for key in _asked(name)} != _asked(name):
            raise NotThisReading("it is the reading of something else")
        if header.get("digest") != hashlib.sha256(said).hexdigest():
            raise NotThisReading("its words do not have the digest that it names")
        outcome: Outcome = _adapter(str(header.get("kind"))).validate_json(said, strict=True)
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as error:
        raise NotThisReading(f"it is torn or damaged: {error}") from error
    return outcome


def _asked(name: ReadingName) -> dict[str, Any]:
    return {"format": FORMAT, "readers": name.version, "sha256": name.sha256, "key": name.key}


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    """Return pydantic's reader and writer of a kind of outcome; made once, for that takes a tenth of a second."""
    return TypeAdapter(_KINDS[kind])
