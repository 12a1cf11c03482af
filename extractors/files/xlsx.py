"""Read XLSX (ISO/IEC 29500-1, 18) as text: each sheet with its title and rows, as printed; formulas by stored value.

The XML is read as a stream, because the usual library's fast reader ignores hidden rows and trusts its input. Nothing
outside the file is opened: links to other workbooks keep their stored values.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extractors.errors import EmptyFile, UnreadableFile, UnsafeContainer
from extractors.files.containers import Budget
from extractors.files.docx_package import RELATIONS, Package
from extractors.files.rows import rows_document
from extractors.files.safe_xml import damage
from extractors.files.struck_texts import part_overlaid, struck_findings, struck_texts
from extractors.files.xlsx_looks import SetText, is_closed, read_looks, set_text
from extractors.files.xlsx_values import Formats, read_formats
from extractors.model.finding import Finding
from extractors.model.text import AsideText, DocumentText
from extractors.pages.unprinted import as_printed

SHEET_LIMIT = 64 * 1024 * 1024
TEXT_LIMIT = 16 * 1024 * 1024
_COLUMNS = 16_384
_GIVEN_TITLE = re.compile(r"(?:sheet|leht|tabel|table|лист)\s*\d*", re.IGNORECASE)
_PRINT_CODE = re.compile(r"&(?:\"[^\"]*\"|\d+|K[0-9A-F]{6}|[PNDTZFABEGHIOSUXY+-])")
_TRUTH = {"1": "TÕENE", "0": "VÄÄR"}

_FINDINGS = {
    "hidden_sheet": "hidden sheets were left out: ",
    "hidden_text": "hidden rows and cells were left out",
    "formula_without_value": "formulas have no stored value and were left empty",
    "comments_dropped": "comments are not part of the text",
    "looks_by_condition": "rules would hide or strike out cells on conditions, which were not looked at",
    "drawings_not_read": "sheets have drawings, whose text was not read",
}


def read_xlsx(data: bytes, sha256: str, budget: Budget | None = None) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the visible sheets in order: title, the words of the page header, then each row that shows anything.

    The title is left out where the only sheet was never named. Columns that show nothing are left out; a cell under a
    merge stays empty and keeps its place.

    Raises ``UnreadableFile`` where the package is damaged, ``UnsafeContainer`` where it breaks the rules of archives or
    would unfold to more than ``TEXT_LIMIT`` characters, ``EmptyFile`` where no cell shows anything.
    """
    workbook = _Workbook(Package(data, "the XLSX", budget))
    rows = workbook.rows()
    if not rows:
        raise EmptyFile("the workbook shows no text")
    text = replace(rows_document(rows, sha256, are_ruled=True), unseen=workbook.struck())
    return text, workbook.findings()


