"""The form of a doubt: what it writes, and what it refuses."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from flows.folder import DataFolder
from flows.rulings import journal
from flows.web.app import Choices, create_app
from flows.web.forms import COOKIE
from flows.web.ruling import _outcome
from flows.web.serve import CannotListen, serve
from tests.flows.conftest import Run, clock_at
from tests.flows.small_register import SmallRegister, ask

TODAY = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
FORM = {"content-type": "application/x-www-form-urlencoded", "origin": "http://localhost"}


@dataclass
class Clerk:
    """A browser on the page of the one doubt; ``sent`` are the fields of its form."""

    data: Path
    by: str | None = "arhivaar"
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = create_app(self.data, Choices(rulings_by=self.by), clock_at(TODAY))
        listed = self.ask("GET", "/otsustamata").text
        self.path = re.search(r'href="(/kahtlus/[0-9a-f]{10})"', listed)[1]  # type: ignore[index]
        shown = self.ask("GET", self.path)
        self.page = shown.text
        self.headers = shown.headers
        self.cookies = dict(shown.cookies)
        token = re.search(r'name="tunnus" value="([0-9a-f]{64})"', self.page)
        self.sent = {"valik": "day", "paev_vastus": "2026-04-01", "pohjendus": "uus kord jõustus"}
        self.sent |= {"tunnus": token[1]} if token else {}

    def ask(self, method: str, path: str, **given: object) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost", cookies=self.cookies
            ) as client:
                return await client.request(method, path, **given)  # type: ignore[arg-type]

        return asyncio.run(once())

    def send(self, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        body = urlencode(self.sent | fields)
        return self.ask("POST", self.path, content=body, headers=FORM | (headers or {}))


def test_a_form_writes_the_journal_and_counts_at_the_next_publish(register: SmallRegister, run: Run) -> None:
    clerk = Clerk(register.data)
    assert "SameSite=strict" in clerk.headers["set-cookie"]
    assert "HttpOnly" in clerk.headers["set-cookie"]
    assert clerk.headers["cache-control"] == "no-store"
    sent = clerk.send()
    assert sent.status_code == 303
    [made] = journal.read_rulings(register.data)[0]
    assert (made.outcome, made.decided_by, made.because) == ("2026-04-01", "arhivaar", "uus kord jõustus")
    after = clerk.ask("GET", sent.headers["location"]).text
    assert after.count(f"<code>{made.ruling_id}</code>") == 2
    assert "r0123456789a" not in clerk.ask("GET", f"{clerk.path}?kirjas=<b>r0123456789a</b>").text.partition("<main")[2]
    ended = "SELECT in_force_until_basis, decided_by FROM directives WHERE number = '5'"
    assert ask(register.data, ended) == [("doubt", None)]
    assert run("publish", "--data", register.data)[0] == 0
    assert ask(register.data, ended) == [("ruling", "arhivaar")]
    assert clerk.ask("GET", clerk.path).status_code == 404


def test_what_may_not_be_written_is_refused(register: SmallRegister) -> None:
    clerk = Clerk(register.data)
    refusals = {
        "of a strange origin": clerk.send({"origin": "http://localhost:9999"}).status_code,
        "of another site": clerk.send({"sec-fetch-site": "same-site"}).status_code,
        "with a wrong token": clerk.send(tunnus="0" * 64).status_code,
        "with no ASCII in its token": clerk.send(tunnus="õ").status_code,
        "as JSON": clerk.send({"content-type": "application/json"}).status_code,
        "too long": clerk.send(pohjendus="x" * 70_000).status_code,
        "elsewhere": clerk.ask("POST", "/otsustamata", content="", headers=FORM).status_code,
        "on no doubt": clerk.ask("POST", "/kahtlus/0123456789", content="", headers=FORM).status_code,
        "without a reason": clerk.send(pohjendus=" ").status_code,
        "before the signing": clerk.send(paev_vastus="2026-02-10").status_code,
        "of no day": clerk.send(valik="unsure", kuni="soon").status_code,
    }
    cookies, clerk.cookies = clerk.cookies, {COOKIE: "another"}
    refusals["with another cookie"] = clerk.send().status_code
    clerk.cookies = cookies
    assert refusals == {
        "of a strange origin": 403,
        "of another site": 403,
        "with a wrong token": 403,
        "with no ASCII in its token": 403,
        "as JSON": 403,
        "too long": 403,
        "elsewhere": 405,
        "on no doubt": 403,
        "without a reason": 400,
        "before the signing": 400,
        "of no day": 400,
        "with another cookie": 403,
    }
    assert not DataFolder(register.data).rulings.exists()


@pytest.mark.parametrize(
    "given, outcome",
    [
        ({"valik": "unit", "vaartus": "Arhiiv"}, "unit: Arhiiv"),
        ({"valik": "none", "vaartus": "Arhiiv"}, "none"),
        ({"valik": "unsure", "vaartus": ""}, "unsure"),
        ({"valik": "na/2", "vaartus": ""}, "na/2"),
        ({"valik": "day", "paev_vastus": "2026-04-01"}, "2026-04-01"),
        ({"valik": "these"}, "1 3"),
        ({}, ""),
    ],
)
def test_what_was_filled_in_is_an_outcome_as_the_command_takes_it(given: dict[str, str], outcome: str) -> None:
    assert _outcome(given, {"lisa": ["1", "3"]}) == outcome


def test_without_the_operators_word_nothing_is_written(register: SmallRegister) -> None:
    clerk = Clerk(register.data, by=None)
    assert '<form method="post"' not in clerk.page
    assert "set-cookie" not in clerk.headers
    assert "kehtiv rule" in clerk.page
    assert clerk.send().status_code == 405
    with pytest.raises(CannotListen, match="loopback alone"):
        serve(register.data, 0, Choices(host="0.0.0.0", rulings_by="arhivaar"), print)
