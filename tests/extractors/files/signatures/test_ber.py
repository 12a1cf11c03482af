"""Open lengths are closed around what is signed, and nothing hostile keeps the reader busy."""

from __future__ import annotations

import time

import pytest

from extractors.files.signatures.ber import MAX_DEPTH, MAX_OPEN_TOKEN, close_lengths
from tests.extractors.files.signatures.der_writer import END, element, octets, opened, sequence


def test_der_comes_back_as_it_is() -> None:
    whole = sequence(octets(b"x" * 300), sequence(octets(b"y")))
    assert close_lengths(whole) == whole


@pytest.mark.parametrize("size", [1, 127, 128, 255, 256, 20_000])
def test_open_lengths_become_the_shortest_definite_ones(size: int) -> None:
    inner = octets(b"x" * size)
    assert close_lengths(opened(sequence(opened(sequence(inner)), inner))) == sequence(sequence(inner), inner)


def test_an_octet_string_in_pieces_becomes_whole() -> None:
    pieces = b"\x24\x80" + octets(b"one ") + octets(b"two") + END
    assert close_lengths(b"\x30\x80" + pieces + END) == sequence(octets(b"one two"))


def test_definite_elements_stay_byte_for_byte() -> None:
    """They may be signed: a length written longer than it need be is kept."""
    long_form = b"\x30\x82\x00\x02\x05\x00"
    assert close_lengths(b"\x30\x80" + long_form + END) == sequence(long_form)


@pytest.mark.parametrize(
    "token",
    [
        b"\x30\x80",
        b"\x30\x80\x05",
        b"\x30\x80" + octets(b"x"),
        b"\x30\x80" + END + b"\x05\x00",
        b"\x30\x80\x04\x80" + END + END,
        b"\x30\x80\x24\x80\x05\x00" + END + END,
        b"\x30\x80\x04\x84\xff\xff\xff\xff" + END,
        b"\x30\x80\x04\x85\x00\x00\x00\x00\x01x" + END,
        b"\x30\x80\x1f\x81\x01\x00" + END,
        b"\x30\x80" * (MAX_DEPTH + 2) + END * (MAX_DEPTH + 2),
        b"\x30\x80" + b"\x24\x80" * 20_000,
        b"\x30\x80" + octets(b"x" * MAX_OPEN_TOKEN) + END,
    ],
)
def test_what_is_no_token_is_refused(token: bytes) -> None:
    with pytest.raises(ValueError):
        close_lengths(token)


def test_the_longest_token_of_the_smallest_parts_costs_little() -> None:
    token = b"\x30\x80" + element(0x05) * (MAX_OPEN_TOKEN // 2 - 2) + END
    began = time.process_time()
    assert close_lengths(token) == sequence(token[2:-2])
    assert time.process_time() - began < 5
