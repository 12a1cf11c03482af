"""A document's page leads back to the connector that asked for it, whatever the register's address was then."""

from __future__ import annotations

import pytest

from extractors.registers import PLATFORMS, connector_asked_at
from extractors.registers.adr import AdrConnector


@pytest.mark.parametrize("base", ["https://vana.näidis.ee/", "https://adr.naidis.ee/kogu/rama/"])
@pytest.mark.parametrize("name", PLATFORMS)
def test_the_address_that_was_asked_is_found_in_the_request(name: str, base: str) -> None:
    platform = PLATFORMS[name]
    url = platform.connect(base, None, (), ()).document_request("77").url
    asked = connector_asked_at(platform, url, "77")
    assert asked is not None
    assert asked.document_request("77").url == url


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_request_for_something_else_leads_to_no_connector(name: str) -> None:
    platform = PLATFORMS[name]
    url = platform.connect("https://adr.naidis.ee/", None, (), ()).document_request("77").url
    assert connector_asked_at(platform, url, "78") is None
    assert connector_asked_at(platform, "https://adr.naidis.ee/", "77") is None


def test_a_quick_search_begins_on_the_first_page() -> None:
    connector = AdrConnector.connect("https://adr.naidis.ee/", None, (), ())
    assert ("pageNumber", "1") in connector.words_request("5").form
    assert ("pageNumber", "2") in connector.words_request("5", 2).form
