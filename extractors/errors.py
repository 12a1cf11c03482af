"""Define what can go wrong while reading. Each class is a quarantine code (its name in snake_case).

    ExtractionError                    the file cannot be read; the run goes on without it
    ├── UnreadableFile                 not of its type, damaged, or of a type kehtiv does not read
    │   ├── TruncatedFile              begins well, ends early
    │   ├── EncryptedFile              needs a password that kehtiv does not have
    │   ├── EmptyFile                  no bytes, or no text
    │   │   └── OcrMissing             images of text, and no OCR engine on this machine
    │   ├── OfficeMissing              of a type that LibreOffice reads, and no LibreOffice on this machine
    │   └── AnswerInsteadOfFile        text, JSON, XML or a compressed body in place of a document
    │       └── ErrorPageInsteadOfFile HTML in place of a document
    ├── UnsafeContainer                path traversal, bombs, encrypted entries, too deep, too large
    └── UnexpectedPage                 a register page without its usual structure

``UnexpectedPage`` from a *listing* stops the run of that register, because every page would be misread in the same way.
From a document's page it holds back that document only.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator

_LACKS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EAGAIN, errno.EIO})
"""What the machine lacked or failed at: file descriptors, room, memory, processes, its disk."""


class ExtractionError(Exception):
    """Base of all reading errors; the message addresses the person who can act."""

    @property
    def code(self) -> str:
        """Return the quarantine code: this class's name in snake_case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class UnreadableFile(ExtractionError):
    """The file is damaged, or of a type that kehtiv does not read."""


class TruncatedFile(UnreadableFile):
    """The file begins as its type should and ends early; fetch it again."""


class EncryptedFile(UnreadableFile):
    """The file is protected by a password."""


class EmptyFile(UnreadableFile):
    """The file has no bytes, or pages without any text."""


class OcrMissing(EmptyFile):
    """The file has only images of text and this machine has no OCR engine. It is read once there is one."""


class OfficeMissing(UnreadableFile):
    """Only LibreOffice reads this type and this machine lacks it. The file is read once it is installed."""


class AnswerInsteadOfFile(UnreadableFile):
    """The file holds a server's answer (text, JSON, XML) instead of the document, or a body compressed twice."""


class ErrorPageInsteadOfFile(AnswerInsteadOfFile):
    """An HTML error page was saved or served under a document's name."""


class UnsafeContainer(ExtractionError):
    """The archive must not be opened; the message names the rule that it breaks."""


class UnexpectedPage(ExtractionError):
    """A register page lacks what its kind always has, or has it in another form."""


def is_machine_trouble(error: BaseException) -> bool:
    """Return whether trouble of the machine, and not the file, lies behind an error.

    A reader may have wrapped it. Libraries raise ``OSError`` for damaged files, too, but without one of these numbers.
    """
    return any(isinstance(each, OSError) and each.errno in _LACKS for each in with_causes(error))


def with_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it comes from, each once: an error may be its own cause, and a loop would never end."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        yield at
        seen.add(id(at))
        at = at.__cause__ or at.__context__
