"""A file that begins in the middle of a job description: what of it is read, and what it is taken for."""

from __future__ import annotations

import pytest

from extractors.model.extraction import ActContext, FileExtraction
from extractors.read import read_file
from tests.extractors.pages.typeset.jobs import JOBS
from tests.extractors.pages.typeset.press import Press, Style
from tests.extractors.pages.typeset.settings import DUTIES, LABELS, Setting, columns, fill, label_pairs, number_duty

MARK = ("KINNITATUD", "05.03.2024 käskkirjaga nr 7", "Lisa 4")
CONTEXT = ActContext("Rannaküla sadam", "käskkiri", "7", None, "Majakate töö korraldamine")
SETTINGS = (
    Setting("grid"),
    Setting("head repeated", repeat=True),
    Setting("unruled", rules=""),
    Setting("flat numbers", numbers="flat"),
    Setting("list", labels="inline", duties="plain"),
)


def set_rest(setting: Setting, at: int, mark: tuple[str, ...]) -> bytes:
    """The second file: the duties from ``at`` on without their headings, then the further chapters."""
    job = JOBS[setting.job]
    duties = [number_duty(setting, duty) for duty in job.duties][at:]
    press = Press(setting.style)
    for line in mark:
        press.line(line, x=380)
    if setting.repeat or setting.duties == "plain":
        DUTIES[setting.duties](press, setting, duties)
    else:
        cells = columns(press, setting.widths)
        for number, duty, outcomes in duties:
            row = fill(press, cells, f"{number} {duty}", [f"• {outcome}" for outcome in outcomes])
            press.row(row, rules=setting.rules)
    press.line("3. Teenistuskoha täitjale esitatavad nõuded")
    LABELS[setting.labels](press, setting, label_pairs(setting, job.requirements), 3)
    return press.finish()


def read_lines_of(*lines: str, style: Style | None = None) -> FileExtraction:
    press = Press(style or Style())
    for line in lines:
        press.paragraph(line)
    return read_file(press.finish(), "jarg.pdf", CONTEXT)


@pytest.mark.parametrize("mark", [MARK, ()], ids=["marked", "bare"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_rest_of_a_table_or_list_of_duties_is_read_word_for_word(setting: Setting, mark: tuple[str, ...]) -> None:
    """Whatever stands above its first number; dates of an approval mark are no numbers of duties."""
    found = read_file(set_rest(setting, 6, mark), "jarg.pdf", CONTEXT)
    [part] = found.parts
    assert (part.part, part.annex_number, part.kind) == ("annex", "4" if mark else None, "ametijuhend")
    [position] = found.positions
    assert (position.layout, position.position) == ("continuation", None)
    wanted = [number_duty(setting, duty) for duty in setting.of.duties][6:]
    assert [(duty.number, duty.duty, duty.outcomes) for duty in position.duties] == [
        (number.rstrip("."), words, () if setting.duties == "plain" else outcomes) for number, words, outcomes in wanted
    ]
    assert position.evidence is not None
    assert position.evidence.quote.startswith(wanted[0][0])
    assert position.education == next(value for name, _, value in setting.of.requirements if name == "education")
    assert [finding.code for finding in found.findings] == ["begins_in_the_middle"]


def test_words_before_the_first_number_are_told_and_in_no_field() -> None:
    """They end a duty of the file before: which one is not to be seen here."""
    found = read_lines_of("kord nädalas ja pühade ajal.", "2.7. Laternate süütamine.", "3. Nõuded teenistujale")
    [position] = found.positions
    assert [duty.duty for duty in position.duties] == ["Laternate süütamine."]
    [finding] = found.findings
    assert finding.code == "begins_in_the_middle"
    assert finding.message.endswith("kord nädalas ja pühade ajal.")


def test_a_label_in_the_middle_of_a_chapter_is_no_duty() -> None:
    found = read_lines_of("3.2. Haridus: keskharidus", "3.3. Keeleoskus: eesti keel tasemel B2")
    [position] = found.positions
    assert position.duties == ()
    assert (position.education, [one.level for one in position.languages]) == ("keskharidus", ["B2"])


BARE = {
    "small letters": ("süütab laternad;", "hoiab korras udukella;", "peab tornipäevikut."),
    "capitals": ("Süütab laternad.", "Hoiab korras udukella.", "Peab tornipäevikut."),
    "bullets": ("• süütab laternad", "• hoiab korras udukella", "• peab tornipäevikut"),
    "named deeds": ("• laternate süütamine", "• udukella korrashoidmine", "• tornipäeviku pidamine"),
}
BELOW = {
    "nothing": (),
    "labels": ("Haridus: keskharidus",),
    "a chapter": ("3. Nõuded teenistujale", "3.1. Haridus: keskharidus"),
    "numbers alone": ("3.1. Haridus: keskharidus",),
}


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("way", BARE)
def test_duties_without_numbers_that_go_on_in_a_file_are_read_and_told(way: str, below: str) -> None:
    found = read_lines_of(*BARE[way], *BELOW[below])
    [position] = found.positions
    assert position.layout == "continuation"
    assert [duty.duty for duty in position.duties] == [line.removeprefix("• ") for line in BARE[way]]
    assert position.education == ("keskharidus" if BELOW[below] else None)
    assert [finding.code for finding in found.findings] == ["begins_in_the_middle"]


@pytest.mark.parametrize(
    "lines",
    [
        ("AMETIJUHEND", *BARE["small letters"]),
        ("Vahetu juht: kapten", *BARE["bullets"]),
        ("Sadam ei vastuta laternate eest.", "Kapten otsustab.", "Haridus: keskharidus"),
        ("võib süüdata laternaid", "peab hoidma vahet", "saab kasutada paati"),
    ],
    ids=["a heading", "a label of the post", "sentences", "permissions"],
)
def test_other_lists_without_numbers_are_no_rest(lines: tuple[str, ...]) -> None:
    assert "begins_in_the_middle" not in [finding.code for finding in read_lines_of(*lines).findings]


@pytest.mark.parametrize(
    "lines",
    [
        ("2.7. Leping sõlmitakse kirjalikult.", "2.8. Leping jõustub allkirjastamisest."),
        ("2.7. Kinnitan sadama kodukorra.", "2.8. Laternate süütamine."),
        ("Seletuskiri", "2.7. Laternate süütamine."),
    ],
    ids=["rules", "a sentence of an act", "a memorandum"],
)
def test_other_texts_that_begin_in_the_middle_are_no_job_descriptions(lines: tuple[str, ...]) -> None:
    assert read_lines_of(*lines).positions == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("AMETIJUHEND", "1. Üldosa", "1.1. Teenistuskoht: majakavaht", "2. Ülesanded", "2.1. Laternate süütamine."),
        ("AMETIJUHEND", "Teenistuskoht: majakavaht", "Vahetu juht: kapten", "2.2. Laternate süütamine."),
    ],
    ids=["from 1 on", "labels without numbers"],
)
def test_a_description_that_names_its_post_is_whole(lines: tuple[str, ...]) -> None:
    """Whatever number its duties begin with."""
    [position] = read_lines_of(*lines).positions
    assert position.position == "majakavaht"
    assert position.layout != "continuation"
