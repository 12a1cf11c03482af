"""Orders and answers are JSON text that comes back as it was."""

from __future__ import annotations

import json
from datetime import date

import pytest

from extractors.model.extraction import ActContext
from flows.reading.one import WantedFile
from flows.reading.programs import Programs
from flows.reading.spread.orders import Answer, Order, Told, pack_answer, pack_order, unpack_answer, unpack_order

KNOWN = ActContext("Metsaamet", "käskkiri", "5", date(2026, 3, 2), "Töökorra kinnitamine")


@pytest.mark.parametrize("context", [ActContext(), KNOWN], ids=["unknown", "known"])
def test_an_order_comes_back_as_it_was(context: ActContext) -> None:
    order = Order("2+0badcafe", Programs("tesseract 5", None, 300), (WantedFile("ab" * 32, "õ.pdf", context),))
    assert unpack_order(pack_order(order)) == order
    assert isinstance(json.loads(pack_order(order)), dict)


def test_an_answer_comes_back_as_it_was() -> None:
    answer = Answer("attic", (Told("read", 3), Told("unkept", 1, ("ocr",))), "reader attic: its disk is full")
    assert unpack_answer(pack_answer(answer)) == answer


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"version": "2"}'])
def test_what_is_no_order_is_refused(words: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack_order(words)
