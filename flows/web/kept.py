"""Keep answers in memory as long as the same warehouse is published: pages, pictures, files."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

MOST_BYTES = 32 * 2**20
ENTRY_BYTES = 1024
"""What an answer takes besides its bytes: its question, its headers, its place among the others."""

Answer = TypeVar("Answer", bound=Sized)


class _Generation(Generic[Answer]):
    """The answers from one version, the most recently asked for at the end."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.size = 0
        self.held: OrderedDict[Hashable, Answer] = OrderedDict()

    def keep(self, question: Hashable, answer: Answer, most_bytes: int) -> None:
        if question in self.held:
            return
        self.held[question] = answer
        self.size += len(answer) + ENTRY_BYTES
        while self.size > most_bytes:
            _, dropped = self.held.popitem(last=False)
            self.size -= len(dropped) + ENTRY_BYTES


class Kept(Generic[Answer]):
    """The answers asked for most recently, by their questions; a new version begins with those made ready for it.

    So what a take-down withdraws is gone with the publish that withdraws it. ``len`` of an answer is its bytes.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._now = _Generation[Answer]("")
        self._next: _Generation[Answer] | None = None

    def switch_to(self, version: str) -> None:
        """Answer from this version from now on, and drop the answers from others."""
        with self._lock:
            if version == self._now.version:
                return
            is_ready = self._next is not None and self._next.version == version
            self._now = self._next if self._next is not None and is_ready else _Generation(version)
            self._next = None

    def expect(self, version: str) -> None:
        """Keep answers from this version too, which is about to take over."""
        with self._lock:
            if version != self._now.version and (self._next is None or self._next.version != version):
                self._next = _Generation(version)

    def find(self, version: str, question: Hashable) -> Answer | None:
        """Return the answer given from this version; ``None`` where there is none."""
        with self._lock:
            held = self._generation(version)
            answer = held.held.get(question) if held is not None else None
            if held is not None and answer is not None:
                held.held.move_to_end(question)
            return answer

    def keep(self, version: str, question: Hashable, answer: Answer) -> None:
        """Keep an answer; where that makes too many bytes, drop those that nobody has asked for in the longest time.

        An answer from a version that is neither answered from nor expected is not kept.
        """
        with self._lock:
            held = self._generation(version)
            if held is not None:
                held.keep(question, answer, self._most_bytes)

    def is_half_full(self, version: str) -> bool:
        """Return whether to stop making answers ready: what people ask for meanwhile needs the other half."""
        with self._lock:
            held = self._generation(version)
            return held is None or held.size > self._most_bytes // 2

    def _generation(self, version: str) -> _Generation[Answer] | None:
        return next((one for one in (self._now, self._next) if one is not None and one.version == version), None)
