"""Understand where a scheduler is, and refuse to reach one over a network without TLS.

A scheduler and its workers do what they are told by whoever reaches them. So on a network both ends prove who they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.loopback import is_loopback

SCHEME = "dask://"
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s/:@\[\]]+):(?P<port>[0-9]{1,5})")
_VARIABLE = "DASK_DISTRIBUTED__COMM__TLS__"


class BadAddress(ValueError):
    """The address cannot be understood, or must not be used; the message says why."""


@dataclass(frozen=True, slots=True)
class SchedulerAddress:
    """Host and port of a scheduler."""

    host: str
    port: int

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(self.host)

    @property
    def told(self) -> str:
        """The address as people write it."""
        return f"{SCHEME}{self.host}:{self.port}"

    def reached(self, *, has_tls: bool) -> str:
        """Return the address for Dask: with TLS, but for loopback without keys. Raise ``BadAddress``."""
        if has_tls:
            return f"tls://{self.host}:{self.port}"
        if self.is_here:
            return f"tcp://{self.host}:{self.port}"
        raise BadAddress(
            f"{self.told} is on another machine, and a scheduler does what it is told: it is reached by TLS alone."
            f" Name authority, certificate and key in {_VARIABLE}CA_FILE, {_VARIABLE}CLIENT__CERT and"
            f" {_VARIABLE}CLIENT__KEY (for `kehtiv reader` {_VARIABLE}WORKER__CERT and {_VARIABLE}WORKER__KEY)"
        )


def parse_address(words: str) -> SchedulerAddress:
    """Return the address in ``dask://HOST:PORT`` or ``HOST:PORT``. Raise ``BadAddress``."""
    found = _PLACE.fullmatch(words.removeprefix(SCHEME))
    if found is None or not 0 < int(found["port"]) < 65536:
        raise BadAddress(
            f"{words!r} is no address of a scheduler: write dask://HOST:PORT, such as dask://127.0.0.1:8786"
        )
    return SchedulerAddress(found["host"], int(found["port"]))
