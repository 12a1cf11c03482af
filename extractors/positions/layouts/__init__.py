"""List the layouts in which labels and values are set.

A new layout is a module here, a line below and an example in ``tests/examples/positions/<layout>/``; the tests fail
without the example.
"""

from __future__ import annotations

from extractors.positions.layouts import (
    label_columns,
    label_lines,
    label_row,
    labels_then_values,
    sentences,
    table_rows,
)
from extractors.positions.layouts.base import Layout

LAYOUTS: tuple[Layout, ...] = (table_rows, label_row, label_columns, labels_then_values, label_lines, sentences)
