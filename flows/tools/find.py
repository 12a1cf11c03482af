"""Which programs this machine has."""

from __future__ import annotations

from extractors.tools import Tools
from flows.settings import Settings


def find_tools(settings: Settings) -> Tools:
    """What reading may lean on here, made from ``settings``; what is not there is named in ``missing``."""
    return Tools()
