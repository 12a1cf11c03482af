"""The same settings as a DOCX: paragraphs and tables, for the DOCX reader and for other producers of PDFs."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from tests.extractors.pages.typeset.press import Cell, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SIDES = {"l": ("top", "bottom", "insideH"), "u": ("left", "right", "insideV"), "m": ("insideV",)}


class DocxPress:
    """Takes what ``Press`` takes; lines are not wrapped, the program that prints them does that."""

    left = 0.0
    width = 480.0

    def __init__(self, style: Style) -> None:
        self.style = style
        self.body: list[str] = []
        self.table: tuple[object, str, list[str]] | None = None

    def wrap(self, text: str, width: float) -> list[str]:
        return [text]

    def line(self, text: str, *, x: float | None = None, size: float | None = None, spaced: bool = False) -> None:
        self.paragraph("   ".join(" ".join(word) for word in text.split()) if spaced else text, x=x, size=size)

    def paragraph(self, text: str, *, x: float | None = None, size: float | None = None) -> None:
        self.close()
        self.body.append(self._paragraph(text, x or 0, size))

    def skip(self, lines: float = 1) -> None:
        if self.table is None:
            self.body.append(self._paragraph("", 0, None))

    def row(
        self,
        cells: list[Cell],
        *,
        rules: str = "",
        align: str = "top",
        keep: bool = False,
        repeat: list[Cell] | None = None,
    ) -> None:
        shape = (tuple((cell.x, cell.width) for cell in cells), rules)
        if self.table is None or self.table[0] != shape:
            self.close()
            grid = "".join(f'<w:gridCol w:w="{round(20 * (cell.width + 12))}"/>' for cell in cells)
            sides = [side for sign in rules for side in SIDES[sign]]
            borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
            head = f'<w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            self.table = (shape, f'{head}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>', [])
        rows = self.table[2]
        if repeat and len(rows) == 1:
            rows[0] = rows[0].replace("<w:trPr>", "<w:trPr><w:tblHeader/>", 1)
        kept = "<w:cantSplit/>" if keep else ""
        middle = '<w:vAlign w:val="center"/>' if align == "middle" else ""
        texts = []
        for cell in cells:
            properties = f'<w:tcPr><w:tcW w:w="{round(20 * (cell.width + 12))}" w:type="dxa"/>{middle}</w:tcPr>'
            words = "".join(self._paragraph(line, 0, None) for line in cell.lines or [""])
            texts.append(f"<w:tc>{properties}{words}</w:tc>")
        rows.append(f"<w:tr><w:trPr>{kept}</w:trPr>{''.join(texts)}</w:tr>")

    def close(self) -> None:
        if self.table:
            _, head, rows = self.table
            self.body.append(f"<w:tbl>{head}{''.join(rows)}</w:tbl>")
        self.table = None

    def _paragraph(self, text: str, x: float, size: float | None) -> str:
        half = round(2 * (size or self.style.size))
        look = f'<w:jc w:val="{"both" if self.style.justify else "left"}"/><w:ind w:left="{round(20 * x)}"/>'
        run = f'<w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/><w:sz w:val="{half}"/></w:rPr>'
        words = f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        return f"<w:p><w:pPr>{look}</w:pPr>{words}</w:p>"

    def finish(self) -> bytes:
        self.close()
        margins = " ".join(f'w:{side}="1050"' for side in ("top", "bottom", "left", "right"))
        page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/></w:sectPr>'
        document = f'<w:document xmlns:w="{W}"><w:body>{"".join(self.body)}{page}</w:body></w:document>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("[Content_Types].xml", TYPES)
            package.writestr("_rels/.rels", RELATIONS)
            package.writestr("word/document.xml", document)
        return out.getvalue()
