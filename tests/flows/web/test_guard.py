"""Who is answered, with which headers, and what parameters cannot do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flows.run.summary import Summary
from flows.web.app import Choices
from flows.web.guard import allowed_hosts
from tests.flows.web.conftest import Site

PATHS = (
    "/",
    "/otsi",
    "/asutused",
    "/kaskkiri/sample/700110",
    "/kaskkiri/sample/700110/lisa/1",
    "/valjavote/kaskkiri/sample/700110/lisa/1",
    "/valjavote/koht/näidisamet/-/x",
    "/struktuur/näidisamet/järelevalveosakond",
    "/teave/andmed/annexes",
    "/muudatused",
    "/otsustamata",
    "/sql",
    "/toend/ac4cfd-6b5a17eb2f",
    "/toend/ac4cfd-6b5a17eb2f/pilt.png",
    "/voog.atom",
    "/voog.ics",
    "/kahtlus/d0",
    "/api/v1/in-force",
    "/api/v1/status",
    "/api/v1/why",
    "/api/v1/changes",
    "/api/v1/doubts",
    "/api/v1/history",
    "/api/v1/queries/why",
)
NAMES = (
    "q",
    "paev",
    "teada",
    "keel",
    "alates",
    "kuni",
    "jargi",
    "nimi",
    "vorm",
    "lk",
    "limit",
    "cursor",
    "ref",
    "on",
    "annex",
    "annex_id",
    "from",
    "to",
    "title",
    "asutus",
    "yksus",
    "koht",
    "akt",
    "olek",
    "aasta",
)
WORDS = (
    "",
    "0",
    "-1",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "31.02.2024",
    "infinity",
    "%00",
    "\u202e",
    "'; DROP TABLE annexes; --",
    "<script>",
    "{{7*7}}",
    "../../etc/passwd",
    "SELECT * FROM duckdb_settings()",
    "csv",
    "xlsx",
    "chain",
    "sample/700110",
    "None",
    "1e999",
    "õäöü" * 30,
    "a,b",
    "[1]",
    "#",
    "?&=",
)


def test_parameters_of_any_kind_are_answered_or_refused_but_never_fail(site: Site) -> None:
    rng = random.Random("parameters")
    for _ in range(250):
        given = {rng.choice(NAMES): rng.choice(WORDS) for _ in range(rng.randint(1, 4))}
        asked = "&".join(f"{name}={value}" for name, value in given.items())
        path = f"{rng.choice(PATHS)}?{asked}"
        answer = site.get(path.replace("#", "%23"))
        assert answer.status_code < 500, path
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        assert not (is_page and "<script>" in answer.text), path


@pytest.mark.parametrize(
    "path", ["/", "/nope", "/kaskkiri/sample/730161", "/static/site.css", "/api/v1/authorities", "/tervis"]
)
def test_every_answer_has_the_headers_that_keep_strangers_out(site: Site, path: str) -> None:
    headers = site.get(path).headers
    assert "script" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8321"])
def test_a_host_name_that_is_not_this_machines_is_refused(site: Site, host: str) -> None:
    assert site.get("/", {"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8321", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST"])
def test_this_machine_is_answered_by_each_of_its_names(site: Site, host: str) -> None:
    assert site.get("/tervis", {"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_answered(site: Site, method: str) -> None:
    assert site.ask(method, "/").status_code == 405


def test_the_name_under_which_people_reach_it_is_answered() -> None:
    assert "kehtiv.example" in allowed_hosts("0.0.0.0", "https://Kehtiv.example/")
    assert "evil.example" not in allowed_hosts("0.0.0.0", "https://kehtiv.example/")
    assert "[fe80::1]" in allowed_hosts("fe80::1", None)


def test_an_answer_that_the_browser_has_is_not_sent_again(site: Site) -> None:
    first = site.get("/asutused")
    again = site.get("/asutused", {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get("/asutused?paev=2020-01-01").headers["etag"] != first.headers["etag"]


def test_sql_reads_and_nothing_else_within_its_time_and_rows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "42" in site.get("/sql?q=SELECT 6*7 AS answer").text
    for statement in (
        "DROP TABLE annexes",
        "COPY annexes TO 'x.csv'",
        "SET memory_limit='9GB'",
        "SELECT * FROM read_csv('/etc/passwd')",
    ):
        refused = site.get(f"/sql?q={statement}")
        assert refused.status_code == 400
        assert "root:" not in refused.text
    assert "LIMIT" in site.get("/sql?q=SELECT * FROM range(60000)").text
    monkeypatch.setattr("flows.web.tables.SECONDS", 0.2)
    slow = site.get("/sql?q=SELECT count(*) FROM range(10000000) a, range(10000000) b")
    assert (slow.status_code, "took longer than 0.2 s" in slow.text) == (400, True)


@pytest.mark.parametrize("form", ["leht", "csv", "xlsx", "json", "parquet"])
def test_a_named_query_has_no_more_rows_than_sql_of_ones_own(
    site: Site, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = f"/sql?nimi=in_force&day=2024-01-01&vorm={form}"
    assert site.get(path).status_code == 200
    monkeypatch.setattr("warehouse.ask.asked.MOST_ROWS", 2)
    refused = site.get(path)
    assert refused.status_code == 400
    assert "more than 2 rows: give parameters, or ask `kehtiv sql --name in_force`" in refused.text


def test_named_queries_answer_with_their_parameters_in_each_format(site: Site) -> None:
    asked = "/sql?nimi=chain&title=vanemhoidja&vorm="
    assert site.get(asked + "csv").text.startswith("chain_id,turn,annex_id")
    assert site.get(asked + "xlsx").content.startswith(b"PK")
    assert site.get(asked + "parquet").content.startswith(b"PAR1")
    assert site.get(asked + "json").json()[0]["annex_id"] == "sample/710305#1"
    assert site.get(asked + "pdf").status_code == 400


def test_sql_of_ones_own_is_closed_where_the_operator_closed_it(sample_night: tuple[Path, Summary]) -> None:
    closed = Site(sample_night[0], choices=Choices(has_sql=False))
    refused = closed.get("/sql?q=SELECT+1")
    assert refused.status_code == 403
    assert "nimega päringuid" in refused.text
    form = closed.get("/sql")
    assert form.status_code == 200
    assert "<textarea" not in form.text
    assert closed.get("/sql?nimi=authority_counts&vorm=csv").status_code == 200


def test_scripts_of_other_sites_read_the_api_alone_and_only_where_they_may(sample_night: tuple[Path, Summary]) -> None:
    here, there = {"origin": "https://leht.example"}, {"origin": "https://muu.example"}
    opened = Site(sample_night[0], choices=Choices(origins=("https://leht.example",)))
    allowed = "access-control-allow-origin"
    assert opened.get("/api/v1/authorities", here).headers[allowed] == "https://leht.example"
    assert allowed not in opened.get("/api/v1/authorities", there).headers
    assert allowed not in opened.get("/asutused", here).headers
    assert allowed not in Site(sample_night[0]).get("/api/v1/authorities", here).headers
