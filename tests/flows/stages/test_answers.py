"""How many unreadable pages are borne before the host counts as closed or rebuilt."""

from __future__ import annotations

import pytest

from extractors.errors import UnexpectedPage
from extractors.registers.base import Maintenance
from flows.http.errors import HostClosed, PagesChanged
from flows.stages import Patience


def test_the_last_page_that_patience_allows_speaks_for_the_host() -> None:
    patience = Patience(limit=3)
    for _ in range(2):
        patience.note_unreadable(UnexpectedPage("no title"))
    with pytest.raises(PagesChanged, match=r"3 pages in a row .* no title"):
        patience.note_unreadable(UnexpectedPage("no title"))


def test_a_page_that_can_be_read_begins_the_count_anew() -> None:
    patience = Patience(limit=2)
    patience.note_unreadable(UnexpectedPage("no title"))
    patience.note_readable()
    patience.note_unreadable(UnexpectedPage("no title"))
    with pytest.raises(HostClosed):
        patience.note_unreadable(Maintenance("closed for the night"))


def test_where_no_host_is_asked_there_is_no_end_to_patience() -> None:
    patience = Patience(limit=None)
    for _ in range(100):
        patience.note_unreadable(UnexpectedPage("no title"))
