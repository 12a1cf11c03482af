"""Limit how often one address may ask for something costly."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

MOST_CLIENTS = 10_000
"""Addresses that are remembered; the one that asked least recently is forgotten first."""
MINUTE_S = 60.0
_IPV6_NETWORK_BITS = 64


class TooOften(Exception):
    """An address asks more often than it may (429); ``retry_after_s`` is how long until it may ask again."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"{retry_after_s} s")
        self.retry_after_s = retry_after_s


@dataclass
class _Share:
    """How many questions an address has left, and the second (of the clock) at which that was so."""

    left: float
    at: float


class Rate:
    """A limit of questions a minute for each address, which may come all at once; 0: no limit."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._now = now
        self._lock = Lock()
        self._shares: OrderedDict[str, _Share] = OrderedDict()

    def take(self, address: str) -> None:
        """Count one question of an address. Raises ``TooOften``; a question that is refused does not count."""
        if not self._per_minute:
            return
        with self._lock:
            share = self._share_of(_network_of(address))
            if share.left < 1:
                raise TooOften(math.ceil((1 - share.left) * MINUTE_S / self._per_minute))
            share.left -= 1

    def _share_of(self, network: str) -> _Share:
        now, whole = self._now(), float(self._per_minute)
        share = self._shares.setdefault(network, _Share(whole, now))
        self._shares.move_to_end(network)
        share.left = min(whole, share.left + (now - share.at) * whole / MINUTE_S)
        share.at = now
        if len(self._shares) > MOST_CLIENTS:
            self._shares.popitem(last=False)
        return share


def _network_of(address: str) -> str:
    """Return what identifies a client: its IPv4 address, or its IPv6 network, which one subscriber has whole."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((int(known), _IPV6_NETWORK_BITS), strict=False))
