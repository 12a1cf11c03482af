"""Raised figures: the mark of a note is no figure of a number, and an inserted annex keeps its own."""

from __future__ import annotations

import pytest

from extractors.read import read_file

HEAD = "PAJUMETSA AMET\nPEADIREKTORI KÄSKKIRI\n\nPaju 03.05.2021 nr 48\n\nLisade kehtetuks tunnistamine\n"


@pytest.mark.parametrize(
    ("words", "number", "annexes"),
    [
        ("11.01.2019 käskkirja nr 33² lisa 4", "33", ("4",)),
        ("11.01.2019 käskkirja nr 1-2/33¹² lisad 4 ja 6", "1-2/33", ("4", "6")),
        ("11.01.2019² käskkirja nr 33 lisa 4", "33", ("4",)),
        ("11.01.2019 käskkirja¹ nr 33 lisa 4", "33", ("4",)),
        ("11.01.2019 käskkirja nr 33 lisa 4¹", "33", ("4¹",)),
        ("11.01.2019 käskkirja nr 33 lisad 1¹ ja 4", "33", ("1¹", "4")),
        ("11.01.2019 käskkirja nr 33 lisad 4 ja 6²⁾", "33", ("4", "6")),
        ("11.01.2019 käskkirja nr 33 lisa nr 4¹", "33", ("4¹",)),
        ("11.01.2019 käskkirja nr 33 4. ja 7.-9. lisa", "33", ("4", "7", "8", "9")),
        ("11.01.2019 käskkirja nr 33 7.–9. lisa", "33", ("7", "8", "9")),
        ("11.01.2019 käskkirja nr 33¹) lisa 4", "33", ("4",)),
        ("11.01.2019²) käskkirja nr 33 lisa 4", "33", ("4",)),
        ("11.01.2019 käskkirja nr 33 lisad 4 ja 6²)", "33", ("4", "6")),
        ("11.01.2019 käskkirja nr 33\n4. ja 7.–9. lisa", "33", ("4", "7", "8", "9")),
        ("11.01.2019 käskkirja nr 33\n2. ning ka 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33\n2. ning samuti 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33\n2., samuti ka 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33\n2. ja veel 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33\n2., 3. ning ühtlasi ka viienda lisa", "33", ("2", "3", "5")),
        ("11.01.2019 käskkirja nr 33 2. ning ühtlasi 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33 2. ja samuti ka 5. lisa", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33 lisad 2 ja ka\n5", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33 lisad 2 ning ühtlasi\n5", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33 lisad 2, ühtlasi 5", "33", ("2", "5")),
        ("11.01.2019 käskkirja nr 33\n2. lisa", "33", ("2",)),
        ("11.01.2019 käskkirja nr 33 2-4. ja kuues lisa", "33", ("2", "3", "4", "6")),
    ],
)
def test_marks_of_notes_are_told_from_numbers(words: str, number: str, annexes: tuple[str, ...]) -> None:
    body = f"1. Tunnistan kehtetuks peadirektori {words}.\n2. Käskkiri jõustub allkirjastamisest.\n"
    (effect,) = [e for e in read_file((HEAD + body).encode(), "a.txt").effects if e.effect == "revoke"]
    affected = effect.affected
    assert (str(affected.enacted_on), affected.number, affected.annexes) == ("2019-01-11", number, annexes)
    assert effect.doubt is None


@pytest.mark.parametrize(
    ("note", "annexes"),
    [
        ("²Lisa 4 kohta vt ka käskkirja.", ("1", "4")),
        ("² Lisa 4 kohta vt ka käskkirja.", ("1", "4")),
        ("2Lisa 4 kohta vt ka käskkirja.", ("1", "4")),
        ("3Lisa 4 kohta vt ka käskkirja.", ("1", "4²")),
        ("2A klass", ("1", "4²")),
    ],
)
def test_a_note_below_is_known_by_its_mark_also_where_it_is_not_raised(note: str, annexes: tuple[str, ...]) -> None:
    """LibreOffice sets the mark before a note as large as the note, and without a blank."""
    body = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 33 lisad 1 ja 4².\n\nMari Mets\npeadirektor\n"
    (effect,) = [e for e in read_file((HEAD + body + note + "\n").encode(), "a.txt").effects if e.effect == "revoke"]
    assert effect.affected.annexes == annexes


@pytest.mark.parametrize(
    ("note", "is_mark"), [("ᵃ Avaldamata.", True), ("a Avaldamata.", True), ("Avaldamata.", False)]
)
def test_a_raised_letter_is_the_mark_of_a_note_that_begins_with_it(note: str, is_mark: bool) -> None:
    body = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 33ᵃ lisa 4.\n2. Käskkiri jõustub homme.\n"
    found = read_file(f"{HEAD}{body}Leida Kask\npeadirektor\n{note}\n".encode(), "a.txt")
    (effect,) = [each for each in found.effects if each.effect == "revoke"]
    assert (effect.affected.number == "33" and effect.doubt is None) == is_mark
    assert is_mark or effect.doubt is not None
