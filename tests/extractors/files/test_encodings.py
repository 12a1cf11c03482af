"""One Estonian text in every encoding met; whatever had to be guessed is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.files.encodings import decode
from extractors.files.read_text import read_text

SENTENCE = "Jõgeva õpetaja, žürii ja šoki järel: ÕIGUS, ÄRI, ÖÖ, ÜKS, Šveits, Žanr. Käskkiri nr 5\n"
QUOTED = "Tunnistan kehtetuks käskkirja „Töökorraldus” – lisa 1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_no_guess(encoding: str) -> None:
    found = decode(SENTENCE.encode(encoding))
    assert (found.text, found.findings) == (SENTENCE, ())


@pytest.mark.parametrize("encoding", ["cp1257", "iso8859_13", "iso8859_15", "iso8859_4", "cp1252", "cp775"])
def test_estonian_is_read_in_each_single_byte_encoding(encoding: str) -> None:
    """And the guess is a finding, since the encodings differ on š and ž."""
    found = decode(SENTENCE.encode(encoding))
    assert found.text == SENTENCE
    assert [finding.code for finding in found.findings] == ["encoding_guessed"]


def test_estonian_from_old_apple_computers_is_read() -> None:
    """They had no š and ž."""
    text = "Jõgeva äri öösel, üks õpetaja\n"
    assert decode(text.encode("mac_roman")).text == text


@pytest.mark.parametrize("encoding", ["cp1257", "cp1252", "iso8859_13"])
def test_quotes_and_dashes_are_read(encoding: str) -> None:
    text = QUOTED if encoding != "iso8859_13" else QUOTED.replace(" – ", " - ")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("declared", [None, "windows-1257", "iso-8859-15", "iso-8859-1"])
def test_where_all_encodings_agree_there_is_no_doubt(declared: str | None) -> None:
    """õ, ä, ö and ü lie at one place in most of them."""
    text = "Jõgi, äike, öö ja üks käskkiri nr 5 kahele\n"
    found = decode(text.encode("cp1257"), declared)
    assert (found.text, found.findings) == (text, ())


def test_a_declaration_decides_between_equals_and_may_not_lie() -> None:
    told = decode("Ž\n".encode("iso8859_15"), "iso-8859-15")
    assert told.text == "Ž\n"
    lied = decode(SENTENCE.encode(), "windows-1257")
    assert lied.text == SENTENCE
    assert [f.message for f in lied.findings] == ["declared as windows-1257, but not valid as such: read as utf-8"]
    wrong = decode(SENTENCE.encode("cp1257"), "iso-8859-15")
    assert wrong.text == SENTENCE
    assert wrong.findings[0].code == "encoding_guessed"


@pytest.mark.parametrize("declared", ["eesti", "x-user-defined", "hex", "utf-16", ""])
def test_a_declaration_that_cannot_be_is_passed_over(declared: str) -> None:
    assert decode(SENTENCE.encode(), declared).text == SENTENCE
    assert decode(SENTENCE.encode("cp1257"), declared).text == SENTENCE


def test_letters_are_composed_before_offsets_exist() -> None:
    """One text, however its diacritics were typed; the blocks lie over the composed one."""
    _, document, _ = read_text(unicodedata.normalize("NFD", SENTENCE).encode(), "a.txt", "0")
    assert document.text == SENTENCE
    assert document.blocks[0].cells[0].of(document.text) == SENTENCE.strip()


def test_damaged_unicode_stays_unicode() -> None:
    """One torn letter, or the end cut within one, must not turn the whole into another encoding."""
    torn = SENTENCE.encode()[:1] + b"\xff" + SENTENCE.encode()[1:]
    assert "õpetaja, žürii" in decode(torn).text
    cut = decode(SENTENCE.encode() + "õ".encode()[:1])
    assert cut.text == SENTENCE + "\ufffd"
    assert [finding.code for finding in cut.findings] == ["unreadable_letters"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(end: str) -> None:
    assert decode(f"a{end}b".encode()).text == "a\nb"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1257", "utf-16", "zlib", "idna"]))
def test_any_bytes_are_text(data: bytes, declared: str | None) -> None:
    """In NFC and without NUL, whatever they declare themselves to be."""
    text = decode(data, declared).text
    assert "\x00" not in text
    assert unicodedata.is_normalized("NFC", text)
