"""Clauses of requirements without labels: education, experience and languages."""

from __future__ import annotations

import pytest

from extractors.model.evidence import Span
from extractors.positions.requirements import read_clauses


def read(source: str) -> dict[str, list[str]]:
    return {
        entry.field: [span.of(source) for span in entry.value]
        for entry in read_clauses(source, (Span(0, len(source)),))
    }


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "5.1 kõrgharidus;\n5.2 vähemalt 4-aastane töökogemus;\n5.3 soome keele oskus B2-tasemel.",
            {
                "education": ["kõrgharidus"],
                "experience": ["vähemalt 4-aastane töökogemus"],
                "languages": ["soome keele oskus B2-tasemel"],
            },
        ),
        # in one line, numbered and not
        (
            "5.1. kutseharidus; 5.2. staaž 2 aastat; 5.3. läti keel A2.",
            {"education": ["kutseharidus"], "experience": ["staaž 2 aastat"], "languages": ["läti keel A2"]},
        ),
        (
            "keskharidus, viis aastat töökogemust sadamas, eesti ja soome keel B2",
            {
                "education": ["keskharidus"],
                "experience": ["viis aastat töökogemust sadamas"],
                "languages": ["eesti ja soome keel B2"],
            },
        ),
        # a figure that begins a line is no ordinal
        ("2 aastat töökogemust", {"experience": ["2 aastat töökogemust"]}),
        # the clause behind its subject
        ("Lootsil peab olema kõrgharidus.", {"education": ["kõrgharidus"]}),
        # either will do: it is asked for as both
        (
            "Kõrgharidus või kolmeaastane töökogemus",
            {
                "education": ["Kõrgharidus või kolmeaastane töökogemus"],
                "experience": ["Kõrgharidus või kolmeaastane töökogemus"],
            },
        ),
        # several clauses of languages; the first of experience
        (
            "eesti keel C1;\ninglise keel B1;\ntöökogemus 3 aastat;\njuhtimiskogemus 1 aasta",
            {"experience": ["töökogemus 3 aastat"], "languages": ["eesti keel C1", "inglise keel B1"]},
        ),
        # a line that goes on is one clause
        ("erialane töökogemus\nvähemalt kaks aastat", {"experience": ["erialane töökogemus\nvähemalt kaks aastat"]}),
        # words that look like requirements and are none
        ("tunneb haridusasutuste tööd; elab Võru linnas", {}),
        ("oskab kasutada arvutit", {}),
        ("", {}),
    ],
)
def test_clauses_are_told_by_what_they_speak_of(source: str, wanted: dict[str, list[str]]) -> None:
    """Numbers, semicolons, commas and "ja" part them; what names nothing goes with its neighbour."""
    assert read(source) == wanted


def test_only_what_is_wanted_is_read() -> None:
    """Below "Haridus" a clause of experience counts, one of education does not: the label has it."""
    source = "kõrgharidus, 2 aastat töökogemust"
    (entry,) = read_clauses(source, (Span(0, len(source)),), ("experience", "languages"))
    assert (entry.field, entry.basis, entry.is_weak) == ("experience", "sentence", True)
