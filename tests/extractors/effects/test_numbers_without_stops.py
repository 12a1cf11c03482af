"""Points whose numbers bear no stop: "1 Tunnistan kehtetuks …", on the next line "2 Käskkiri jõustub …"."""

from __future__ import annotations

from extractors.citations.view import reading_of
from extractors.effects.markers import find_markers
from extractors.model.evidence import Span


def _numbers(words: str) -> list[str]:
    view = reading_of(words).masked
    return [marker.number for marker in find_markers(view, Span(0, len(view)))]


def test_numbers_without_stops_begin_points() -> None:
    words = (
        "Seaduse § 5 lõike 2 alusel:\n"
        "1 Tunnistada kehtetuks juhataja 14.07.2020 käskkirja nr\n1-2/12/100 punktid 8 ning 9.\n"
        "2 Tunnistan kehtetuks:\n2.1 juhataja 08.04.2020 käskkirja nr 7\n"
        "3 Käskkiri jõustub teatavakstegemisest."
    )
    assert _numbers(words) == ["1", "2", "2.1", "3"]


def test_what_only_begins_a_line_is_no_point() -> None:
    assert _numbers("Kinnitan korra\n4 Juhataja, 7 nõunikku.") == []  # no 1, 2 and 3 above it
    assert _numbers("1 Tunnistan kehtetuks käskkirja nr 7 lisad 1,\n2 Juhataja ametijuhend.") == ["1"]
    assert _numbers("1 Käskkirja nr 7 punktid 1 ja\n2 Tunnistada kehtetuks.") == ["1"]
