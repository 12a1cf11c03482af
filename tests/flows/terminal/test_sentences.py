"""Words shown within their sentence."""

from __future__ import annotations

from extractors.model.evidence import Span
from flows.terminal.sentences import Context, find_context

TEXT = "1. Kinnitan lisad 1 ja 2.\n2. Tunnistan kehtetuks käskkirja nr 5\nlisad 1 kuni 3. Jõustub 1.02.2026.\n"


def around(words: str, text: str = TEXT) -> Context:
    return find_context(text, Span(text.index(words), text.index(words) + len(words)))


def test_the_sentence_around_the_words_and_no_other() -> None:
    assert around("käskkirja nr 5") == Context("2. Tunnistan kehtetuks ", "käskkirja nr 5", " lisad 1 kuni 3.")


def test_a_whole_sentence_stands_alone() -> None:
    assert around("Jõustub 1.02.2026.") == Context("", "Jõustub 1.02.2026.", "")


def test_a_cell_is_shown_in_its_row() -> None:
    text = "Nimetus\tJuhataja\nVahetu juht\tDirektor\tTallinn\nAlluvad\t-\n"
    assert around("Direktor", text) == Context("Vahetu juht | ", "Direktor", " | Tallinn")


def test_a_long_sentence_is_cut_with_a_sign() -> None:
    text = "alates " + "sõna " * 200 + "KOHT " + "sõna " * 200
    found = around("KOHT", text)
    assert found.before.startswith("… sõna")
    assert found.after.endswith("sõna …")
    assert len(found.before) <= 302
