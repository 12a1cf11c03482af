"""The standard library's mail parser, held to limits: it parses whole trees by recursion and any header at any size."""

from __future__ import annotations

from collections.abc import Callable
from email.feedparser import BytesFeedParser
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files.members import Budget

MAX_MAIL = 128 * 1024 * 1024
"""Larger than mail servers let through; parsing takes four times as much memory."""

MAX_PARTS_DEEP = 30
"""Multiparts and messages within one another. Forwarded chains stay far below; every line is compared with the
boundaries of all levels around it."""

_LONGEST_HEADER = 64 * 1024
_CHUNK = 256 * 1024


def parse_mail(data: bytes, name: str, budget: Budget) -> EmailMessage:
    """The tree of a mail's parts, each paid from ``budget``.

    Raises ``UnsafeContainer`` for too many parts, parts nested too deep, a header or a mail too long;
    ``UnreadableFile`` where the parser fails.
    """
    if len(data) > MAX_MAIL:
        raise UnsafeContainer(f"{name}: a mail of {len(data)} bytes, more than {MAX_MAIL} are not read")
    policy = _Policy(mail_name=name)
    count = _PartCounter(name, budget)
    # The stubs know neither that the factory is handed the policy nor policies of one's own.
    parser: BytesFeedParser[EmailMessage] = BytesFeedParser(count, policy=policy)  # type: ignore[arg-type]
    count.depth = _depth_of(parser)
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
        return parser.close()
    except ExtractionError:
        raise
    except RecursionError as error:
        raise UnsafeContainer(f"{name}: parts nested too deep") from error
    except Exception as error:  # the parser meets broken headers with index, value, lookup and attribute errors
        raise UnreadableFile(f"{name}: the mail is damaged: {type(error).__name__}: {error}") from error


class _Policy(EmailPolicy):
    """Line ends as they stand, nothing folded anew, and no header longer than ``_LONGEST_HEADER``: headers are parsed
    by means whose time grows with the square of their length."""

    mail_name: str = ""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**({"refold_source": "none"} | settings))

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        length = sum(map(len, sourcelines))
        if length > _LONGEST_HEADER:
            raise UnsafeContainer(f"{self.mail_name}: a header of {length} characters")
        return super().header_source_parse(sourcelines)


class _PartCounter:
    """Called by the parser for each part that begins."""

    def __init__(self, name: str, budget: Budget) -> None:
        self._name, self._budget = name, budget
        self.depth: Callable[[], int] = lambda: 0

    def __call__(self, policy: Any) -> EmailMessage:
        self._budget.spend(self._name, 1, 0)
        if self.depth() > MAX_PARTS_DEEP:
            raise UnsafeContainer(f"{self._name}: parts nested more than {MAX_PARTS_DEEP} deep")
        return EmailMessage(policy)


def _depth_of(parser: Any) -> Callable[[], int]:
    """How many parts are open. The parser has no public word for it; without it the recursion limit still holds."""
    return lambda: len(getattr(parser, "_msgstack", ()))
