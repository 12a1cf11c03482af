"""Read one file: the input and the output of a worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractors.errors import ExtractionError, is_machine_trouble
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.tools import NO_TOOLS, Tools

OUT_OF_MEMORY = "out_of_memory"
"""Quarantine code of a file that needs more memory than the limit."""

MACHINE_TROUBLE = "machine_trouble"
"""Quarantine code of a file that could not be read because the machine lacked file descriptors, room or the like."""


@dataclass(frozen=True)
class FileToRead:
    """A file to read. ``key`` is the caller's own name for it and comes back with the result."""

    key: str
    name: str
    data: bytes
    context: ActContext


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file to read, without its bytes: they lie in the archive under ``sha256``."""

    sha256: str
    name: str
    context: ActContext


def wanted_of(file: FileToRead) -> WantedFile:
    """Return a file without its bytes."""
    return WantedFile(hashlib.sha256(file.data).hexdigest(), file.name, file.context)


Outcome = FileExtraction | Failure


def read_one(file: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    """Read one file in this process. Every error comes back as a ``Failure``, never as an exception.

    This includes a bug in a reader: it must cost the night only one document. The last line of its traceback goes into
    quarantine under ``reader_error``; a bad file alone never causes that code.
    """
    from extractors import read  # only in workers: a process that only hands out files needs no readers

    try:
        return read.read_file(file.data, file.name, file.context, tools=tools)
    except ExtractionError as error:
        return _machine_failure(file, error) or failure(file, error.code, str(error))
    except MemoryError as error:
        return out_of_memory(file, repr(error))
    except RecursionError as error:
        return failure(file, "file_too_complex", f"the file exceeds a reading limit: {error!r}")
    except Exception as error:  # files are untrusted: see the docstring
        trouble = _machine_failure(file, error)
        return trouble or failure(file, "reader_error", f"a reader failed on this file: {error!r}")


def _machine_failure(file: FileToRead, error: Exception) -> Failure | None:
    """Return the failure for trouble of the machine, which passes; ``None`` where the error is of another kind."""
    if not is_machine_trouble(error):
        return None
    return failure(file, MACHINE_TROUBLE, f"the machine could not read this file now: {error!r}")


def out_of_memory(file: FileToRead, reason: str) -> Failure:
    """Return the failure for a file that a worker could not read or report within its memory limit."""
    return failure(file, OUT_OF_MEMORY, f"reading needs more memory than the limit for a file: {reason}")


def failure(file: FileToRead, code: str, message: str) -> Failure:
    """Return a failure with the digest of the bytes, by which a held-back file is found in the archive."""
    return Failure(file.name, hashlib.sha256(file.data).hexdigest(), code, message)
