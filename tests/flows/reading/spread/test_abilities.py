"""A reader that would read otherwise is refused by its name, and the scheduler gives it nothing."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from flows.reading.programs import Programs
from flows.reading.spread.abilities import (
    Abilities,
    ReaderThere,
    abilities_of,
    abilities_said,
    refusal_of,
    resources_for,
    resources_of,
)

WANTED = abilities_of("2+0badcafe", Programs("tesseract 5.3.0 est", "LibreOffice 7"))
OCR, NOTHING = frozenset({"ocr"}), frozenset[str]()


def takes(able: Abilities, needs: frozenset[str]) -> bool:
    """Whether a scheduler may give an order with these needs to such a reader."""
    return resources_for(WANTED, needs).keys() <= resources_of(able, 2).keys()


@pytest.mark.parametrize(
    ("able", "needs", "reason"),
    [
        (WANTED, NOTHING, None),
        (WANTED, OCR, None),
        (
            replace(WANTED, version="2+ffffffff"),
            NOTHING,
            "reader attic is not used: its readers are of version 2+ffffffff, those of this run of 2+0badcafe",
        ),
        (replace(WANTED, speech="0.1"), NOTHING, "reader attic is not used: it is of another release of kehtiv"),
        (replace(WANTED, ocr=None), NOTHING, None),
        (replace(WANTED, ocr=None), OCR, "reader attic gets no file that needs OCR: it has no OCR"),
        (
            replace(WANTED, ocr="tesseract 4.1.1 est"),
            OCR,
            "reader attic gets no file that needs OCR: it has tesseract 4.1.1 est, this run tesseract 5.3.0 est",
        ),
        (
            replace(WANTED, office=None),
            frozenset({"office"}),
            "reader attic gets no file that needs LibreOffice: it has no LibreOffice",
        ),
    ],
)
def test_a_reader_is_refused_with_the_reason(able: Abilities, needs: frozenset[str], reason: str | None) -> None:
    assert refusal_of(ReaderThere("attic", 2, able), WANTED, needs) == reason
    assert takes(able, needs) == (reason is None)


def test_a_foreign_worker_is_refused() -> None:
    for said in (None, "kehtiv", {"speech": 1}, {"version": "2+0badcafe"}):
        refused = refusal_of(ReaderThere("tcp://a:1", 4, abilities_said(said)), WANTED)
        assert refused == "reader tcp://a:1 is not used: it was not started by `kehtiv reader`"


def test_what_a_reader_says_of_itself_is_understood() -> None:
    assert abilities_said(asdict(WANTED)) == WANTED
    assert abilities_said(asdict(replace(WANTED, ocr=None))) == replace(WANTED, ocr=None)