class _Workbook:
    """The state of reading a workbook; ``_noted`` counts what was left out."""

    def __init__(self, package: Package) -> None:
        self._package = package
        path = package.main_part("xl/workbook.xml")
        self._root = package.xml(path)
        self._relations = {key: (kind, target) for key, kind, target in package.relations(path)}
        properties = self._root.find("{*}workbookPr")
        starts_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        styles = self._part("/styles")
        self._formats: Formats = read_formats(styles, starts_1904=starts_1904)
        self._looks = read_looks(styles)
        strings = self._part("/sharedStrings")
        self._strings = [set_text(item) for item in (strings if strings is not None else [])]
        self._struck: list[str] = []
        self._noted: Counter[str] = Counter()
        self._hidden: list[str] = []
        self._size = 0

    def _part(self, kind_ending: str) -> etree._Element | None:
        for kind, target in self._relations.values():
            if kind.endswith(kind_ending) and target in self._package:
                return self._package.xml(target)
        return None

    def rows(self) -> list[list[str]]:
        shown: list[tuple[str, list[list[str]]]] = []
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            title = str(sheet.get("name", ""))
            if sheet.get("state") in ("hidden", "veryHidden"):
                self._hidden.append(title)
                continue
            target = self._relations.get(str(sheet.get(f"{{{RELATIONS}}}id", "")), ("", ""))[1]
            if target in self._package and not target.startswith("xl/chartsheets"):
                self._count_comments(target)
                shown.append((title, self._sheet_rows(self._package.read(target, SHEET_LIMIT), target)))
        rows: list[list[str]] = []
        for title, sheet_rows in shown:
            if sheet_rows:
                is_given = len(shown) == 1 and _GIVEN_TITLE.fullmatch(title)
                rows += ([] if is_given or not title.strip() else [[_clean(title)]]) + sheet_rows
        return rows

    def _count_comments(self, sheet: str) -> None:
        for _, kind, target in self._package.relations(sheet):
            if kind.endswith("/comments") and target in self._package:
                self._noted["comments_dropped"] += len(
                    list(self._package.xml(target).iterfind("{*}commentList/{*}comment"))
                )

    def _sheet_rows(self, xml: bytes, name: str) -> list[list[str]]:
        rows: list[dict[int, str]] = []
        headers: list[list[str]] = []
        hidden_columns: set[int] = set()
        for element in _stream(xml, name):
            kind = etree.QName(element).localname
            if kind == "col" and is_closed(element, "width"):
                hidden_columns.update(
                    range(_number(element.get("min")), min(_number(element.get("max")), _COLUMNS) + 1)
                )
            elif kind == "row":
                cells = self._row_cells(element, hidden_columns)
                if cells:
                    rows.append(cells)
            elif kind in ("oddHeader", "firstHeader"):
                headers += [line for line in _header_rows(element.text or "") if line not in headers]
            elif kind == "cfRule":
                self._noted["looks_by_condition"] += _number(element.get("dxfId"), -1) in self._looks.by_rule
            elif kind == "drawing":
                self._noted["drawings_not_read"] += 1
        columns = sorted({column for row in rows for column in row})
        return headers + [_trimmed([row.get(column, "") for column in columns]) for row in rows]

    def _row_cells(self, row: etree._Element, hidden_columns: set[int]) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = 0
        is_hidden = is_closed(row, "ht")
        for cell in row.iterfind("{*}c"):
            column = _column(cell.get("r")) or column + 1
            found = self._shown(cell)
            if not found.text and not found.struck:
                continue
            if is_hidden or column in hidden_columns or self._is_unseen(_number(cell.get("s"))):
                self._noted["hidden_text"] += 1
                continue
            text = self._unstruck(found, cell)
            if not text:
                continue
            cells[column] = text
            self._size += len(text)
            if self._size > TEXT_LIMIT:
                raise UnsafeContainer(f"the workbook expands to more than {TEXT_LIMIT} characters")
        return cells

    def _is_unseen(self, style: int) -> bool:
        return style in self._looks.ground or self._formats.hides(style)

    def _unstruck(self, found: SetText, cell: etree._Element) -> str:
        """Return what a visible cell says; its words that a line strikes out are kept aside."""
        is_struck = _number(cell.get("s")) in self._looks.struck
        text, overlaid = part_overlaid(_clean(found.text))
        self._struck += [*found.struck, *overlaid, *([text] if is_struck else [])]
        return "" if is_struck else text

    def _shown(self, cell: etree._Element) -> SetText:
        """Return the words of a cell; numbers and dates as their format shows them."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inner = cell.find("{*}is")
            return set_text(inner) if inner is not None else SetText("")
        value = cell.find("{*}v")
        written = (value.text or "") if value is not None else ""
        if not written:
            self._noted["formula_without_value"] += cell.find("{*}f") is not None
            return SetText("")
        if kind == "s":
            at = _number(written, -1)
            return self._strings[at] if 0 <= at < len(self._strings) else SetText("")
        if kind == "b":
            return SetText(_TRUTH.get(written, written))
        return SetText(self._formats.show(written, _number(cell.get("s"))) if kind == "n" else written)

    def findings(self) -> tuple[Finding, ...]:
        findings = [Finding(code, f"{count} {_FINDINGS[code]}") for code, count in self._noted.items() if count]
        if self._hidden:
            message = f"{len(self._hidden)} {_FINDINGS['hidden_sheet']}{', '.join(self._hidden)[:200]}"
            findings.append(Finding("hidden_sheet", message))
        return (*findings, *struck_findings(self._struck))

    def struck(self) -> tuple[AsideText, ...]:
        """Return the words that a line strikes out, in the order of the cells."""
        return struck_texts(self._struck)


def _stream(xml: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a sheet that matter, and clear each after use: a million empty rows take no memory."""
    tags = ("{*}col", "{*}row", "{*}oddHeader", "{*}firstHeader", "{*}drawing", "{*}cfRule")
    events = etree.iterparse(
        io.BytesIO(xml), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                raise UnsafeContainer(f"{name}: XML with a document type is not read")
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(damage(name, error)) from error


def _header_rows(written: str) -> list[list[str]]:
    """Return the words of a page header ("&LKINNITATUD&R&P"): left, middle, right, without page numbers and fonts."""
    parts = re.split(r"&[LCR]", written.replace("&&", "\x01"))
    lines = [line for part in parts for line in _PRINT_CODE.sub("", part).replace("\x01", "&").splitlines()]
    return [[_clean(line)] for line in lines if re.search(r"[^\W\d_]{2}", line)]


def _clean(text: str) -> str:
    """Return text in NFC; tabs become spaces (a tab would separate cells) and blank lines go."""
    text = unicodedata.normalize("NFC", as_printed(text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (re.sub(r"[ \t\xa0\x0b\x0c]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _column(reference: str | None) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference or "")
    at = 0
    for letter in letters[0] if letters else "":
        at = at * 26 + ord(letter) - ord("A") + 1
    return min(at, _COLUMNS)


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else default


def _trimmed(row: list[str]) -> list[str]:
    while len(row) > 1 and not row[-1]:
        row.pop()
    return row
