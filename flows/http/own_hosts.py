"""Send requests to the operator's own addresses: a notification hook, Prefect's server. Registers have ``client``."""

from __future__ import annotations

from typing import Any

import httpx


class OwnHostFails(Exception):
    """No usable answer came from an address of the operator's own; the message says why."""


def post_json(url: str, body: bytes, timeout_s: float) -> int:
    """Send a JSON document and return the status of the answer. Raises ``OwnHostFails`` where none comes."""
    try:
        answer = httpx.post(url, content=body, headers={"Content-Type": "application/json"}, timeout=timeout_s)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OwnHostFails(type(error).__name__) from error
    return answer.status_code


def ask_api(method: str, url: str, *, json: Any = None, timeout_s: float = 10) -> tuple[int, Any]:
    """Return the status and the JSON of an answer; ``None`` instead of JSON where the status is not a success.

    No proxy of the environment stands between this process and loopback. Raises ``OwnHostFails``.
    """
    try:
        with httpx.Client(trust_env=False, timeout=timeout_s) as client:
            answer = client.request(method, url, json=json)
        return answer.status_code, answer.json() if answer.is_success and answer.content else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise OwnHostFails(f"{type(error).__name__}: {error}") from error
