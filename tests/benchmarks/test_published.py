"""Steps of a publish, as the benchmarks measure them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.as_of import fill
from benchmarks.published import measured_publish
from warehouse.connection import open_working
from warehouse.publish.publish import publish


@pytest.mark.long
def test_each_part_of_a_publish_is_measured(tmp_path: Path) -> None:
    """The measuring stands in for functions of the publish by their names."""
    with open_working(tmp_path) as w, measured_publish() as steps:
        fill(w, 40, 20, with_posts=True)
        publish(w, tmp_path)
    written = {step.part: step.table for step in steps}
    assert set(written) >= {"rest", "answers", "index"}  # posts are written with others where there are few
    assert any(step.table.startswith("search_items") for step in steps)
