# ruff: noqa: E501
"""Small files that ask for much: numbers, cycles and depths that no sound document has."""

from __future__ import annotations

import zlib

from benchmarks.mutations import pack

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def pdf(content: bytes = b"", page: str = "", pages: str = "", **objects: str) -> bytes:
    """A PDF of one page. ``page`` and ``pages`` add to their dictionaries; ``objects``: ``o9="<<…>>"`` is object 9."""
    packed = zlib.compress(content)
    parts = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [3 0 R] /Count 1 {pages} >>".encode(),
        3: (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> /XObject << /X0 6 0 R >> >> {page} >>"
        ).encode(),
        4: f"<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    parts |= {int(name.removeprefix("o")): body.encode("latin-1") for name, body in objects.items()}
    out = b"%PDF-1.4\n"
    places = {}
    for number, body in parts.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = max(parts) + 1
    rows = b"".join(b"%010d %05d %s \n" % (places.get(n, 0), 0, b"n" if n in places else b"f") for n in range(size))
    table = b"xref\n0 %d\n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return out + table % (size, rows, size, len(out))


def docx(body: str, numbering: str = "", **parts: bytes) -> bytes:
    """A DOCX around the XML of its body."""
    related = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    inner = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/numbering" '
        'Target="numbering.xml"/></Relationships>'
    )
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    entries = {
        "[Content_Types].xml": types,
        "_rels/.rels": related,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": inner,
        "word/numbering.xml": f'<w:numbering xmlns:w="{_WORD}">{numbering}</w:numbering>',
    }
    return pack([(name, text.encode()) for name, text in entries.items()] + list(parts.items()))


