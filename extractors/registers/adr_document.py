"""Read a document's page on the ADR platform, fetched or saved by hand.

Labels and values stand in ``table.form``; files and relations in tables that look alike (``table.data.hover``) and are
told apart by the heading above them, because a page without files begins with the relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from extractors.errors import UnexpectedPage
from extractors.model.finding import Finding
from extractors.model.register import OriginalFile, RegisterEntry, RelatedDocument
from extractors.registers.access_ground import is_personal_data_ground
from extractors.registers.base import (
    AnswerKind,
    EmptyForm,
    Maintenance,
    PageNotFound,
    RobotCheck,
    is_robot_check,
    looks_like_markup,
)
from extractors.registers.markup import (
    absolute,
    attribute,
    is_same_host,
    label_of,
    one_word,
    parse_day,
    shared_tree,
    words,
)

PLATFORM = "adr"

ACCESS = "Juurdepääsupiirang"
REQUIRED = ("Viit", "Registreerimise kpv", "Dokumendi liik", "Pealkiri", ACCESS)
TEXTS = {
    "Viit": "number",
    "Dokumendi liik": "document_type",
    "Pealkiri": "title",
    ACCESS: "access",
    "Juurdepääsupiirangu alus": "access_basis",
    "Juurdepääsupiirangu muutmise alus": "access_change_basis",
    "Funktsioon": "function",
    "Sari": "series",
    "Toimik": "dossier",
    "Saatja/saaja viit": "counterpart_reference",
    "Adressaat": "addressee",
    "Saabumis/saatmisviis": "transmittal",
    "Vastutaja": "responsible",
}
DATES = {
    "Registreerimise kpv": "registered_on",
    "Kehtiv alates": "access_from",
    "Kehtiv kuni": "access_until",
    "Lahendamise tähtaeg": "due_on",
    "Välja saatmise kuupäev": "sent_on",
}
RELATION_COLUMNS = {"Liik": "document_type", "Viit": "number", "Pealkiri": "title", "Seos": "relation"}

_FILE = re.compile(r"/fail/([^/?#]+)(?:/([^?#]*))?")
_DOCUMENT = re.compile(r"/dokument/([^/?#]+)/?$")
# <!-- saved from url=(0042)https://adr.example.ee/abc/dokument/1 --> is how browsers mark a page that was saved
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")


@dataclass
class _Page:
    """The values gathered so far from one page; ``url`` is ``None`` where the page does not name its address."""

    url: str | None
    findings: list[Finding] = field(default_factory=list)
    other: list[tuple[str, str]] = field(default_factory=list)

    def doubt(self, code: str, message: str) -> None:
        self.findings.append(Finding(code, message))


def is_adr_document_page(html: bytes | str) -> bool:
    """Return whether this is a document's page of the platform (not a listing, a refusal, or another HTML file)."""
    tree = _tree_of(html)
    return tree is not None and _has_document(tree)


def is_adr_page(html: bytes | str) -> bool:
    """Return whether this is any page of the platform: a document, a listing or a refusal. ``parse_document`` tells
    which.
    """
    tree = _tree_of(html)
    if tree is None:
        return False
    return "avalik dokumendiregister" in words(tree.select_one("title")).casefold() or _has_document(tree)


def _tree_of(html: bytes | str) -> BeautifulSoup | None:
    try:
        return shared_tree(html)
    except UnexpectedPage:
        return None


def _has_document(tree: BeautifulSoup) -> bool:
    return {"Registreerimise kpv", "Dokumendi liik"} <= {label_of(head) for head in tree.select("table.form th")}


def classify_page(body: bytes) -> AnswerKind:
    """Classify a page by two labels alone: what it says of its document. Anything other than markup is a file."""
    if not looks_like_markup(body):
        return AnswerKind.FILE
    try:
        values = _labelled_cells(shared_tree(body))
    except UnexpectedPage:
        return AnswerKind.UNREADABLE
    if not {ACCESS, "Registreerimise kpv"} <= values.keys():
        return AnswerKind.UNREADABLE
    is_public = one_word(values[ACCESS]).casefold() == "avalik"
    return AnswerKind.PUBLIC if is_public else AnswerKind.RESTRICTED


