"""Write directives and job descriptions as PDF, in the three layouts of real ones.

grid       ruled tables, the approval mark at the head of the annex
plain      two columns without rules, the approval mark in the header of every page
labelrow   labels in one ruled row, their values in the next; the heading of a table repeats on a new page
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.sample.invented import Act, AnnexText, Authority, DutyText, JobDescription
from flows.sample.sheets import HELVETICA, LEFT, RIGHT, TIMES, Sheets, Text

LABEL_EDGES = (LEFT, LEFT + 125, RIGHT)
DUTY_EDGES = (LEFT, LEFT + 205, RIGHT)
DUTIES, OUTCOMES = "2. Peamised teenistusülesanded", "Oodatavad tulemused"


def body_lines(act: Act, authority: Authority) -> list[str]:
    """Return the act's text from its title on, one paragraph a line."""
    closing = ("(allkirjastatud digitaalselt)", act.signer, authority.issuer)
    return [act.title, act.preamble, *act.points, authority.appeal, *closing]


def approval_mark(act: Act, annex: AnnexText, authority: Authority) -> tuple[str, ...]:
    """Return the lines of the approval mark ("KINNITATUD" …); the annex's number comes last where the mark has one."""
    day = f"{act.signed_on:%d.%m.%Y}"
    mark = ("KINNITATUD", f"{authority.genitive} peadirektori", f"{day} käskkirjaga nr {act.number}")
    return (*mark, annex.mark) if annex.mark else mark


def general_fields(job: JobDescription) -> list[tuple[str, str]]:
    return [
        ("Struktuuriüksus", job.unit),
        ("Teenistuskoht", job.title),
        ("Vahetu juht", job.reports_to),
        ("Alluvad", job.subordinates or "-"),
        ("Teenistuja asendab", job.substitutes_for or "-"),
        ("Teenistuja asendaja", job.substituted_by or "-"),
        ("Teenistuskoha eesmärk", job.purpose),
        ("Ametikoha grupp", job.group),
        ("Eritingimused", job.special_conditions or "-"),
    ]


def requirement_fields(job: JobDescription) -> list[tuple[str, str]]:
    return [
        ("Haridus", job.education),
        (job.experience_label or "Erialane töökogemus", job.experience),
        ("Keeleoskus", job.languages_text),
        ("Teadmised ja oskused", job.skills),
        ("Isikuomadused", job.qualities),
    ]


def act_pdf(act: Act, authority: Authority, annexes: Sequence[AnnexText], *, with_body: bool) -> bytes:
    """Return one file: the body if wanted, then the given annexes, each on a new page."""
    sheets = Sheets(f"{act.title} ({act.number})", TIMES if act.layout == "grid" else HELVETICA)
    if with_body:
        _body(sheets, act, authority)
    for annex in annexes:
        _annex(sheets, act, annex, authority)
    return sheets.bytes()


def letter_pdf(title: str, lines: Sequence[str], signer: str) -> bytes:
    sheets = Sheets(title, HELVETICA)
    sheets.new_page()
    for line in (title, *lines, "Lugupidamisega", signer):
        sheets.paragraph(line)
        sheets.space()
    return sheets.bytes()


def _body(sheets: Sheets, act: Act, authority: Authority) -> None:
    sheets.page_header = ()
    sheets.new_page()
    sheets.paragraph(authority.name.upper(), is_bold=True, align="center")
    sheets.space()
    sheets.paragraph("KÄSKKIRI", is_bold=True, align="center")
    sheets.paragraph(f"{act.signed_on:%d.%m.%Y} nr {act.number}", align="right")
    sheets.space(1.5)
    for place, line in enumerate(body_lines(act, authority)):
        sheets.paragraph(line, is_bold=place == 0)
        sheets.space(0.8 if place < 2 else 0.4)


def _annex(sheets: Sheets, act: Act, annex: AnnexText, authority: Authority) -> None:
    mark = approval_mark(act, annex, authority)
    sheets.page_header = mark if act.layout == "plain" else ()
    sheets.new_page()
    if act.layout != "plain":
        for line in mark:
            sheets.paragraph(line, align="right")
        sheets.space(1.5)
        sheets.page_header = ()
    if annex.job is None:
        _rules(sheets, annex)
        return
    sheets.paragraph("AMETIJUHEND", is_bold=True, align="center")
    sheets.space()
    sheets.paragraph("1. Üldosa", is_bold=True)
    if act.layout == "labelrow":
        _general_label_rows(sheets, annex.job)
    else:
        _labels(sheets, general_fields(annex.job), is_ruled=act.layout == "grid")
    sheets.space()
    _duties(sheets, annex.job.duties, act.layout)
    _requirements(sheets, annex.job, act.layout)


def _rules(sheets: Sheets, annex: AnnexText) -> None:
    sheets.paragraph(annex.title, is_bold=True, align="center")
    sheets.space()
    for rule in annex.rules:
        sheets.paragraph(rule)
        sheets.space(0.4)


def _labels(sheets: Sheets, fields: list[tuple[str, str]], *, is_ruled: bool) -> None:
    for label, value in fields:
        sheets.row(([Text(label, is_bold=True)], [Text(value)]), LABEL_EDGES, is_ruled=is_ruled)
        if not is_ruled:
            sheets.space(0.3)


def _general_label_rows(sheets: Sheets, job: JobDescription) -> None:
    values = dict(general_fields(job))
    rows = (
        ("Teenistuskoht", "Struktuuriüksus"),
        ("Vahetu juht", "Teenistuja asendab", "Teenistuja asendaja"),
        ("Alluvad", "Ametikoha grupp", "Eritingimused"),
    )
    for labels in rows:
        width = (RIGHT - LEFT) / len(labels)
        edges = [LEFT + width * place for place in range(len(labels) + 1)]
        sheets.row([[Text(label, is_bold=True)] for label in labels], edges, is_ruled=True)
        sheets.row([[Text(values[label])] for label in labels], edges, is_ruled=True)
        sheets.space()
    sheets.paragraph("Teenistuskoha eesmärk", is_bold=True)
    sheets.paragraph(job.purpose)


def _duties(sheets: Sheets, duties: Sequence[DutyText], layout: str) -> None:
    is_ruled = layout != "plain"
    bullet = {"grid": "\N{BULLET}", "labelrow": "-", "plain": ""}[layout]

    def heading() -> None:
        sheets.row(
            ([Text(DUTIES, is_bold=True)], [Text(OUTCOMES, is_bold=True)]), DUTY_EDGES, is_ruled=is_ruled
        )  # fmt: skip

    heading()
    for place, duty in enumerate(duties, 1):
        sheets.row(
            ([Text(f"2.{place}. {duty.duty}")], [Text(outcome, bullet=bullet) for outcome in duty.outcomes]),
            DUTY_EDGES,
            is_ruled=is_ruled,
            on_new_page=heading if layout == "labelrow" else None,
        )
        if not is_ruled:
            sheets.space(0.3)
    sheets.space()


def _requirements(sheets: Sheets, job: JobDescription, layout: str) -> None:
    sheets.paragraph("3. Teenistuskoha täitjale esitatavad nõuded", is_bold=True)
    _labels(sheets, requirement_fields(job), is_ruled=layout != "plain")
    sheets.space()
    sheets.paragraph("4. Õigused ja vastutus", is_bold=True)
    _labels(
        sheets,
        [("Õigused", "; ".join(job.rights) + "."), ("Vastutus", "; ".join(job.liability) + ".")],
        is_ruled=layout != "plain",
    )
    sheets.space()
    sheets.paragraph(job.review)
