"""`kehtiv compare`: what differs between two annexes, marked word by word, and why two cannot be compared."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from extractors.compare.words import WordOperation
from extractors.model.position import Duty
from flows.ask.compare import Comparison, Side, Wanted, WordChange, compare
from flows.ask.comparison_html import comparison_page
from flows.commands.comparing import wanted_of
from flows.commands.options import WrongUse
from flows.run.summary import Summary
from flows.terminal.comparison import marked_words
from tests.flows.conftest import Run
from tests.warehouse.factory import Writer, annex, approve, body, document, entry, header, load, position
from warehouse.connection import open_working
from warehouse.publish.publish import publish

TWO_EDITORS = ("11.09.2023 nr 28", "2", "04.11.2024 nr 39", "1")
HOSTILE = '<script>alert("x")</script> & \x1b[31m'


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


@pytest.fixture(scope="module")
def two_authorities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One post in two authorities, the second with a duty that means mischief; annex 2 of the first is in no file."""
    folder = tmp_path_factory.mktemp("two")
    with open_working(folder) as w:
        for turn, (institution, duty) in enumerate((("Näidisamet", "Nõustab"), ("Kujuteldamet", HOSTILE)), 1):
            writer = Writer(str(turn))
            described = position(writer, "1", "Nõunik")
            described = replace(described, duties=(Duty("1", duty, (), writer.say(duty)),))
            file = document(
                writer,
                header=header(str(turn), "2025-02-03"),
                parts=(body(writer), annex(writer, "1", "Nõunik")),
                effects=(approve(writer, "1", "2", words="Kinnitan"),),
                positions=(described,),
            )
            load(w, f"na/{turn}", entry(str(turn), "2025-02-03", institution=institution), file)
        publish(w, folder)
    return folder


@pytest.mark.parametrize(
    "references",
    [
        TWO_EDITORS,
        ("sample/710404#2", "sample/720409#1"),
        ("11.09.2023 nr 28 lisa 2", "39/2024"),  # nr 39 has one annex alone
        ("sample/710404!710405#position2", "sample/720409#1"),
        ("sample/710404#2", "04.11.2024 nr 39", "1"),
        ("11.09.2023 nr 28", "toimetaja", "sample/720409#1"),
    ],
)
def test_two_annexes_are_named_in_many_ways(run: Run, data: Path, references: tuple[str, ...]) -> None:
    status, printed, _ = run("compare", *references, "--json", "--data", data)
    found = json.loads(printed)
    assert status == 0
    assert [found[side]["outcome"]["annex_id"] for side in ("old", "new")] == ["sample/710404#2", "sample/720409#1"]
    assert (found["subject"], len(found["changes"]), found["same_duties"]) == ("positions", 8, 2)


def test_without_colours_words_bear_marks(run: Run, data: Path) -> None:
    status, printed, said = run("compare", *TWO_EDITORS, "--data", data)
    assert status == 0
    assert "Vähemalt [-1 aasta-] {+2 aastat+} tööd toimetajana" in printed
    assert "Ameti juhiste, vormide{+, otsuste+} ja teadete toimetamine selgesse {+ja lihtsasse+} keelde." in printed
    assert "duty 2.2 → 2.3 moved" in printed
    assert "\x1b" not in printed
    assert said.strip() == "4 fields and 4 duties differ; 2 duties the same"


def test_on_a_terminal_words_are_coloured_and_bear_no_marks() -> None:
    change = WordChange(
        field="education",
        change="reworded",
        is_moved=False,
        old_number=None,
        new_number=None,
        old_words="üks kaks",
        new_words="üks kolm",
        operations=(WordOperation("same", "üks ", "üks "), WordOperation("replaced", "kaks", "kolm")),
        old_evidence_id=None,
        new_evidence_id=None,
    )
    text = marked_words(change, has_colour=True)
    assert text.plain.strip() == "üks kakskolm"
    assert [(text.plain[one.start : one.end], one.style) for one in text.spans] == [
        ("kaks", "red strike"),
        ("kolm", "green underline"),
    ]


