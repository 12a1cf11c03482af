"""Listen on an address and answer (`kehtiv web`)."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from flows.loopback import is_loopback
from flows.web.app import Choices, create_app

GRACE_S = 5


class CannotListen(Exception):
    """The address cannot be listened on; the message says why."""


def serve(data: Path, port: int, choices: Choices, tell: Callable[[str], object]) -> None:
    """Answer until interrupted. ``port`` 0 takes any free one. Raises ``CannotListen``.

    Forms for rulings are refused beyond loopback: this page asks nobody who they are.
    """
    host, base_url = choices.host, choices.base_url
    if choices.rulings_by is not None and not is_loopback(host):
        raise CannotListen("--rulings-by is for loopback alone: put a proxy with your own login before it")
    with listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        tell(f"answering on http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
        if not is_loopback(host):
            tell(_beyond(base_url))
        logging.getLogger("kehtiv.web").setLevel(logging.INFO)
        config = uvicorn.Config(
            create_app(data, choices), log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=GRACE_S, h11_max_incomplete_event_size=16384,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, and whose connections send each part of an answer at once. Raises ``CannotListen``.

    asyncio does that only for a socket that names its protocol, and Python's does not. Without it the second part of a
    page waits 40 ms, until the browser has acknowledged the first.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        raise CannotListen(f"{host}:{port} cannot be listened on: {error.strerror or error}") from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _beyond(base_url: str | None) -> str:
    reached = "everybody who reaches this machine can read it, unencrypted: put a proxy with TLS before it"
    return reached if base_url else f"{reached}; other host names than this are refused without --base-url"
