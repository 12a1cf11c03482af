"""Web pages saved in one file, as Word writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnreadableFile
from extractors.files.mhtml import is_mhtml, read_mhtml
from extractors.files.read_text import read_text

HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="x"\r\n\r\n'
PAGE = (
    b"--x\r\nContent-Type: text/html; charset=windows-1257\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><p>K=E4skkiri nr=\r\n 5</p></html>\r\n--x--\r\n"
)


@pytest.mark.parametrize("name", ["kiri.mht", "kiri.doc", "kiri"])
def test_the_page_inside_is_read(name: str) -> None:
    """Under whatever name people gave it."""
    assert read_text(HEAD + b"saved by Word\r\n" + PAGE, name, "0")[1].text == "Käskkiri nr 5\n"


def test_a_saved_page_without_a_page_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"kiri\.mht: a saved page .* no HTML"):
        read_text(HEAD + b"--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--", "kiri.mht", "0")


def test_mail_and_words_are_no_saved_page() -> None:
    assert not is_mhtml(b"To: a@example.org\r\n" + HEAD)
    assert not is_mhtml(b"Kord:\nContent-Type: multipart/related on vorming.\n")
    assert is_mhtml(b"From: <Saved by Word>\r\nSubject: Lisa\r\n" + HEAD)


@given(st.binary(max_size=200))
def test_arbitrary_bodies_raise_nothing_else(body: bytes) -> None:
    try:
        assert read_mhtml(HEAD + body, "a.mht", "0")[0].blocks
    except ExtractionError:
        return
