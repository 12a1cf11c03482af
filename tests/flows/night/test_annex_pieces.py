"""A job description that the register holds in two files, from the register's pages to the answer about the annex."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from flows.sample.catalogue import SampleFile
from tests.extractors.pages.typeset.docx_press import DocxPress
from tests.extractors.pages.typeset.press import Press, Style
from tests.flows.small_register import SmallRegister, ask

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
DAY = date(2026, 2, 2)
BEGINNING = (
    "AMETIJUHEND",
    "1. Üldosa",
    "1.1. Teenistuskoht: majakavaht",
    "1.2. Struktuuriüksus: majakate osakond",
    "1.3. Vahetu juht: sadamakapten",
    "2. Teenistusülesanded",
    "2.1. Majakate laternate süütamine.",
    "2.2. Udupasuna katsetamine kord nädalas.",
)
REST = (
    "2.3. Ilmavaatluste tegemine ja andmete saatmine.",
    "2.4. Varade arvestuse pidamine.",
    "3. Teenistuskoha täitjale esitatavad nõuded",
    "3.1. Haridus: keskharidus",
)


def pdf(*lines: str) -> bytes:
    press = Press(Style())
    for line in lines:
        press.line(line)
    return press.finish()


def docx(*lines: str) -> bytes:
    press = DocxPress(Style())
    for line in lines:
        press.line(line)
    return press.finish()


Make = Callable[..., bytes]
MAKERS: dict[str, Make] = {"pdf": pdf, "docx": docx}


def mark(number: int) -> tuple[str, ...]:
    return ("KINNITATUD", f"02.02.2026 käskkirjaga nr {number}", "Lisa 1")


@dataclass(frozen=True)
class Case:
    """Two or three files of one directive's annex: their names, what each holds, and who makes them."""

    names: tuple[str, ...]
    rests: tuple[tuple[str, ...], ...]
    is_marked_again: bool = False
    kind: str = "pdf"

    def files(self, number: int) -> dict[str, bytes]:
        again = mark(number) if self.is_marked_again else ()
        texts = [(*mark(number), *BEGINNING), *((*again, *rest) for rest in self.rests)]
        return {name: MAKERS[self.kind](*lines) for name, lines in zip(self.names, texts, strict=True)}


PARTS = ("Lisa 1 osa 1.pdf", "Lisa 1 osa 2.pdf")
JOINED = {
    f"{told} {kind}": Case((pattern.format(1, kind), pattern.format(2, kind)), (REST,), is_marked_again, kind)
    for kind in MAKERS
    for told, pattern, is_marked_again in (
        ("named and marked", "Lisa 1 osa {}.{}", True),
        ("named", "Lisa 1 osa {}.{}", False),
        ("marked and numbers go on", "majakavaht {}.{}", True),
    )
}
APART = {
    "a number is lacking": Case(PARTS, (("2.5. Varade arvestuse pidamine.", *REST[2:]),)),
    "a duty twice": Case(PARTS, (("2.2. Udupasuna katsetamine kord nädalas.", *REST),)),
    "another chapter": Case(PARTS, (("3.3. Ilmavaatluste tegemine.", *REST[2:]),)),
    "a field twice": Case(PARTS, ((*REST, "1.2. Struktuuriüksus: tulepaakide osakond"),)),
    "nothing names the annex": Case(("Lisa 1.pdf", "jarg.pdf"), (REST,)),
}
THREE = Case((*PARTS, "Lisa 1 osa 3.pdf"), (REST[:2], ("2.5. Paatide tõrvamine.", *REST[2:])))
CASES = {**JOINED, **APART, "three": THREE}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the warehouse after one night over a directive for each case, with these files beside its own."""
    register = SmallRegister(tmp_path_factory.mktemp("pieces"))
    for number, case in enumerate(CASES.values(), 1):
        register.add(f"{number}", f"{number}", DAY, "Kinnitan majakavahi ametijuhendi (lisa 1).")
        more = []
        for turn, (name, content) in enumerate(case.files(number).items(), 2):
            stored = f"{number} {name}"
            (register.files / stored).write_bytes(content)
            more.append(SampleFile(f"{number}0{turn}", name, stored, TYPES[case.kind]))
        added = register.documents[-1]
        register.documents[-1] = replace(added, files=(*added.files, *more))
    register.night(date(2026, 3, 2))
    return register.data


def document_of(name: str) -> str:
    return f"mets/{[*CASES].index(name) + 1}"


DUTIES = """
    SELECT d.ordinal, d.number, d.duty, f.name FROM duties AS d JOIN files AS f USING (file_id)
    JOIN positions USING (position_id) WHERE directive_id = ? ORDER BY d.ordinal
