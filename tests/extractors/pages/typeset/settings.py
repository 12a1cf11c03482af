"""Ways of setting a job description: how labels stand, how duties stand, and the style of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.extractors.pages.typeset.jobs import JOBS, SYNONYMS, Job
from tests.extractors.pages.typeset.press import Cell, Press, Style

OUTCOMES = "Oodatavad tulemused"
Duty = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Setting:
    """One way of setting. ``labels`` and ``duties`` name functions below; the rest are switches they read."""

    name: str
    job: str = "lighthouse"
    labels: str = "beside"
    duties: str = "columns"
    rules: str = "lu"
    label_rules: str | None = None
    align: str = "top"
    keep: bool = False
    repeat: bool = False
    synonyms: bool = False
    bullets: str = "• "
    numbers: str = "dotted"
    findings: tuple[str, ...] = ()
    heads: tuple[str, str] = ("Peamised teenistusülesanded", OUTCOMES)
    heading: str = "2. Teenistusülesanded"
    spaced: bool = False
    widths: tuple[float, ...] = (0.5, 0.5)
    style: Style = field(default_factory=Style)

    @property
    def of(self) -> Job:
        return JOBS[self.job]


def set_job(setting: Setting, press: Any = None) -> bytes:
    """The job description as a PDF, or as what another ``press`` makes of it."""
    press = press or Press(setting.style)
    write_job(press, setting)
    result: bytes = press.finish()
    return result


def write_job(press: Any, setting: Setting) -> None:
    """The job description on a press that may go on with another."""
    job = setting.of
    if "KINNITATUD" not in setting.style.header:
        for line in ("KINNITATUD", "05.03.2024 käskkirjaga nr 7", f"Lisa {job.annex}"):
            press.line(line, x=setting.style.header_x)
        press.skip()
    press.line("AMETIJUHEND", x=press.left + press.width / 3, size=setting.style.size + 2, spaced=setting.spaced)
    press.skip()
    press.line("1. Üldosa")
    LABELS[setting.labels](press, setting, label_pairs(setting, job.general), 1)
    press.skip(0.5)
    if setting.heading:
        press.line(setting.heading)
    DUTIES[setting.duties](press, setting, [number_duty(setting, duty) for duty in job.duties])
    press.skip(0.5)
    press.line("3. Teenistuskoha täitjale esitatavad nõuded")
    LABELS[setting.labels](press, setting, label_pairs(setting, job.requirements), 3)
    press.skip(0.5)
    press.line("4. Õigused")
    press.paragraph(job.rights)
    press.line("5. Vastutus")
    press.paragraph(job.liability)
    press.skip()
    press.line("Olen ametijuhendiga tutvunud: (allkirjastatud digitaalselt)")


def label_pairs(setting: Setting, pairs: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    return [(SYNONYMS.get(label, label) if setting.synonyms else label, value) for _, label, value in pairs]


def number_duty(setting: Setting, duty: Duty) -> Duty:
    number, words, outcomes = duty
    numbers = {"dotted": f"{number}.", "plain": number, "flat": f"{number.split('.')[1]}.", "none": ""}
    return numbers[setting.numbers], words, outcomes


def columns(press: Press, shares: tuple[float, ...], gap: float = 12) -> list[Cell]:
    """Empty cells with these shares of the page."""
    cells, x = [], press.left + 4
    for share in shares:
        cells.append(Cell(x, share * press.width - gap, []))
        x += share * press.width
    return cells


def fill(press: Press, cells: list[Cell], *texts: str | list[str]) -> list[Cell]:
    """The cells with wrapped texts; a list keeps its items on lines of their own."""
    filled = []
    for cell, text in zip(cells, texts, strict=True):
        items = text if isinstance(text, list) else [text]
        lines = [line for item in items for line in (press.wrap(item, cell.width) if item else [])]
        filled.append(Cell(cell.x, cell.width, lines))
    return filled


def beside(press: Press, setting: Setting, pairs: list[tuple[str, str]], _: int) -> None:
    """Labels in the left column, values in the right one."""
    rules = setting.rules if setting.label_rules is None else setting.label_rules
    cells = columns(press, (0.3, 0.7))
    for label, value in pairs:
        press.row(fill(press, cells, label, value), rules=rules, align=setting.align, keep=setting.keep)


def four(press: Press, setting: Setting, pairs: list[tuple[str, str]], _: int) -> None:
    """Two pairs side by side; the last of an odd number has the row to itself."""
    rules = setting.rules if setting.label_rules is None else setting.label_rules
    cells = columns(press, (0.2, 0.3, 0.2, 0.3))
    short = [pair for pair in pairs if len(pair[1]) < 60]
    for one, two in zip(short[::2], [*short[1::2], ("", "")], strict=False):
        press.row(fill(press, cells, *one, *two), rules=rules, align=setting.align, keep=setting.keep)
    wide = columns(press, (0.2, 0.8))
    for label, value in (pair for pair in pairs if len(pair[1]) >= 60):
        press.row(fill(press, wide, label, value), rules=rules, align=setting.align, keep=setting.keep)


def above(press: Press, setting: Setting, pairs: list[tuple[str, str]], _: int) -> None:
    """Rows of three labels, the values below them; a long value below its lone label."""
    rules = setting.rules if setting.label_rules is None else setting.label_rules
    short = [pair for pair in pairs if len(pair[1]) < 60]
    for at in range(0, len(short), 3):
        group = short[at : at + 3]
        cells = columns(press, tuple(1 / 3 for _ in group))
        press.row(fill(press, cells, *(label for label, _ in group)), rules=rules, keep=True)
        press.row(fill(press, cells, *(value for _, value in group)), rules=rules, keep=True)
    for label, value in (pair for pair in pairs if len(pair[1]) >= 60):
        press.line(label)
        press.paragraph(value)


def inline(press: Press, setting: Setting, pairs: list[tuple[str, str]], chapter: int) -> None:
    """ "1.2. Label: value" or without the number."""
    for at, (label, value) in enumerate(pairs, 1):
        number = f"{chapter}.{at}. " if setting.numbers != "none" else ""
        press.paragraph(f"{number}{label}: {value}")


def numbered(press: Press, setting: Setting, pairs: list[tuple[str, str]], chapter: int) -> None:
    """Two columns, the labels numbered."""
    beside(press, setting, [(f"{chapter}.{at}. {label}", value) for at, (label, value) in enumerate(pairs, 1)], 0)


def stacked(press: Press, setting: Setting, pairs: list[tuple[str, str]], _: int) -> None:
    """A label, its value on the lines below."""
    for label, value in pairs:
        press.line(f"{label}:")
        press.paragraph(value, x=press.left + 20)


def _table(
    press: Press, setting: Setting, cells: list[Cell], head: list[str], rows: list[list[str | list[str]]]
) -> None:
    header = fill(press, cells, *head)
    press.row(header, rules=setting.rules, align=setting.align, keep=True)
    repeat = header if setting.repeat else None
    for row in rows:
        press.row(fill(press, cells, *row), rules=setting.rules, align=setting.align, keep=setting.keep, repeat=repeat)


def _outcomes(setting: Setting, outcomes: tuple[str, ...]) -> list[str]:
    return [f"{setting.bullets}{outcome}" for outcome in outcomes]


def in_columns(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Number and duty, outcomes."""
    rows: list[list[str | list[str]]] = [
        [f"{number} {duty}".strip(), _outcomes(setting, outcomes)] for number, duty, outcomes in duties
    ]
    _table(press, setting, columns(press, setting.widths), list(setting.heads), rows)


