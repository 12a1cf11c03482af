"""What is withdrawn leaves every lake too, and the lake is written again without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.exports.afterwards import write_due
from flows.exports.journal import clear_exports, read_journal
from flows.exports.lake import export_lake, place_of
from flows.exports.target import BadTarget
from flows.settings import Settings
from tests.flows.conftest import Run
from tests.flows.small_register import SmallRegister
from tests.flows.test_takedown import SECOND, SECRET, THIRD, WORDS, places_by_words, settings, take_down
from tests.warehouse.lake.opened import open_lake
from warehouse.lake.extensions import DUCKLAKE, find_extension
from warehouse.lake.place import LakePlace

pytestmark = pytest.mark.skipif(find_extension(DUCKLAKE) is None, reason="DuckDB's extension ducklake is not installed")


@pytest.fixture
def lake(register: SmallRegister) -> LakePlace:
    place = place_of(None, str(register.folder / "lake"))
    export_lake(settings(register), place)
    return place


def annexes_in(lake: LakePlace) -> int:
    with open_lake(lake) as reader:
        [number] = reader.execute("SELECT count(*) FROM annexes").fetchone() or ()
    return int(number)


def test_a_take_down_takes_the_words_out_and_writes_the_lake_again(register: SmallRegister, lake: LakePlace) -> None:
    with open_lake(lake) as reader:
        [held] = reader.execute("SELECT count(*) FROM texts WHERE contains(text, ?)", [SECRET]).fetchone() or ()
    assert held == 1, "what the search below rests on"
    assert take_down(register, "mets/300").exit_status == 0
    assert places_by_words(Path(lake.data), *WORDS) == {}
    with open_lake(lake) as reader:
        [held] = reader.execute("SELECT count(*) FROM texts WHERE contains(text, ?)", [SECRET]).fetchone() or ()
    assert held == 0
    assert annexes_in(lake) > 0
    assert len(list(Path(lake.data).glob("[0-9]*"))) == 1, "no edition of before stays, also not for its readers"


@pytest.mark.long
def test_a_lake_whose_extension_is_missing_is_named_until_it_is_cleared(
    register: SmallRegister, lake: LakePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.lake.extensions.find_extension", lambda name: None)
        summary = take_down(register, "mets/300")
        assert any("may hold what was withdrawn" in sentence for sentence in summary.wants_person)
        assert read_journal(register.data)[0].state == "stuck"
    register.night(THIRD)
    assert read_journal(register.data)[0].state == "written"
    assert len(list(Path(lake.data).glob("[0-9]*"))) == 1


@pytest.mark.long
def test_a_lake_that_was_moved_is_missing(register: SmallRegister, lake: LakePlace) -> None:
    Path(lake.data).rename(register.folder / "moved")
    clear_exports(register.data)
    assert read_journal(register.data)[0].state == "missing"


@pytest.mark.long
def test_every_night_writes_the_lake_that_its_settings_name(register: SmallRegister, tmp_path: Path) -> None:
    folder = tmp_path / "nightly"
    for day in (SECOND, THIRD):
        assert register.night(day, lake_dir=str(folder)).wants_person == []
    place = place_of(None, str(folder))
    assert annexes_in(place) > 0
    assert len(list(folder.glob("[0-9]*"))) == 2, "the one before it stays for its readers"
    (folder / "thesis.txt").write_text("mine")
    assert any("thesis.txt" in words for words in register.night(THIRD, lake_dir=str(folder)).wants_person)


def test_a_lake_that_settings_name_wrongly_keeps_no_export_from_being_written(
    register: SmallRegister, tmp_path: Path
) -> None:
    chosen = Settings(
        data=register.data, workers=1, lake_dir="s3://bucket/lake", export_dir=tmp_path / "public", export_formats="csv"
    )
    [sentence] = write_due(chosen, SECOND, lambda line: None, is_night=True)
    assert "name the catalog" in sentence
    assert (tmp_path / "public" / "csv" / "annexes.csv").is_file()


def test_a_lake_in_the_data_folder_is_refused(register: SmallRegister) -> None:
    with pytest.raises(BadTarget, match="which kehtiv keeps"):
        export_lake(Settings(data=register.data), place_of(None, str(register.data / "archive" / "lake")))
    assert read_journal(register.data) == []


def test_the_command_prints_how_a_reader_opens_the_lake(register: SmallRegister, run: Run, tmp_path: Path) -> None:
    folder, catalog = tmp_path / "public", tmp_path / "public.ducklake"
    status, told, said = run("export", folder, "--lake", catalog, "--data", register.data)
    assert status == 0, said
    assert told == f"INSTALL ducklake; ATTACH 'ducklake:{catalog}' AS lake (READ_ONLY); USE lake;\n"
    assert annexes_in(place_of(str(catalog), str(folder))) > 0


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--format", "csv"), "leave out --format"),
        (("--on", "2026-01-07"), "leave out --format and --on"),
    ],
)
def test_what_a_lake_does_not_take_is_refused(
    register: SmallRegister, run: Run, tmp_path: Path, more: tuple[str, ...], reason: str
) -> None:
    status, _, said = run(
        "export", tmp_path / "lake", "--lake", tmp_path / "c.ducklake", *more, "--data", register.data
    )
    assert status == 2
    assert reason in said


def test_data_in_s3_need_a_catalog_by_name(register: SmallRegister) -> None:
    with pytest.raises(BadTarget, match="name the catalog"):
        place_of(None, "s3://bucket/lake")
