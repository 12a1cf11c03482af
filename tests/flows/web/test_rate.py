"""How often one address may ask on the SQL page."""

from __future__ import annotations

import pytest

from flows.web import rate
from flows.web.app import Choices
from flows.web.rate import Rate, TooOften
from tests.flows.web.conftest import Site


def test_an_address_may_ask_its_number_at_once_and_again_as_time_passes() -> None:
    now = [100.0]
    asked = Rate(6, lambda: now[0])
    for _ in range(6):
        asked.take("192.0.2.1")
    with pytest.raises(TooOften) as refused:
        asked.take("192.0.2.1")
    assert refused.value.retry_after_s == 10
    asked.take("192.0.2.2")
    now[0] += 9.9
    with pytest.raises(TooOften) as refused:
        asked.take("192.0.2.1")
    assert refused.value.retry_after_s == 1
    now[0] += 0.2
    asked.take("192.0.2.1")
    now[0] += 3600
    for _ in range(6):
        asked.take("192.0.2.1")
    with pytest.raises(TooOften):
        asked.take("192.0.2.1")


def test_the_addresses_of_one_ipv6_network_count_as_one() -> None:
    asked = Rate(1, lambda: 0.0)
    asked.take("2001:db8:1:2::1")
    with pytest.raises(TooOften):
        asked.take("2001:db8:1:2:ffff::9")
    asked.take("2001:db8:1:3::1")
    asked.take("testclient")


def test_so_many_addresses_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_CLIENTS", 2)
    asked = Rate(1, lambda: 0.0)
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        asked.take(address)
    asked.take("192.0.2.1")
    with pytest.raises(TooOften):
        asked.take("192.0.2.3")


def test_without_a_number_nobody_is_refused() -> None:
    asked = Rate(0, lambda: 0.0)
    for _ in range(100):
        asked.take("192.0.2.1")


def test_one_who_asks_too_often_is_told_when_to_ask_again_in_both_languages(site: Site) -> None:
    limited = Site(site.data, choices=Choices(sql_per_minute=2))
    query = "/sql?nimi=coverage&vorm=csv"
    assert [limited.get(path).status_code for path in ("/sql", query, "/sql?q=SELECT+1", "/sql")] == [200] * 4
    refused = limited.get(query)
    assert (refused.status_code, "liiga sageli" in refused.text) == (429, True)
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert "too often" in limited.get(query + "&keel=en").text
    assert limited.get("/katvus").status_code == 200
