"""Files that an HTML page carries in its own addresses are members of it, or held by name."""

from __future__ import annotations

import base64

import pytest

from extractors.files.data_addresses import find_in_addresses
from extractors.read import read_file

ACT = "Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 5."
IN_BASE64 = base64.b64encode("Juhend: tuletõrje".encode()).decode()

CARRIED = {
    "link with a name": (f'<a download="Lisa 4.txt" href="data:text/plain;base64,{IN_BASE64}">Lisa</a>', "Lisa 4.txt"),
    "address before the name": (
        f"<a href='data:text/plain;base64,{IN_BASE64}' download='Lisa%205.txt'>Lisa</a>",
        "Lisa 5.txt",
    ),
    "object": (f'<object type="text/plain" data="data:text/plain;base64,{IN_BASE64}"></object>', "attachment-1.txt"),
    "frame": (f'<iframe src="DATA:text/plain;charset=utf-8;base64,{IN_BASE64}"></iframe>', "attachment-1.txt"),
    "percent signs": ('<a href="data:text/plain,Juhend%3A%20tulet%C3%B5rje">Lisa</a>', "attachment-1.txt"),
    "broken lines": (f'<embed src="data:text/plain;base64,{IN_BASE64[:8]}\n{IN_BASE64[8:]}">', "attachment-1.txt"),
}


@pytest.mark.parametrize(("markup", "name"), CARRIED.values(), ids=CARRIED)
def test_a_file_in_an_address_is_a_member(markup: str, name: str) -> None:
    found = read_file(f"<html><body><p>{ACT}</p><p>{markup}</p></body></html>".encode(), "a.html")
    assert [member.name for member in found.members] == [name]
    assert found.members[0].text is not None
    assert found.members[0].text.text.startswith("Juhend: tuletõrje")
    assert [e.affected.annexes for e in found.effects] == [("1", "5")]
    assert "files_inside" in {finding.code for finding in found.findings}


def test_a_damaged_one_is_held_by_name() -> None:
    page = (
        f'<html><body><p>{ACT}</p><a download="Lisa 4.pdf" href="data:application/pdf;base64,JVBE!!"></a></body></html>'
    )
    found = read_file(page.encode(), "a.html")
    assert [(failure.name, failure.code) for failure in found.failures] == [("Lisa 4.pdf", "unreadable_file")]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="data:image/png;base64,AAAA">',
        '<object data="data:image/svg+xml,%3Csvg/%3E"></object>',
        '<a href="https://naidis.ee/?data:text/plain,x">Lisa</a>',
        "<p>href=data:text/plain,x</p>",
        '<a href="data:text/plain;base64,' + "A" * 50,
    ],
)
def test_pictures_and_other_addresses_are_no_files(markup: str) -> None:
    assert list(find_in_addresses(markup.encode())) == []
