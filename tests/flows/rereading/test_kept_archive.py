"""What stages do to the archive of a replay happens aside: the archive itself stays as it is, to the byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.model.register import Capture, Request
from flows.archive import Archive, NotArchived
from flows.rereading.kept_archive import KeptArchive
from flows.stores.on_disk import OnDisk
from flows.withdrawal.journal import NAME, note_lifted, read_journal
from tests.flows.rereadings import bytes_of

AT = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)


def answer(url: str, body: bytes) -> Capture:
    return Capture(request=Request("GET", url), url=url, status=200, headers=(), body=body, fetched_at=AT)


@pytest.fixture
def kept(tmp_path: Path) -> Archive:
    archive = Archive(OnDisk(tmp_path / "archive"))
    archive.store(answer("https://x/fail/1/akt.txt", b"Kinnitan korra."), "mets")
    note_lifted(archive.place, "mets/9", ["takedown"], "asked for", "run", AT)
    return archive


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    folder = tmp_path / "aside"
    folder.mkdir()
    return folder


def test_it_gives_what_the_archive_holds(kept: Archive, aside: Path) -> None:
    replayed = KeptArchive(kept, aside)
    [row] = replayed.captures("mets")
    assert replayed.load(row.sha256) == b"Kinnitan korra."
    assert replayed.size(row.sha256) == len(b"Kinnitan korra.")
    assert replayed.last_answer("mets", row.url) == kept.last_answer("mets", row.url)


def test_what_is_stored_forgotten_or_withdrawn_leaves_the_archive_as_it_is(kept: Archive, aside: Path) -> None:
    before, sha256 = bytes_of(kept.place.folder), Archive.digest(b"Kinnitan korra.")
    replayed = KeptArchive(kept, aside)
    assert replayed.store(answer("https://x/2", b"Uus"), "mets") == Archive.digest(b"Uus")
    assert replayed.forget(sha256) is False
    with replayed.changing() as (objects, ledger):
        assert objects.forget(sha256) is False
        assert ledger.registers() == [], "there are no lines to rewrite"
    assert bytes_of(kept.place.folder) == before
    assert replayed.load(sha256) == b"Kinnitan korra."
    with pytest.raises(NotArchived):
        replayed.load(Archive.digest(b"Uus"))


def test_the_journal_goes_on_aside(kept: Archive, aside: Path) -> None:
    replayed = KeptArchive(kept, aside)
    before = (kept.place.folder / NAME).read_bytes()
    note_lifted(replayed.place, "mets/8", ["restricted"], "shown again", "run", AT)
    assert [line["lifted"]["document_id"] for line in read_journal(replayed.place)] == ["mets/9", "mets/8"]
    assert (kept.place.folder / NAME).read_bytes() == before
