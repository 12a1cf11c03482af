"""A job description that the register holds in two files, from the register's pages to the answer about the annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.sample.catalogue import SampleFile
from tests.extractors.pages.typeset.press import Press, Style
from tests.flows.small_register import SmallRegister, ask

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


def night_over(folder: Path, files: dict[str, bytes]) -> Path:
    """A night over one directive with these files beside its own; the folder of the warehouse."""
    register = SmallRegister(folder)
    register.add("31", "7", DAY, "Kinnitan majakavahi ametijuhendi (lisa 1).")
    more = []
    for turn, (name, data) in enumerate(files.items(), 2):
        (register.files / name).write_bytes(data)
        more.append(SampleFile(f"31{turn}", name, name, "application/pdf"))
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
