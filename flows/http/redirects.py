"""Decide which redirects to follow: those within the register, or within the host for its robots.txt."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from extractors.model.register import Capture, Request
from flows.http.errors import OffRegisterRedirect

MOST_REDIRECTS = 5

MayFollow = Callable[[str, str], bool]
"""Return whether a redirect from one address to another is followed. Raise ``ValueError`` for no address."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_THE_FORM = frozenset({307, 308})


def location_of(capture: Capture) -> str | None:
    """Return where an answer redirects to; ``None`` where it does not, or does not say where."""
    return capture.header("location") if capture.status in _REDIRECTS else None


def redirected(asked: Request, capture: Capture, location: str, may_follow: MayFollow) -> Request:
    """Return the request that a redirect leads to. Raise ``OffRegisterRedirect`` where it may not be followed."""
    try:
        target = urljoin(asked.url, location)
        is_fine = may_follow(asked.url, target)
    except ValueError:
        target, is_fine = location, False
    if not is_fine:
        raise OffRegisterRedirect(f"{asked.url} redirects outside the register, to {target}", capture=capture)
    keeps_form = capture.status in _KEEP_THE_FORM
    return Request(asked.method if keeps_form else "GET", target, asked.form if keeps_form else (), asked.session)


def is_on_host(asked: str, target: str) -> bool:
    """Return whether host and port are the same. Going from http to https is allowed, going back is not."""
    here, there = urlsplit(asked), urlsplit(target)
    if (here.scheme, here.netloc) == (there.scheme, there.netloc):
        return True
    is_upgrade = (here.scheme, there.scheme) == ("http", "https")
    return is_upgrade and here.hostname == there.hostname and {here.port, there.port} <= {None, 80, 443}


def is_in_register(asked: str, target: str) -> bool:
    """Return whether an address is on the host and under the authority's part of the path, its first."""
    return is_on_host(asked, target) and _first_part(asked) == _first_part(target)


def _first_part(url: str) -> str:
    return urlsplit(url).path.lstrip("/").partition("/")[0]
