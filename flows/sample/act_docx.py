"""Write a directive as DOCX by hand: the numbers of points, sections and duties are automatic, not in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from flows.sample.act_pdf import (
    DUTIES,
    OUTCOMES,
    approval_mark,
    body_lines,
    general_fields,
    requirement_fields,
)
from flows.sample.invented import Act, AnnexText, Authority, JobDescription
from flows.sample.zips import zip_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{PACKAGE}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{PACKAGE}.numbering+xml"/></Types>'
)
ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/numbering" Target="numbering.xml"/></Relationships>'
)


def act_docx(act: Act, authority: Authority) -> bytes:
    """Return body and annexes as one document; each annex starts a new page and its own numbering."""
    parts = [_body(act, authority)]
    parts += [_annex(act, annex, authority, place) for place, annex in enumerate(act.annexes, 2)]
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = f"{DECLARATION}<w:document {W}><w:body>{''.join(parts)}{section}</w:body></w:document>"
    return zip_bytes(
        [
            ("[Content_Types].xml", CONTENT_TYPES.encode()),
            ("_rels/.rels", ROOT_RELATIONS.encode()),
            ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.encode()),
            ("word/numbering.xml", _numbering(1 + len(act.annexes)).encode()),
            ("word/document.xml", document.encode()),
        ]
    )


def _numbering(count: int) -> str:
    """Return the definition of ``count`` independent lists with the levels "1." and "1.1."."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in ((0, "%1."), (1, "%1.%2."))
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{kind}{levels}</w:abstractNum>' for n in range(1, count + 1)
    )
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, count + 1)
    )  # fmt: skip
    return f"{DECLARATION}<w:numbering {W}>{abstract}{lists}</w:numbering>"


def _paragraph(
    text: str, *, align: str = "", is_bold: bool = False, number: tuple[int, int] | None = None, new_page: bool = False
) -> str:
    """Return a paragraph. ``number`` is (level, list) of its automatic number."""
    properties = "<w:pageBreakBefore/>" if new_page else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[0]}"/><w:numId w:val="{number[1]}"/></w:numPr>'
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    run = f'<w:r>{"<w:rPr><w:b/></w:rPr>" if is_bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run}</w:p>"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    """Return a table of two columns; the cells hold finished paragraphs."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    body = "".join(f"<w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr>" for left, right in rows)
    grid = '<w:tblGrid><w:gridCol w:w="3600"/><w:gridCol w:w="5400"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{grid}{body}</w:tbl>"


def _body(act: Act, authority: Authority) -> str:
    parts = [
        _paragraph(authority.name.upper(), align="center", is_bold=True),
        _paragraph("KÄSKKIRI", align="center", is_bold=True),
        _paragraph(f"{act.signed_on:%d.%m.%Y} nr {act.number}", align="right"),
    ]
    for place, line in enumerate(body_lines(act, authority)):
        numbered = re.match(r"\d+\.(\d+\.)? ", line)
        number = (1 if numbered[1] else 0, 1) if numbered else None
        parts.append(_paragraph(line[numbered.end() :] if numbered else line, is_bold=place == 0, number=number))
    return "".join(parts)


def _annex(act: Act, annex: AnnexText, authority: Authority, numbering: int) -> str:
    if annex.job is None:
        raise ValueError("a DOCX of the sample holds job descriptions only")
    mark = [
        _paragraph(line, align="right", new_page=place == 0)
        for place, line in enumerate(approval_mark(act, annex, authority))
    ]
    return "".join((*mark, _paragraph("AMETIJUHEND", align="center", is_bold=True), _job(annex.job, numbering)))


def _job(job: JobDescription, numbering: int) -> str:
    def section(text: str) -> str:
        return _paragraph(re.sub(r"^\d+\. ", "", text), is_bold=True, number=(0, numbering))

    def labels(fields: Sequence[tuple[str, str]]) -> str:
        return _table([(_paragraph(label, is_bold=True), _paragraph(value)) for label, value in fields])

    duties = [(section(DUTIES), _paragraph(OUTCOMES, is_bold=True))]
    for duty in job.duties:
        outcomes = "".join(_paragraph(outcome) for outcome in duty.outcomes)
        duties.append((_paragraph(duty.duty, number=(1, numbering)), outcomes))
    rights = [("Õigused", "; ".join(job.rights) + "."), ("Vastutus", "; ".join(job.liability) + ".")]
    return "".join(
        (
            section("Üldosa"), labels(general_fields(job)),
            _paragraph(""), _table(duties),
            section("Teenistuskoha täitjale esitatavad nõuded"), labels(requirement_fields(job)),
            section("Õigused ja vastutus"), labels(rights), _paragraph(job.review),
        )
    )  # fmt: skip
