"""Labels: two languages, remarks, brackets, and one home that every reader shares."""

from __future__ import annotations

import re

import pytest

from extractors.model.evidence import Span
from extractors.pages.labels import is_label
from extractors.positions.labels import find_head
from extractors.words.labels import BARE, DAMAGED_BY_OCR, JOB_DESCRIPTIONS, KEPT, LABELS, SHY, TELLING


@pytest.mark.parametrize(
    ("source", "field", "rest"),
    [
        ("Ametikoht / Position: loots", "position", "loots"),
        ("Vahetu juht (Immediate supervisor): kapten", "reports_to", "kapten"),
        ("Position / Ametikoht: loots", "position", "loots"),
        ("Asendaja / Заместитель: kapten", "substituted_by", "kapten"),
        ("Keda asendab äraolekul: kaptenit", "substitutes_for", "kaptenit"),
        ("Vahetu juht (ametinimetus): kapten", "reports_to", "kapten"),
        ("Asendaja(d) kapten", "substituted_by", "kapten"),
        ("Alluv(ad): puuduvad", "subordinates", "puuduvad"),
        ("Ametikoht ...... loots", "position", "loots"),
        ("Staaž: 2 aastat", "experience", "2 aastat"),
        ("Palgaaste: 9", "Palgaaste", "9"),
    ],
)
def test_a_label_and_what_belongs_to_it_open_one_field(source: str, field: str, rest: str) -> None:
    """The second language, the remark and the ending in brackets are no part of the value."""
    head = find_head(source, Span(0, len(source)))
    assert head is not None
    assert (head.field, head.rest.of(source)) == (field, rest)


@pytest.mark.parametrize(
    "source", ["Haridus ja tervis", "Nõuded haridusele, tervisele ja kogemusele", "Asendaja / Asendatav: x"]
)
def test_a_longer_phrase_is_not_the_label_it_begins_with(source: str) -> None:
    """Words that go on to something unknown, or to another field, make another label."""
    assert find_head(source, Span(0, len(source))) is None


def test_rows_of_a_page_are_cut_by_every_label_that_stands_beside_a_value() -> None:
    """A label added to its field is known where pages are cut, without a second list."""
    beside = [
        label
        for field, labels in LABELS.items()
        if field not in BARE | {"duties", "review"}
        for label in labels
        if label not in SHY
    ]
    assert len(beside) > 250
    assert [label for label in beside if not is_label(label)] == []


def test_every_other_list_of_labels_speaks_of_the_same_ones() -> None:
    """Words that OCR damages and labels that tell a job description are words of listed labels."""
    everything = " ".join(label for labels in LABELS.values() for label in labels).casefold()
    words = set(re.findall(r"\w+", everything)) | set(JOB_DESCRIPTIONS)
    assert words >= DAMAGED_BY_OCR
    assert all(re.search(pattern, everything) for pattern in TELLING)
    assert not set(KEPT) & {label for labels in LABELS.values() for label in labels}
