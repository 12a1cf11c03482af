"""A lake whose catalog is in PostgreSQL: readers meet no error and no mixture, and a dropped edition leaves no word."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.postgres import running_postgres
from tests.warehouse.lake.opened import attached, open_lake, open_reader
from tests.warehouse.lake.test_lake import WORDS, Night
from warehouse.connection import open_published
from warehouse.errors import LakeTrouble
from warehouse.exports.source import open_source
from warehouse.lake.place import LakePlace, name_place
from warehouse.lake.write import clear_lake, refuse_place, write_lake

pytestmark = pytest.mark.long
PUBLISHES = 10
ASKED = "SELECT sum(hash(d)) FROM duties AS d"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Path]]:
    with running_postgres() as found:
        yield found


@pytest.fixture
def own(server: tuple[str, Path], tmp_path: Path) -> LakePlace:
    return name_place(server[0], str(tmp_path / "data"))


def test_a_reader_gets_the_rows_of_the_published_file(sample_night: Night, own: LakePlace) -> None:
    refuse_place(own)
    with open_source(sample_night[0]) as source:
        number, for_readers = write_lake(source, own)
    assert number > 50
    assert "METADATA_SCHEMA" in for_readers
    asked = "SELECT * FROM annex_status_on('2026-06-01') ORDER BY annex_id"
    with open_lake(own) as lake, open_published(sample_night[0]) as w:
        assert lake.execute(asked).fetchall() == w.connection.execute(asked).fetchall()
        assert (
            lake.execute("FROM search('juhataja')").fetchall()
            == w.connection.execute("FROM search('juhataja')").fetchall()
        )


def test_two_readers_see_no_error_and_no_mixture_during_ten_publishes(sample_night: Night, own: LakePlace) -> None:
    """Every reader opens what is current and asks it twice; between the two another edition may be published."""
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
        ended, answers, errors = threading.Event(), [0, 0], []

        def read(number: int) -> None:
            try:
                with open_reader(own) as lake:
                    while not ended.is_set():
                        with attached(lake, own):
                            one, other = (lake.execute(ASKED).fetchone() for _ in range(2))
                            assert one == other
                            answers[number] += 1
            except Exception as error:
                errors.append(error)

        readers = [threading.Thread(target=read, args=(number,)) for number in range(2)]
        for reader in readers:
            reader.start()
        for _ in range(PUBLISHES):
            write_lake(source, own)
        ended.set()
        for reader in readers:
            reader.join()
    assert errors == []
    assert min(answers) > 0


def test_a_cleared_lake_leaves_no_word_on_the_server(
    sample_night: Night, own: LakePlace, server: tuple[str, Path]
) -> None:
    """Also not in the log ahead of the tables, which PostgreSQL keeps long after they are dropped."""
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
    assert clear_lake(own)
    files = [path for folder in (server[1], Path(own.data)) for path in folder.rglob("*") if path.is_file()]
    searched = 0
    for path in files:
        held = path.read_bytes()
        searched += b"ducklake_table" in held
        for words in WORDS:
            assert words.encode() not in held, (path, words)
    assert searched, "the log was searched"
    with pytest.raises(duckdb.Error), open_lake(own):
        pass


def test_two_lakes_on_one_server_do_not_touch_each_other(
    sample_night: Night, own: LakePlace, server: tuple[str, Path], tmp_path: Path
) -> None:
    other = name_place(server[0], str(tmp_path / "other"))
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
        write_lake(source, other)
    assert clear_lake(own)
    with open_lake(other) as lake:
        assert lake.execute("SELECT count(*) > 0 FROM annexes").fetchone() == (True,)


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    away = name_place("postgresql://kehtiv@127.0.0.1:1/postgres", str(tmp_path))
    with pytest.raises(LakeTrouble, match=r"127\.0\.0\.1"):
        clear_lake(away)
