"""Read the aggregator's page saved as HTML.

No such page was recorded. What is relied on is what the site's published templates write (karlerss/dokumendiregistrid
on GitHub): a table of two cells a row, an element with ``data-file-id`` per file, the headings "Failid" and "Seosed".
Any other block of content between the two tables is taken as well.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from extractors.errors import UnexpectedPage
from extractors.model.register import OriginalFile, RegisterEntry
from extractors.registers.aggregator_entry import FIRST_LABEL, LAST_LABEL, Gathered, build_entry
from extractors.registers.markup import attribute, label_of, parse_tree, words

_NO_CONTENT = "script, style, noscript, template, form, nav, footer, button, iframe, .ai-summary"
_SIGNATURES = "Digiallkirjad"
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"}
    | {"p", "pre", "section", "table", "tbody", "thead", "tr", "ul"}
)
_ID = re.compile(r"/(\d+)(?:/[^/?#]*)?/?$")


def is_html_page(html: bytes | str) -> bool:
    """Return whether this is the aggregator's page of a document."""
    try:
        table = _metadata_table(parse_tree(html))
    except UnexpectedPage:
        return False
    return table is not None and {"Viit", "Registreeritud"} <= {label for label, _, _ in _rows(table)}


def parse_html_page(html: bytes | str) -> tuple[RegisterEntry, str]:
    """Return the entry and the text of the files, with the page's line breaks, and tabs between the cells of a row.

    The text holds neither the related documents, nor a machine-made summary, nor the list of signatures, which bears
    personal codes. Raises ``UnexpectedPage`` where the page is not the aggregator's or lacks a label.
    """
    tree = parse_tree(html)
    table = _metadata_table(tree)
    if table is None:
        raise UnexpectedPage(f"this page is none of the aggregator: it has no row {FIRST_LABEL!r}")
    page = Gathered(title=words(tree.select_one("h1")) or None, external_id=_own_id(tree))
    for label, value, cell in _rows(table):
        link = cell.select_one("a[href]")
        if label:
            page.rows.append((label, attribute(link, "href") or "" if label == LAST_LABEL and link else value))
    _take_related(page, tree)
    for waste in tree.select(_NO_CONTENT):
        waste.extract()
    content = _read_content(page, tree, table)
    return build_entry(page), content


def _metadata_table(tree: BeautifulSoup) -> Tag | None:
    for cell in tree.select("tr > td, tr > th"):
        if label_of(cell) == FIRST_LABEL:
            return cell.find_parent("table")
    return None


def _rows(table: Tag) -> list[tuple[str, str, Tag]]:
    cells = (row.find_all(["td", "th"], recursive=False) for row in table.select("tr"))
    return [(label_of(pair[0]), words(pair[1]), pair[1]) for pair in cells if len(pair) == 2]


def _own_id(tree: BeautifulSoup) -> str | None:
    link = tree.select_one("link[rel=canonical][href]")
    match = _ID.search(attribute(link, "href") or "") if link is not None else None
    return match.group(1) if match else None


def _take_related(page: Gathered, tree: BeautifulSoup) -> None:
    """Read the related documents, and remove their tables and headings from the tree."""
    for table in tree.select("table"):
        heads = [label_of(head) for head in table.select("th")] or [
            label_of(cell) for cell in table.select("tr td")[:7]
        ]
        if not {"Nimi", "K.p.", "Viit", "Org"} <= set(heads):
            continue
        for row in table.select("tr"):
            cells = row.find_all("td", recursive=False)
            told = dict(zip(heads, (words(cell) for cell in cells), strict=False))
            if not cells or told.get("Nimi") == "Nimi":
                continue
            link = row.select_one("a[href]")
            page.relate(
                told.get("Nimi", ""),
                told.get("K.p.", ""),
                told.get("Viit", ""),
                told.get("Tüüp", ""),
                told.get("Org", ""),
                attribute(link, "href") if link else None,
            )
        heading = table.find_previous(["h1", "h2", "h3"])
        if heading is not None and words(heading) == "Seosed":
            heading.extract()
        table.extract()


def _read_content(page: Gathered, tree: BeautifulSoup, table: Tag) -> str:
    blocks = tree.select("[data-file-id]")
    if blocks:
        return "\n".join(text for text in (_read_file(page, block) for block in blocks) if text)
    heading = next((head for head in tree.select("h2") if words(head) == "Failid"), None)
    after = heading if heading is not None else table
    if heading is None:
        table.clear()
    # Only what follows: from the end of the metadata, or the heading of the files, to the end of the page.
    for node in list(after.find_all_previous(string=True)):
        node.extract()
    after.clear()
    return block_text(tree.body or tree)


def _read_file(page: Gathered, block: Tag) -> str:
    link = block.select_one("a[href]")
    if link is not None:
        page.files.append(OriginalFile(words(link), attribute(link, "href") or ""))
        link.extract()
    text, preview = block.select_one(".secondary-content"), block.select_one(".primary-content")
    told = block_text(text) if text is not None else ""
    if told or (text is None and preview is None):
        return told or _without_signatures(block)
    return _without_signatures(preview) if preview is not None else ""


def _without_signatures(block: Tag) -> str:
    is_list = any(words(head) == _SIGNATURES for head in block.select("h1, h2, h3, h4, strong"))
    return "" if is_list else block_text(block)


def block_text(tag: Tag) -> str:
    """Return the text of an element: blocks and breaks begin lines, tabs separate cells of a row, blanks collapse."""
    pieces: list[str] = []
    _gather(tag, pieces, is_preformatted=tag.name == "pre")
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def _gather(tag: Tag, pieces: list[str], *, is_preformatted: bool) -> None:
    for child in tag.children:
        if isinstance(child, Tag):
            begins_line = child.name in _BLOCKS or child.name == "br"
            pieces.append("\n" if begins_line else "")
            _gather(child, pieces, is_preformatted=is_preformatted or child.name == "pre")
            pieces.append("\t" if child.name in ("td", "th") else "\n" if child.name in _BLOCKS else "")
        elif type(child) is NavigableString:
            # Outside <pre> a line break in the source is a blank; blanks at the ends part words from their neighbours.
            pieces.append(str(child) if is_preformatted else re.sub(r"\s+", " ", child))
