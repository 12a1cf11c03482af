"""The forms of a digest: mail, Atom and calendar, each by its own rules, harmless whatever a document says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from flows.addresses import path_of_act, path_of_annex, path_of_evidence
from flows.digest.atom import urn, write_atom
from flows.digest.calendar import fold, write_calendar
from flows.digest.items import Item
from flows.digest.mail import write_mail
from flows.digest.subscriptions import Subscription
from flows.digest.words import CHANGES, link, place_link
from flows.terminal.changes import WORDS

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://kehtiv.naidis.ee/"
SINCE = date(2026, 1, 1)
TEAM = Subscription(name="team", title="Õigus & kord", to=("mari@naidis.ee",))
ENDED = Item(
    item_id="a1b2c3d4e5f60718",
    change="ended",
    changed_on=date(2026, 3, 2),
    learned_on=date(2026, 3, 3),
    is_ahead=False,
    institution="Näidisamet",
    unit="Õigusosakond",
    title="Jurist",
    act_kind="käskkiri",
    number="5",
    directive_date=date(2025, 2, 3),
    annex_number="2",
    directive_id="na/1",
    annex_id="na/1#2",
    by_act="käskkiri 02.03.2026 nr 7",
    quote="Tunnistan kehtetuks\nlisa 2.",
    page_number=1,
    evidence_id="a90b23-bb5fdd0783",
    source_url="https://register.naidis.ee/dokument/1",
)
BEGINS = replace(
    ENDED, item_id="0718a1b2c3d4e5f6", change="began", changed_on=date(2027, 1, 1), is_ahead=True, quote=None
)
HOSTILE = "<script>alert('x')</script> \"&\\;,\x1b[2J\u202egpj.exe\r\nBEGIN:VEVENT"


def test_a_mail_tells_what_changed_from_when_by_which_sentence_and_where() -> None:
    mail = write_mail(TEAM, [ENDED, BEGINS], None)
    assert (mail.to, mail.subject) == (("mari@naidis.ee",), "2 changes: Õigus & kord")
    assert mail.text == (
        "What changed\n\n"
        "* Jurist (annex 2 of käskkiri 03.02.2025 nr 5, Õigusosakond, Näidisamet)\n"
        "  no longer in force from 2026-03-02, by käskkiri 02.03.2026 nr 7\n"
        "  “Tunnistan kehtetuks lisa 2.”\n"
        "  https://register.naidis.ee/dokument/1\n\n"
        "Known to come\n\n"
        "* Jurist (annex 2 of käskkiri 03.02.2025 nr 5, Õigusosakond, Näidisamet)\n"
        "  in force from 2027-01-01, by käskkiri 02.03.2026 nr 7\n"
        "  https://register.naidis.ee/dokument/1\n\n"
    )


def test_a_mail_is_estonian_where_asked() -> None:
    mail = write_mail(replace(TEAM, keel="et"), [ENDED], BASE)
    assert mail.subject == "1 muudatus: Õigus & kord"
    assert "  enam ei kehti alates 02.03.2026, aluseks käskkiri 02.03.2026 nr 7\n" in mail.text
    assert "* Jurist (käskkiri 03.02.2025 nr 5 lisa 2, Õigusosakond, Näidisamet)\n" in mail.text
    assert '<html lang="et">' in mail.html


def test_an_empty_mail_says_so() -> None:
    mail = write_mail(TEAM, [], None)
    assert (mail.subject, mail.text) == ("No changes: Õigus & kord", "Nothing changed by legal effect.\n")


def test_links_lead_to_the_page_where_there_is_one() -> None:
    assert link(ENDED, BASE) == "https://kehtiv.naidis.ee/kaskkiri/na/1/lisa/2"
    assert place_link(ENDED, BASE) == "https://kehtiv.naidis.ee/toend/a90b23-bb5fdd0783"
    assert link(replace(ENDED, annex_id=None), BASE) == "https://kehtiv.naidis.ee/kaskkiri/na/1"
    assert link(replace(ENDED, directive_id='na/1"><x', annex_id=None), BASE).endswith("/na/1%22%3E%3Cx")  # type: ignore[union-attr]
    assert (link(ENDED, None), place_link(ENDED, None)) == (ENDED.source_url, None)


@pytest.mark.parametrize("tail", ["2", "2a", "lisa b/ä"])
def test_links_are_the_addresses_of_the_page(tail: str) -> None:
    item = replace(ENDED, directive_id="files/2025-02-03/5 ü", annex_id=f"files/2025-02-03/5 ü#{tail}")
    assert item.annex_id is not None
    assert link(item, "https://a.ee") == f"https://a.ee{path_of_annex(item.annex_id)}"
    assert link(replace(item, annex_id=None), "https://a.ee") == f"https://a.ee{path_of_act(item.directive_id)}"
    assert place_link(item, "https://a.ee/") == f"https://a.ee{path_of_evidence('a90b23-bb5fdd0783')}"


def test_every_change_has_words_in_both_languages() -> None:
    assert CHANGES.keys() == WORDS.keys()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "lang", "charset"}


def hostile(**values: Any) -> Item:
    given = dict.fromkeys(("title", "unit", "institution", "quote", "by_act", "number"), HOSTILE)
    return replace(ENDED, **given | values)


def test_a_hostile_document_is_harmless_in_html() -> None:
    mail = write_mail(replace(TEAM, title=HOSTILE), [hostile(source_url="javascript:alert(1)")], None)
    tags = Tags()
    tags.feed(mail.html)
    assert tags.tags <= {"html", "head", "meta", "title", "body", "h2", "ul", "li", "p", "br", "blockquote"}
    assert tags.addresses == []
    for words in (mail.html, mail.text, mail.subject):
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", words)
    assert "\n" not in mail.subject


def feed_of(items: list[Item], base_url: str | None = BASE) -> ElementTree.Element:
    return ElementTree.fromstring(write_atom(TEAM, items, base_url, SINCE))


def test_an_atom_feed_has_what_rfc_4287_requires() -> None:
    """4.1.1 and 4.1.2: one id, title and updated for the feed and each entry, an author, ids that differ."""
    feed = feed_of([ENDED, BEGINS])
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    assert len(entries) == 2
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", element.findtext(f"{ATOM}id") or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "kehtiv"
    assert len({element.findtext(f"{ATOM}id") for element in (feed, *entries)}) == 3
    for entry in entries:
        (alternate,) = entry.findall(f"{ATOM}link")
        assert alternate.get("rel") == "alternate"
        assert (alternate.get("href") or "").startswith("https://")
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
        assert content.text


def test_a_feed_without_entries_is_whole_and_dated() -> None:
    feed = feed_of([])
    assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
    assert feed.findall(f"{ATOM}entry") == []


def test_a_feed_is_the_same_for_the_same_items_and_an_entry_keeps_its_id() -> None:
    assert write_atom(TEAM, [ENDED, BEGINS], BASE, SINCE) == write_atom(TEAM, [BEGINS, ENDED], BASE, SINCE)
    later = feed_of([replace(BEGINS, is_ahead=False), ENDED])
    ids = {entry.findtext(f"{ATOM}id") for entry in later.findall(f"{ATOM}entry")}
    assert ids == {urn(ENDED.item_id), urn(BEGINS.item_id)}
    assert urn("a") == "urn:uuid:" + urn("a")[9:] != urn("b")


@pytest.mark.parametrize("words", [HOSTILE, "]]>", "\ufffe\uffff\x00", "\ud800", "a" * 70_000])
def test_a_hostile_document_leaves_the_feed_readable(words: str) -> None:
    item = hostile(title=words, quote=words, source_url=f"https://a.ee/{words}")
    (entry,) = feed_of([item], None).findall(f"{ATOM}entry")
    tags = Tags()
    tags.feed(entry.findtext(f"{ATOM}content") or "")
    assert "script" not in tags.tags


def unfolded(calendar: bytes) -> list[str]:
    words = calendar.decode()
    assert words.endswith("\r\n")
    assert "\n" not in words.replace("\r\n", "")
    return words.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar_has_what_rfc_5545_requires() -> None:
    lines = unfolded(write_calendar(TEAM, [ENDED, BEGINS], BASE))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert [line for line in lines if line.startswith("PRODID:")]
    assert (lines.count("BEGIN:VEVENT"), lines.count("END:VEVENT"), lines[-1]) == (2, 2, "END:VCALENDAR")
    begin = lines.index("BEGIN:VEVENT")
    event = dict(line.split(":", 1) for line in lines[begin + 1 : lines.index("END:VEVENT")])
    assert event["UID"] == urn(ENDED.item_id).removeprefix("urn:uuid:")
    assert event["DTSTAMP"] == "20260303T000000Z"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20260302", "20260303")
    assert event["URL"] == "https://kehtiv.naidis.ee/kaskkiri/na/1/lisa/2"
    assert event["SUMMARY"] == (
        r"Jurist (annex 2 of käskkiri 03.02.2025 nr 5\, Õigusosakond\, Näidisamet): no longer in force from 2026-03-02"
        r"\, by käskkiri 02.03.2026 nr 7"
    )
    assert r"\nTunnistan kehtetuks lisa 2.\nhttps://" in event["DESCRIPTION"]


def test_a_calendar_without_events_still_has_a_component() -> None:
    lines = unfolded(write_calendar(TEAM, [replace(ENDED, changed_on=None)], BASE))
    assert "BEGIN:VEVENT" not in lines
    assert "BEGIN:VTIMEZONE" in lines


def test_a_hostile_document_begins_no_event_of_its_own() -> None:
    lines = unfolded(write_calendar(replace(TEAM, title=HOSTILE), [hostile(source_url=HOSTILE)], None))
    assert lines.count("BEGIN:VEVENT") == 1
    assert all(re.match(r"[A-Z-]+(;VALUE=DATE)?:", line) for line in lines)


@pytest.mark.parametrize("letter", ["a", "õ", "€", "😀"])
@pytest.mark.parametrize("length", [1, 74, 75, 76, 149, 500])
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(letter: str, length: int) -> None:
    line = letter * length
    folded = fold(line)
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
