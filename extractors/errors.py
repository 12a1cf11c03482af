"""What can go wrong while reading. Each class is a quarantine code (its name in snake_case).

    ExtractionError                    the file cannot be read; the run goes on without it
    ├── UnreadableFile                 not of its type, damaged, or of a type kehtiv does not read
    │   ├── TruncatedFile              begins well, ends early
    │   ├── EncryptedFile              needs a password that nobody gave us
    │   ├── EmptyFile                  no bytes, or no text
    │   │   └── OcrMissing             pictures of text, and no OCR engine on this machine
    │   ├── OfficeMissing              of a type that LibreOffice reads, and no LibreOffice on this machine
    │   └── ErrorPageInsteadOfFile     HTML where a document was promised
    ├── UnsafeContainer                traversal, bombs, encrypted entries, too deep, too large
    └── UnexpectedPage                 a register page without the shape it is known by

``UnexpectedPage`` raised by a *listing* stops the run of that register: every page would be misread in the same way.
Raised by a document's page it holds back that document.
"""

from __future__ import annotations

import re


class ExtractionError(Exception):
    """Base of all reading errors; the message speaks to the person who can act."""

    @property
    def code(self) -> str:
        """The quarantine code: this class's name in snake_case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class UnreadableFile(ExtractionError):
    """Damaged, or of a type that kehtiv does not read."""


class TruncatedFile(UnreadableFile):
    """Begins as its type should and ends early: fetch it again."""


class EncryptedFile(UnreadableFile):
    """Protected by a password."""


class EmptyFile(UnreadableFile):
    """Holds no bytes, or pages without any text."""


class OcrMissing(EmptyFile):
    """Holds only pictures of text, and this machine has no OCR engine: it is read once there is one."""


class OfficeMissing(UnreadableFile):
    """Of a type that only LibreOffice reads, which this machine lacks: it is read once it is there."""


class ErrorPageInsteadOfFile(UnreadableFile):
    """An HTML error page saved or served under a document's name."""


class UnsafeContainer(ExtractionError):
    """An archive that must not be opened; the message says which rule it breaks."""


class UnexpectedPage(ExtractionError):
    """A register page that lacks what its kind always has, or has it in another shape."""
