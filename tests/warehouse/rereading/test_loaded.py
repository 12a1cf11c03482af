"""What a file waits for stands beside its version, and ends when the file is loaded anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import warehouse.migrations as migrations
from extractors.model.ids import DocumentId, FileRef
from tests.warehouse.factory import NIGHT, VERSION, Writer, document, entry, load
from warehouse.connection import Warehouse, open_working
from warehouse.load import ReadFile, load_files, loaded_files
from warehouse.moment import Moment
from warehouse.rereading import loaded

DOCUMENT = DocumentId("na/1")
FILE = document(Writer("a"), "a.pdf")
MEMBER = document(Writer("b"), "b.pdf")
CONTAINER = replace(FILE, name="k.zip", members=(MEMBER,))
MARKS = "SELECT file_id, extractor_version, is_to_be_read_again, is_damaged_in_archive FROM base.files ORDER BY 1"


@pytest.fixture
def held(working: Warehouse) -> Warehouse:
    load(working, DOCUMENT, entry("1", "2025-01-01"), CONTAINER, document(Writer("c"), "c.pdf"))
    return working


def file_ids(w: Warehouse) -> set[str]:
    return {row[0] for row in loaded_files(w, [DOCUMENT])}


def one(w: Warehouse, key: str) -> loaded.LoadedFile:
    return next(file for file in loaded.held_files(w) if file.ref.key == key)


def test_a_file_that_is_to_be_read_again_counts_as_not_loaded_with_all_its_members(held: Warehouse) -> None:
    loaded.mark_unread(held, [one(held, "k.zip")])
    assert file_ids(held) == {"na/1!c.pdf"}
    loaded.forget_unread(held)
    assert file_ids(held) == {"na/1!c.pdf", "na/1!k.zip", "na/1!k.zip/b.pdf"}
    assert {row[1] for row in held.connection.execute(MARKS).fetchall()} == {VERSION}


def test_damage_outlasts_the_reading_and_ends_when_the_bytes_are_loaded_anew(held: Warehouse) -> None:
    files = [one(held, "k.zip")]
    loaded.mark_unread(held, files)
    loaded.mark_damaged(held, files[0])
    loaded.forget_unread(held)
    assert file_ids(held) == {"na/1!c.pdf"}
    assert one(held, "k.zip").extractor_version == VERSION, "the version stays what it is"
    anew = [ReadFile(FileRef(DOCUMENT, "k.zip"), CONTAINER)]
    assert load_files(held, Moment("r", NIGHT), anew, extractor_version=VERSION) == ["loaded"]
    assert len(file_ids(held)) == 3
    assert load_files(held, Moment("r", NIGHT), anew, extractor_version=VERSION) == ["unchanged"]


OLD = """
INSERT INTO base.files (file_id, document_id, file_key, root_file_id, ordinal, name, media_type, sha256,
    extractor_version, loaded_at, run_id)
SELECT 'na/1!' || key, 'na/1', key, 'na/1!' || key, 1, key, 'text/plain', 'sha', version, now(), 'run'
FROM (VALUES ('a', '2'), ('b', '(to be read again)2'), ('c', '2 (archive damaged)'),
             ('d', '(to be read again)1 (archive damaged)')) AS marked (key, version)
"""


def test_marks_that_stood_in_the_version_are_taken_out_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = migrations.known_migrations()[:6]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known_migrations", lambda: earlier)
        with duckdb.connect(str(tmp_path / "working.duckdb")) as connection:
            migrations.migrate(connection)
            connection.execute(OLD)
    with open_working(tmp_path) as w:
        assert w.connection.execute(MARKS).fetchall() == [
            ("na/1!a", "2", None, None),
            ("na/1!b", "2", None, None),
            ("na/1!c", "2", None, True),
            ("na/1!d", "1", None, True),
        ]