"""
ALL_DUTIES = [(turn, line[:3], line[5:]) for turn, line in enumerate((*BEGINNING[-2:], *REST[:2]), 1)]


def told(data: Path, case: str, code: str) -> list[str]:
    sql = "SELECT message FROM findings WHERE code = ? AND document_id = ?"
    return [message for (message,) in ask(data, sql, code, document_of(case))]


@pytest.mark.parametrize("case", ["named and marked pdf", "named pdf"])
def test_two_files_of_a_job_description_become_one_annex(data: Path, case: str) -> None:
    """One annex 1 with every duty in its text, whether the second file bears the approval mark again or nothing."""
    asked = "SELECT annex_number, text FROM annexes WHERE directive_id = ?"
    [(number, text)] = ask(data, asked, document_of(case))
    assert number == "1"
    places = [text.index(line) for line in (*BEGINNING, *REST)]
    assert places == sorted(places)
    [message] = told(data, case, "annex_in_several_files")
    assert all(name in message for name in CASES[case].names)


@pytest.mark.parametrize("case", JOINED)
def test_duties_and_fields_of_both_files_are_those_of_one_position(data: Path, case: str) -> None:
    """Turns go on, fields of the second file fill those that the first has not, and each place is in its own file."""
    names = CASES[case].names
    asked = (
        "SELECT positions.title, unit, education, a.annex_number FROM positions JOIN annexes AS a USING (annex_id)"
        " WHERE a.directive_id = ?"
    )
    assert ask(data, asked, document_of(case)) == [("majakavaht", "majakate osakond", "keskharidus", "1")]
    wanted = [(turn, number, duty, names[turn > 2]) for turn, number, duty in ALL_DUTIES]
    assert ask(data, DUTIES, document_of(case)) == wanted
    places = ask(
        data,
        "SELECT e.quote = substring(t.text, e.span_start + 1, e.span_end - e.span_start), f.name FROM evidence AS e "
        "JOIN texts AS t USING (file_id) JOIN files AS f USING (file_id) "
        "WHERE (e.kind = 'duty' OR e.row_id LIKE '%/education') AND f.document_id = ? ORDER BY e.row_id",
        document_of(case),
    )
    assert [is_equal for is_equal, _ in places] == [True] * 5
    assert sorted(name for _, name in places) == sorted([*names, *names, names[1]])
    assert told(data, case, "rest_not_joined") == []


@pytest.mark.parametrize("case", APART)
def test_what_may_go_on_elsewhere_is_none_of_the_duties(data: Path, case: str) -> None:
    """No row of the second file anywhere, no annex made of it, its words kept, and a finding names it."""
    document, name = document_of(case), CASES[case].names[1]
    assert ask(data, "SELECT annex_number FROM annexes WHERE directive_id = ?", document) == [("1",)]
    assert [number for _, number, _, _ in ask(data, DUTIES, document)] == ["2.1", "2.2"]
    assert ask(data, "SELECT count(*) FROM positions WHERE directive_id = ?", document) == [(1,)]
    asked = "SELECT text FROM texts JOIN files USING (file_id) WHERE document_id = ? AND name = ?"
    [(text,)] = ask(data, asked, document, name)
    assert CASES[case].rests[0][0] in text
    [message] = told(data, case, "rest_not_joined")
    assert name in message


def test_a_description_over_three_files_is_one(data: Path) -> None:
    document = document_of("three")
    assert [(turn, number) for turn, number, _, _ in ask(data, DUTIES, document)] == [
        (n, f"2.{n}") for n in range(1, 6)
    ]
    asked = "SELECT title, education FROM positions WHERE directive_id = ?"
    assert ask(data, asked, document) == [("majakavaht", "keskharidus")]
