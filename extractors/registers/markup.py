"""Read a register's HTML for the connectors: its tree, the words of a cell, dates, addresses."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from extractors.errors import UnexpectedPage

MOST_BYTES = 2 * 2**20
"""The largest page to parse; the largest recorded one has 18 kB. A tag with 2 MiB of attributes takes 100 MB."""

MOST_TAGS = 30_000
"""Signs that begin a tag; the page with the most has 905. Time and memory grow with them, a second for all of them."""

DEEPEST_TABLES = 6
"""Tables within tables. What is looked up in each is looked up again in those within."""

DEEPEST = 100
"""Levels of elements; the recorded pages have 16, the files' own markup on the aggregator's pages may have more."""

_MOST_KEPT = 100_000
"""Bytes of a page whose tree is kept for whoever reads it next."""

_MOST_DIGITS = 9
EARLIEST, LATEST = 1900, 2999
"""The years of a register's dates. Others are no dates: sums with them may leave the calendar."""

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "ul", "ol", "h1", "h2", "h3", "h4", "table", "pre"})
_DATE = re.compile(
    r"""
    # "07.01.2026", "7.1.2026", "20.03.2024 08:19" (a time of day follows where a document was sent)
    (\d{1,2}) \. (\d{1,2}) \. (\d{4}) (?: \s+ \d{1,2}:\d{2} (?: :\d{2} )? )?
    """,
    re.VERBOSE,
)


def parse_tree(body: bytes | str) -> BeautifulSoup:
    """Return the tree of a page. Raises ``UnexpectedPage`` where no HTML parser accepts it, or its tags are too many or
    deep.
    """
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    encoding = "utf-8" if isinstance(body, str) else None
    _refuse_large(data)
    with warnings.catch_warnings():
        # Bs4 warns of input that looks like XML or like a file's name; the shape checks that follow say it better.
        warnings.simplefilter("ignore")
        try:
            tree = BeautifulSoup(data, "lxml", from_encoding=encoding)
        except (ParserRejectedMarkup, AssertionError, ValueError, RecursionError) as error:
            raise UnexpectedPage(f"this is no page that can be parsed: {error}") from error
    _refuse_deep_nesting(tree)
    return tree


def shared_tree(body: bytes | str) -> BeautifulSoup:
    """Return the tree of a page for reading alone: whoever asks for the same page next gets the same tree.

    A page is classified, perhaps again, and then read; each time to make the tree takes most of that. The tree
    of a large page is not kept, because it takes many times the memory of its page. Raises as ``parse_tree`` does.
    """
    return _last_tree(body) if len(body) <= _MOST_KEPT else parse_tree(body)


@lru_cache(maxsize=1)
def _last_tree(body: bytes | str) -> BeautifulSoup:
    return parse_tree(body)


def _refuse_large(data: bytes) -> None:
    """Raise ``UnexpectedPage`` before anything is parsed: the run's own process reads pages, without a time limit."""
    if len(data) > MOST_BYTES:
        raise UnexpectedPage(f"the page has {len(data)} bytes; a page of a register has no more than {MOST_BYTES}")
    if (tags := data.count(b"<")) > MOST_TAGS:
        raise UnexpectedPage(f"the page has {tags} tags; a page of a register has no more than {MOST_TAGS}")


def _refuse_deep_nesting(tree: BeautifulSoup) -> None:
    """Raise ``UnexpectedPage`` for elements or tables nested too deep.

    Searching a tree costs its size times its depth, and again for each nested table: 10 kB can take hours.
    """
    level: list[tuple[Tag, int]] = [(tree, 0)]
    for _ in range(DEEPEST):
        level = [
            (child, tables + (child.name == "table"))
            for tag, tables in level
            for child in tag.contents
            if isinstance(child, Tag)
        ]
        if not level:
            return
        if max(tables for _, tables in level) > DEEPEST_TABLES:
            raise UnexpectedPage(f"the page has more than {DEEPEST_TABLES} tables within one another")
    raise UnexpectedPage(f"the page's elements are nested more than {DEEPEST} deep: this is no page of a register")


def words(tag: Tag | None) -> str:
    """Return the text of an element on one line, with a blank where an element begins a new line; "" without an
    element.
    """
    if tag is None:
        return ""
    pieces: list[str] = []
    for node in tag.descendants:
        if isinstance(node, Tag):
            pieces.append(" " if node.name in _BREAKS else "")
        elif type(node) is NavigableString:
            pieces.append(str(node))
    return " ".join("".join(pieces).split())


def label_of(tag: Tag | None) -> str:
    """Return a label without its colon and line breaks."""
    return words(tag).rstrip(": ")


def one_word(told: Iterable[str]) -> str:
    """Return the one word that several places agree on; where they differ, all of them joined, which matches no known
    word.

    It decides whether a document is public: one clear "Avalik" is public, and nothing else is.
    """
    distinct = {word.casefold(): word for word in reversed(list(told))}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    return "; ".join(word or "-" for word in sorted(distinct.values()))


def whole_number(digits: str, what: str) -> int:
    """Return a number that a page prints. Raises ``UnexpectedPage`` for one with too many digits to be a count.

    ``what`` names it in the message. A longer one fits no column, and Python itself refuses 4,300 digits and more.
    """
    if len(digits) > _MOST_DIGITS:
        raise UnexpectedPage(f"the page gives for {what} a number of {len(digits)} digits: {digits[:20]}…")
    return int(digits)


def attribute(tag: Tag, name: str) -> str | None:
    """Return an attribute as text; ``None`` where it is missing."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value


def parse_day(text: str) -> date | None:
    """Return the date of a register's dd.mm.yyyy, with or without a time; ``None`` for anything else or an impossible
    day.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def absolute(url: str | None, href: str) -> str:
    """Return ``href`` as a full address; unchanged where the page's own address is unknown or ``href`` is not an
    address.
    """
    try:
        return urljoin(url or "", href.strip())
    except ValueError:
        return href.strip()


def is_same_host(url: str | None, other: str) -> bool:
    """Return whether ``other`` is on the host of ``url`` (host and port, over HTTP); a relative address always is."""
    try:
        here, there = urlsplit(url or ""), urlsplit(other)
        if not there.scheme and not there.netloc:
            return True
        return there.scheme in ("http", "https") and (not url or _host(here) == _host(there))
    except ValueError:
        return False


def _host(parts: object) -> tuple[str | None, int | None]:
    port = getattr(parts, "port", None)
    default = {"http": 80, "https": 443}.get(getattr(parts, "scheme", ""))
    return getattr(parts, "hostname", None), None if port == default else port
