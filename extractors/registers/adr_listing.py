"""Read the ADR platform's search form and result pages.

Only pages with rows were recorded. Taken for a search without results is a page that says that it answers a search
(the heading "Otsingu tulemused", or the form marked ``submitted``) and counts or shows nothing. The form alone, without
either sign, is what comes back when no search took place; reading it as "nothing registered" would lose documents.
"""

from __future__ import annotations

import re
from datetime import date

from bs4 import BeautifulSoup, Tag

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage
from extractors.registers.adr_document import refuse_page
from extractors.registers.base import EmptyForm, SearchCell, SearchForm
from extractors.registers.markup import absolute, attribute, label_of, parse_day, parse_tree, whole_number, words

COLUMNS = ("Viit", "Reg. kpv", "Pealkiri", "Dokumendi liik", "Teised osapooled")

_COUNT = re.compile(r"Kokku:\s*(\d+)")
_RANGE = re.compile(r"Näitan:\s*(\d+)\s*[-–]\s*(\d+)")
_DOCUMENT = re.compile(r"/dokument/([^/?#]+)")
_PAGE = re.compile(r"/otsing/(\d+)")


def parse_form(body: bytes) -> SearchForm:
    """Return the choices that the search form offers. Raises ``UnexpectedPage`` where there is no such form."""
    tree = parse_tree(body)
    form = tree.select_one("form#advancedSearch")
    if form is None:
        raise refuse_page(tree, body, "a search form")
    # Looked up in one pass: a search for each box would cost their number squared.
    labels = {attribute(label, "for"): label for label in reversed(form.select("label"))}
    types = []
    for box in form.select("input[name=documentTypes]"):
        value, identifier = attribute(box, "value"), attribute(box, "id")
        label = labels.get(identifier) if identifier else None
        if not value or label is None:
            raise UnexpectedPage("the search form has a document type without a value or a label")
        types.append((value, words(label)))
    if not types:
        raise UnexpectedPage("the search form offers no document types")
    options = (attribute(option, "value") for option in form.select("select[name=accessRestriction] option"))
    return SearchForm(tuple(types), tuple(value for value in options if value))


def parse_listing(body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
    """Return one page of results, in the register's order (newest first).

    Raises ``EmptyForm`` for the form alone, ``UnexpectedPage`` where the columns, the count or the rows are unknown.
    """
    tree = parse_tree(body)
    content = tree.select_one("#content")
    table = content.select_one("table.data") if content else None
    if content is None or (table is None and not _answers_a_search(tree, content)):
        raise refuse_page(tree, body, "search results")
    if cell is not None:
        _check_echo(tree, cell)
    entries = _parse_rows(table, url) if table is not None else ()
    return _count(content, entries)


def _answers_a_search(tree: BeautifulSoup, content: Tag) -> bool:
    """Return whether a page without a table of results still answers a search."""
    if tree.select_one(".msg-error") is not None:
        return False
    if words(content.select_one("h1")) == "Otsingu tulemused":
        return True
    return tree.select_one("form#advancedSearch.submitted") is not None and content.select_one("h1") is None


def _check_echo(tree: BeautifulSoup, cell: SearchCell) -> None:
    """Check that the form repeats the dates requested. Otherwise the session returned the rows of another search."""
    for name, asked in (("regDateBegin", cell.begin), ("regDateEnd", cell.end)):
        field = tree.select_one(f"form#advancedSearch input[name={name}]")
        told = parse_day(attribute(field, "value") or "") if field is not None else None
        if told != asked:
            raise EmptyForm(f"the page answers another search: {name} is {told or 'empty'}, asked was {asked}")


def _parse_rows(table: Tag, url: str) -> tuple[ListingEntry, ...]:
    heads = [label_of(head) for head in table.select("thead th")]
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise UnexpectedPage(f"the search results lack the columns {', '.join(missing)}")
    place = {name: heads.index(name) for name in COLUMNS}
    rows = table.select("tbody tr")
    return tuple(_parse_row(row.find_all("td", recursive=False), place, url) for row in rows)


def _parse_row(cells: list[Tag], place: dict[str, int], url: str) -> ListingEntry:
    if len(cells) <= max(place.values()):
        raise UnexpectedPage(f"a row of the search results has {len(cells)} cells")
    address = next((attribute(link, "href") or "" for cell in cells for link in cell.select("a[href]")), "")
    document = _DOCUMENT.search(address)
    if document is None:
        raise UnexpectedPage(f"a row of the search results does not link to its document: {address or 'no link'}")
    number, day, title, kind, parties = (words(cells[place[name]]) for name in COLUMNS)
    return ListingEntry(document.group(1), absolute(url, address), number, _day(day), title, kind, parties)


def _day(text: str) -> date | None:
    day = parse_day(text)
    if day is None and text:
        raise UnexpectedPage(f"the search results give a date that is none: {text!r}")
    return day


def _count(content: Tag, entries: tuple[ListingEntry, ...]) -> ListingPage:
    pager = content.select_one(".pager")
    told = words(pager)
    count = _COUNT.search(told)
    if count is None:
        if entries:
            raise UnexpectedPage("the search results do not say how many they are (Kokku)")
        return ListingPage(0, 1, 1, ())
    total, shown = whole_number(count.group(1), "Kokku"), _RANGE.search(told)
    first, last = (whole_number(each, "Näitan") for each in shown.groups()) if shown else (1, len(entries))
    is_whole = len(entries) == (last - first + 1 if entries else 0) and bool(entries) == bool(total) and last <= total
    if not is_whole:
        raise UnexpectedPage(f"the search results show {len(entries)} rows and say: {told[:200]}")
    active = words(pager.select_one("li.active") if pager else None)
    here = whole_number(active, "the active page") if active.isdecimal() else 1
    links = (str(link["href"]) for link in content.select(".pager a[href]"))
    last_page = max([here, *(whole_number(each, "a page") for link in links for each in _PAGE.findall(link))])
    # A page of results has a row at least: asking for more of them than there are rows would never end.
    if last_page > max(total, 1):
        raise UnexpectedPage(f"the search results name page {last_page} and count {total} rows")
    return ListingPage(total, here, last_page, entries)
