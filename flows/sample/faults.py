"""Produce the faults between a reader and a register on request: each kind is one answer of REGISTER.md's table.

Faults(Fault("too_many_requests", path=r"/dokument/", nth=(1,), retry_after="2"), Fault("reset", nth=(5,)))
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Literal, get_args

FaultKind = Literal[
    "forbidden",  # 403
    "not_found",  # 404 with the register's own page
    "too_many_requests",  # 429, with Retry-After where ``retry_after`` is given
    "server_error",  # 500
    "unavailable",  # 503, with Retry-After where ``retry_after`` is given
    "hang",  # no byte for ``seconds``, then the connection closes
    "reset",  # TCP reset in place of an answer
    "short_body",  # Content-Length promises more than comes
    "wrong_length",  # Content-Length says less than the body has: the client sees a cut file and no error
    "slow_body",  # the body in ten pieces over ``seconds``
    "robot_check",  # 200 with the robot check
    "robot_redirect",  # 302 to /?returnUrl=…
    "maintenance",  # 200 with "Hooldustööd"
    "error_page",  # 200 with an HTML page, whatever was asked: what a broken file store sends in place of a PDF
    "changed_shape",  # the right page after a redesign: different classes and labels
    "moved_away",  # 302 to another host
    "redirect_loop",  # 302 to the same address, for ever
    "too_big",  # 200 with a megabyte where some kilobytes were asked for
    "gzip_bomb",  # twenty kilobytes that unpack to twenty megabytes
    "packed_twice",  # a packed body packed again, each with its header: twenty megabytes in some hundred bytes
    "many_tags",  # the right page, then a hundred thousand tags that say nothing
    "absurd_numbers",  # the right page with numbers of five thousand digits and days of the year 9999
    "other_page",  # the page of another document under the address of the one asked for
    "cut_gzip",  # a packed body that ends in the middle, at the length that was promised
    "wrong_type",  # the right answer under a wrong media type
    "not_modified",  # 304 to an unconditional request
    "withdrawn",  # 410 with the register's own page
    "empty_form",  # the search form in place of what was asked for
    "first_page",  # the first page of a search in place of the one asked for
    "expired_session",  # the session's search is forgotten before the request is answered
]
KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and when it happens.

    ``path`` is a regular expression searched in the path of the request (``None``: any). ``nth`` counts the requests
    that match method and path from 1 (``None``: all of them). ``seconds`` limits "hang" and "slow_body".
    """

    kind: FaultKind
    path: str | None = None
    method: str | None = None
    nth: tuple[int, ...] | None = None
    retry_after: str | None = None
    seconds: float = 30.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind!r}; choose one of {', '.join(KINDS)}")

    def concerns(self, method: str, path: str) -> bool:
        return self.method in (None, method) and (self.path is None or re.search(self.path, path) is not None)


class Faults:
    """Faults in order of precedence: the first that is due happens. Thread-safe."""

    def __init__(self, *faults: Fault) -> None:
        self._faults = faults
        self._seen = [0] * len(faults)
        self._lock = threading.Lock()

    def next_for(self, method: str, path: str) -> Fault | None:
        """Return the fault due for this request, and count the request for every fault that it matches."""
        due: Fault | None = None
        with self._lock:
            for place, fault in enumerate(self._faults):
                if not fault.concerns(method, path):
                    continue
                self._seen[place] += 1
                if due is None and (fault.nth is None or self._seen[place] in fault.nth):
                    due = fault
        return due
