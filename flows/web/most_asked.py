"""Count which addresses people ask, so that they are ready when something else is published."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

MOST_COUNTED = 4_000
"""Addresses that are counted; beyond them the half that is asked least is forgotten. Each takes about a kilobyte."""
LONGEST = 500
"""Bytes of an address that is counted: longer ones are few, and somebody could fill the memory with them."""
FADING = 0.9
"""What an address that was asked once counts after the next publish."""
LEAST = 0.25
"""Below it an address is forgotten: what was asked once, after thirteen publishes, which are two weeks of nights."""

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


class MostAsked:
    """Addresses with the host that they were asked under, and how often. Who asked is not kept."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, bytes], float] = {}
        self._scopes: dict[tuple[str, str, bytes], dict[str, Any]] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def count(self, scope: Scope) -> None:
        """Count a request whose answer was kept."""
        host = Headers(scope=scope).get("host", "")
        if len(host) + len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LONGEST:
            return
        address = (host, scope["path"], scope["query_string"])
        self._counts[address] = self._counts.get(address, 0) + 1
        if address not in self._scopes:
            if len(self._scopes) >= MOST_COUNTED:
                self._keep([*self._in_order()[: MOST_COUNTED // 2], address])
            self._scopes[address] = {name: scope[name] for name in _REPEATED if name in scope}

    def fade(self) -> None:
        """Let what was asked until now count less than what is asked from now on."""
        for address in self._counts:
            self._counts[address] *= FADING
        self._keep([address for address, count in self._counts.items() if count >= LEAST])

    def scopes(self) -> list[MutableMapping[str, Any]]:
        """Return a request for each address, the one asked most first."""
        return [
            self._scopes[address] | {"headers": [(b"host", address[0].encode("latin-1"))], "client": None}
            for address in self._in_order()
        ]

    def _in_order(self) -> list[tuple[str, str, bytes]]:
        return sorted(self._counts, key=lambda address: -self._counts[address])

    def _keep(self, addresses: list[tuple[str, str, bytes]]) -> None:
        self._counts = {address: self._counts[address] for address in addresses}
        self._scopes = {address: self._scopes[address] for address in addresses if address in self._scopes}
