"""What no viewer draws is told apart also where other words stand on the same place: layers and the boxes of forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.compare_fills import compare
from extractors.model.extraction import FileExtraction
from extractors.pages.layers import Layers
from extractors.read import read_file
from tests.extractors.pages.situations import HEIGHT, WIDTH, assembled

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "Paju, 03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
NEW = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 2 ja 5."
OLD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1-9."
LAST = "2. Käskkiri jõustub allkirjastamisest."
TOP = 160.0


def shown(text: str, top: float) -> bytes:
    letters = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"\nBT /F1 11 Tf 70 %.1f Td (%s) Tj ET" % (HEIGHT - top, letters)


def plain(*texts: str) -> bytes:
    return b"\n".join(shown(text, 72 + 20 * at) for at, text in enumerate(texts))


def pdf(
    content: bytes,
    *,
    config: bytes = b"/OFF[5 0 R]",
    form: bytes = b"",
    form_more: bytes = b"",
    member: bytes = b"/OCGs[5 0 R 6 0 R]/P/AllOn",
) -> bytes:
    """A page with the layers 5 (seldom seen) and 6 (named A and B), a membership 7 (named M) and a form X."""
    box = b"" if b"/BBox" in form_more else b"/BBox[0 0 595 842]"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<<%s>>>>>>" % config,
            2: b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 9 0 R/Resources<</Font<</F1 3 0 R>>"
            b"/XObject<</X 8 0 R>>/Properties<</A 5 0 R/B 6 0 R/M 7 0 R>>>>>>" % (WIDTH, HEIGHT),
            5: b"<</Type/OCG/Name(vana)/Usage<</View<</ViewState/OFF>>>>>>",
            6: b"<</Type/OCG/Name(uus)>>",
            7: b"<</Type/OCMD%s>>" % member,
            8: b"<</Type/XObject/Subtype/Form%s%s/Resources<</Font<</F1 3 0 R>>>>/Length %d>>stream\n%s\nendstream"
            % (box, form_more, len(form), form),
            9: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        }
    )


def read(data: bytes) -> FileExtraction:
    return read_file(data, "a.pdf")


def assert_only_new(found: FileExtraction) -> None:
    effects = [effect for effect in found.effects if effect.effect == "revoke"]
    assert [(e.affected.number, e.affected.annexes, e.doubt) for e in effects] == [("7", ("2", "5"), None)]
    assert {finding.code for finding in found.findings} == {"unseen_words"}
    assert found.text is not None
    assert OLD in " ".join(aside.words or "" for aside in found.text.unseen)


LAYERED = {
    "off in the list": (b"/OC/A BDC " + shown(OLD, TOP) + b" EMC", b"/OFF[5 0 R]"),
    "all off but one": (b"/OC/A BDC " + shown(OLD, TOP) + b" EMC", b"/BaseState/OFF/ON[6 0 R]"),
    "content within content": (b"/OC/A BDC /Span BMC " + shown(OLD, TOP) + b" EMC EMC", b"/OFF[5 0 R]"),
    "a membership of which one is off": (b"/OC/M BDC " + shown(OLD, TOP) + b" EMC", b"/OFF[5 0 R]"),
}


@pytest.mark.parametrize(("old", "config"), LAYERED.values(), ids=LAYERED)
def test_the_old_wording_on_a_layer_that_is_off_is_not_read(old: bytes, config: bytes) -> None:
    """The new wording stands on its place, so the picture of the page shows ink at every letter."""
    new = b"/OC/B BDC " + shown(NEW, TOP) + b" EMC"
    assert_only_new(read(pdf(plain(*HEAD) + b"\n" + old + b"\n" + new + shown(LAST, TOP + 20), config=config)))


HIDDEN_WHILE_ALL_ARE_ON = {
    "shown where all are off": b"/OCGs[5 0 R 6 0 R]/P/AllOff",
    "shown where one is off": b"/OCGs[5 0 R 6 0 R]/P/AnyOff",
    "shown where another is not on": b"/VE[/Not 6 0 R]",
    "shown where one is and another is not on": b"/VE[/And 5 0 R [/Not 6 0 R]]",
}


@pytest.mark.parametrize("member", HIDDEN_WHILE_ALL_ARE_ON.values(), ids=HIDDEN_WHILE_ALL_ARE_ON)
def test_a_membership_may_hide_words_while_all_layers_are_on(member: bytes) -> None:
    old, new = b"/OC/M BDC " + shown(OLD, TOP) + b" EMC", shown(NEW, TOP)
    assert_only_new(read(pdf(plain(*HEAD) + b"\n" + old + new + shown(LAST, TOP + 20), config=b"", member=member)))


def test_a_layer_that_viewers_switch_off_by_themselves_is_not_read() -> None:
    content = plain(*HEAD) + b"/OC/A BDC " + shown(OLD, TOP) + b" EMC" + shown(NEW, TOP) + shown(LAST, TOP + 20)
    assert_only_new(read(pdf(content, config=b"/AS[<</Event/View/Category[/View]/OCGs[5 0 R]>>]")))


def test_a_layer_without_a_state_of_its_own_is_left_as_it_is() -> None:
    content = plain(*HEAD) + b"/OC/B BDC " + shown(NEW, TOP) + b" EMC" + shown(LAST, TOP + 20)
    found = read(pdf(content, config=b"/AS[<</Event/View/Category[/View]/OCGs[6 0 R]>>]"))
    assert [e.affected.annexes for e in found.effects if e.effect == "revoke"] == [("2", "5")]
    assert {finding.code for finding in found.findings} == set()


def test_a_layer_that_is_off_makes_no_difference_between_the_fills(tmp_path: Path) -> None:
    file = tmp_path / "kihid.pdf"
    file.write_bytes(pdf(plain(*HEAD) + b" /OC/A BDC " + shown(OLD, TOP) + b" EMC" + shown(LAST, TOP + 20)))
    compared = compare([file])
    assert (compared.pages, compared.unequal) == (1, ())


def test_a_form_that_belongs_to_a_layer_is_not_read() -> None:
    content = plain(*HEAD) + b" /X Do " + shown(NEW, TOP) + shown(LAST, TOP + 20)
    assert_only_new(read(pdf(content, form=shown(OLD, TOP), form_more=b"/OC 5 0 R")))


def test_words_beside_the_box_of_their_form_are_not_read() -> None:
    content = plain(*HEAD) + b" /X Do " + shown(NEW, TOP) + shown(LAST, TOP + 20)
    assert_only_new(read(pdf(content, config=b"", form=shown(OLD, TOP + 4), form_more=b"/BBox[0 700 595 842]")))


def test_a_line_on_a_layer_that_is_off_strikes_nothing() -> None:
    strike = b"/OC/A BDC 70 %.1f 400 0.8 re f EMC" % (HEIGHT - TOP + 3.5)
    found = read(pdf(plain(*HEAD) + shown(NEW, TOP) + strike + shown(LAST, TOP + 20)))
    assert [e.affected.annexes for e in found.effects if e.effect == "revoke"] == [("2", "5")]
    assert {finding.code for finding in found.findings} == set()


def test_layers_that_are_on_are_read() -> None:
    content = plain(*HEAD) + b"/OC/B BDC " + shown(NEW, TOP) + b" EMC EMC EMC " + shown(LAST, TOP + 20)
    found = read(pdf(content))
    assert [e.affected.annexes for e in found.effects if e.effect == "revoke"] == [("2", "5")]
    assert {finding.code for finding in found.findings} == set()


@pytest.mark.parametrize(
    "properties",
    [None, 7, [], {}, {"D": 1}, {"D": {"OFF": 3, "ON": None}}, {"D": {"BaseState": "OFF"}, "OCGs": [1, None]}],
)
def test_properties_of_another_kind_switch_nothing_off(properties: object) -> None:
    layers = Layers({"OCProperties": properties})
    assert not layers
    assert not layers.is_off(None)
