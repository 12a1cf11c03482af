"""A doubt settled in Chromium: from the list by the keyboard and the mouse to the next publish, without a barrier."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from benchmarks.web_site import HEIGHT, PHONE, WIDE, served
from flows.rulings import journal
from flows.run.summary import Summary
from tests.flows.conftest import Run, clock_at
from tests.flows.small_register import SmallRegister, ask
from tests.flows.web.conftest import TODAY
from tests.flows.web.test_browser_journeys import RULES

pytestmark = pytest.mark.long

QUOTE = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 valvekeskuse põhimääruse jõustumisest."


def test_a_doubt_is_settled_by_its_form(tmp_path: Path, browser: Browser, run: Run) -> None:
    register = SmallRegister(tmp_path)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan korra.")
    register.add("300", "7", date(2026, 2, 16), QUOTE)
    register.first_night()
    with served(register.data, clock_at(TODAY), "arhivaar") as base:
        page = browser.new_page(viewport={"width": PHONE, "height": HEIGHT})
        page.goto(f"{base}/otsustamata")
        page.get_by_role("link", name="Mis päevast enam ei kehti?").click()
        expect(page.locator("blockquote mark")).to_contain_text(QUOTE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        barriers = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in barriers] == []
        page.get_by_label("sel päeval:").check()
        page.get_by_label("Päev", exact=True).fill("2026-02-10")
        page.get_by_label("Põhjendus").fill("uus kord jõustus")
        page.get_by_role("button", name="Kirjuta otsus").click()
        expect(page.get_by_role("alert")).to_contain_text("signed")
        assert journal.read_rulings(register.data)[0] == []
        page.get_by_label("Päev", exact=True).fill("2026-04-01")
        page.get_by_role("button", name="Kirjuta otsus").click()
        expect(page.get_by_role("status")).to_contain_text("Otsus on kirja pandud")
        page.close()
        [made] = journal.read_rulings(register.data)[0]
        assert run("publish", "--data", register.data)[0] == 0
        assert ask(register.data, "SELECT in_force_until::VARCHAR, decided_by FROM directives WHERE number = '5'") == [
            ("2026-04-01", "arhivaar")
        ]
        page = browser.new_page()
        page.goto(f"{base}/otsustamata")
        expect(page.get_by_role("link", name="Mis päevast enam ei kehti?")).to_have_count(0)
        page.close()
    assert made.decided_by == "arhivaar"


def test_a_post_of_the_sample_is_joined_beside_the_picture_of_its_page(
    sample_night: tuple[Path, Summary], tmp_path: Path, browser: Browser, run: Run
) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_night[0], data, symlinks=True)
    with served(data, clock_at(TODAY), "arhivaar") as base:
        page = browser.new_page(viewport={"width": WIDE, "height": HEIGHT})
        page.goto(f"{base}/otsustamata")
        page.get_by_role("link", name="Millise teenistuskoha jätk see on?").first.click()
        picture = page.locator("figure.sheet img")
        expect(picture).to_have_attribute("alt", re.compile("lk 6$"))
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
        page.get_by_label("sample/710404#4").check()
        page.get_by_label("Põhjendus").fill("sama töö teises osakonnas")
        page.get_by_role("button", name="Kirjuta otsus").click()
        expect(page.get_by_role("status")).to_contain_text("Otsus on kirja pandud")
        page.close()
        assert run("publish", "--data", data)[0] == 0
        assert ask(data, "SELECT previous_annex_id FROM position_versions WHERE annex_id = 'sample/730366#3'") == [
            ("sample/710404#4",)
        ]
        page = browser.new_page(viewport={"width": PHONE, "height": HEIGHT})
        page.goto(f"{base}/otsustamata")
        page.get_by_role("link", name="Mida need sõnad ametijuhendis tähendavad?").click()
        page.get_by_label("töökogemus").check()
        page.get_by_label("mida seal on öeldud").fill("Vähemalt 2 aastat")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        barriers = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in barriers] == []
        page.get_by_label("Põhjendus").fill("staaž on töökogemus")
        page.get_by_role("button", name="Kirjuta otsus").click()
        expect(page.get_by_role("status")).to_contain_text("Otsus on kirja pandud")
        page.close()
    assert {made.outcome for made in journal.read_rulings(data)[0]} == {
        "sample/710404#4",
        "experience: Vähemalt 2 aastat",
    }
