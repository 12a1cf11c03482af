"""Hold the values by which rows are found, or the numbers of rows, whether few or many."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.sources import literal


@dataclass(frozen=True)
class Values:
    """Texts, or numbers of rows, each once: few stand here, many in a table of one column."""

    few: frozenset[str | int | None] = frozenset()
    table: str | None = None
    number_in_table: int = 0

    def __len__(self) -> int:
        return self.number_in_table if self.table is not None else len(self.few)

    @property
    def sql(self) -> str:
        """A SELECT that gives them."""
        if self.table is not None:
            return f"FROM {self.table}"
        if all(isinstance(one, int) for one in self.few):
            return f"SELECT unnest('[{','.join(map(str, self.few))}]'::BIGINT[])"
        written = ("NULL" if one is None else literal(str(one)) for one in self.few)
        return f"SELECT unnest([{','.join(written)}]::VARCHAR[])"


NO_VALUES = Values()