def _labelled_cells(tree: Tag) -> dict[str, list[str]]:
    """Return every value beside each label, in any table: the value's cell follows the label's."""
    values: dict[str, list[str]] = {}
    for row in tree.select("tr"):
        cells = row.find_all(["th", "td"], recursive=False)
        for label, value in pairwise(cells):
            values.setdefault(label_of(label), []).append(words(value))
    return values


def parse_document(body: bytes | str, url: str | None = None, institution: str | None = None) -> RegisterEntry:
    """Return the entry that a document's page shows.

    ``url`` is the address of the page; a page saved by a browser may name it itself. Without either, addresses stay as
    written and ``external_id`` is ``None``. Raises ``UnexpectedPage`` that names the missing required label; its
    subclasses distinguish a robot check, maintenance, "not found" and the empty form. An unknown label is kept in
    ``other`` and noted (``unknown_register_label``).
    """
    tree = shared_tree(body)
    content = tree.select_one("#content") or tree
    tables = content.select("table.form")
    if not tables:
        raise refuse_page(tree, body if isinstance(body, bytes) else body.encode(), "a document")
    page = _Page(url or _saved_from(tree))
    values = _read_labels(page, tables)
    missing = [label for label in REQUIRED if label not in values]
    if missing:
        raise UnexpectedPage(f"the document's page lacks {', '.join(missing)}")
    texts = {name: values.pop(label, "") or None for label, name in TEXTS.items()}
    texts["access"] = _read_access(page, content)
    dates = {name: _read_date(page, label, values.pop(label, "")) for label, name in DATES.items()}
    for label, value in values.items():
        page.other.append((label, value))
        page.doubt("unknown_register_label", f"the page has a label that is not known: {label}: {value}")
    files, related = _read_sections(page, content)
    document = _DOCUMENT.search(page.url or "")
    fields: dict[str, Any] = {**texts, **dates}
    return RegisterEntry(
        platform=PLATFORM,
        external_id=document.group(1) if document else None,
        institution=words(tree.select_one("#footer strong")) or institution,
        source_url=page.url,
        is_personal_data=is_personal_data_ground(texts["access_basis"]),
        files=files,
        related=related,
        other=tuple(page.other),
        findings=tuple(page.findings),
        **fields,
    )


def refuse_page(tree: BeautifulSoup, body: bytes, wanted: str) -> UnexpectedPage:
    """Return the error that says what the page shows in place of what was wanted."""
    heading = (
        words(tree.select_one(".message")) or words(tree.select_one("#content h1")) or words(tree.select_one("h1"))
    )
    if is_robot_check(body):
        return RobotCheck(f"the register shows its robot check instead of {wanted}")
    if "ei leitud" in heading.casefold():
        return PageNotFound(f"the register says {heading!r} instead of showing {wanted}")
    if "hooldustöö" in (heading or words(tree)[:2000]).casefold():
        return Maintenance(f"the register is closed for maintenance; it shows no {wanted.removeprefix('a ')}")
    if tree.select_one("form#advancedSearch") is not None and not heading:
        return EmptyForm(f"the register shows its empty search form instead of {wanted}")
    shown = heading or words(tree.select_one("title")) or words(tree)[:80] or "nothing"
    return UnexpectedPage(f"the page does not show {wanted}; it shows: {shown}")


def _saved_from(tree: BeautifulSoup) -> str | None:
    for comment in tree.find_all(string=lambda text: isinstance(text, Comment), limit=5):
        if match := _SAVED_FROM.search(str(comment)):
            return match.group(1)
    return None


def _read_labels(page: _Page, tables: list[Tag]) -> dict[str, str]:
    """Return every label with its value. Of a repeated label the first value counts, and the second is noted."""
    values: dict[str, str] = {}
    for row in (row for table in tables for row in table.select("tr")):
        label, cell = label_of(row.find("th")), row.find("td")
        value = words(cell)
        if not label:
            if value:
                page.other.append(("", value))
                page.doubt("unknown_register_label", f"the page has a value without a label: {value}")
        elif not values.get(label):
            values[label] = value
        elif value and value != values[label]:
            page.other.append((label, value))
            page.doubt("repeated_register_label", f"the page has two values for {label}: {values[label]} and {value}")
    return values