def numbered(start: str, form: str, level: str = "0", text: str = "%1.") -> bytes:
    """A DOCX with one automatic number."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{level}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(f"<w:p>{place}<w:r><w:t>Hoiab korda</w:t></w:r></w:p>", numbering)


def word_table(properties: str) -> bytes:
    """A DOCX with a table of one cell."""
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>Hoiab korda</w:t></w:r></w:p></w:tc>"
    return docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def xlsx(sheet: str, shared: str = "") -> bytes:
    """An XLSX around the XML of its one sheet."""
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    book = (
        f'<workbook xmlns="{_CELLS}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"
    )
    relation = '<Relationships xmlns="{0}"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    entries = {
        "[Content_Types].xml": types,
        "_rels/.rels": relation.format(_RELATIONS, _OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relation.format(_RELATIONS, _OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_CELLS}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_CELLS}">{shared}</sst>',
    }
    return pack([(name, text.encode()) for name, text in entries.items()])


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Akt</title></head><body>{body}</body></html>".encode()


_SHOWN = b"BT /F1 12 Tf 50 700 Td (Kaskkiri nr 7) Tj ET\n"
_FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 6 0 R >> >> /Length {} >> stream\n{}\nendstream"
_WIDE = "9" * 400

_ITSELF_TWENTY_TIMES = _FORM.format(140, "/X0 Do " * 20)

# A mask whose form draws itself twenty times over: pdfium follows them all, in native code, and never comes back. Forms
# that a page itself draws are counted before.
ENDLESS = pdf(
    b"/G0 gs\n" + _SHOWN,
    page="/Resources << /Font << /F1 5 0 R >> /ExtGState << /G0 << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>",
    o6=_ITSELF_TWENTY_TIMES.replace("/Subtype /Form", "/Subtype /Form /Group << /S /Transparency /CS /DeviceGray >>"),
)

FILES: dict[str, bytes] = {
    "page tree that contains itself.pdf": pdf(_SHOWN, o2="<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"),
    "parent that is its own.pdf": pdf(_SHOWN, pages="/Parent 2 0 R"),
    "two billion pages.pdf": pdf(_SHOWN, o2="<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"),
    "a page named a thousand times.pdf": pdf(_SHOWN, o2=f"<< /Type /Pages /Kids [{'3 0 R ' * 1000}] /Count 1000 >>"),
    "a page as large as a country.pdf": pdf(_SHOWN, page="/MediaBox [0 0 1e9 1e9]"),
    "a page of no size.pdf": pdf(_SHOWN, page="/MediaBox [0 0 0 0]"),
    "a page turned by a half.pdf": pdf(_SHOWN, page="/Rotate 37.5"),
    "a form that draws itself.pdf": pdf(_SHOWN + b"/X0 Do\n", o6=_FORM.format(7, "/X0 Do ")),
    "a form that draws itself twenty times.pdf": pdf(_SHOWN + b"/X0 Do\n", o6=_ITSELF_TWENTY_TIMES),
    "thirty thousand states.pdf": pdf(b"q\n" * 30_000 + _SHOWN),
    "arrays in arrays.pdf": pdf(b"[" * 50_000 + _SHOWN),
    "dictionaries in dictionaries.pdf": pdf(_SHOWN, page="/A " + "<< /A " * 5000),
    "a string without end.pdf": pdf(b"BT /F1 12 Tf (" + b"(" * 50_000),
    "letters of no size.pdf": pdf(b"BT /F1 0 Tf 0 0 0 0 0 0 Tm (Kaskkiri) Tj ET " * 50),
    "letters as large as a country.pdf": pdf(b"BT /F1 1e30 Tf 1e30 0 0 1e30 0 0 Tm (Kaskkiri) Tj ET " * 50),
    "numbers that are too long.pdf": pdf(f"BT /F1 {_WIDE} Tf {_WIDE} {_WIDE} Td (Kaskkiri) Tj ET".encode()),
    "thirty thousand rules.pdf": pdf(_SHOWN + b"".join(b"%d 5 m %d 800 l S\n" % (n, n) for n in range(30_000))),
    "rules across each other.pdf": pdf(
        _SHOWN + b"".join(b"%d 5 m %d 800 l S 5 %d m 590 %d l S\n" % (n, n, n, n) for n in range(5, 590, 3))
    ),
    "all letters at one place.pdf": pdf(b"BT /F1 12 Tf 50 700 Td " + b"(a) Tj 0 0 Td " * 30_000 + b"ET"),
    "a picture of ten billion points.pdf": pdf(
        b"q 500 0 0 700 0 0 cm /X0 Do Q",
        o6="<< /Type /XObject /Subtype /Image /Width 99999 /Height 99999 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        "/Length 1 >> stream\n0\nendstream",
    ),
    "roman numbers without end.docx": numbered("2147483647", "upperRoman"),
    "letters for numbers without end.docx": numbered("2147483647", "lowerLetter"),
    "a number of four hundred digits.docx": numbered(_WIDE, "lowerLetter"),
    "a number of ten thousand digits.docx": numbered("9" * 10_000, "decimal"),
    "a level that is not there.docx": numbered("1", "decimal", "99999999999", "%99999999999."),
    "a level below nought.docx": numbered("-1", "lowerRoman", "-1", "%0.%-1."),
    "a cell as wide as the world.docx": word_table('<w:gridSpan w:val="2147483647"/>'),
    "a cell wider than any number.docx": word_table(f'<w:gridSpan w:val="{_WIDE}"/>'),
    "tables in tables.docx": docx("<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000),
    "runs in runs.docx": docx("<w:p>" + "<w:r>" * 5000 + "<w:t>a</w:t>" + "</w:r>" * 5000 + "</w:p>"),
    "insertions in insertions.docx": docx("<w:p>" + "<w:ins>" * 3000 + "</w:ins>" * 3000 + "</w:p>"),
    "a style that is based on itself.docx": docx('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'),
    "the last cell there can be.xlsx": xlsx('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "a cell that cannot be.xlsx": xlsx('<sheetData><row r="-5"><c r="ZZZZZZ99999999999"><v>1</v></c></row></sheetData>'),
    "cells that are one.xlsx": xlsx(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a string that is not there.xlsx": xlsx('<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData>'),
    "a date after the end.xlsx": xlsx(f'<sheetData><row r="1"><c r="A1" s="1"><v>{_WIDE}</v></c></row></sheetData>'),
    "cells as many as there can be.html": html('<table><tr><td colspan="1000000000" rowspan="1000000000">a</td></tr></table>'),
    "a span of four hundred digits.html": html(f'<table><tr><td colspan="{_WIDE}">a</td><td>b</td></tr></table>'),
    "a list that begins late.html": html(f'<ol start="{_WIDE}" type="i"><li>a</li></ol><ol start="-9" type="a"><li>b</ol>'),
    "elements in elements.html": html("<div>" * 20_000 + "a"),
    "lists in lists.html": html("<ol><li>" * 5000 + "a"),
    "tables in tables.html": html("<table><tr><td>" * 3000 + "a"),
    "an attribute without end.html": html('<p class="' + "a" * 1_000_000),
    "brackets.txt": ("Kinnitan lisa 1 „" + "(" * 20_000 + "„" * 20_000).encode(),
    "annexes without end.txt": ("KÄSKKIRI\n01.02.2026 nr 1\n\n1. Kinnitan lisad 1–999999999.\n").encode(),
    "annexes as a list without end.txt": ("KÄSKKIRI\n01.02.2026 nr 1\n\n1. Kinnitan lisad " + "1, " * 50_000 + "ja 2.\n").encode(),
    "years without end.txt": ("KÄSKKIRI\n99.99.99999999 nr 1\n\n1. Jõustub " + "1. jaanuaril 9999999999. a " * 2000).encode(),
    "one line.txt": ("Tunnistan kehtetuks peadirektori 01.02.2020 käskkirja nr 1 lisa 2 ja " * 2_000).encode(),
    "points below points.txt": ("".join(f"{'1.' * n}1 Hoiab korda\n" for n in range(1, 500))).encode(),
    "letters that join.txt": ("a" + "\u0301" * 100_000 + " käskkiri").encode(),
    "parts in parts.eml": b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
    "a thousand parts.eml": b'Subject: a\nContent-Type: multipart/mixed; boundary="a"\n\n' + b"--a\n\nb\n" * 5000,
    "a head without end.eml": b"Subject: " + b"=?utf-8?Q?=C3=A4?= " * 50_000 + b"\nFrom: a@b.example\n\nKiri\n",
}  # fmt: skip