def test_the_table_of_the_warehouse_says_the_same(run: Run, data: Path) -> None:
    """What a publish stored and what the command compares anew are one rule."""
    columns = [field.name for field in fields(WordChange)]
    query = f"SELECT {', '.join(columns)} FROM position_changes WHERE annex_id = 'sample/720409#1' ORDER BY ordinal"
    _, printed, _ = run("compare", *TWO_EDITORS, "--json", "--data", data)
    compared = json.loads(printed)["changes"]
    _, printed, _ = run("sql", query, "--format", "json", "--data", data)
    assert json.loads(printed) == compared


def test_csv_has_a_row_for_each_change(run: Run, data: Path) -> None:
    status, printed, _ = run("compare", *TWO_EDITORS, "--format", "csv", "--data", data)
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert (status, len(rows)) == (0, 8)
    [row] = [row for row in rows if row["field"] == "experience"]
    assert row["marked"] == "Vähemalt [-1 aasta-] {+2 aastat+} tööd toimetajana"
    assert (row["old_words"], row["change"]) == ("Vähemalt 1 aasta tööd toimetajana", "reworded")


def test_html_marks_words_in_both_columns(run: Run, data: Path) -> None:
    status, printed, _ = run("compare", *TWO_EDITORS, "--format", "html", "--data", data)
    page = html.fromstring(printed)
    rows = {row.findtext("th"): row for row in page.iterfind(".//tbody/tr")}
    assert status == 0
    assert [node.text.strip() for node in rows["experience reworded"].iterfind(".//del")] == ["1 aasta"]
    assert [node.text.strip() for node in rows["experience reworded"].iterfind(".//ins")] == ["2 aastat"]
    assert rows["duty 2.4 added"].findtext("td/ins").startswith("Veebilehe uudiste")
    assert rows["duty 2.4 dropped"].findtext("td/del").startswith("Trükiste")


