"""Content cut by one expression says what pdfminer's own parser says, or is declared odd."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser, keyword_name
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSEOF, PSKeyword

from extractors.pages.content import OddContent, read_operations


def read_by_pdfminer(streams: list[bytes]) -> list[tuple[str, list[Any]]]:
    parser = PDFContentParser([PDFStream({}, data) for data in streams])
    operations: list[tuple[str, list[Any]]] = []
    operands: list[Any] = []
    while True:
        try:
            _, found = parser.nextobject()
        except PSEOF:
            return operations
        if isinstance(found, PSKeyword):
            operations.append((keyword_name(found), operands))
            operands = []
        else:
            operands.append(found)


def assert_same_or_odd(streams: list[bytes]) -> None:
    try:
        found = read_operations(streams)
    except OddContent:
        return
    assert repr(found) == repr(read_by_pdfminer(streams))  # by repr: 1 and 1.0 are not the same operand


PLAIN = {
    b"BT /F1 12 Tf 1 0 0 1 72.5 -700 Tm (Lisa 10) Tj ET": "numbers, names and strings",
    b"[(Ame)-20.5(ti)<6a 75>+3.(hend).5]TJ": "an array of strings and shifts",
    rb"(a\(b\)\\ \101\7z \n\q (inner \) one) end) Tj": "escapes, and brackets in brackets",
    b"/P <</MCID 3/Lang(et)>>BDC EMC": "a dictionary",
    b"q % a comment\rQ T* (x)' 1 2 (y)\"": "comments and operators of no letters",
    b"true false /N#": "words that are values",
    b"/\xe4\xb6 gs <> Tj": "a name that is no UTF-8, and an empty string",
}


@pytest.mark.parametrize("data", [*PLAIN], ids=[*PLAIN.values()])
def test_content_is_cut_as_pdfminer_cuts_it(data: bytes) -> None:
    """Each kind of token, with pdfminer's own parser as the judge."""
    assert_same_or_odd([data])
    assert_same_or_odd([data, data])


def test_what_producers_write_is_never_odd() -> None:
    """The fast way is taken for plain content, and gives values of the right kinds."""
    assert read_operations([b"/F1 11 Tf [<01>-4(a\\051b)2.5]TJ"]) == [
        ("Tf", [LIT("F1"), 11]),
        ("TJ", [[b"\x01", -4, b"a)b", 2.5]]),
    ]


def test_operands_may_stand_before_the_cut_of_a_stream() -> None:
    """A content may be cut anywhere between two tokens (ISO 32000-1, 7.8.2)."""
    assert read_operations([b"/F1", b"11 Tf"]) == [("Tf", [LIT("F1"), 11])]
    assert_same_or_odd([b"1 0 0", b" 1 5 5 cm", b"q"])


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 1 /H 1 ID \x00 EI Q",
        b"(open Tj",
        b"[1 2 TJ",
        b"1 2] TJ",
        b"<</A 1] Tj",
        b"<</A>> BDC",
        b"<abc> Tj",
        b"<41>>> Tj",
        b"(\\777) Tj",
        b"(a\\\r\nb) Tj",
        b"(a(b(c)d)e) Tj",
        b"/A#20B gs",
        b"- 5 Td",
        b"[q] TJ",
        b"{ q }",
        b"1 > 2",
        b"9" * 5000 + b" w",
    ],
)
def test_odd_content_is_left_to_pdfminer(data: bytes) -> None:
    """Where pdfminer has a reading of its own (or none), nothing is read here."""
    with pytest.raises(OddContent):
        read_operations([data])


PIECES = [
    *[b" ", b"\n", b"\r", b"\t", b"\x00", b"%", b"(", b")", b"\\", b"[", b"]", b"<", b">", b"<<", b">>", b"/", b"#"],
    *[b"12", b"-", b"+", b".", b"0.5", b"-.5", b"4.", b"Tj", b"TJ", b"T*", b"'", b'"', b"BI", b"ID", b"EI", b"true"],
    *[b"/F1", b"(a)", b"(\\", b"<41>", b"\\051", b"\\r", b"q", b"\xe4", b"{", b"}", b"8", b"]TJ", b"[(", b"W*", b"#41"],
]
CONTENT = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)


@given(st.lists(CONTENT, min_size=1, max_size=3))
def test_any_bytes_are_read_alike_or_not_at_all(streams: list[bytes]) -> None:
    """Whatever stands in a content: the same operations, or odd. Where pdfminer gives up, odd."""
    try:
        read_by_pdfminer(streams)
    except Exception:
        with pytest.raises(OddContent):
            read_operations(streams)
    else:
        assert_same_or_odd(streams)


@given(CONTENT, st.integers(4070, 4100))
def test_the_edge_of_pdfminers_buffer_changes_nothing(data: bytes, before: int) -> None:
    """pdfminer reads 4096 bytes at a time; a token over that edge is one token."""
    try:
        read_by_pdfminer([b" " * before + data])
    except Exception:
        with pytest.raises(OddContent):
            read_operations([b" " * before + data])
    else:
        assert_same_or_odd([b" " * before + data])
