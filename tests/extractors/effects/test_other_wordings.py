"""Two copies of one act in a container that say different things leave in doubt what only one of them says."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.model.extraction import FileExtraction
from extractors.read import read_file

ACT = (
    "SOOAMET\nDIREKTORI KÄSKKIRI\n29.08.2025 nr {number}\n\n1. Tunnistan kehtetuks direktori 31.08.2022 käskkirja nr 25"
    " {annexes}.\n2. Käskkiri jõustub allkirjastamisest.\n(allkirjastatud digitaalselt)\nMari Maasikas\ndirektor\n"
)


def act(annexes: str, number: str = "16") -> bytes:
    return ACT.format(annexes=annexes, number=number).encode()


def packed(**files: bytes) -> FileExtraction:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.txt", data)
    return read_file(out.getvalue(), "a.zip")


def doubts(found: FileExtraction) -> list[list[str | None]]:
    return [[each.doubt for each in member.effects] for member in found.members]


def test_what_only_one_of_two_copies_says_is_doubtful() -> None:
    found = packed(final=act("lisad 1 ja 3"), old=act("lisad 1–3"))
    assert doubts(found) == [["wordings_differ", None], ["wordings_differ", None]]
    assert [(each.code, "final.txt, old.txt" in each.message) for each in found.findings] == [("wordings_differ", True)]


@pytest.mark.parametrize(
    "other",
    [act("lisad 1, 3"), act("lisad 1–3", number="17"), act("lisad 1–3").replace(b"SOOAMET", b"EELN\xc3\x95U\nSOOAMET")],
    ids=["other words for the same", "another act", "a draft"],
)
def test_other_files_say_nothing_of_the_act(other: bytes) -> None:
    found = packed(one=act("lisad 1 ja 3"), other=other)
    assert doubts(found)[0] == [None, None]
    assert found.findings == ()


def test_what_an_open_word_leaves_behind_is_no_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("kaust/~$skkiri.docx", b"\x05Mari Maasikas")
        archive.writestr("kaust/käskkiri.txt", act("lisa 1"))
    found = read_file(out.getvalue(), "a.zip")
    assert (len(found.members), found.failures) == (1, ())
