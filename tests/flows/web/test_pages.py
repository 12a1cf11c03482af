"""What a person sees of the sample register. The right answers stand in flows/sample/README.md."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from tests.flows.web.conftest import Site


def page(site: Site, path: str, status: int = 200) -> BeautifulSoup:
    answer = site.get(path)
    assert answer.status_code == status, (path, answer.text[:500])
    return BeautifulSoup(answer.text, "lxml")


def outcome(site: Site, path: str) -> str:
    told = page(site, path).select_one("p.outcome")
    assert told is not None
    return " ".join(told.get_text(" ").split())


def test_an_annex_is_in_force_until_the_day_before_it_ends_and_shows_the_sentence(site: Site) -> None:
    before = page(site, "/kaskkiri/sample/700110/lisa/1?paev=2023-04-02")
    assert outcome(site, "/kaskkiri/sample/700110/lisa/1?paev=2023-04-02").startswith("kehtib alates 14.02.2022")
    assert "2. Käskkiri jõustub allkirjastamisest." in before.get_text()
    after = page(site, "/kaskkiri/sample/700110/lisa/1?paev=03.04.2023")
    assert outcome(site, "/kaskkiri/sample/700110/lisa/1?paev=03.04.2023").startswith("ei kehti enam alates 03.04.2023")
    assert "2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3." in after.get_text()


@pytest.mark.parametrize("path", ["/kaskkiri/sample/700110", "/otsi?q=nõustamistalituse juhataja"])
def test_tables_show_the_last_day_itself(site: Site, path: str) -> None:
    """An annex that ended on 3 April was in force on the 2nd: "kuni 03.04" would say that it was on the 3rd."""
    asked = f"{path}{'&' if '?' in path else '?'}paev=2023-01-01"
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for table in page(site, asked).select("table")
        if "Viimane päev" in table.get_text()
        for row in table.select("tbody tr")
    ]
    [manager] = [row for row in rows if "nõustamistalituse juhataja" in row and "kehtib" in row]
    assert manager[-2:] == ["14.02.2022", "02.04.2023"]


def test_what_is_not_yet_in_force_never_shows_as_no_longer(site: Site) -> None:
    told = outcome(site, "/kaskkiri/sample/740289")
    assert told == "ei ole veel jõustunud esimene päev on 01.01.2027"
    shown = page(site, "/kaskkiri/sample/740289")
    badges = {badge.get_text() for badge in shown.select("table .badge")}
    assert badges == {"ei ole veel jõustunud"}


def test_the_second_clock_tells_what_was_known_on_a_day(site: Site) -> None:
    """The sample was harvested on 22 November 2026: before that day nothing was known."""
    path = "/kaskkiri/sample/700110/lisa/1?paev=2023-04-02&teada="
    assert page(site, path + "2026-11-22").select_one(".known .badge") is not None
    assert page(site, path + "2026-11-21").select_one(".known .badge") is None


def test_a_directive_shows_its_text_with_the_sentences_that_do_something_marked(site: Site) -> None:
    shown = page(site, "/kaskkiri/sample/710188")
    marked = [mark.get_text() for mark in shown.select(".text mark")]
    assert "2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3." in marked
    assert not any("vaide" in words for words in marked)
    linked = {unquote(str(link["href"])) for link in shown.select("a[href]")}
    assert {"/kaskkiri/sample/700110", "/kaskkiri/sample/710188/lisa/1", "/toend/ac4cfd-6b5a17eb2f"} <= linked


def test_a_post_shows_its_versions_as_bars_that_lead_to_each(site: Site) -> None:
    path = "/koht/näidisamet/nõustamisosakond, nõustamistalitus/nõustamistalituse juhataja?paev=2023-05-01"
    shown = page(site, path)
    bars = [unquote(str(link["href"])).partition("?")[0] for link in shown.select("svg a")]
    assert bars == [f"/kaskkiri/sample/{act}/lisa/1" for act in ("700110", "710188", "720190")]
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td, th")]
        for row in shown.select("table")[0].select("tbody tr")
    ]
    assert rows[0][-3:] == ["kehtib", "14.02.2022", "02.04.2023"]
    assert rows[-1][-3:] == ["kehtib", "13.05.2024", ""]
    assert [str(link["href"]).partition("?")[2] for link in shown.select("svg a")] == ["paev=2023-05-01"] * 3


def test_a_reference_as_people_write_it_leads_to_its_act(site: Site) -> None:
    for written in ("14.02.2022 nr 5", "käskkiri nr 5, 14.02.2022", "5/2022"):
        answer = site.get(f"/otsi?q={written}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/kaskkiri/sample/700110")
    assert site.get("/viide/14.02.2022 nr 5").headers["location"] == "/otsi?q=14.02.2022+nr+5"
    assert site.get("/otsi?q=14.02.2022 nr 5 lisa 2&paev=2023-01-01").headers["location"] == (
        "/kaskkiri/sample/700110/lisa/2?paev=2023-01-01"
    )


def test_words_find_posts_and_what_is_not_held_is_said(site: Site) -> None:
    assert page(site, "/otsi?q=nõustaja").select("tbody tr")
    assert "Midagi ei leitud." in page(site, "/otsi?q=xyzzy").get_text()
    assert "Kas mõtlesite" in page(site, "/otsi?q=15.02.2022 nr 5").get_text()


def test_a_place_shows_the_words_in_their_text_and_their_page_as_a_picture(site: Site) -> None:
    shown = page(site, "/toend/ac4cfd-6b5a17eb2f")
    mark = shown.select_one(".text mark")
    assert mark is not None
    assert mark.get_text() == "2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3."
    picture = shown.select_one("figure img")
    assert picture is not None
    drawn = site.get(str(picture["src"]))
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")


def test_a_restricted_directive_is_answered_451_with_what_is_known_of_it(site: Site) -> None:
    for path in ("/kaskkiri/sample/730161", "/kaskkiri/sample/730161/lisa/1"):
        told = page(site, path, 451)
        assert "tekst ei ole avalik" in told.get_text()
        assert "nr 18" in told.get_text()


def test_each_page_is_there_in_english_and_leads_back(site: Site) -> None:
    shown = page(site, "/kaskkiri/sample/700110/lisa/1?paev=2023-04-03&keel=en")
    assert str(shown.html["lang"]) == "en" if isinstance(shown.html, Tag) else False
    assert "no longer in force" in shown.get_text()
    other = shown.select_one("header nav a[hreflang=et]")
    assert other is not None
    assert str(other["href"]) == "/kaskkiri/sample/700110/lisa/1?paev=2023-04-03&keel=et"


def test_every_page_says_how_to_ask_the_same_in_sql_and_gives_the_file(site: Site) -> None:
    for path in (
        "/",
        "/asutused",
        "/asutus/näidisamet",
        "/kaskkiri/sample/710188",
        "/muudatused",
        "/otsustamata",
        "/katvus",
    ):
        links = [str(link["href"]) for link in page(site, path).select(".asked a")]
        assert links, path
        for link in links[:3]:
            assert site.get(link).status_code == 200, link


@pytest.mark.long
def test_every_link_of_every_page_leads_somewhere(site: Site) -> None:
    """All pages that can be reached from the first one: none is missing, none fails."""
    waiting, seen, kinds = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop()
        kind = re.sub(r"[^/]*\d[^/]*|(?<=/asutus/).*|(?<=/koht/).*|(?<=/andmed/).*|(?<=/struktuur/).*|\?.*", "*", path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 4:
            continue
        answer = site.get(path)
        assert answer.status_code in (200, 303, 451), (path, answer.status_code, answer.text[:300])
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for link in BeautifulSoup(answer.text, "lxml").select("a[href], img[src]"):
            target = str(link.get("href") or link.get("src"))
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(kinds) > 12


def test_changes_between_two_days_by_law_and_by_what_was_learned(site: Site) -> None:
    by_law = page(site, "/muudatused?alates=2023-04-03&kuni=2023-04-03").get_text()
    assert "kaotas kehtivuse" in by_law
    assert "jõustus" in by_law
    assert not page(site, "/muudatused?alates=2023-04-03&kuni=2023-04-03&jargi=teada").select("tbody tr")


def test_what_was_learned_has_the_day_of_the_change_beside_the_day_it_was_learned(site: Site) -> None:
    """The whole sample became known in one night: no annex ended on that day."""
    learned_on = replace(site, now=datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
    for where, path in ((learned_on, "/"), (site, "/muudatused?jargi=teada&alates=2026-11-22")):
        [table] = [one for one in page(where, path).select("table") if "Teada saadud" in one.get_text()]
        assert [head.get_text() for head in table.select("th")][:3] == ["Teada saadud", "Muutuse päev", "Muutus"]
        rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table.select("tbody tr")]
        assert {row[0] for row in rows} == {"22.11.2026"}
        [assistant] = [row for row in rows if row[2] == "kaotas kehtivuse" and row[3].startswith("assistent")]
        assert assistant[1] == "01.01.2025"


def test_a_change_names_the_act_and_the_annex_that_it_is_about(site: Site) -> None:
    by_law = page(site, "/muudatused?alates=2023-04-03&kuni=2023-04-03")
    about = [row.select("td")[2].get_text(" ", strip=True) for row in by_law.select("tbody tr")]
    assert "nõustaja (ametnik) käskkiri 14.02.2022 nr 5 (Näidisamet), lisa 2" in about


def test_a_sentence_of_an_act_names_what_it_excepts(site: Site) -> None:
    """ "Lisad 1–3, välja arvatud lisa 2" revokes two annexes, and the page says so beside the sentence."""
    cells = page(site, "/kaskkiri/sample/740289").select("td")
    said = [cell.get_text(" ", strip=True) for cell in cells]
    assert "käskkiri 22.01.2024 nr 2 lisa 1, 2, 3, välja arvatud lisa 2" in said


def test_what_is_yet_to_come_is_told_as_such(site: Site) -> None:
    """On 1 December, two days after the site's own day, nr 31 begins, and what it may end is undecided."""
    path = "/muudatused?alates={}&kuni={}"
    to_come = page(site, path.format("2026-12-01", "2026-12-01")).get_text()
    assert "jääb otsustamata" in to_come
    assert "jõustub" in to_come
    assert "jäi otsustamata" not in to_come
    come = page(site, path.format("2026-09-01", "2026-09-30")).get_text()
    assert "jõustus" in come


