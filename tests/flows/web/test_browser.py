"""A records manager asks in Chromium whether a job description is in force, why, and sees the page that says so."""

from __future__ import annotations

from urllib.parse import unquote

from playwright.sync_api import Browser, expect

POST = "nõustamistalituse juhataja"


def test_from_the_search_box_to_the_sentence_and_the_picture_of_its_page(base: str, browser: Browser) -> None:
    page = browser.new_page()
    failures: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.url))
    page.on("response", lambda answer: failures.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.goto(base)
    page.get_by_label("Ametikoht, käskkirja viide või sõnad").fill("14.02.2022 nr 5 lisa 1")
    page.get_by_role("button", name="Otsi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(POST)
    for day, words in (("2023-04-02", "kehtib"), ("2023-04-03", "ei kehti enam")):
        page.get_by_label("Päev").fill(day)
        page.get_by_role("button", name="Näita").click()
        expect(page.locator("p.outcome .badge")).to_have_text(words)
    page.get_by_role("link", name="Koht failis, lk 1").first.click()
    expect(page.locator(".text mark")).to_contain_text("Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5")
    picture = page.get_by_role("img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    assert failures == [], unquote(" ".join(failures))
    page.close()
