"""What is published while requests go on: the next one sees it, none mixes two, what is withdrawn is gone at once."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path

import duckdb
import pytest
from bs4 import BeautifulSoup

from flows.ask.held import MOST_AT_ONCE, MOST_LONG, HeldWarehouse
from flows.ask.site import NoWarehouse, QueryError, QueryTooLarge, ask
from flows.settings import Settings
from flows.takedown import find_target, take_down
from flows.web.again import Again
from tests.flows.conftest import clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.web.conftest import Site
from tests.patience import PATIENCE_S

SECOND = date(2026, 3, 10)
EXTRACT = "/valjavote/kaskkiri/mets/300/lisa/1"
HOSTILE = "<script>alert(1)</script> „tsitaat“ \"'&amp; \u202eõigus <img src=x onerror=alert(2)> " + "pikk " * 60


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    made = SmallRegister(tmp_path)
    made.add("300", "7", date(2026, 1, 5), "Kinnitan töökorra (lisa 1).\nLisa 1\nTöökord\nSaladuslik tekst")
    made.add("301", "8", date(2026, 1, 12), "Tunnistan kehtetuks käskkirja nr 7.", title=HOSTILE)
    made.first_night(FIRST_DAY)
    return made


def on(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def test_before_the_first_publish_the_pages_say_so(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert (
        site.get("/").status_code
        == site.get("/tervis").status_code
        == site.get("/api/v1/authorities").status_code
        == 503
    )
    assert "Andmeid ei ole veel avaldatud" in site.get("/").text


def test_the_next_request_sees_what_was_published_meanwhile(register: SmallRegister) -> None:
    site = Site(register.data, on(FIRST_DAY))
    first = site.get("/tervis").text
    register.add("302", "9", date(2026, 3, 3), "Kinnitan uue töökorra.")
    assert site.get("/kaskkiri/mets/302").status_code == 404
    register.night(SECOND)
    assert site.get("/kaskkiri/mets/302").status_code == 200
    assert site.get("/tervis").text != first


def test_an_annex_in_force_gives_the_words_to_request_its_text_where_that_is_not_held(tmp_path: Path) -> None:
    made = SmallRegister(tmp_path)
    made.add("300", "7", date(2026, 1, 5), "Kinnitan töökorra (lisa 1).")
    made.add("301", "8", date(2026, 1, 12), "Kinnitan hankekorra (lisa 1).\nLisa 1\nHankekord\nTekst")
    made.first_night(FIRST_DAY)
    site = Site(made.data, on(FIRST_DAY))
    assert "väljastada lisa 1 (käskkiri 05.01.2026 nr 7 (Metsaamet)). Lisa kehtib" in asked(site, "300")
    assert asked(site, "301") == ""


def asked(site: Site, act: str) -> str:
    """Return the words of the request that the page of an act's first annex proposes."""
    page = BeautifulSoup(site.get(f"/kaskkiri/mets/{act}/lisa/1").text, "lxml")
    assert page.select_one("main .badge-in_force") is not None, page.get_text(" ", strip=True)
    return " ".join(letter.get_text() for letter in page.select(".letter"))


def test_a_lease_reads_one_file_to_its_end_and_the_old_one_is_let_go(register: SmallRegister) -> None:
    held = HeldWarehouse(register.data)
    counted = "SELECT count(*) FROM directives"
    with held.lease() as (old, version):
        before = old.connection.execute(counted).fetchall()
        digest = hashlib.sha256(old.path.read_bytes()).hexdigest()
        register.add("302", "9", date(2026, 3, 3), "Kinnitan uue töökorra.")
        register.night(SECOND)
        with held.lease() as (new, newer):
            assert newer != version
            assert new.connection.execute(counted).fetchall() != before
        assert old.connection.execute(counted).fetchall() == before
        assert held.describe(version).sha256 == digest
    with held.lease() as (again, same):
        assert same == newer
        assert again.connection.execute(counted).fetchall() != before
    held.close()


def test_what_is_taken_down_is_shown_nowhere_any_more(register: SmallRegister) -> None:
    site = Site(register.data, on(SECOND))
    before = site.get("/kaskkiri/mets/300/lisa/1")
    assert "Saladuslik tekst" in before.text
    shown = {
        path: site.get(path)
        for path in (
            "/",
            "/otsi?q=töökord",
            "/api/v1/status?ref=7/2026",
            "/sql?q=SELECT text FROM texts&vorm=csv",
            EXTRACT,
        )
    }
    assert "Kinnitan töökorra (lisa 1)." in shown[EXTRACT].text
    assert "Saladuslik" in shown["/sql?q=SELECT text FROM texts&vorm=csv"].text
    settings = Settings(data=register.data, workers=1)
    take_down(settings, clock_at(on(SECOND)), find_target(settings, "mets/300"), "a person asked for it")
    for path in (*shown, "/kaskkiri/mets/300", "/kaskkiri/mets/300/lisa/1", "/kaskkiri/mets/301"):
        assert "Saladuslik" not in site.get(path, {"if-none-match": before.headers["etag"]}).text, path
    assert site.get("/kaskkiri/mets/300").status_code == 451
    assert site.get("/api/v1/status?ref=mets/300").status_code == 451
    for path in (EXTRACT, f"{EXTRACT}?vorm=pdf"):
        refused = site.get(path)
        assert (refused.status_code, "Kinnitan töökorra" in refused.text) == (451, False)


