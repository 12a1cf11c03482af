"""Count which addresses people ask for, so that their answers can be made ready after the next publish."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

MOST_COUNTED = 4_000
"""How many addresses are counted; when there are more, the half asked for least is forgotten.

Each takes about a kilobyte. All are made ready, which at 10 ms each takes 40 s of a processor that is idle otherwise.
"""
LONGEST = 500
"""The most bytes of an address that is counted. Longer ones are rare, and somebody could fill the memory with them."""
FADING = 0.9
"""What one request for an address counts after the next publish."""
LEAST = 0.25
"""An address that counts less is forgotten: one asked for once, at the fourteenth publish (two weeks of nights)."""

_REPEATED = (
    "type",
    "asgi",
    "http_version",
    "method",
    "scheme",
    "path",
    "raw_path",
    "query_string",
    "root_path",
    "server",
)


_Address = tuple[str, str, bytes]
"""Host, path and question."""


class MostAsked:
    """Addresses with the host name used, and how often each was asked for. Who asked is not kept."""

    def __init__(self) -> None:
        self._asked: dict[_Address, tuple[float, dict[str, Any]]] = {}

    def __bool__(self) -> bool:
        return bool(self._asked)

    def count(self, scope: Scope) -> None:
        """Count a request whose answer was kept."""
        host = Headers(scope=scope).get("host", "")
        if len(host) + len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LONGEST:
            return
        address = (host, scope["path"], scope["query_string"])
        if address in self._asked:
            number, repeated = self._asked[address]
            self._asked[address] = number + 1, repeated
            return
        self._asked[address] = 1, {name: scope[name] for name in _REPEATED if name in scope}
        if len(self._asked) > MOST_COUNTED:
            self._asked = {each: self._asked[each] for each in (*self._in_order()[: MOST_COUNTED // 2], address)}

    def fade(self) -> None:
        """Let requests until now count less than requests from now on."""
        faded = ((address, number * FADING, repeated) for address, (number, repeated) in self._asked.items())
        self._asked = {address: (number, repeated) for address, number, repeated in faded if number >= LEAST}

    def scopes(self) -> list[MutableMapping[str, Any]]:
        """Return a request for each address, the one asked for most first."""
        return [
            self._asked[address][1] | {"headers": [(b"host", address[0].encode("latin-1"))], "client": None}
            for address in self._in_order()
        ]

    def _in_order(self) -> list[_Address]:
        return sorted(self._asked, key=lambda address: -self._asked[address][0])
