"""Write docs/tables.md, pictures and dictionary of what is published, from the headers of sql; a test compares the two.

python -m benchmarks.document_tables
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.connection import open_working
from warehouse.exports.source import PublishedTable, open_source
from warehouse.publish.publish import publish
from warehouse.sources import SQL_FOLDER, Source, read_source

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tables.md"

HEAD = """# Tables and what ties them

One picture for each folder of `sql/views`, one for `sql/search` and one for `sql/answers`: a table with its key, and a
line to each table to which one of its columns leads. `||--o{` reads "one has any number of", because the column is part
of the key; `|o--o{` the same where the column may be NULL. Below all pictures stands the data dictionary: each table,
column and macro with its type and meaning, as the comments in the warehouse have them (`SELECT * FROM
duckdb_columns()`, and the last sheet of an exported workbook). `python -m benchmarks.document_tables`
writes this page.
"""

DICTIONARY = """
# Data dictionary
"""

NOT_COLUMNS = frozenset(
    {"table", "key", "pair", "apart", "inner", "ledger", "publish", "note", "order", "grain", "answers"}
)
"""Keys of a header that are no column."""


@dataclass(frozen=True)
class Table:
    """A published table: its columns in order, and those of them that make its key."""

    name: str
    wing: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @classmethod
    def of(cls, wing: str, source: Source) -> Table:
        key = tuple(word.strip() for word in (source.field("key") or "").split(","))
        columns = tuple(name for name, _ in source.header if name not in NOT_COLUMNS)
        return cls(source.name, wing, columns, key)

    @property
    def own_id(self) -> str | None:
        """The column by which other tables name a row of this one: "annex_id" of annexes; ``None`` where none is."""
        singular = self.name.removesuffix("es") if self.name.endswith("xes") else self.name.removesuffix("s")
        return f"{singular}_id" if self.key == (f"{singular}_id",) else None


def published_tables() -> list[Table]:
    """Return the published tables, by folder and name."""
    folders = [
        (SQL_FOLDER / "views").rglob("*.sql"),
        *((SQL_FOLDER / name).glob("*.sql") for name in ("search", "answers")),
    ]
    paths = [path for folder in folders for path in sorted(folder)]
    found = [(path.parent.name, read_source(path)) for path in paths]
    return [Table.of(wing, source) for wing, source in found if source.field("table") and source.field("key")]


def links_of(table: Table, owners: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each column of a table that leads to another table, with that table."""
    for column in table.columns:
        for own_id, owner in owners.items():
            if owner != table.name and (column == own_id or column.endswith(f"_{own_id}")):
                yield column, owner


def tables_page() -> str:
    """Return the page."""
    return _pictures() + _dictionary()


def _dictionary() -> str:
    """Return what an empty warehouse that is published says of itself."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with open_working(data) as w:
            publish(w, data)
        with open_source(data) as source:
            tables = "".join(_described(table) for table in source.tables)
            macros = "".join(
                f"| `{macro.name}({', '.join(macro.parameters)})` | {_in_cell(macro.meaning)} |\n"
                for macro in source.macros
            )
    return f"{DICTIONARY}{tables}\n## Macros\n\n| macro | meaning |\n|---|---|\n{macros}"


def _described(table: PublishedTable) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    head = f"\n## {table.name}\n\n{table.meaning} Key: {key}.\n\n| column | type | meaning |\n|---|---|---|\n"
    return head + "".join(
        f"| `{column.name}` | {column.sql_type} | {_in_cell(column.meaning)} |\n" for column in table.columns
    )


def _in_cell(words: str) -> str:
    return words.replace("|", "\\|")


def _pictures() -> str:
    tables = published_tables()
    owners = {table.own_id: table.name for table in tables if table.own_id is not None}
    parts = [HEAD]
    for wing in dict.fromkeys(table.wing for table in tables):
        lines = [line for table in tables if table.wing == wing for line in _drawn(table, owners)]
        parts.append(f"\n## {wing.capitalize()}\n\n```mermaid\nerDiagram\n" + "\n".join(lines) + "\n```\n")
    return "".join(parts)


def _drawn(table: Table, owners: dict[str, str]) -> Iterator[str]:
    yield f"    {table.name} {{"
    yield from (f"        key {column}" for column in table.key)
    yield "    }"
    for column, owner in links_of(table, owners):
        has_one = "||" if column in table.key else "|o"
        yield f'    {owner} {has_one}--o{{ {table.name} : "{column}"'


if __name__ == "__main__":
    PAGE.write_text(tables_page(), "utf-8")
