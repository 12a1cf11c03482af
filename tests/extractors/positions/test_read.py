"""What is a job description and what is not; what cannot be decided stays visible."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.directive import ActHeader, Part
from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText
from extractors.positions.labels import find_head
from extractors.positions.read import read_position
from extractors.positions.sentences import find_statements
from extractors.words.labels import LABELS

Document = Callable[[str], DocumentText]
Annex = Callable[..., Part]

REGULATION = """DOKUMENDIHALDUSE KORD
1. Üldsätted
1.1. Kord kehtib kogu ametis.
2. Vastutus
2.1. Korra täitmise eest vastutab osakonnajuhataja.
"""


def test_a_regulation_is_no_position(document: Document, annex: Annex) -> None:
    """Chapters that job descriptions also have do not make one; nothing is reported either."""
    text = document(REGULATION)
    assert read_position(text, annex(text, kind=None)) == (None, ())
    assert read_position(text, annex(text, kind="kord")) == (None, ())


def test_the_body_of_an_act_is_no_position(document: Document) -> None:
    """A directive that lists job descriptions describes none itself."""
    text = document(
        "Ametijuhendi kinnitamine\nTeenistuskoht: jurist\nAllub: juhile\nAlluvad: puuduvad\nAsendaja: ekspert"
    )
    part = Part("body", None, None, None, None, text.evidence(Span(0, len(text.text))))
    assert read_position(text, part, ActHeader(kind="käskkiri")) == (None, ())
    assert read_position(text, part, None)[0] is not None


def test_an_unknown_layout_is_a_finding_and_keeps_what_is_certain(document: Document, annex: Annex) -> None:
    """The heading still names the post; the rest is not guessed."""
    text = document("METSAVAHI AMETIJUHEND\nKäib metsas.\nLoeb puid.")
    position, findings = read_position(text, annex(text))
    assert position is not None
    assert (position.position, position.layout, position.duties) == ("METSAVAHT", None, ())
    assert [finding.code for finding in findings] == ["layout_unknown", "duties_missing"]


def test_values_that_cannot_be_told_apart_stay_open(document: Document, annex: Annex) -> None:
    """Three labels and two values: no field is filled by guessing."""
    text = document("AMETIJUHEND\n1. Üldosa\n1.1 Ametinimetus\n1.2 Vahetu juht\n1.3 Alluvad\nJurist\nJuhataja\n")
    position, findings = read_position(text, annex(text))
    assert position is not None
    assert (position.position, position.reports_to) == (None, None)
    assert [finding.code for finding in findings] == ["values_unpaired", "position_unnamed", "duties_missing"]


def test_only_the_words_of_the_part_are_read(document: Document) -> None:
    """A part may begin and end within a block; its neighbours' labels are not its own."""
    text = document("Teenistuskoht Jurist\nAMETIJUHEND Teenistuskoht Vaht Allub juhile\nAlluvad Koristajad")
    start = text.text.index("Teenistuskoht Vaht")
    part = Part("annex", "1", None, "ametijuhend", None, text.evidence(Span(start, text.text.index(" Allub"))))
    position, _ = read_position(text, part)
    assert position is not None
    assert (position.position, position.subordinates) == ("Vaht", None)


def test_languages_that_cannot_be_read_are_a_finding(document: Document, annex: Annex) -> None:
    """A value from which nothing was read is not passed over in silence."""
    text = document("AMETIJUHEND\nTeenistuskoht: vaht\nÜlesanded: hoiab korda.\nKeeleoskus: hea suhtlemine\n")
    _, findings = read_position(text, annex(text))
    assert "languages_unread" in [finding.code for finding in findings]


def test_names_of_signatories_are_not_kept(document: Document, annex: Annex) -> None:
    """People who sign are no part of a position."""
    text = document(
        "AMETIJUHEND\nTeenistuskoht: vaht\nVastutus: vara\n"
        "Poolte allkirjad:\nTööandja: Töötaja:\nMari Maasikas Jüri Tamm"
    )
    position, _ = read_position(text, annex(text))
    assert position is not None
    assert "Maasikas" not in repr((position.liability, position.other, position.field_evidence))