def test_html_escapes_whatever_a_text_holds(two_authorities: Path) -> None:
    asked = compare(two_authorities, Wanted("na/1#1"), Wanted("na/2#1"), date(2026, 11, 22))
    page = comparison_page(asked)
    assert "<script" not in page.lower()
    assert "\x1b" not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; \\u001b[31m" in page


def test_two_authorities_are_compared_like_one(run: Run, two_authorities: Path) -> None:
    status, printed, said = run("compare", "na/1#1", "na/2#1", "--data", two_authorities)
    assert status == 0
    assert "(Näidisamet)" in printed
    assert "(Kujuteldamet)" in printed
    assert "[-Nõustab-]" in printed
    assert "0 fields and" in said


def test_other_annexes_are_compared_as_whole_texts(run: Run, data: Path) -> None:
    status, printed, said = run("compare", "20.09.2022 nr 24", "02.10.2023 nr 30", "--data", data)
    assert status == 0
    assert "2. Registreerimine {+ja avalikustamine+}" in printed
    assert "compared as whole texts: the first and the second have no single job description" in said
    assert "Näidisameti dokumendihalduse kord" in printed


def test_one_wording_is_said_to_be_one(run: Run, data: Path) -> None:
    for one, words in (("sample/710404#2", "every field and duty is the same"), ("24/2022", "the wording is the same")):
        status, printed, said = run("compare", one, one, "--data", data)
        assert (status, said.strip()) == (0, words)
        assert "reworded" not in printed


@pytest.mark.parametrize(
    "reference, status, words",
    [
        ("05.05.2025 nr 18", 1, "is restricted by the register (AK, AvTS § 35 lg 1 p 12)"),
        ("05.05.2025 nr 18 lisa 1", 1, "is restricted by the register"),
        ("99/2024", 2, "“99/2024” is not held"),
        ("14.02.2022 nr 5 lisa 9", 2, "has no annex 9: known are 1, 2, 3"),
        ("14.02.2022 nr 5", 2, "names 3 annexes: name one of them (sample/700110#1, sample/700110#2, sample/700110#3)"),
        ("22/2023 lisa 5", 2, "has no annex 5"),
        ("33/2024", 2, "of which no annex is known: there is nothing to compare"),
        ("toimetaja", 2, "is not a reference to an act"),
        ("kuupaiste", 2, "no annex or post of that name is held either"),
        ("", 2, "is not a reference"),
    ],
)
def test_what_cannot_be_compared_is_said_on_either_side(
    run: Run, data: Path, reference: str, status: int, words: str
) -> None:
    for references in (("sample/710404#2", reference), (reference, "sample/710404#2")):
        ended, printed, said = run("compare", *references, "--data", data)
        assert ended == status, said
        assert words in said
        assert printed == ""


def test_json_says_why_nothing_was_compared(run: Run, data: Path) -> None:
    status, printed, _ = run("compare", "18/2025", "sample/710404#2", "--json", "--data", data)
    found = json.loads(printed)
    assert (status, found["subject"], found["changes"]) == (1, None, [])
    assert "is restricted" in found["old"]["trouble"]
    assert found["new"]["trouble"] is None


def test_an_annex_without_a_text_has_no_words_to_compare(run: Run, two_authorities: Path) -> None:
    status, _, said = run("compare", "na/1#1", "na/2#2", "--data", two_authorities)
    assert status == 1
    assert "is in no file that is held: there are no words to compare" in said


@pytest.mark.long
def test_what_was_taken_down_is_compared_no_more(run: Run, sample_night: tuple[Path, Summary], tmp_path: Path) -> None:
    own = tmp_path / "data"
    shutil.copytree(sample_night[0], own, symlinks=True)
    words = "SELECT count(*) AS n FROM position_changes WHERE concat(old_words, new_words) LIKE '%kaugtööna%'"
    assert json.loads(run("sql", words, "--json", "--data", own)[1]) == [{"n": 2}]
    assert run("takedown", "sample/720409", "--reason", "palve", "--data", own)[0] == 0
    status, printed, said = run("compare", *TWO_EDITORS, "--data", own)
    assert (status, printed) == (1, "")
    assert "taken down here" in said
    assert json.loads(run("sql", words, "--json", "--data", own)[1]) == [{"n": 0}]


@pytest.mark.parametrize(
    "references, wanted",
    [
        (["a", "b"], (Wanted("a"), Wanted("b"))),
        (["a", "1", "b", "2"], (Wanted("a", "1"), Wanted("b", "2"))),
        (["a#1", "b", "2"], (Wanted("a#1"), Wanted("b", "2"))),
        (["a", "1", "b#2"], (Wanted("a", "1"), Wanted("b#2"))),
    ],
)
def test_arguments_are_two_annexes(references: list[str], wanted: tuple[Wanted, Wanted]) -> None:
    assert wanted_of(references) == wanted


@pytest.mark.parametrize("references", [["a"], ["a", "b", "c"], ["a", "1", "b", "2", "c"]])
def test_other_numbers_of_arguments_are_wrong_use(references: list[str]) -> None:
    with pytest.raises(WrongUse, match="compare takes two annexes"):
        wanted_of(references)


def test_an_unknown_format_is_wrong_use(run: Run, data: Path) -> None:
    status, _, said = run("compare", *TWO_EDITORS, "--format", "pdf", "--data", data)
    assert status == 2
    assert re.search(r"--format pdf: one of text, json, html, csv", said)


def test_json_has_the_fields_of_its_types(run: Run, data: Path) -> None:
    _, printed, _ = run("compare", *TWO_EDITORS, "--json", "--data", data)
    found = json.loads(printed)
    assert list(found) == [field.name for field in fields(Comparison)]
    assert list(found["old"]) == [field.name for field in fields(Side)]
    assert list(found["changes"][0]) == [field.name for field in fields(WordChange)]
