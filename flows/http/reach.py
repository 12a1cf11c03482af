"""Find out before a night begins whether its host may be asked at all, and whether anything answers there."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from flows.http.errors import ContactMissing, HostUnavailable, IntervalTooShort
from flows.loopback import is_loopback
from flows.settings import LEAST_INTERVAL_S, Settings

_PORTS = {"http": 80, "https": 443}


def refuse_settings(host: str, settings: Settings) -> None:
    """Raise ``ContactMissing`` or ``IntervalTooShort`` where a host other than loopback may not be asked like this."""
    if is_loopback(host):
        return
    if settings.contact is None:
        raise ContactMissing(f"{host} requires a contact address: set KEHTIV_CONTACT (e-mail or URL)")
    if settings.request_interval_s < LEAST_INTERVAL_S:
        raise IntervalTooShort(
            f"{settings.request_interval_s:g} s between requests is allowed for loopback only; "
            f"{host} may be asked once in {LEAST_INTERVAL_S:g} s at most (KEHTIV_REQUEST_INTERVAL_S)"
        )


def refuse_unreachable(url: str, timeout_s: float) -> None:
    """Raise ``HostUnavailable`` where no connection to the host of an address can be made; nothing is asked there."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 443)
    try:
        socket.create_connection((host, port), timeout=timeout_s).close()
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise HostUnavailable(f"{host} cannot be reached on port {port}: {reason}") from error
