"""Files that a publish goes on from: copied where they are as they were written, and summed anew where they changed."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.publish.partly.keeping import STEPS_NAME, checksums, copy_kept, steps_beside
from warehouse.publish.writing import BLOCK_SIZE
from warehouse.sources import literal


def test_files_are_copied_where_they_are_as_they_were_written(tmp_path: Path) -> None:
    published, steps, building = tmp_path / "warehouse-000001.duckdb", tmp_path / STEPS_NAME, tmp_path / ".building"
    published.write_bytes(b"p" * 3_000_000)
    assert checksums(published, steps) is None
    steps.write_bytes(b"s" * 1_000)
    sums = checksums(published, steps)
    assert copy_kept(tmp_path, published, sums, building)
    assert building.read_bytes() == published.read_bytes()
    assert steps_beside(building).read_bytes() == steps.read_bytes()
    assert not copy_kept(tmp_path, published, None, building)
    published.write_bytes(b"p" * 2_999_999 + b"q")
    assert not copy_kept(tmp_path, published, sums, building)
    assert copy_kept(tmp_path, published, checksums(published, tmp_path / "no steps", sums), building)
    steps.write_bytes(b"s" * 999 + b"t")
    assert not copy_kept(tmp_path, published, checksums(published, tmp_path / "no steps", sums), building)
    published.unlink()
    assert not copy_kept(tmp_path, published, sums, building)


def change(path: Path, sql: str) -> None:
    """Run SQL on a file of blocks of the size that is published, and write it out."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH {literal(path)} AS kept (BLOCK_SIZE {BLOCK_SIZE})")
        con.execute(f"USE kept; {sql}; CHECKPOINT kept; USE memory")


def test_what_changed_in_a_copied_file_is_summed_as_if_all_were_read(tmp_path: Path) -> None:
    published, building = tmp_path / "warehouse-000001.duckdb", tmp_path / ".building"
    for path in (published, tmp_path / STEPS_NAME):
        change(path, "CREATE TABLE numbers AS SELECT hash(n) AS number, n FROM range(200000) AS r (n)")
    copied = copy_kept(tmp_path, published, checksums(published, tmp_path / STEPS_NAME), building)
    assert copied is not None
    assert len(copied.published) > 5
    steps = steps_beside(building)
    for sql in ("UPDATE numbers SET number = 7 WHERE n = 150000", "DROP TABLE numbers", "CREATE TABLE n AS SELECT 1"):
        change(building, sql)
        assert checksums(building, steps, copied=copied) == checksums(building, steps)
    assert checksums(building, steps) != checksums(published, steps)


def test_of_a_copied_file_blocks_with_the_same_head_are_not_read_again(tmp_path: Path) -> None:
    published, building = tmp_path / "warehouse-000001.duckdb", tmp_path / ".building"
    for path in (published, tmp_path / STEPS_NAME):
        path.write_bytes(bytes(3 * 4096 + 2 * BLOCK_SIZE))
    sums = checksums(published, tmp_path / STEPS_NAME)
    copied = copy_kept(tmp_path, published, sums, building)
    with building.open("r+b") as file:
        file.seek(3 * 4096 + BLOCK_SIZE + 8)
        file.write(b"1")
    assert checksums(building, steps_beside(building), copied=copied) == sums
    assert checksums(building, steps_beside(building)) != sums