def _read_access(page: _Page, content: Tag) -> str | None:
    """Return the page's word for access; different words come back joined, so that the document is not public."""
    told = _labelled_cells(content).get(ACCESS, [])
    access = one_word(told)
    if len({word.casefold() for word in told}) > 1:
        page.doubt("several_access_words", f"the page says of {ACCESS} more than one thing: {access}")
    return access or None


def _read_date(page: _Page, label: str, text: str) -> date | None:
    if not text:
        return None
    day = parse_day(text)
    if day is None and label in REQUIRED:
        raise UnexpectedPage(f"{label} is no date: {text!r}")
    if day is None:
        page.other.append((label, text))
        page.doubt("unreadable_register_date", f"{label} is no date: {text}")
    return day


def _read_sections(page: _Page, content: Tag) -> tuple[tuple[OriginalFile, ...], tuple[RelatedDocument, ...]]:
    files: list[OriginalFile] = []
    related: list[RelatedDocument] = []
    for table, heading in _data_tables(content):
        kind = _section_of(table, heading)
        if kind == "files":
            files += _read_files(page, table)
        elif kind == "related":
            related += _read_relations(page, table)
        else:
            page.doubt("unknown_register_section", f"the page has a table that is not known: {words(table)[:200]}")
    return tuple(files), tuple(related)


def _data_tables(content: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each outermost table of data, with the words of the heading right above it.

    One pass over the page finds them: looking back from each table would cost their number squared.
    """
    heading, after = "", set[int]()
    for tag in content.find_all(["h1", "h2", "h3", "table"]):
        if tag.name != "table":
            heading = words(tag)
        elif "data" in (attribute(tag, "class") or "").split() and id(tag) not in after:
            after.update(id(inner) for inner in tag.find_all("table"))
            yield tag, heading.casefold()


def _section_of(table: Tag, heading: str) -> str | None:
    """Return which section a table is, by the heading right above it, otherwise by its columns."""
    columns = {label_of(head) for head in table.select("th")}
    if heading.startswith("fail"):
        return "files"
    if heading.startswith("seos"):
        return "related"
    if "Seos" in columns or {"Liik", "Viit", "Pealkiri"} <= columns:
        return "related"
    return "files" if "Nimetus" in columns else None


def _read_files(page: _Page, table: Tag) -> Iterator[OriginalFile]:
    container: str | None = None
    for cell in table.select("td"):
        link = cell.select_one("a[href]")
        name = words(link if link is not None else cell)
        if not name and link is None:
            continue
        address = absolute(page.url, attribute(link, "href") or "") if link is not None else ""
        match = _FILE.search(urlsplit(address).path) if is_same_host(page.url, address) else None
        name = name or unquote((match.group(2) or "") if match else "") or address
        is_member = "subfile" in (attribute(cell, "class") or "").split()
        if link is None and not is_member:
            page.doubt("file_without_link", f"the page lists a file without a link: {name}")
        elif not is_same_host(page.url, address):
            page.doubt("file_off_register", f"the file {name} is kept on another host and is not fetched: {address}")
        yield OriginalFile(name, address, match.group(1) if match else None, container if is_member else None)
        container = container if is_member else name


def _read_relations(page: _Page, table: Tag) -> Iterator[RelatedDocument]:
    heads = [label_of(head) for head in table.select("th")]
    unknown = [head for head in heads if head and head not in RELATION_COLUMNS]
    if unknown:
        page.doubt("unknown_register_label", f"the related documents have columns that are not known: {unknown}")
    for row in table.select("tr"):
        cells = row.find_all("td", recursive=False)
        if not cells:
            continue
        told = {
            RELATION_COLUMNS[head]: words(cell)
            for head, cell in zip(heads, cells, strict=False)
            if head in RELATION_COLUMNS
        }
        link = row.select_one("a[href]")
        yield RelatedDocument(
            number=told.get("number", ""),
            title=told.get("title", ""),
            document_type=told.get("document_type", ""),
            relation=told.get("relation") or None,
            url=absolute(page.url, attribute(link, "href") or "") if link is not None else None,
        )
