"""Read one file: what goes into a worker, and what comes out of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.tools import NO_TOOLS, Tools

OUT_OF_MEMORY = "out_of_memory"
"""Quarantine code of a file whose reading needs more memory than a file may take."""


@dataclass(frozen=True)
class FileToRead:
    """``key`` is the caller's own name for the file and comes back with the result."""

    key: str
    name: str
    data: bytes
    context: ActContext


Outcome = FileExtraction | Failure


def read_one(file: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    """Reads one file in this process; whatever goes wrong with it comes back as a ``Failure``, never as an exception.

    A bug in a reader is caught too: it must cost the night one document, and its traceback's last line stands in
    quarantine under ``reader_error``, which no bad file alone can cause.
    """
    from extractors import read  # in workers alone: whoever only hands files out needs no reader loaded

    try:
        return read.read_file(file.data, file.name, file.context, tools=tools)
    except ExtractionError as error:
        return failure(file, error.code, str(error))
    except MemoryError as error:
        return out_of_memory(file, repr(error))
    except RecursionError as error:
        return failure(file, "file_too_complex", f"reading needs more than a file may take: {error!r}")
    except Exception as error:  # the edge of the untrusted: see the docstring
        return failure(file, "reader_error", f"a reader failed on this file: {error!r}")


def out_of_memory(file: FileToRead, told: str) -> Failure:
    """For a file that a worker could not read, or could not report, within its memory."""
    return failure(file, OUT_OF_MEMORY, f"reading needs more memory than a file may take: {told}")


def failure(file: FileToRead, code: str, message: str) -> Failure:
    """With the digest of the bytes: a file that is held back must be found again in the archive."""
    return Failure(file.name, hashlib.sha256(file.data).hexdigest(), code, message)
