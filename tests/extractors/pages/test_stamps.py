"""The stamp of who received an act leaves the letterhead beside which it stands; its day is not the act's."""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.pages.conftest import Draw, Sheet
from tests.extractors.pages.situations import PRESSES, Press, lines

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "Paju          03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
REST = (
    "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisa 4.",
    "2. Käskkiri jõustub allkirjastamisest.",
)
FRAMED = ("Kase Vallavalitsus", "SAABUNUD", "09.05.2021", "nr 3-1/77")


@PRESSES
@pytest.mark.parametrize("top", [60.0, 72.0, 79.0])
@pytest.mark.parametrize("stamp", [FRAMED[1:], ("Saabunud:", "09.05.2021 nr 3-1/77")], ids=["three lines", "two lines"])
def test_a_stamp_beside_a_letterhead_leaves_it(press: Press, stamp: tuple[str, ...], top: float) -> None:
    page = [*lines(*HEAD, *REST), *lines(*stamp, x=400, top=top, leading=14, size=10)]
    found = read_file(press([page]), "a.pdf")
    assert found.header is not None
    assert (str(found.header.signed_on), found.header.number) == ("2021-05-03", "48")
    [message] = [finding.message for finding in found.findings if finding.code == "turned_text"]
    assert message.endswith(" ".join(stamp))


def framed(*texts: str, width: float = 130, right: float = 0) -> Sheet:
    sheet = Sheet()
    sheet.write(70, 72, *HEAD, *REST, leading=20)
    sheet.write(400, 64, *texts, leading=14)
    sheet.rule_grid((395 - right, 395 + width), (58, 58 + 14 * len(texts) + 8))
    return sheet


def test_all_that_stands_in_the_frame_of_a_stamp_leaves_the_lines(draw: Draw) -> None:
    found = read_file(draw(framed(*FRAMED)), "a.pdf")
    assert found.header is not None
    assert (str(found.header.signed_on), found.header.number) == ("2021-05-03", "48")
    [message] = [finding.message for finding in found.findings if finding.code == "turned_text"]
    assert message.endswith(" ".join(FRAMED))


@pytest.mark.parametrize("texts", [("Kase Vallavalitsus", "SAABUNUD"), ("Kase Vallavalitsus", "KOOPIA", "09.05.2021")])
def test_a_frame_without_a_day_of_arrival_stays(draw: Draw, texts: tuple[str, ...]) -> None:
    found = read_file(draw(framed(*texts)), "a.pdf")
    assert found.text is not None
    assert all(text in found.text.text for text in texts)