@pytest.mark.parametrize(
    "path", ["/?paev=homme", "/muudatused?alates=2023-02-01&kuni=2023-01-01", "/muudatused?jargi=x", "/sql?nimi=x"]
)
def test_a_question_that_cannot_be_understood_is_told_so(site: Site, path: str) -> None:
    assert "Küsimus ei ole arusaadav" in page(site, path, 400).get_text()


@pytest.mark.parametrize(
    "path",
    [
        "/kaskkiri/sample/1",
        "/kaskkiri/sample/700110/lisa/99",
        "/asutus/x",
        "/asutus/näidisamet/x",
        "/koht/näidisamet/-/x",
        "/toend/zzzzz",
        "/x",
    ],
)
def test_what_is_not_there_is_answered_404_with_a_way_on(site: Site, path: str) -> None:
    assert page(site, path, 404).select_one("form.search") is not None


def test_two_wordings_stand_side_by_side_with_their_words_marked(site: Site) -> None:
    """The Toimetaja of 2024 against that of 2023, and the same found from the annex's own page."""
    annex = page(site, "/kaskkiri/sample/720409/lisa/1")
    link = annex.find("a", string="Võrdle eelmise redaktsiooniga")
    assert isinstance(link, Tag)
    assert unquote(str(link["href"])) == "/vordlus?vana=sample/710404#2&uus=sample/720409#1"
    shown = page(site, str(link["href"]))
    assert shown.select(".compared ins")
    assert shown.select(".compared del")
    same = page(site, "/vordlus?vana=sample/710404%232&uus=sample/710404%232")
    assert "Sõnastus on sama." in same.get_text()


