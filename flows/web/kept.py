"""Keep answers in memory as long as the same warehouse is published: pages, pictures, files."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

MOST_BYTES = 32 * 2**20
ENTRY_BYTES = 1024
"""What an answer takes beside its bytes: its question, its headers, its place among the others."""

Answer = TypeVar("Answer", bound=Sized)


class Kept(Generic[Answer]):
    """The answers that were asked for last, by their questions; another published warehouse begins with none.

    What a take-down withdraws is so gone with the publish that withdraws it. The length of an answer is its bytes.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._version = ""
        self._size = 0
        self._held: OrderedDict[Hashable, Answer] = OrderedDict()

    def find(self, version: str, question: Hashable) -> Answer | None:
        """Return the answer given from this version; ``None`` where there is none."""
        with self._lock:
            self._turn_to(version)
            answer = self._held.get(question)
            if answer is not None:
                self._held.move_to_end(question)
            return answer

    def keep(self, version: str, question: Hashable, answer: Answer) -> None:
        """Keep an answer, and drop those not asked for longest where there would be too many bytes.

        An answer from another version than the last one found is too late, and is not kept.
        """
        with self._lock:
            if version != self._version or question in self._held:
                return
            self._held[question] = answer
            self._size += len(answer) + ENTRY_BYTES
            while self._size > self._most_bytes:
                _, dropped = self._held.popitem(last=False)
                self._size -= len(dropped) + ENTRY_BYTES

    def _turn_to(self, version: str) -> None:
        if version != self._version:
            self._held.clear()
            self._version, self._size = version, 0
