"""Order a night from Prefect's server, which has its runner begin it."""

from __future__ import annotations

import os
from typing import Any

from flows.http.own_hosts import OwnHostFails, ask_api
from flows.schedule import flow, server


def order_again(register: str) -> bool:
    """Have the runner begin a night again; false where it has not told the server of the register yet.

    Raises ``OwnHostFails`` where the server does not answer or refuses, ``KeyError`` where it has no address yet.
    """
    status, deployment = _ask("GET", f"/deployments/name/nightly/{flow.deployment_name(register)}")
    if status == 404:
        return False
    if deployment is None:
        raise OwnHostFails(f"it answers {status}")
    order = {"state": {"type": "SCHEDULED", "message": "the night was cut off"}}
    status, _ = _ask("POST", f"/deployments/{deployment['id']}/create_flow_run", order)
    if not 200 <= status < 300:
        raise OwnHostFails(f"it answers {status}")
    return True


def _ask(method: str, path: str, json: Any = None) -> tuple[int, Any]:
    """Return the status and the JSON that Prefect's server answers. Raises ``OwnHostFails``."""
    return ask_api(method, os.environ[server.API_URL] + path, json=json, timeout_s=server.ANSWERED_S)
