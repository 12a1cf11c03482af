"""Let the runs of several machines take turns at a host, through a PostgreSQL database that all of them reach.

A host's turn is an advisory lock, held while a request is under way: the server lets it go when a machine's connection
ends, however it ends. A table holds the instant before which the next request may not begin, on the server's clock:
the clocks of two machines are never alike. No other module knows psycopg.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.http.errors import TurnsUnusable
from warehouse.sources import SQL_FOLDER, read_source

if TYPE_CHECKING:
    import psycopg

_SESSION = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "lock_timeout": "1s",  # whoever waits must hear meanwhile that it is to end
        "tcp_keepalives_idle": 20,  # a machine that lost its power must not keep the host's turn for two hours
        "tcp_keepalives_interval": 10,
        "tcp_keepalives_count": 3,
    }.items()
)


@dataclass(frozen=True, slots=True)
class MachineTurn:
    """A host's turn, held by this process. Instants are seconds of this machine's monotonic clock."""

    connection: psycopg.Connection
    host: str
    clock: Callable[[], float]

    def next_at(self) -> float:
        """Return the instant before which no request may begin; minus infinity where none was made."""
        with _trouble_told():
            row = self.connection.execute(_sql("left"), {"host": self.host}).fetchone()
        return self.clock() + float(row[0]) if row is not None else float("-inf")

    def note(self, next_at: float) -> None:
        """Tell the next asker, on whatever machine, from when on it may ask."""
        with _trouble_told():
            seconds = max(0.0, next_at - self.clock())
            self.connection.execute(_sql("note"), {"host": self.host, "seconds": seconds})


class MachineTurns:
    """The turns at all hosts, in the database at ``url``. ``check`` raises where waiting for one is to end."""

    def __init__(
        self,
        url: str,
        connect_timeout_s: float,
        check: Callable[[], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._connect_timeout_s, self._check = url, connect_timeout_s, check
        self._clock = clock
        self._connection: psycopg.Connection | None = None

    @contextmanager
    def hold(self, host: str) -> Iterator[MachineTurn]:
        """Wait until no other machine asks the host, and keep them waiting until the body is done.

        Raises ``TurnsUnusable`` where the database cannot be used: then no host is asked.
        """
        connection = self._take(host)
        try:
            yield MachineTurn(connection, host, self._clock)
        except BaseException:
            # The connection may be in the middle of something; when it ends, so does the turn.
            self.close()
            raise
        try:
            connection.execute(_sql("let_go"), {"host": host})
        except _errors():
            self.close()

    def close(self) -> None:
        """End the connection, and with it every turn that it holds."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*_errors()):
                connection.close()

    def _take(self, host: str) -> psycopg.Connection:
        """Return a connection that holds the host's turn: one that was cut meanwhile is made anew."""
        if self._connection is not None:
            try:
                return self._lock(self._connection, host)
            except _errors():
                self.close()
        with _trouble_told():
            self._connection = self._connect()
            return self._lock(self._connection, host)

    def _connect(self) -> psycopg.Connection:
        import psycopg

        connection = psycopg.connect(
            self._url, autocommit=True, connect_timeout=max(1, round(self._connect_timeout_s)), options=_SESSION
        )
        # Two machines may make it at one instant.
        with suppress(psycopg.errors.UniqueViolation, psycopg.errors.DuplicateTable):
            connection.execute(_sql("make"))
        return connection

    def _lock(self, connection: psycopg.Connection, host: str) -> psycopg.Connection:
        from psycopg.errors import LockNotAvailable

        while True:
            if self._check is not None:
                self._check()
            with suppress(LockNotAvailable):
                connection.execute(_sql("take"), {"host": host})
                return connection


@cache
def _sql(name: str) -> bytes:
    """Return a statement of ``sql/turns``."""
    return read_source(SQL_FOLDER / "turns" / f"{name}.sql").sql.encode()


def _errors() -> tuple[type[Exception], ...]:
    import psycopg

    return (psycopg.Error,)


@contextmanager
def _trouble_told() -> Iterator[None]:
    """Raise ``TurnsUnusable`` for any trouble of the database, without the address: it may hold a password."""
    try:
        yield
    except ImportError as error:
        raise TurnsUnusable(
            "KEHTIV_TURNS_URL needs psycopg: pip install 'kehtiv[scale]'; until then no host is asked"
        ) from error
    except _errors() as error:
        told = " ".join(str(error).split())
        raise TurnsUnusable(
            f"the database in which machines take turns at a host (KEHTIV_TURNS_URL) cannot be used: {told}"
        ) from error