def test_a_nothing_is_none(document: Document, annex: Annex) -> None:
    """A dash and "puuduvad" say that there is no value."""
    text = document(
        "AMETIJUHEND\nTeenistuskoht\tVaht\nAlluvad\tpuuduvad\nTeenistuja asendab\t–\nTeenistuja asendaja\t\n"
    )
    position, _ = read_position(text, annex(text))
    assert position is not None
    assert (position.subordinates, position.substitutes_for, position.substituted_by) == (None, None, None)


def test_labels_are_the_longest_that_fit() -> None:
    """ "Teenistuja asendab" is a prefix of "Teenistuja asendaja"; a longer word is no label at all."""
    fields = {
        "Teenistuja asendaja Vaht": "substituted_by",
        "Teenistuja asendab Vahti": "substitutes_for",
        "1.5. Keda asendab": "substitutes_for",
        "IV. Õigused ja vastutus": "rights_and_liability",
        "Teenistuskoha\neesmärk": "purpose",
        "6.Kvalifikatsiooninõuded": "requirements",
    }
    for source, field in fields.items():
        head = find_head(source, Span(0, len(source)))
        assert head is not None
        assert head.field == field
    for source in ("Vastutusvaldkonnas tegutsemine", "Haridus-", "2. Kaevude mõõtmine", ""):
        assert find_head(source, Span(0, len(source))) is None


def test_every_label_of_the_table_is_found() -> None:
    """No label hides behind another one of another field."""
    for field, labels in LABELS.items():
        for label in labels:
            head = find_head(label, Span(0, len(label)))
            assert head is not None, label
            assert (head.field, head.is_whole) == (field, True), label


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Vaht allub otseselt kooli direktorile.", [("reports_to", "kooli direktor")]),
        ("Vaht allub juhi asetäitjale haljasalal.", [("reports_to", "juhi asetäitja haljasalal")]),
        ("vaht allub juhile, kojamehena allub linnapeale", [("reports_to", "juht, linnapea (kojamehena)")]),
        ("Vaht on teenistuse koosseisus olev nooremametnik ja allub sekretärile", [("reports_to", "sekretär")]),
        ("vahile annavad tööülesandeid juht ja kokk", [("reports_to", "juht ja kokk")]),
        (
            "Vahid asendavad vajadusel üksteist",
            [("substitutes_for", "Vahid (üksteist)"), ("substituted_by", "Vahid (üksteist)")],
        ),
        ("kokka asendab vaht", [("unclear", "kokka asendab vaht")]),
        ("Vaht hoiab korda.", []),
    ],
)
def test_the_case_of_a_word_gives_the_direction(sentence: str, wanted: list[tuple[str, str]]) -> None:
    """Whole sentences say who stands above, below and beside; what the grammar leaves open is called unclear."""
    assert [(found.field, found.value) for found in find_statements(sentence)] == wanted


PIECES = st.sampled_from(
    [
        *(label for labels in LABELS.values() for label in labels[:2]),
        *("\t", "\n", "\n\n", "⏎", " ", "1.", "2.1.", "2.2", "II", "▪ ", "- ", "e ", "= ", ":", "-", "(", ")", "B2"),
        *("Jurist", "on", "allub juhile", "asendab", "korraldamine.", "Toimib hästi.", "<ul>", "õun-", "aastat", "3"),
        *("ametijuhend", "või vene"),
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40))
def test_no_text_makes_the_reader_fail(pieces: list[str]) -> None:
    """Whatever labels, bullets, tabs and halves of words follow one another: a position or none, and true quotes."""
    blocks, text = [], ""
    for line in "".join(pieces).split("\n"):
        cells, at = [], len(text)
        for cell in line.replace("⏎", "\n").split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        if line.strip():
            blocks.append(Block(tuple(cells)))
        text += line.replace("⏎", "\n") + "\n"
    document = DocumentText("a" * 64, text, tuple(blocks))
    part = Part("annex", "1", None, "ametijuhend", None, document.evidence(Span(0, len(text))))
    position, _ = read_position(document, part)
    assert position is not None
    quotes = [evidence for _, evidence in position.field_evidence] + [duty.evidence for duty in position.duties]
    assert all(text[found.span.start : found.span.end] == found.quote for found in quotes)
