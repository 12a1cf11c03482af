"""Limit the standard library's mail parser, which recurses over whole trees and parses headers of any size."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.feedparser import BytesFeedParser
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files.encodings import decode_name
from extractors.files.mail_fields import header
from extractors.files.members import Budget
from extractors.files.text_signs import as_mail

MAX_MAIL = 128 * 1024 * 1024
"""Larger than mail servers accept; parsing takes four times as much memory."""

MAX_PARTS_DEEP = 30
"""Levels of multiparts and messages. Forwarded chains stay far below. The parser compares every line with the
boundaries of all levels around it.
"""

_LONGEST_HEADER = 64 * 1024
_CHUNK = 256 * 1024
_PLAIN = re.compile(r"\s*(?:7bit|8bit|binary)?\s*", re.IGNORECASE)
_RAW = re.compile("[\udc80-\udcff]")


def parse_mail(data: bytes, name: str, budget: Budget) -> EmailMessage:
    """Return the tree of a mail's parts, each charged to ``budget``.

    Raises ``UnsafeContainer`` for too many parts, parts nested too deeply, a header or a mail too long;
    ``UnreadableFile`` where the parser fails.
    """
    if len(data) > MAX_MAIL:
        raise UnsafeContainer(f"{name}: a mail of {len(data)} bytes, more than {MAX_MAIL} are not read")
    data = as_mail(data)
    policy = _Policy(mail_name=name)
    count = _PartCounter(name, budget)
    # The stubs know neither that the factory receives the policy nor custom policies.
    parser: BytesFeedParser[EmailMessage] = BytesFeedParser(count, policy=policy)  # type: ignore[arg-type]
    count.depth = _depth_of(parser)
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
        return parser.close()
    except ExtractionError:
        raise
    except RecursionError as error:
        raise UnsafeContainer(f"{name}: parts nested too deeply") from error
    except Exception as error:  # the parser raises index, value, lookup and attribute errors for broken headers
        raise UnreadableFile(f"{name}: the mail is damaged: {type(error).__name__}: {error}") from error


class _Policy(EmailPolicy):
    """Keep line ends, fold nothing anew, and accept no header longer than ``_LONGEST_HEADER``: the time to parse
    headers grows with the square of their length.
    """

    mail_name: str = ""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**({"refold_source": "none"} | settings))

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        length = sum(map(len, sourcelines))
        if length > _LONGEST_HEADER:
            raise UnsafeContainer(f"{self.mail_name}: a header of {length} characters")
        name, value = super().header_source_parse(sourcelines)
        if _RAW.search(value):  # bytes that no encoding was named for, as old programs wrote names of files
            value = decode_name(value.encode("ascii", "surrogateescape"))
        return name, value


class _Part(EmailMessage):
    """A part whose enclosed message is not parsed with it where it is encoded.

    The standard (RFC 2046, 5.2.1) forbids to encode one, and mailers do. The parser would take the code for a message,
    and "boundary=3D" of quoted-printable for its boundary.
    """

    def get_content_maintype(self) -> str:
        kind = super().get_content_maintype()
        is_coded = kind == "message" and not _PLAIN.fullmatch(header(self, "Content-Transfer-Encoding") or "")
        return "application" if is_coded else kind


class _PartCounter:
    """Create a part; the parser calls this for each part that begins."""

    def __init__(self, name: str, budget: Budget) -> None:
        self._name, self._budget = name, budget
        self.depth: Callable[[], int] = lambda: 0

    def __call__(self, policy: Any) -> EmailMessage:
        self._budget.spend(self._name, 1, 0)
        if self.depth() > MAX_PARTS_DEEP:
            raise UnsafeContainer(f"{self._name}: parts nested more than {MAX_PARTS_DEEP} deep")
        return _Part(policy)


def _depth_of(parser: Any) -> Callable[[], int]:
    """Return how many parts are open. The parser has no public API for it; the recursion limit is the fallback."""
    return lambda: len(getattr(parser, "_msgstack", ()))