def in_three(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Number, duty, outcomes."""
    rows: list[list[str | list[str]]] = [[number, duty, _outcomes(setting, out)] for number, duty, out in duties]
    _table(press, setting, columns(press, (0.1, 0.45, 0.45)), ["Jrk nr", *setting.heads], rows)


def in_four(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Number, duty, outcomes, share of the time."""
    rows: list[list[str | list[str]]] = [
        [number, duty, _outcomes(setting, out), f"{10 + at}%"] for at, (number, duty, out) in enumerate(duties)
    ]
    _table(press, setting, columns(press, (0.1, 0.38, 0.38, 0.14)), ["Nr", *setting.heads, "Osakaal %"], rows)


def with_share(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Duty, share of the time, outcomes."""
    rows: list[list[str | list[str]]] = [
        [f"{number} {duty}".strip(), f"{10 + at}%", _outcomes(setting, out)]
        for at, (number, duty, out) in enumerate(duties)
    ]
    _table(press, setting, columns(press, (0.43, 0.14, 0.43)), [setting.heads[0], "Osakaal", setting.heads[1]], rows)


def by_area(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Area, duty, outcomes; an area stands once, beside the first of its three duties."""
    cells = columns(press, (0.2, 0.4, 0.4))
    press.row(fill(press, cells, "Valdkond", *setting.heads), rules=setting.rules, keep=True)
    for at, (number, duty, outcomes) in enumerate(duties):
        area = "" if at % 3 else f"Valdkond {1 + at // 3}"
        row = fill(press, cells, area, f"{number} {duty}".strip(), _outcomes(setting, outcomes))
        press.row(row, rules=setting.rules, align=setting.align, keep=True)


def listed(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Each duty, then "Oodatavad tulemused" and its bullets below."""
    for number, duty, outcomes in duties:
        press.paragraph(f"{number} {duty}".strip())
        press.line(f"{OUTCOMES}:", x=press.left + 20)
        for outcome in outcomes:
            press.paragraph(f"{setting.bullets}{outcome}", x=press.left + 30)


def plain_list(press: Press, setting: Setting, duties: list[Duty]) -> None:
    """Duties alone, one below the other."""
    for number, duty, _ in duties:
        press.paragraph(f"{number} {duty}".strip())


Setter = Callable[[Press, Setting, list[tuple[str, str]], int], None]
LABELS: dict[str, Setter] = {
    "beside": beside,
    "four": four,
    "above": above,
    "inline": inline,
    "numbered": numbered,
    "stacked": stacked,
}
DUTIES: dict[str, Callable[[Press, Setting, list[Duty]], None]] = {
    "columns": in_columns,
    "three": in_three,
    "four": in_four,
    "share": with_share,
    "area": by_area,
    "listed": listed,
    "plain": plain_list,
}
