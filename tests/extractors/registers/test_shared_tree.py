"""A page that is classified and then read is parsed once, and reading leaves its tree as it was."""

from __future__ import annotations

import pytest

from extractors.errors import UnexpectedPage
from extractors.registers import markup
from extractors.registers.adr import AdrConnector
from extractors.registers.base import AnswerKind
from tests.extractors.registers.test_access import LABEL, URL, page, row

CONNECTOR = AdrConnector("http://127.0.0.1/na/")
PUBLIC, RESTRICTED = page(row(LABEL, "Avalik")), page(row(LABEL, "AK"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes | str]:
    """The pages that were parsed."""
    bodies: list[bytes | str] = []
    parse = markup.parse_tree

    def parse_tree(body: bytes | str) -> object:
        bodies.append(body)
        return parse(body)

    monkeypatch.setattr(markup, "parse_tree", parse_tree)
    markup._last_tree.cache_clear()
    return bodies


def test_a_page_is_parsed_once_for_all_who_read_it(parsed: list[bytes | str]) -> None:
    read = []
    for body, kind in ((PUBLIC, AnswerKind.PUBLIC), (RESTRICTED, AnswerKind.RESTRICTED), (PUBLIC, AnswerKind.PUBLIC)):
        assert [CONNECTOR.classify_page(body) for _ in range(2)] == [kind, kind]
        entries = [CONNECTOR.parse_document(body, URL) for _ in range(2)]
        assert entries[0] == entries[1]
        read.append((CONNECTOR.classify_page(body), entries[0]))
    assert read[0] == read[2] != read[1]
    assert parsed == [PUBLIC, RESTRICTED, PUBLIC], "only the tree of the last page is kept"


def test_reading_leaves_the_tree_as_it_was() -> None:
    before = str(markup.parse_tree(PUBLIC))
    CONNECTOR.parse_document(PUBLIC, URL)
    assert str(markup.shared_tree(PUBLIC)) == before


def test_the_tree_of_a_large_page_is_not_kept(parsed: list[bytes | str]) -> None:
    large = PUBLIC + b" " * markup._MOST_KEPT
    assert CONNECTOR.classify_page(large) is CONNECTOR.classify_page(large) is AnswerKind.PUBLIC
    assert parsed == [large, large]


def test_a_page_that_is_refused_is_refused_again(parsed: list[bytes | str]) -> None:
    deep = PUBLIC + b"<div>" * (markup.DEEPEST + 1)
    for _ in range(2):
        with pytest.raises(UnexpectedPage):
            CONNECTOR.parse_document(deep, URL)
    assert parsed == [deep, deep]
