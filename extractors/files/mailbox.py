"""Part a mailbox file (RFC 4155, mbox): several mails, each behind a line "From …"."""

from __future__ import annotations

import re

from extractors.files.members import Budget, Container, Member
from extractors.files.text_signs import without_marks

# The line of an envelope ends in the day of arrival; a quoted "From" in a text has none, or stands behind ">"
_ENVELOPE = re.compile(rb"(?:\A|\n\r?\n)From [^\r\n]*\b(?:19|20)\d\d\b[^\r\n]*\r?\n(?=[!-9;-~]+[ \t]*:)")


def is_mailbox(data: bytes) -> bool:
    """Return whether a mail's file holds more than one mail; marks of the byte order before them do not count."""
    data = without_marks(data)
    if not data.startswith(b"From "):
        return False
    first = _ENVELOPE.match(data)
    return first is not None and _ENVELOPE.search(data, first.end() - 1) is not None


def open_mailbox(data: bytes, name: str, budget: Budget) -> Container:
    """Return each mail as a member, in order. Raises ``UnsafeContainer`` for more mails than the budget allows."""
    data = without_marks(data)
    borders = list(_ENVELOPE.finditer(data))
    budget.spend(name, len(borders), len(data))
    ends = [*(border.start() for border in borders[1:]), len(data)]
    mails = [data[border.end() : end] for border, end in zip(borders, ends, strict=True)]
    return Container(tuple(Member(f"message-{number}.eml", mail) for number, mail in enumerate(mails, 1)))