def test_what_cannot_be_compared_says_why(site: Site) -> None:
    assert page(site, "/vordlus").select("form input")
    assert page(site, "/vordlus?vana=99/1999&uus=sample/710404%232", 404).select_one(".wrong") is not None
    assert "tekst ei ole avalik" in page(site, "/vordlus?vana=18/2025&uus=sample/710404%232", 451).get_text()


def test_the_units_of_an_authority_and_who_answers_to_whom(site: Site) -> None:
    shown = page(site, "/struktuur/näidisamet")
    assert any("Järelevalveosakond" in item.get_text() for item in shown.select(".tree li"))
    rows = [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in shown.select("tbody tr")]
    assert ["Raamatukoguhoidja", "Hoidlaosakond", "Hoidla juhataja", "Hoidla juhataja"] in rows
    assert ["Hoidla juhataja", "Hoidlaosakond", "Peadirektor", "ametijuhend puudub"] in rows


def test_words_in_any_form_find_what_has_them_with_the_words_marked(site: Site) -> None:
    hits = page(site, "/otsi?q=eelarve kavandamine&liik=duty").select(".hits li")
    assert hits
    assert all(hit.select("mark") for hit in hits)
    found = {unquote(str(link["href"])) for hit in hits for link in hit.select("a")}
    assert "/kaskkiri/sample/710188/lisa/1" in found
    now = {
        unquote(str(link["href"]))
        for link in page(site, "/otsi?q=eelarve kavandamine&liik=duty&kehtib=1").select(".hits a")
    }
    assert "/kaskkiri/sample/710188/lisa/1" not in {path.partition("?")[0] for path in now}
    assert "/kaskkiri/sample/720190/lisa/1" in {path.partition("?")[0] for path in now}
    assert site.get("/otsi?q=eelarve&liik=x").status_code == 400
