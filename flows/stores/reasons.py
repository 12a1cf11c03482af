"""Say in a few words why a store failed, without what its messages quote: addresses, signatures, credentials."""

from __future__ import annotations

import os
import re

_CODE = re.compile(r"<Code>([A-Za-z0-9.]{1,80})</Code>")
_MESSAGE = re.compile(r"<Message>([^<]{1,200})</Message>")
_STATUS = re.compile(r"status code: (\d{3}(?: [A-Z][A-Za-z ]*)?)")
_SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_TOKEN")
_IDENTITY_SERVICES = ("169.254.169.254", "169.254.170.2", "fd00:ec2")
"""Where machines of a cloud ask who they are: asked where the environment holds no credentials."""


def reason_of(error: Exception) -> str:
    """Return a store's reason: the code and the sentence of its answer, else what is known of the connection."""
    text = str(error)
    if any(address in text for address in _IDENTITY_SERVICES):
        return "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role"
    code, message, status = (pattern.search(text) for pattern in (_CODE, _MESSAGE, _STATUS))
    if code is not None:
        return _without_secrets(f"{code[1]}: {message[1].strip()}" if message is not None else code[1])
    if status is not None:
        return f"the store answers {status[1].strip()}"
    if "BadScheme" in text:
        return "its address is plain HTTP, which AWS_ALLOW_HTTP=true allows"
    if "imed out" in text or "imeout" in text.partition("retry_timeout")[0]:
        return "the store does not answer in time"
    if "HTTP error" in text or "error sending request" in text:
        return "the store cannot be reached, or the connection to it broke"
    return _without_secrets(text.partition("\n")[0][:200]) or type(error).__name__


def _without_secrets(text: str) -> str:
    for name in _SECRETS:
        if value := os.environ.get(name):
            text = text.replace(value, "…")
    return text
