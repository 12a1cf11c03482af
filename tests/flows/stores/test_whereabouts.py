"""A data folder keeps its answers in one place: another one is refused until the first was cleared."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.folder import BadConfig, DataFolder
from flows.stores.whereabouts import Whereabouts, check_address, find_whereabouts, remember

ONE, OTHER = Whereabouts("s3://bucket/kept", "s3://bucket/read"), Whereabouts("s3://other/kept")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_folder_remembers_where_its_things_lie(folder: DataFolder) -> None:
    assert find_whereabouts(folder, Whereabouts()) == Whereabouts()
    remember(folder, Whereabouts())
    assert not folder.places.exists(), "what lies in the folder needs no memory"
    remember(folder, ONE)
    assert find_whereabouts(folder, Whereabouts()) == ONE, "a command without the setting reaches the same place"
    assert find_whereabouts(folder, ONE) == ONE


def test_another_place_is_refused_while_the_first_is_remembered(folder: DataFolder) -> None:
    remember(folder, ONE)
    with pytest.raises(BadConfig, match=r"s3://other/kept, but the archive of this data folder lies in s3://bucket"):
        find_whereabouts(folder, OTHER)
    with pytest.raises(BadConfig, match="KEHTIV_ARCHIVE is s3://other/kept"):
        remember(folder, OTHER)
    assert find_whereabouts(folder, Whereabouts()) == ONE, "nothing was written over the memory"
    folder.places.unlink()
    assert find_whereabouts(folder, OTHER) == OTHER


@pytest.mark.parametrize("kind", ["archive", "readings"])
def test_a_bucket_is_refused_while_files_lie_in_the_folder(folder: DataFolder, kind: str) -> None:
    lying = folder.path / kind / "ab" / "x"
    lying.parent.mkdir(parents=True)
    assert find_whereabouts(folder, ONE) == ONE, "empty folders hold nothing"
    lying.write_bytes(b"x")
    with pytest.raises(BadConfig, match="which a take-down would no longer reach"):
        find_whereabouts(folder, ONE)
    assert find_whereabouts(folder, Whereabouts()) == Whereabouts()


@pytest.mark.parametrize("readings", ["s3://bucket/kept", "s3://bucket/kept/read", "s3://bucket"])
def test_archive_and_readings_do_not_lie_in_one_another(folder: DataFolder, readings: str) -> None:
    """What other versions read goes as a whole: nothing else may lie there."""
    with pytest.raises(BadConfig, match="a prefix of its own"):
        find_whereabouts(folder, Whereabouts("s3://bucket/kept", readings))
    assert find_whereabouts(folder, Whereabouts("s3://bucket/kept", "s3://bucket/kept2"))


@pytest.mark.parametrize("memory", [b"[]", b"{", b'{"archive": 5}', b'{"archive": "s3://user:pw@bucket"}'])
def test_a_damaged_memory_is_named_and_never_taken_for_none(folder: DataFolder, memory: bytes) -> None:
    folder.places.write_bytes(memory)
    with pytest.raises(BadConfig, match=r"places\.json does not say where"):
        find_whereabouts(folder, Whereabouts())


@pytest.mark.parametrize(
    "address", ["s3://b", "bucket/x", "http://bucket", "s3://key:pw@bucket/x", "s3://buc/../x", "s3://buc//x"]
)
def test_what_is_no_address_of_a_bucket_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(ValueError, match="must be s3://BUCKET/PREFIX") as raised:
        check_address(address)
    assert address not in str(raised.value)


def test_an_address_ends_without_a_slash() -> None:
    assert check_address(" s3://bucket/some/prefix/ ") == "s3://bucket/some/prefix"
    assert (check_address("s3://bucket"), check_address(""), check_address(None)) == ("s3://bucket", None, None)
