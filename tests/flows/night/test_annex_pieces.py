"""A job description that the register holds in two files, from the register's pages to the answer about the annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

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
MARK = ("KINNITATUD", "02.02.2026 käskkirjaga nr 7", "Lisa 1")
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


def night_over(folder: Path, files: dict[str, bytes]) -> Path:
    """A night over one directive with these files beside its own; the folder of the warehouse."""
    register = SmallRegister(folder)
    register.add("31", "7", DAY, "Kinnitan majakavahi ametijuhendi (lisa 1).")
    more = []
    for turn, (name, data) in enumerate(files.items(), 2):
        (register.files / name).write_bytes(data)
        more.append(SampleFile(f"31{turn}", name, name, TYPES[name.rpartition(".")[2]]))
    register.documents = [replace(one, files=(*one.files, *more)) for one in register.documents]
    register.night(date(2026, 3, 2))
    return register.data


@pytest.mark.parametrize("mark", [MARK, ()], ids=["mark repeated", "no heading"])
def test_two_files_of_a_job_description_become_one_annex(tmp_path: Path, mark: tuple[str, ...]) -> None:
    """One annex 1 with every duty in its text, whether the second file bears the approval mark again or nothing."""
    files = {"Lisa 1 osa 1.pdf": pdf(*MARK, *BEGINNING), "Lisa 1 osa 2.pdf": pdf(*mark, *REST)}
    data = night_over(tmp_path, files)
    [(number, text)] = ask(data, "SELECT annex_number, text FROM annexes")
    assert number == "1"
    places = [text.index(line) for line in (*BEGINNING, *REST)]
    assert places == sorted(places)
    told = ask(data, "SELECT message FROM findings WHERE code = 'annex_in_several_files'")
    assert len(told) == 1
    assert all(name in told[0][0] for name in files)


DUTIES = (
    """SELECT d.ordinal, d.number, d.duty, f.name FROM duties AS d JOIN files AS f USING (file_id) ORDER BY d.ordinal"""
)
ALL_DUTIES = [
    (turn, line[:3], line[5:], f"{{}} {1 if turn < 3 else 2}")
    for turn, line in enumerate((*BEGINNING[-2:], *REST[:2]), 1)
]


def named(pattern: str) -> list[tuple[int, str, str, str]]:
    """The duties with the names of the files that they stand in; ``pattern`` has the turn of the file for "#"."""
    return [(turn, number, duty, pattern.replace("#", file[-1])) for turn, number, duty, file in ALL_DUTIES]


def told(data: Path, code: str) -> list[str]:
    return [message for (message,) in ask(data, f"SELECT message FROM findings WHERE code = '{code}'")]


@pytest.mark.parametrize("make", [pdf, docx], ids=["pdf", "docx"])
@pytest.mark.parametrize(
    ("mark", "pattern"),
    [(MARK, "Lisa 1 osa #"), ((), "Lisa 1 osa #"), (MARK, "majakavaht #")],
    ids=["named and marked", "named", "marked and numbers go on"],
)
def test_duties_and_fields_of_both_files_are_those_of_one_position(
    tmp_path: Path, mark: tuple[str, ...], pattern: str, make: Any
) -> None:
    """Turns go on, fields of the second file fill those that the first has not, and each place is in its own file."""
    ending = f".{make.__name__}"
    files = {
        pattern.replace("#", "1") + ending: make(*MARK, *BEGINNING),
        pattern.replace("#", "2") + ending: make(*mark, *REST),
    }
    data = night_over(tmp_path, files)
    asked = "SELECT positions.title, unit, education, a.annex_number FROM positions JOIN annexes AS a USING (annex_id)"
    assert ask(data, asked) == [("majakavaht", "majakate osakond", "keskharidus", "1")]
    assert ask(data, DUTIES) == named(pattern + ending)
    places = ask(
        data,
        "SELECT e.quote = substring(t.text, e.span_start + 1, e.span_end - e.span_start), f.name FROM evidence AS e "
        "JOIN texts AS t USING (file_id) JOIN files AS f USING (file_id) "
        "WHERE e.kind = 'duty' OR e.row_id LIKE '%/education' ORDER BY e.row_id",
    )
    assert [is_equal for is_equal, _ in places] == [True] * 5
    assert sorted(name for _, name in places) == sorted([*files, *files, [*files][1]])
    assert told(data, "rest_not_joined") == []


@pytest.mark.parametrize(
    ("names", "rest"),
    [
        (("Lisa 1 osa 1.pdf", "Lisa 1 osa 2.pdf"), ("2.5. Varade arvestuse pidamine.", *REST[2:])),
        (("Lisa 1 osa 1.pdf", "Lisa 1 osa 2.pdf"), ("2.2. Udupasuna katsetamine kord nädalas.", *REST)),
        (("Lisa 1 osa 1.pdf", "Lisa 1 osa 2.pdf"), ("3.3. Ilmavaatluste tegemine.", *REST[2:])),
        (("Lisa 1 osa 1.pdf", "Lisa 1 osa 2.pdf"), (*REST, "1.2. Struktuuriüksus: tulepaakide osakond")),
        (("Lisa 1.pdf", "jarg.pdf"), REST),
    ],
    ids=["a number is lacking", "a duty twice", "another chapter", "a field twice", "nothing names the annex"],
)
def test_what_may_go_on_elsewhere_is_none_of_the_duties(
    tmp_path: Path, names: tuple[str, str], rest: tuple[str, ...]
) -> None:
    """No row of the second file anywhere, no annex made of it, its words kept, and a finding names it."""
    data = night_over(tmp_path, {names[0]: pdf(*MARK, *BEGINNING), names[1]: pdf(*rest)})
    assert ask(data, "SELECT annex_number FROM annexes") == [("1",)]
    assert [number for _, number, _, _ in ask(data, DUTIES)] == ["2.1", "2.2"]
    assert ask(data, "SELECT count(*) FROM positions") == [(1,)]
    [(text,)] = ask(data, f"SELECT text FROM texts JOIN files USING (file_id) WHERE name = '{names[1]}'")
    assert rest[0] in text
    [message] = told(data, "rest_not_joined")
    assert names[1] in message


def test_a_description_over_three_files_is_one(tmp_path: Path) -> None:
    files = {
        "Lisa 1 osa 1.pdf": pdf(*MARK, *BEGINNING),
        "Lisa 1 osa 2.pdf": pdf(*REST[:2]),
        "Lisa 1 osa 3.pdf": pdf("2.5. Paatide tõrvamine.", *REST[2:]),
    }
    data = night_over(tmp_path, files)
    assert [(turn, number) for turn, number, _, _ in ask(data, DUTIES)] == [(n, f"2.{n}") for n in range(1, 6)]
    assert ask(data, "SELECT title, education FROM positions") == [("majakavaht", "keskharidus")]
