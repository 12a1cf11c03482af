"""Say what to request from a register and how to read its answers: one module per platform, without any I/O.

``PLATFORMS`` is the one list of platforms: a new one is its module, its line here and its examples
(docs/registers.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.errors import UnexpectedPage
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import Connector

_CONNECTORS: tuple[type[Connector], ...] = (
    AdrConnector,
    AggregatorConnector,
)

PLATFORMS: dict[str, type[Connector]] = {each.platform: each for each in _CONNECTORS}
"""The platforms that can be searched, by name. The first is taken for a register that is given by its address alone."""


def connector_for(
    platform: str,
    base_url: str | None,
    institution: str | None = None,
    *,
    organisations: tuple[str, ...] = (),
    file_hosts: tuple[str, ...] = (),
) -> Connector:
    """Return the connector that builds a register's requests and reads its answers.

    ``institution`` is the register's owner, used where a page does not name one; an aggregator's documents always do.
    Raises ``ValueError`` for an unknown platform or a missing address.
    """
    if platform not in PLATFORMS:
        raise ValueError(f"there is no connector for the platform {platform!r}")
    if base_url is None:
        raise ValueError("the register has no address yet")
    return PLATFORMS[platform].connect(base_url, institution, organisations, file_hosts)


def connector_asked_at(
    platform: type[Connector], url: str, external_id: str, file_hosts: Iterable[str] = ()
) -> Connector | None:
    """Return the connector that would request a document's page at ``url``; ``None`` where the platform requests no
    such page.

    The base address is found in ``url`` itself, so that answers archived under a register's earlier addresses stay
    readable.
    """
    parts = url.split("/")
    for end in range(len(parts) - 1, 2, -1):
        connector = platform.connect("/".join(parts[:end]) + "/", None, (), tuple(file_hosts))
        try:
            if connector.document_request(external_id).url == url:
                return connector
        except UnexpectedPage:
            return None
    return None
