"""What to ask of a register and how to read its answers: one module per platform, sans-I/O."""

from __future__ import annotations

from extractors.registers.adr import AdrConnector
from extractors.registers.base import Connector

PLATFORMS = ("adr",)
"""The platforms that can be searched; the aggregator's pages are read where they were saved."""


def connector_for(platform: str, base_url: str | None, institution: str | None = None) -> Connector:
    """What asks a register and reads its answers. Raises ``ValueError`` for another platform, or without an address."""
    if platform not in PLATFORMS:
        raise ValueError(f"there is no connector for the platform {platform!r}")
    if base_url is None:
        raise ValueError("the register has no address yet")
    return AdrConnector(base_url, institution)
