"""An archive in a bucket: a store that is silent says nothing of a file, and damaged bytes are never handed out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.archive import Archive, ArchiveDamaged, ArchiveUnreachable, ArchiveUnwritable, NotArchived
from flows.stores.on_s3 import OnS3
from flows.withdrawal.journal import note_lifted, read_journal
from tests.flows.archive.test_store import AT, URL, answer
from tests.flows.s3_server import Bucket

READS: dict[str, Callable[[Archive, str], object]] = {
    "load": lambda archive, sha256: archive.load(sha256),
    "holds": lambda archive, sha256: archive.holds(sha256),
    "size": lambda archive, sha256: archive.size(sha256),
    "unverified": lambda archive, sha256: found_unverified(archive, sha256),
    "hashes": lambda archive, sha256: archive.hashes("ab"),
    "captures": lambda archive, sha256: list(archive.captures("rama")),
    "registers": lambda archive, sha256: archive.registers(),
    "last answer": lambda archive, sha256: archive.last_answer("rama", URL),
    "journal": lambda archive, sha256: read_journal(archive.place),
}
WRITES: dict[str, Callable[[Archive, str], object]] = {
    "store": lambda archive, sha256: archive.store(answer(b"new"), "rama"),
    "forget": lambda archive, sha256: archive.forget(sha256),
    "settle": lambda archive, sha256: archive.settle(),
    "prepare": lambda archive, sha256: archive.prepare(),
    "journal": lambda archive, sha256: note_lifted(archive.place, "rama/7", ["takedown"], "asked for", "run", AT),
}


def found_unverified(archive: Archive, sha256: str) -> bytes | None:
    with archive.changing() as (objects, _):
        return objects.find_unverified(sha256)


@pytest.fixture
def archive(bucket: Bucket) -> Archive:
    return Archive(OnS3(bucket.address))


@pytest.mark.parametrize("read", READS)
def test_a_store_that_does_not_answer_is_neither_damage_nor_emptiness(
    archive: Archive, bucket: Bucket, read: str
) -> None:
    sha256 = archive.store(answer(), "rama")
    bucket.gate.shut()
    with pytest.raises(ArchiveUnreachable, match=bucket.address):
        READS[read](archive, sha256)


@pytest.mark.parametrize("write", WRITES)
def test_what_a_store_does_not_take_is_not_kept(archive: Archive, bucket: Bucket, write: str) -> None:
    sha256 = archive.store(answer(), "rama")
    before = bucket.objects()
    bucket.gate.shut()
    with pytest.raises((ArchiveUnwritable, ArchiveUnreachable), match=bucket.address):
        WRITES[write](archive, sha256)
    assert bucket.objects() == before


def test_damaged_bytes_are_named_and_healed_where_their_length_shows_it(archive: Archive, bucket: Bucket) -> None:
    sha256 = archive.store(answer(), "rama")
    key = f"kept/objects/{sha256[:2]}/{sha256}"
    for damaged in (b"rabx", b"ra"):
        bucket.put(key, damaged)
        with pytest.raises(ArchiveDamaged, match=f"{bucket.address}/objects.*{sha256} is damaged"):
            archive.load(sha256)
    archive.store(answer(), "rama")
    assert archive.load(sha256) == b"raba"
    assert archive.forget(sha256)
    assert not archive.forget(sha256)
    with pytest.raises(NotArchived):
        archive.load(sha256)


def test_equal_bytes_are_sent_once(archive: Archive, bucket: Bucket) -> None:
    archive.store(answer(), "rama")
    before = bucket.gate.writes
    archive.store(answer(url=URL + "8"), "rama")
    assert bucket.gate.writes == before + 1, "the line alone"
    assert [row.url for row in Archive(OnS3(bucket.address)).captures("rama")] == [URL, URL + "8"]
