"""The query of posts leaves out no name that the comparison of titles accepts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.warehouse.factory import Writer, annex, approve, body, document, entry, header, load
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish

TITLES = ["IT (ametnik) juht", "IT\njuht", "it-juhi abi", "jurist", "Osakonna juhataja ametijuhend"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder, writer = tmp_path_factory.mktemp("posts"), Writer()
    main = body(writer)
    parts = [annex(writer, str(number), title=title) for number, title in enumerate(TITLES, 1)]
    said = approve(writer, *(str(number) for number in range(1, len(TITLES) + 1)))
    file = document(writer, header=header("1", "2024-01-08"), parts=(main, *parts), effects=(said,))
    with open_working(folder) as w:
        load(w, "na/1", entry("1", "2024-01-08"), file)
        publish(w, folder)
    with open_published(folder) as w:
        yield w


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("itjuht", ["IT\njuht", "IT (ametnik) juht"]),
        ("it juht", ["IT\njuht", "IT (ametnik) juht"]),
        ("juristi", ["jurist"]),
        ("osakonnajuhataja", ["Osakonna juhataja ametijuhend"]),
        ("abi", ["it-juhi abi"]),
        ("kokk", []),
    ],
)
def test_a_name_is_found_however_it_is_spaced(published: Warehouse, asked: str, found: list[str]) -> None:
    rows: list[dict[str, Any]] = run_query(published, name="posts", params={"title": asked}).named_rows
    assert sorted(row["title"] for row in rows) == sorted(found)
