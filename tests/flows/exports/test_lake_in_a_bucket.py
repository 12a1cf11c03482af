"""A lake whose data files lie in a bucket: readers get the same rows, and a cleared lake leaves no object."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.exports.journal import clear_exports, read_journal
from flows.exports.lake import export_lake, place_of
from flows.settings import Settings
from flows.stores import StoreFailed
from tests.flows.s3_server import Bucket
from tests.warehouse.lake.opened import open_lake
from warehouse.connection import open_published
from warehouse.errors import LakeTrouble
from warehouse.lake.extensions import OBJECTS, find_extension

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_extension(OBJECTS) is None, reason="DuckDB's extension httpfs is not installed"),
]
ASKED = "SELECT * FROM annex_status_on('2026-06-01') ORDER BY annex_id"


def test_a_lake_in_a_bucket_is_read_written_anew_and_cleared(
    exported_data: Path, bucket: Bucket, tmp_path: Path
) -> None:
    place = place_of(str(tmp_path / "lake.ducklake"), bucket.address)
    settings = Settings(data=exported_data)
    for _ in range(3):
        export_lake(settings, place)
    with open_lake(place) as lake, open_published(exported_data) as w:
        assert lake.execute(ASKED).fetchall() == w.connection.execute(ASKED).fetchall()
    editions = {key.split("/")[1] for key in bucket.objects() if key.endswith(".parquet")}
    assert len(editions) == 2
    clear_exports(exported_data)
    assert {entry.folder: entry.state for entry in read_journal(exported_data)}[bucket.address] == "cleared"
    assert [key for key in bucket.objects() if not key.endswith("/")] == []


def test_a_bucket_that_keeps_versions_is_refused(exported_data: Path, bucket: Bucket, tmp_path: Path) -> None:
    bucket.keep_versions()
    with pytest.raises(StoreFailed, match="keeps old versions"):
        export_lake(Settings(data=exported_data), place_of(str(tmp_path / "lake.ducklake"), bucket.address))
    assert not [key for key in bucket.objects() if ".parquet" in key]


def test_a_bucket_that_goes_away_leaves_readers_where_they_were(
    exported_data: Path, bucket: Bucket, tmp_path: Path
) -> None:
    place = place_of(str(tmp_path / "lake.ducklake"), bucket.address)
    export_lake(Settings(data=exported_data), place)
    led_to = Path(place.catalog).resolve()
    bucket.gate.shut_after(10)
    with pytest.raises((LakeTrouble, StoreFailed), match="s3://"):
        export_lake(Settings(data=exported_data), place)
    assert Path(place.catalog).resolve() == led_to
    bucket.gate.reopen()
    export_lake(Settings(data=exported_data), place)
    assert Path(place.catalog).resolve() != led_to
