"""Settings: where they come from and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from benchmarks.document_settings import PAGE, settings_page
from flows.registers.find import find_register
from flows.settings import LEAST_INTERVAL_S, Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONTACT", "REQUEST_INTERVAL_S", "MAX_ATTEMPTS"):
        monkeypatch.delenv(f"KEHTIV_{name}", raising=False)


def test_without_anything_said_the_defaults_are_the_polite_ones() -> None:
    settings = Settings()
    assert (settings.data, settings.request_interval_s, settings.contact) == (Path("data"), LEAST_INTERVAL_S, None)
    assert LEAST_INTERVAL_S == 0.75


def test_the_environment_is_read_with_its_prefix_and_arguments_outrank_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHTIV_DATA", "/srv/kehtiv")
    monkeypatch.setenv("KEHTIV_REQUEST_INTERVAL_S", "2.5")
    monkeypatch.setenv("KEHTIV_CONTACT", " register@rabamaa.example ")
    settings = Settings()
    assert (settings.data, settings.request_interval_s) == (Path("/srv/kehtiv"), 2.5)
    assert settings.contact == "register@rabamaa.example"
    assert Settings(data=Path("here")).data == Path("here")


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.max_attempts = 9  # type: ignore[misc]


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "kiiresti"])
def test_an_interval_that_is_no_span_of_time_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KEHTIV_REQUEST_INTERVAL_S", value)
    with pytest.raises(ValidationError, match="request_interval_s"):
        Settings()


@pytest.mark.parametrize("contact", ["Pihla", "a@b", "a b@c.ee", "x@y.ee\r\nX-Evil: 1", "ftp://x.ee", "õ@raba.example"])
def test_a_contact_that_nobody_can_write_to_or_that_breaks_the_header_is_refused(contact: str) -> None:
    with pytest.raises(ValidationError, match="e-mail address or an http"):
        Settings(contact=contact)


@pytest.mark.parametrize("contact", ["", "  ", None])
def test_an_empty_contact_is_none(contact: str | None) -> None:
    assert Settings(contact=contact).contact is None


def test_a_register_that_wants_longer_pauses_gets_them_and_none_gets_shorter_ones() -> None:
    register = find_register("som")
    slow, fast = replace(register, interval_s=5.0), replace(register, interval_s=0.1)
    assert Settings().for_register(slow).request_interval_s == 5.0
    assert Settings().for_register(fast).request_interval_s == LEAST_INTERVAL_S
    assert Settings().for_register(register) == Settings()


def test_the_bundled_register_is_asked_without_pauses() -> None:
    """It runs in this very process: a minute of politeness to oneself would be a newcomer's first impression."""
    assert Settings().for_register(find_register("sample")).request_interval_s == 0


def test_the_page_of_settings_names_every_setting_with_its_meaning() -> None:
    page = PAGE.read_text("utf-8")
    assert page == settings_page(), "write it anew: python -m benchmarks.document_settings"
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `KEHTIV_")]
    assert [row[0].strip("|` ") for row in rows] == [f"KEHTIV_{name.upper()}" for name in Settings.model_fields]
    assert [row[0] for row in rows if len(row[3].strip(" |")) < 20] == []