def test_titles_of_a_hostile_register_are_text_in_every_page_and_file(register: SmallRegister) -> None:
    site = Site(register.data, on(SECOND))
    for path in (
        "/",
        "/asutus/metsaamet",
        "/kaskkiri/mets/301",
        "/valjavote/kaskkiri/mets/301",
        "/muudatused?alates=2026-01-01&kuni=2026-03-01",
        "/otsi?q=tsitaat",
        f"/otsi?q={HOSTILE[:200]}",
    ):
        answer = site.get(path.replace("&amp;", "%26amp;").replace("#", "%23"))
        assert answer.status_code < 500, path
        assert "<script" not in answer.text, path
        assert "<img src=x" not in answer.text, path
        assert "\u202e" not in answer.text, path
    assert "&lt;script&gt;" in site.get("/kaskkiri/mets/301").text


def test_a_query_that_fails_is_no_fault_of_the_server(register: SmallRegister) -> None:
    held = HeldWarehouse(register.data)
    with held.lease() as (w, _), pytest.raises(QueryError):
        ask(w, "no_such_query")
    held.close()
    with pytest.raises(NoWarehouse), HeldWarehouse(register.data / "none").lease():
        pass


def test_many_requests_at_once_wait_for_their_turn(register: SmallRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ask.held.MOST_AT_ONCE", 2)
    held, inside, most = HeldWarehouse(register.data), [], []

    def ask_once(number: int) -> None:
        with held.lease() as (w, _):
            inside.append(number)
            most.append(len(inside))
            w.connection.execute("SELECT count(*) FROM range(2000000)").fetchall()
            inside.remove(number)

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(ask_once, range(24)))
    held.close()
    assert len(most) == 24
    assert max(most) <= 2


def test_neither_pages_nor_health_wait_for_queries_that_may_be_long(register: SmallRegister) -> None:
    site = Site(register.data, on(SECOND))
    again = site.app.app
    assert isinstance(again, Again)
    sql, named = "/sql?q=SELECT 1&vorm=csv", "/api/v1/queries/coverage"
    with ExitStack() as all_turns, ThreadPoolExecutor(2) as threads:
        with ExitStack() as long_turns:
            for _ in range(MOST_LONG):
                long_turns.enter_context(again.held.lease(is_long=True))
            waiting = [threads.submit(site.get, path) for path in (sql, named)]
            assert site.get("/asutused").status_code == 200
            for _ in range(MOST_AT_ONCE):
                all_turns.enter_context(again.held.lease())
            assert site.get("/tervis").status_code == 200
            assert not any(one.done() for one in waiting)
        assert [one.result(timeout=PATIENCE_S).status_code for one in waiting] == [200, 200]


def test_memory_that_runs_out_in_any_statement_of_a_page_is_said_to_be_too_much(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only in those that are asked by a name."""

    def too_large(*_: object, **__: object) -> None:
        raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")

    monkeypatch.setattr("warehouse.ask.references._ids_named", too_large)
    site = Site(register.data, on(SECOND))
    assert site.get("/otsi?q=kord").status_code == 503
    assert site.get("/api/v1/status?ref=05.01.2026 nr 7").json()["refusal"] == "too_busy"


def test_what_needs_too_much_memory_is_said_to_be_too_much(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object, **__: object) -> None:
        raise QueryTooLarge("Out of Memory Error")

    monkeypatch.setattr("flows.ask.site.front", too_large)
    answer = Site(register.data, on(SECOND)).get("/")
    assert (answer.status_code, "liiga palju" in answer.text) == (503, True)


def test_sql_that_needs_too_much_memory_is_told_so_beside_itself(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.ask.held.MEMORY_LIMIT", "1MB")
    site = Site(register.data, on(SECOND))
    for form in ("leht", "csv"):
        answer = site.get(f"/sql?q=SELECT list(n) FROM range(1000000) AS r (n)&vorm={form}")
        assert answer.status_code == 503
        assert "Out of Memory" in answer.text
        assert "range(1000000)" in answer.text
