"""With archive and readings in a bucket nights end as with a folder: same rows and files, nothing of what left."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from flows import takedown
from flows.folder import BadConfig
from flows.night.ingest import ingest_register
from flows.rereading.reextract import reextract
from flows.rereading.request import RereadRequest
from flows.run.errors import ArchiveFailed
from flows.run.summary import Summary
from flows.sample.catalogue import StateChange
from flows.settings import Settings
from tests.flows.conftest import NIGHT, Run, clock_at
from tests.flows.rereadings import Seen, again
from tests.flows.s3_server import SECRET as CREDENTIAL
from tests.flows.s3_server import Bucket
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask, described
from tests.flows.test_takedown import WORDS, clock_on, new_register, places_by_words

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))


def kept_in(bucket: Bucket) -> dict[str, str]:
    return {"archive": bucket.address, "readings": bucket.readings}


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def below(bucket: Bucket, folder: str) -> dict[str, bytes]:
    return {key.removeprefix(folder): data for key, data in bucket.objects(folder).items()}


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    return new_register(tmp_path)


@pytest.fixture
def in_folder(first_night: SmallRegister) -> SmallRegister:
    """One night with everything in the data folder."""
    return first_night


def test_a_bucket_holds_what_a_folder_would_and_a_quiet_night_adds_no_bytes(
    register: SmallRegister, in_folder: SmallRegister, bucket: Bucket, tmp_path: Path
) -> None:
    register.night(FIRST_DAY, **kept_in(bucket))
    assert described(register.data) == described(in_folder.data)
    assert below(bucket, "kept/") == files_below(in_folder.data / "archive")
    assert below(bucket, "read/") == files_below(in_folder.data / "readings")
    assert not [name for name in ("archive", "readings") if (register.data / name).exists()]
    before = set(bucket.objects("kept/objects/"))
    quiet = in_folder.copied_to(tmp_path / "quiet")
    summary, expected = register.night(SECOND), quiet.night(SECOND)
    assert (summary.exit_status, summary.counts) == (0, expected.counts)
    assert summary.counts["new"] == 0
    assert below(bucket, "kept/") == files_below(quiet.data / "archive")
    assert len(set(bucket.objects("kept/objects/")) - before) == len(
        files_below(quiet.data / "archive" / "objects").keys()
        - files_below(in_folder.data / "archive" / "objects").keys()
    )


@pytest.mark.parametrize("cause", ["takedown", pytest.param("restricted", marks=pytest.mark.long)])
def test_of_what_is_withdrawn_no_object_and_no_file_has_a_word(
    register: SmallRegister, bucket: Bucket, cause: str
) -> None:
    """The second day's commands do not name the bucket: the folder remembers it."""
    register.night(FIRST_DAY, **kept_in(bucket))
    assert bucket.with_words(*WORDS[:5]).keys() == set(WORDS[:5]), "what the search rests on"
    if cause == "takedown":
        settings = Settings(data=register.data, workers=1)
        found = takedown.find_target(settings, "16.02.2026 nr 7")
        [told] = takedown.preview(settings, found)
        assert (told.document_id, told.object_number > 0) == ("mets/300", True)
        takedown.take_down(settings, clock_on(SECOND), found, "a person asked for it")
    else:
        register.change("300", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
        register.night(SECOND)
    register.night(THIRD)
    assert (bucket.with_words(*WORDS), places_by_words(register.data, *WORDS)) == ({}, {})
    assert "kept/takedowns.jsonl" in bucket.objects(), "the journal outlives the warehouse"
    assert not bucket.objects("kept/growing/")
    assert ask(register.data, "SELECT document_id, cause FROM takedowns") == [("mets/300", cause)]


@pytest.mark.long
@pytest.mark.parametrize("writes", [0, 4, 9, 17, 29])
def test_a_store_that_goes_away_ends_the_run_and_the_next_night_goes_on(
    register: SmallRegister, in_folder: SmallRegister, bucket: Bucket, writes: int
) -> None:
    bucket.gate.shut_after(writes)
    with pytest.raises(ArchiveFailed, match=f"s3://{bucket.name}/.* cannot be .*: the store cannot be reached"):
        register.night(FIRST_DAY, **kept_in(bucket))
    bucket.gate.reopen()
    summary = register.night(FIRST_DAY, hour=2, **kept_in(bucket))
    assert summary.exit_status == 0
    assert described(register.data) == described(in_folder.data)
    assert ask(register.data, "SELECT outcome FROM runs ORDER BY started_at") == [("failed",), ("done",)]
    assert not bucket.objects("kept/growing/")


@pytest.mark.long
@pytest.mark.parametrize("writes", [9, 11])
def test_a_take_down_that_lost_its_store_is_finished_by_the_next_run(
    register: SmallRegister, bucket: Bucket, writes: int
) -> None:
    register.night(FIRST_DAY, **kept_in(bucket))
    settings = Settings(data=register.data, workers=1)
    bucket.gate.shut_after(writes)
    with pytest.raises(ArchiveFailed):
        takedown.take_down(settings, clock_on(SECOND), ("mets/300",), "a person asked for it")
    bucket.gate.reopen()
    register.night(THIRD)
    assert (bucket.with_words(*WORDS), places_by_words(register.data, *WORDS)) == ({}, {})


@pytest.mark.long
def test_a_flipped_bit_is_named_and_mended_like_one_on_a_disk(register: SmallRegister, bucket: Bucket) -> None:
    register.night(FIRST_DAY, **kept_in(bucket))
    before = described(register.data)
    [(sha256,)] = ask(register.data, "SELECT sha256 FROM files WHERE document_id = 'mets/400'")
    key = f"kept/objects/{sha256[:2]}/{sha256}"
    whole = bucket.objects(key)[key]
    bucket.put(key, bytes([whole[0] ^ 1]) + whole[1:])
    assert again(register.data).exit_status == 1
    held = ask(register.data, "SELECT document_id, sha256, stage, code FROM quarantine WHERE closed_at IS NULL")
    assert held == [("mets/400", sha256, "bytes", "archive_damaged")]
    assert key not in bucket.objects(), "its name would keep a good copy out"
    register.night(FOURTH)
    assert bucket.objects(key)[key] == whole
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
    assert described(register.data) == before


@pytest.mark.long
def test_all_is_built_again_from_the_bucket_alone(
    register: SmallRegister, bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.night(FIRST_DAY, **kept_in(bucket))
    before = bucket.objects()
    monkeypatch.setenv("KEHTIV_ARCHIVE", bucket.address)
    monkeypatch.setenv("KEHTIV_READINGS", bucket.readings)
    lost = tmp_path / "lost"
    lost.mkdir()
    summary = again(lost, Seen(), is_from_scratch=True)
    assert summary.exit_status == 0
    skipped = ("runs", "register_coverage", "quarantine", "covered_days", "hosts", "wanted", "listed_authorities")
    assert described(lost, leave_out=skipped) == described(register.data, leave_out=skipped)
    assert bucket.objects("kept/") == {key: data for key, data in before.items() if key.startswith("kept/")}
    monkeypatch.delenv("KEHTIV_ARCHIVE")
    elsewhere = Settings(data=lost, workers=1, archive="s3://elsewhere/kept")
    with pytest.raises(BadConfig, match="lies in s3://"):
        takedown.take_down(elsewhere, clock_on(FOURTH), ("mets/300",), "x")


@pytest.mark.long
def test_a_command_says_what_failed_where_and_why_and_shows_no_credentials(
    register: SmallRegister, bucket: Bucket, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register.night(FIRST_DAY, **kept_in(bucket))
    [(document,)] = ask(register.data, "SELECT evidence_id FROM evidence WHERE document_id = 'mets/400' LIMIT 1")
    saved = tmp_path / "saved.txt"
    assert run("show", document, "--save", saved, "--data", register.data)[0] == 0
    assert saved.read_bytes() == (register.files / "kaskkiri-8.txt").read_bytes()
    status, told, _ = run("status", "--data", register.data)
    assert f"readings kept: {len(bucket.objects('read/'))}" in told
    bucket.gate.shut()
    for command in (
        ("show", document, "--save", tmp_path / "other.txt"),
        ("takedown", "mets/400", "--reason", "x"),
        ("status",),
        ("doctor",),
        ("ingest", "--plain"),
    ):
        status, told, complaint = run(*command, "--data", register.data)
        assert status == 1, (command, complaint)
        assert "the store cannot be reached" in told + complaint
        assert bucket.name in told + complaint
        assert "Traceback" not in complaint
        assert CREDENTIAL not in told + complaint
    bucket.gate.reopen()
    monkeypatch.setenv("KEHTIV_ARCHIVE", "s3://another/kept")
    status, _, complaint = run("ingest", "--plain", "--data", register.data)
    assert (status, bucket.address in complaint) == (2, True)


@pytest.mark.long
def test_the_bundled_register_is_published_alike_from_a_bucket(
    sample_night: tuple[Path, Summary], bucket: Bucket, tmp_path: Path
) -> None:
    data, expected = sample_night
    settings = Settings(data=tmp_path / "data", workers=1, **kept_in(bucket))
    summary = ingest_register("sample", settings, clock_at(NIGHT), since=None, until=None)
    assert (summary.counts, summary.exit_status) == (expected.counts, expected.exit_status)
    assert described(settings.data) == described(data)
    before = set(bucket.objects("kept/objects/"))
    in_folder = Settings(data=tmp_path / "folder", workers=1)
    shutil.copytree(data, in_folder.data, symlinks=True)
    later = [
        ingest_register("sample", each, clock_at(NIGHT + timedelta(hours=1)), since=None, until=None)
        for each in (settings, in_folder)
    ]
    assert later[0].counts == later[1].counts
    assert described(settings.data) == described(in_folder.data)
    assert below(bucket, "kept/objects/") == files_below(in_folder.data / "archive" / "objects")
    assert before <= set(bucket.objects("kept/objects/"))
    seen = Seen()
    request = RereadRequest(is_dry_run=True, is_from_scratch=True)
    assert reextract(settings, clock_at(NIGHT + timedelta(hours=2)), request, seen).exit_status == 0
    assert seen.figures == {}
