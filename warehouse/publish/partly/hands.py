"""Ask several small questions of the files at once: most of each is planning, which keeps only one processor busy.

Only what writes into the memory alone is asked so, each answer under a name of its own. What changes the files, and
what reads names that mean something else for a while, is the connection's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

import duckdb

T = TypeVar("T")

_SESSION = ("search_path", "TimeZone", "dynamic_or_filter_threshold")
"""Settings that DuckDB keeps for each connection: in another time zone, a moment would be written as another text."""


class Hands:
    """As many threads as DuckDB may use, each with a connection like the first one; none where it may use only one.

    Whoever ``is_alone`` has none either: two of them keep two processors busy.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, *, is_alone: bool = False) -> None:
        self._con = con
        self._own = threading.local()
        [(number,)] = con.execute("SELECT current_setting('threads')").fetchall()
        self.number = 0 if number == 1 or is_alone else number
        self._others = [connection_like(con) for _ in range(self.number)]
        self._idle = list(self._others)
        self._threads = ThreadPoolExecutor(number, "hand", self._begin) if self.number else None

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection of the thread that asks."""
        own: duckdb.DuckDBPyConnection = getattr(self._own, "con", self._con)
        return own

    def each(self, questions: Iterable[Callable[[], T]]) -> list[T]:
        """Return the answers in the order of the questions; what one raises is raised when none is asked any more."""
        asked = list(questions)
        if self._threads is None or len(asked) < 2:
            return [question() for question in asked]
        answers: list[Future[T]] = []
        try:
            answers.extend(self._threads.submit(question) for question in asked)
        finally:
            wait(answers)
        return [answer.result() for answer in answers]

    @contextmanager
    def meanwhile(self, question: Callable[[], T]) -> Iterator[Callable[[], T]]:
        """Ask while the body runs; yield what gives the answer, after the body."""
        if self._threads is None:
            yield question
            return
        answer = self._threads.submit(question)
        try:
            yield answer.result
        finally:
            wait([answer])

    def close(self) -> None:
        """Let the threads and their connections go."""
        if self._threads is not None:
            self._threads.shutdown()
        for con in self._others:
            con.close()

    def _begin(self) -> None:
        self._own.con = self._idle.pop()


def connection_like(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return another connection to the same files, with the same settings."""
    other = con.cursor()
    for name in _SESSION:
        [(value,)] = con.execute(f"SELECT current_setting('{name}')").fetchall()
        other.execute(f"SET {name} = '{value}'")
    return other
