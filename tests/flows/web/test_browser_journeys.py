"""Each journey of a records manager in Chromium: with the mouse, with the keyboard alone, on a phone, and by axe."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.web_site import HEIGHT, PAGES, PHONE, WIDE

pytestmark = pytest.mark.long

# What WCAG 2.2 AA asks, and what axe advises besides.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# Tells a name for what has the focus, and whether a person can see that it has it.
FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const bar = at.querySelector('rect'), drawn = bar && getComputedStyle(bar).strokeWidth !== '1px';
  return {
    name: (at.getAttribute('aria-label') || at.innerText || at.id || at.tagName).trim(), tag: at.tagName.toLowerCase(),
    isSeen: box.width > 0 && box.right > 0 && (style.outlineStyle !== 'none' || Boolean(drawn)),
  }; }"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": WIDE, "height": HEIGHT})
    yield opened
    opened.close()


def badges(page: Page) -> list[str]:
    return page.locator("main .badge").all_inner_texts()


def test_a_post_is_found_among_those_of_its_authority_and_shown_on_two_days(base: str, page: Page) -> None:
    page.goto(base)
    page.get_by_role("link", name="Näidisamet").first.click()
    page.get_by_role("link", name="nõustamistalituse juhataja").first.click()
    for day, act in (("2023-04-02", "14.02.2022 nr 5"), ("2023-04-03", "03.04.2023 nr 14")):
        page.get_by_label("Päev").fill(day)
        page.get_by_role("button", name="Näita").click()
        expect(page.locator("p.outcome")).to_contain_text(f"kehtib käskkiri {act}, lisa 1")
    page.locator("svg a").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("käskkiri 03.04.2023 nr 14 (Näidisamet), lisa 1")
    expect(page.get_by_label("Päev")).to_have_value("2023-04-03")


def test_a_directive_shows_what_its_sentences_do_and_leads_to_the_act_that_it_revokes(base: str, page: Page) -> None:
    page.goto(base + PAGES["act"])
    row = page.get_by_role("row").filter(has_text="tunnistab kehtetuks")
    expect(row).to_contain_text("2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3.")
    row.get_by_role("link", name="käskkiri 14.02.2022 nr 5").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("käskkiri 14.02.2022 nr 5")
    assert badges(page).count("ei kehti enam") >= 3


def test_the_changes_between_two_days_by_law_and_by_what_was_learned(base: str, page: Page) -> None:
    page.goto(base)
    page.get_by_role("navigation", name="Peamenüü").get_by_role("link", name="Muudatused").click()
    page.get_by_label("Alates").fill("2023-04-03")
    page.get_by_label("Kuni").fill("2023-04-03")
    page.get_by_role("button", name="Näita").click()
    expect(page.get_by_role("table")).to_contain_text("kaotas kehtivuse")
    page.get_by_label("Muutus").select_option("teada")
    page.get_by_role("button", name="Näita").click()
    expect(page.get_by_role("table")).to_have_count(0)


def test_the_answer_is_downloaded_where_it_stands(base: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{base}/muudatused?alates=2023-04-03&kuni=2023-04-03")
    shown = page.locator("tbody tr").count()
    page.get_by_text("Sama vastus SQL-is").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Laadi alla: CSV").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert saved.name == "changes.csv"
    assert len(rows) == shown + 1 > 5


def test_the_second_clock_and_the_english_page_keep_the_day(base: str, page: Page) -> None:
    page.goto(f"{base}/kaskkiri/sample/700110/lisa/1?paev=2023-04-02")
    page.get_by_label("Teada seisuga").fill("2026-11-22")
    page.get_by_role("button", name="Näita").click()
    expect(page.locator("p.known")).to_contain_text("Teada seisuga 22.11.2026: kehtib")
    page.get_by_role("link", name="In English").click()
    expect(page.locator("p.outcome .badge")).to_have_text("in force")
    expect(page.get_by_label("Day", exact=True)).to_have_value("2023-04-02")
    expect(page.get_by_label("As was known on")).to_have_value("2026-11-22")


def test_with_the_keyboard_alone_from_the_skip_link_to_the_sentence(base: str, page: Page) -> None:
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == {"name": "Otse sisu juurde", "tag": "a", "isSeen": True}
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["tag"] == "input"
    page.keyboard.type("14.02.2022 nr 5 lisa 1")
    page.keyboard.press("Enter")
    expect(page.locator("p.outcome")).to_contain_text("ei kehti enam")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["name"].startswith("Koht failis"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Koht failis")


@pytest.mark.parametrize("name", ["front", "post", "act", "sql", "tree", "extract"])
def test_tab_reaches_each_link_field_and_scrolled_table_once_and_shows_where_it_is(
    base: str, page: Page, name: str
) -> None:
    page.goto(base + PAGES[name])
    wanted = page.locator("a[href]:visible, button:visible, input:visible, select:visible, textarea:visible").count()
    regions = page.locator(".wide[tabindex='0']").count()
    names, unseen = [], []
    for _ in range(wanted + regions + 40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "body":
            break
        names.append(focused["name"])
        if not focused["isSeen"]:
            unseen.append(focused)
    assert unseen == []
    assert len(names) >= wanted + regions


@pytest.mark.parametrize("width", [320, PHONE])
def test_no_page_is_wider_than_a_phone(base: str, browser: Browser, width: int) -> None:
    """320 CSS pixels are what WCAG 2.2 asks (1.4.10): a window of 1,280 at four times the size."""
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    wider = {}
    for name, address in PAGES.items():
        page.goto(base + address)
        page_width = page.evaluate("document.documentElement.scrollWidth")
        if page_width > width:
            wider[name] = page_width
    page.close()
    assert wider == {}


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_no_barrier_on_any_page(
    base: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    barriers = {}
    for name, address in PAGES.items():
        page.goto(base + address)
        found = Axe().run(page, options=RULES).response["violations"]
        if found:
            barriers[name] = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
    page.close()
    assert barriers == {}


def test_axe_would_find_a_barrier(base: str, page: Page) -> None:
    page.goto(base)
    page.evaluate("document.querySelector('label[for=q]').remove()")
    assert "label" in {one["id"] for one in Axe().run(page, options=RULES).response["violations"]}


def test_all_that_is_said_is_said_without_a_script_and_on_paper(base: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(base + PAGES["post"])
    expect(page.locator("svg a")).to_have_count(3)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("form.days")).to_be_hidden()
    page.close()
