"""Cut long tables into pages that follow one another (the parameter ``lk``)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from flows.ask import site

ROWS_A_PAGE = 100
"""Rows of a table on one page; the download has all."""
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def table_page(wanted: int, *row_numbers: int) -> site.TablePage:
    """Return the wanted page of tables with so many rows each, which are paged together; at most their last page."""
    return site.table_page(wanted, ROWS_A_PAGE, *row_numbers)
