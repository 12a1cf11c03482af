"""Who is printed below an act: names and offices in every order, and what is no signature."""

from __future__ import annotations

import pytest

from extractors.directive.signatories import find_signatories
from extractors.files.plain import text_document
from extractors.model.evidence import Span
from extractors.model.signatory import Signatory

MARK = "(allkirjastatud digitaalselt)"


def signatories(words: str) -> tuple[Signatory, ...]:
    text = text_document(words, "0" * 64)
    return find_signatories(text, Span(0, len(text.text)))


def printed(words: str) -> list[tuple[str, str | None]]:
    return [(each.name, each.office) for each in signatories(words)]


MARI = ("Mari Maasikas", "peadirektor")


@pytest.mark.parametrize(
    "words, expected",
    [
        (f"{MARK}\nMari Maasikas\npeadirektor\n\nLisa 1\nKINNITATUD", [MARI]),
        (f"3. Käskkiri jõustub. {MARK} Mari Maasikas peadirektor KINNITATUD Näidisameti", [MARI]),
        (f"{MARK}\nMari Maasikas, peadirektor", [MARI]),
        ("Mari Maasikas\npeadirektor\n(allkiri)", [MARI]),
        ("/digitaalselt allkirjastatud/\nVallavanem Jaan Tamm", [("Jaan Tamm", "Vallavanem")]),
        (f"{MARK}\nMari Maasikas\nNäidisameti peadirektor", [("Mari Maasikas", "Näidisameti peadirektor")]),
        (f"{MARK}\nMari Maasikas      Jaan Tamm\nminister       kantsler", [
            ("Mari Maasikas", "minister"), ("Jaan Tamm", "kantsler"),
        ]),
        (f"{MARK}\nMari Maasikas\nminister\n{MARK}\nJaan Tamm\nkantsler", [
            ("Mari Maasikas", "minister"), ("Jaan Tamm", "kantsler"),
        ]),
        (f"{MARK}\nJaan Tamm\nSaata: Mari Mets, personalijuht", [("Jaan Tamm", None)]),
        (f"{MARK}\nMari Maasikas\npeadirektor\nJaan Tamm 666 1234 jaan.tamm@naidis.ee", [MARI]),
    ],
)  # fmt: skip
def test_name_and_office_are_read_as_printed(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert printed(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        f"{MARK}\npeadirektor\nLisa 1",
        f"{MARK} Peadirektor\nKINNITATUD Näidisameti peadirektori",
        f"Kinnitan Mari Maasika ametijuhendi.\n{MARK}",
        f"2. Teha teatavaks:\nMari Mets\nJaan Tamm\n{MARK}",
        f"{MARK}\nNäidisamet\nTallinna Linnavalitsus",
        "Mari Maasikas\npeadirektor",
        f"{MARK}\nTöötaja: Mari Mets",
    ],
)
def test_what_stands_at_no_mark_or_is_no_persons_name_is_none(words: str) -> None:
    assert printed(words) == []


def test_who_signs_for_another_is_acting_and_the_place_is_all_of_it() -> None:
    block = "Kati-Liis Mets-Tamm\nõiguse valdkonna juht\npeadirektori ülesannetes"
    [found] = signatories(f"{MARK}\n{block}\n2\nLisa 1")
    assert (found.name, found.office) == ("Kati-Liis Mets-Tamm", "õiguse valdkonna juht peadirektori ülesannetes")
    assert found.is_acting
    assert found.evidence.quote == block
    assert not signatories(f"{MARK}\nMari Maasikas\npeadirektor")[0].is_acting
