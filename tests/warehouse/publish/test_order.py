"""The order of the views follows from what they read."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.publish.order import WrongOrder, in_order, ordered_views, tables_read
from warehouse.sources import Source


def views(**sql: str) -> dict[str, Source]:
    return {name: Source(name, (), text) for name, text in sql.items()}


def names(**sql: str) -> list[str]:
    return [view.name for view in in_order(views(**sql))]


def test_a_view_comes_after_those_that_it_reads() -> None:
    assert names(a="FROM c", b="SELECT 1", c="SELECT * FROM b JOIN base.files USING (file_id)") == ["b", "c", "a"]


def test_what_could_come_in_any_order_comes_by_name_whatever_the_folder_gave_first() -> None:
    assert names(z="FROM base.files", b="SELECT 1", a="FROM z", m="SELECT 2") == ["b", "m", "z", "a"]
    assert names(m="SELECT 2", a="FROM z", b="SELECT 1", z="FROM base.files") == ["b", "m", "z", "a"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM x, a",
        "SELECT (SELECT max(n) FROM a) FROM x",
        "SELECT * FROM x WHERE n IN (SELECT n FROM a)",
        "WITH w AS (SELECT * FROM a) SELECT * FROM w JOIN x USING (n)",
        "SELECT * FROM x UNION ALL BY NAME SELECT * FROM a",
        "SELECT * FROM x ANTI JOIN a USING (n)",
        "FROM x SELECT list_transform((SELECT list(n) FROM a), lambda k: k + 1)",
        "SELECT extract(year FROM day), n IS DISTINCT FROM m, 'from z' FROM x POSITIONAL JOIN a -- FROM y",
    ],
)
def test_what_is_read_is_found_wherever_it_stands(sql: str) -> None:
    with duckdb.connect() as con:
        assert tables_read(con, sql) == {"a", "x"}


def test_a_circle_is_named() -> None:
    with pytest.raises(WrongOrder, match=r"circle: (a → c → b → a|b → a → c → b|c → b → a → c)$"):
        names(a="FROM c", b="FROM a", c="FROM b", d="SELECT 1")


def test_a_view_that_reads_what_is_not_there_is_named() -> None:
    with pytest.raises(WrongOrder, match="the view b reads annexs, which sql/views does not contain"):
        names(a="SELECT 1", b="SELECT * FROM a JOIN annexs USING (n)")


def test_what_is_no_select_is_refused() -> None:
    with pytest.raises(WrongOrder, match="not a SELECT"):
        names(a="DROP TABLE base.files")


def test_every_view_comes_after_those_that_it_reads() -> None:
    seen: set[str] = set()
    with duckdb.connect() as con:
        for view in ordered_views():
            assert tables_read(con, view.sql) <= seen, view.name
            seen.add(view.name)
    assert len(seen) > 60
