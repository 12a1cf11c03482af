"""Made-up job descriptions in many settings: every row and every label is read back word for word, whatever the
setting; where a setting hides which words belong together, a finding says so."""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.pages.typeset.cases import SETTINGS
from tests.extractors.pages.typeset.docx_press import DocxPress
from tests.extractors.pages.typeset.press import Style
from tests.extractors.pages.typeset.score import compare, score
from tests.extractors.pages.typeset.settings import Setting, set_job


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_read_back_word_for_word(setting: Setting) -> None:
    """Numbers, duties, each outcome, and all labelled fields; and nothing is said to be doubtful but what is."""
    found = score(setting, set_job(setting))
    assert found.wrong == ()
    assert (found.rows_right, found.labels_right) == (found.rows, found.labels)
    assert set(found.findings) <= set(setting.findings)


@pytest.mark.parametrize(
    "setting",
    [setting for setting in SETTINGS if not setting.style.header and not setting.style.footer],
    ids=lambda setting: setting.name,
)
def test_the_same_setting_as_docx_is_read_back_word_for_word(setting: Setting) -> None:
    """Paragraphs and tables without pages tell as much."""
    read = read_file(set_job(setting, DocxPress(setting.style)), "lisa.docx")
    assert len(read.positions) == 1
    assert compare(setting, read.positions[0], list(read.findings)).wrong == ()


@pytest.mark.parametrize(
    ("numbers", "align"), [("none", "top"), ("dotted", "middle")], ids=["no numbers", "half height"]
)
def test_rows_beside_a_cell_that_spans_them_are_told_where_they_cannot_be_parted(numbers: str, align: str) -> None:
    """Outcomes of several duties in one row are never there without a finding."""
    setting = Setting("area", duties="area", rules="", numbers=numbers, align=align, style=Style(gap=0.4))
    found = score(setting, set_job(setting))
    assert found.rows_right == found.rows or "rows_uncertain" in found.findings
    assert found.labels_right == found.labels


def test_a_label_that_runs_into_its_value_is_told() -> None:
    """Four tight columns, in which a label fills its cell: its value is in no field, and a finding quotes it."""
    setting = Setting("tight", labels="four", rules="", style=Style(wide=True, header_x=600))
    found = score(setting, set_job(setting))
    assert [line.split(":")[0] for line in found.wrong] == ["experience"]
    assert found.findings == ("label_unread",)


def test_duties_whose_ends_nothing_shows_are_not_paired_by_guess() -> None:
    """Cells at half height, without numbers, rules or gaps: one row that holds them all, and a finding."""
    setting = Setting("tight", numbers="none", rules="", label_rules="lu", align="middle", keep=True, job="forester")
    found = score(setting, set_job(setting))
    assert found.rows_right == 0
    assert sum(line.startswith("  got") for line in found.wrong) == 1
    assert found.findings == ("rows_uncertain",)
    assert found.labels_right == found.labels
