"""Several annexes in one file, and pages that hold more than a job description."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model.position import Position
from extractors.pages.layout import read_pdf
from tests.extractors.pages.typeset.press import Press, Style
from tests.extractors.pages.typeset.score import compare, read
from tests.extractors.pages.typeset.settings import Setting, write_job

JOBS = ("lighthouse", "clerk", "forester")
SETTINGS = {
    "grid": Setting("grid", repeat=True),
    "unruled": Setting("unruled", rules="", style=Style(gap=0.4)),
    "inline": Setting("inline", labels="inline", duties="listed"),
    "above": Setting("above", labels="above", rules="", style=Style(gap=0.4)),
    "four": Setting("four", labels="four", duties="four"),
}


def read_back(press: Press) -> tuple[list[Position], set[str]]:
    text, findings = read_pdf(press.finish(), "0" * 64)
    positions, more = read(text)
    return positions, {finding.code for finding in (*findings, *more)}


@pytest.mark.parametrize("starts_page", [True, False], ids=["new pages", "running on"])
@pytest.mark.parametrize("name", SETTINGS)
def test_annexes_in_one_file_do_not_run_into_one_another(name: str, starts_page: bool) -> None:
    """Three annexes, each whole under its own number, whether or not a new page begins with each."""
    settings = [replace(SETTINGS[name], job=job) for job in JOBS]
    press = Press(settings[0].style)
    for at, setting in enumerate(settings):
        if at and starts_page:
            press.new_page()
        write_job(press, setting)
        press.skip(2)
    positions, codes = read_back(press)
    assert [position.annex_number for position in positions] == ["4", "7", "1"]
    for setting, position in zip(settings, positions, strict=True):
        assert compare(setting, position, []).wrong == ()
    assert codes == set()


def test_a_signature_sheet_behind_the_annex_is_no_part_of_a_field() -> None:
    """What a signing service prints on a page of its own stays out of the last field."""
    press = Press(Style())
    write_job(press, Setting("grid"))
    press.new_page()
    press.line("DIGITAALALLKIRJADE KINNITUSLEHT", size=14)
    press.skip()
    for line in ("Allkirjastaja nimi: Tiina Tuletorn", "Allkirjastamise aeg: 05.03.2024 12:01:33 +02:00"):
        press.line(line)
    positions, _ = read_back(press)
    assert len(positions) == 1
    assert compare(Setting("grid"), positions[0], []).wrong == ()


def test_a_box_around_a_chapter_changes_nothing() -> None:
    """Frames of one column are no tables."""
    press = Press(Style(gap=0.4))
    setting = Setting("unruled", rules="", labels="inline", style=Style(gap=0.4))
    write_job(press, setting)
    press.canvas.rect(50, 60, 495, 700)
    press.canvas.rect(46, 50, 503, 760)
    positions, codes = read_back(press)
    assert compare(setting, positions[0], []).wrong == ()
    assert codes == set()
