"""What is withdrawn leaves every export too, wherever it was written, and the export is written again without it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.exports.afterwards import write_due
from flows.exports.journal import clear_exports, read_journal
from flows.exports.write import FORMATS, write_export
from flows.forget import forget_register
from flows.sample.catalogue import StateChange
from flows.settings import Settings
from tests.flows.conftest import Run
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.test_takedown import (
    PERSON,
    SECOND,
    SECRET,
    THIRD,
    TITLE,
    WORDS,
    clock_on,
    places_by_words,
    places_of,
    settings,
    take_down,
)

SENTENCE = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisa 1"


@pytest.fixture
def public(register: SmallRegister) -> Path:
    """A folder to which an export was written."""
    return export(register, "public", "csv")


def export(register: SmallRegister, name: str, *formats: str) -> Path:
    folder = register.folder / name
    write_export(settings(register), folder, formats or tuple(FORMATS), today=FIRST_DAY, day=None)
    return folder


def clear(register: SmallRegister) -> list[str]:
    """Do what a withdrawal and the end of its run do about exports; return what is said."""
    clear_exports(register.data)
    return write_due(settings(register), SECOND, lambda line: None, is_night=False)


def assert_nothing_left(folder: Path) -> None:
    assert places_by_words(folder, *WORDS, TITLE, SENTENCE) == {}


IN_FORMAT = {"parquet": SECRET, "csv": PERSON, "xlsx": SENTENCE, "jsonld": TITLE, "akn": PERSON}
"""Words of the document to be withdrawn that each format holds."""


@pytest.mark.parametrize("name", FORMATS)
def test_before_anything_is_withdrawn_each_format_holds_its_words(register: SmallRegister, name: str) -> None:
    """What the other tests rest on: the search finds the words in every format."""
    folder = export(register, name, name)
    assert any(path.startswith(f"{name}/") for path in places_of(folder, IN_FORMAT[name]))


def test_a_take_down_takes_the_words_out_of_every_format_and_writes_them_again(register: SmallRegister) -> None:
    public = export(register, "public")
    assert take_down(register, "mets/300").exit_status == 0
    assert_nothing_left(register.data)
    assert_nothing_left(public)
    places = places_of(public, "Metsaamet")
    for name in FORMATS:
        assert any(name in path for path in places), f"the rest is still there: {name}"
    assert read_journal(register.data)[0].state == "written"


def test_a_restriction_found_at_night_reaches_every_folder(register: SmallRegister, public: Path) -> None:
    other = export(register, "other", "csv")
    register.change("300", title="Töökord", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    register.night(SECOND)
    for folder in (public, other):
        assert_nothing_left(folder)
        assert (folder / "SHA256SUMS").is_file()


def test_an_export_cut_off_by_a_kill_is_removed_too(register: SmallRegister, public: Path) -> None:
    """A kill leaves the new folder aside, or the old one where it was moved to; the journal alone leads to them."""
    public.rename(public.with_name(".public.building"))
    shutil.copytree(public.with_name(".public.building"), public.with_name(".public.replaced"))
    clear_exports(register.data)
    assert not list(register.folder.glob("*public*"))
    assert read_journal(register.data)[0].state == "cleared"


def test_a_withdrawal_that_is_killed_before_it_publishes_leaves_no_export(
    register: SmallRegister, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.run import run

    def killed(*arguments: object, **values: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(run.publish, "publish", killed)
        take_down(register, "mets/300")
    assert not public.exists()
    assert read_journal(register.data)[0].state == "cleared"
    register.night(THIRD)
    assert_nothing_left(public)
    assert (public / "SHA256SUMS").is_file()


def test_a_moved_export_is_named_once(register: SmallRegister, public: Path) -> None:
    public.rename(register.folder / "moved")
    [sentence] = clear(register)
    assert str(public) in sentence
    assert "moved or copied" in sentence
    assert read_journal(register.data) == []


def test_files_of_others_stay_and_the_export_is_not_written_over_them(register: SmallRegister, public: Path) -> None:
    (public / "notes.txt").write_text("mine")
    [sentence] = clear(register)
    assert [path.name for path in public.iterdir()] == ["notes.txt"]
    assert str(public) in sentence


def test_an_export_that_cannot_be_removed_is_tried_again_by_the_next_run(
    register: SmallRegister, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.exports import target

    def fails(folder: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(target, "remove", fails)
        [sentence] = clear(register)
    assert "may hold what was withdrawn" in sentence
    assert read_journal(register.data)[0].state == "stuck"
    assert clear(register) == []
    assert read_journal(register.data)[0].state == "written"


def test_a_damaged_journal_stops_no_withdrawal_but_is_said(register: SmallRegister) -> None:
    (register.data / "exports.json").write_text("[{]")
    [sentence] = clear(register)
    assert "exports.json" in sentence


def test_a_checksum_file_that_was_tampered_with_leads_to_no_file_elsewhere(
    register: SmallRegister, public: Path
) -> None:
    outside = register.folder / "outside.txt"
    outside.write_text("stays")
    with (public / "SHA256SUMS").open("a") as file:
        file.write(f"{'0' * 64}  ../outside.txt\n{'0' * 64}  {outside}\n")
    clear_exports(register.data)
    assert not public.exists()
    assert outside.read_text() == "stays"


def test_a_folder_that_became_something_else_is_left_alone(register: SmallRegister, public: Path) -> None:
    shutil.rmtree(public)
    public.mkdir()
    (public / "thesis.txt").write_text("mine")
    clear_exports(register.data)
    assert (public / "thesis.txt").read_text() == "mine"


def test_packed_answers_in_the_data_folder_go_with_a_withdrawal(register: SmallRegister, run: Run) -> None:
    """Nobody can search them for the words, so none stays."""
    for suffix in ("xlsx", "parquet", "csv"):
        output = register.data / "exports" / f"answer.{suffix}"
        output.parent.mkdir(exist_ok=True)
        assert run("sql", "SELECT quote FROM effects", "--output", output, "--data", register.data)[0] == 0
    kept = register.data / "exports" / "other.csv"
    kept.write_text("n\n1\n")
    take_down(register, "mets/300")
    assert list((register.data / "exports").iterdir()) == [kept]


def test_a_register_that_is_forgotten_leaves_the_exports(register: SmallRegister, public: Path) -> None:
    forget_register(settings(register), clock_on(SECOND), "mets")
    assert places_by_words(public, SECRET, "metsatalituse", "mets/400") == {}


def test_a_night_writes_its_export_and_one_that_fails_spoils_nothing(register: SmallRegister, tmp_path: Path) -> None:
    """The failing one stands in a folder with somebody's files: the night is done and says so."""
    folder = tmp_path / "nightly"
    register.night(SECOND, export_dir=folder, export_formats="csv")
    assert (folder / "csv" / "annexes.csv").is_file()
    assert json.loads((folder / "datapackage.json").read_text())["kehtiv"]["formats"] == ["csv"]
    (folder / "thesis.txt").write_text("mine")
    before = (folder / "SHA256SUMS").read_bytes()
    summary = register.night(THIRD, export_dir=folder, export_formats="csv,parquet")
    assert any("thesis.txt" in sentence for sentence in summary.wants_person)
    assert (folder / "SHA256SUMS").read_bytes() == before
    assert read_journal(register.data)[0].folder == str(folder), "what it holds is still known"
    report = json.loads(max((register.data / "reports").glob("*.json")).read_text("utf-8"))
    assert any("thesis.txt" in sentence for sentence in report["needs_person"])
    assert report["outcome"].startswith("done")


def test_a_night_writes_no_export_into_the_archive(register: SmallRegister) -> None:
    chosen = Settings(data=register.data, workers=1, export_dir=register.data / "archive" / "public")
    [sentence] = write_due(chosen, SECOND, lambda line: None, is_night=True)
    assert "which kehtiv keeps" in sentence
    assert not (register.data / "archive" / "public").exists()


def test_an_operator_who_changes_the_licence_finds_it_in_the_next_export(register: SmallRegister) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    folder = register.folder / "licensed"
    chosen = Settings(data=register.data, workers=1, export_licence=address)
    write_export(chosen, folder, ("csv",), today=date(2026, 3, 2), day=None)
    assert json.loads((folder / "datapackage.json").read_text())["licenses"][0]["path"] == address
    assert json.loads((folder / "csv" / "csvw-metadata.json").read_text())["dc:license"] == {"@id": address}
