"""An Outlook message gives its text and attachments through an optional library, or names what to install."""

from __future__ import annotations

import importlib
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import media
from extractors.files.containers import Budget, open_container
from extractors.files.media import media_type
from extractors.files.msg import open_msg

Attachment = dict[str, bytes]

extract_msg = pytest.importorskip("extract_msg", reason="the extra kehtiv[msg] is not installed")


def properties(header: int, *rows: tuple[int, int, int]) -> bytes:
    """A stream of properties: (tag, flags, value or length) after a header of zeros (MS-OXMSG 2.4)."""
    return bytes(header) + b"".join(struct.pack("<IIQ", tag, flags, value) for tag, flags, value in rows)


def make_msg(body: str, *attachments: Attachment, html: bytes = b"") -> bytes:
    """A message of this text with these attachments, given as property tag → bytes."""
    writer = extract_msg.OleWriter()
    text = body.encode("utf-16-le")
    rows = [(0x1000001F, 6, len(text) + 2), (0x001A001F, 6, 20), (0x340D0003, 6, 0x40000)]
    streams = {"__substg1.0_1000001F": text, "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le")}
    if html:
        rows.append((0x10130102, 6, len(html)))
        streams["__substg1.0_10130102"] = html
    writer.addEntry("__properties_version1.0", properties(32, *rows))
    writer.addEntry("__nameid_version1.0", storage=True)
    for name in ("00020102", "00030102", "00040102"):
        writer.addEntry(f"__nameid_version1.0/__substg1.0_{name}", b"")
    for name, data in streams.items():
        writer.addEntry(name, data)
    for number, attachment in enumerate(attachments):
        folder = f"__attach_version1.0_#{number:08X}"
        writer.addEntry(folder, storage=True)
        lengths = [(int(tag, 16), 6, len(data) + 2 * tag.endswith("001F")) for tag, data in attachment.items()]
        writer.addEntry(f"{folder}/__properties_version1.0", properties(8, (0x37050003, 6, 1), *lengths))
        for tag, data in attachment.items():
            writer.addEntry(f"{folder}/__substg1.0_{tag}", data)
    return written(writer)


def written(writer: Any) -> bytes:
    import io

    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached(name: str, data: bytes, content_id: str = "") -> Attachment:
    found = {"3707001F": name.encode("utf-16-le"), "37010102": data}
    return found | ({"3712001F": content_id.encode("utf-16-le")} if content_id else {})


def test_text_and_attachments_are_members() -> None:
    data = make_msg("Tere õ", attached("käskkiri.pdf", b"%PDF-1"), attached("lisa.txt", b"2"))
    assert media_type(data, "") == media.MSG
    found = open_container(data, "a.msg")
    assert [(member.name, member.data) for member in found.members] == [
        ("body.txt", "Tere õ".encode()),
        ("käskkiri.pdf", b"%PDF-1"),
        ("lisa.txt", b"2"),
    ]
    assert found.findings == found.failures == ()


def test_pictures_that_the_text_shows_are_left_out_by_name() -> None:
    html = b'<html><p>Tere<img src="cid:a@b"></html>'
    data = make_msg("Tere", attached("logo.png", b"1", "a@b"), attached("skann.png", b"2", "c@d"), html=html)
    found = open_msg(data, "a.msg", Budget())
    assert [member.name for member in found.members] == ["body.txt", "skann.png"]
    assert [finding.code for finding in found.findings] == ["inline_images_left_out"]
    assert "logo.png" in found.findings[0].message


def test_html_is_the_text_where_there_is_no_other() -> None:
    found = open_msg(make_msg("", html=b"<html><p>Tere</html>"), "a.msg", Budget())
    assert [member.name for member in found.members] == ["body.html"]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<html><p>Kinnitan korra nr 5</p></html>", "body.txt"),
        ("<html><p>Kinnitan korra nr <s>5</s></p></html>", "body.html"),
        ("<html><p>Kinnitan korra nr 6</p></html>", "body.html"),
    ],
)
def test_html_is_the_text_where_it_strikes_or_counts_otherwise(html: str, read: str) -> None:
    found = open_msg(make_msg("Kinnitan korra nr 5", html=html.encode()), "a.msg", Budget())
    assert [member.name for member in found.members] == [read]
    assert [finding.code for finding in found.findings] == ([] if read == "body.txt" else ["mail_halves_differ"])


def test_names_lead_nowhere_and_are_given_once() -> None:
    data = make_msg("Tere", attached("..\\..\\lisa.pdf", b"1"), attached("lisa.pdf", b"2"), attached("", b"3"))
    found = open_msg(data, "a.msg", Budget())
    assert [member.name for member in found.members] == ["body.txt", "lisa.pdf", "lisa (2).pdf", "part-3"]


def test_an_empty_attachment_is_held_back_by_name() -> None:
    found = open_msg(make_msg("Tere", attached("lisa.pdf", b"")), "a.msg", Budget())
    assert [member.name for member in found.members] == ["body.txt"]
    assert [failure.name for failure in found.failures] == ["lisa.pdf"]


def test_streams_are_paid_by_what_they_declare_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several streams of an OLE file may lie in the same sectors: a small file that unpacks to much."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the message was opened")

    monkeypatch.setattr(extract_msg, "openMsg", never)
    data = make_msg("Tere", attached("lisa.pdf", b"x" * 5000))
    with pytest.raises(UnsafeContainer, match="bytes in all"):
        open_msg(data, "a.msg", Budget(size=4000))


def test_attachments_are_paid_as_entries() -> None:
    data = make_msg("Tere", *[attached(f"{number}.txt", b"1") for number in range(5)])
    with pytest.raises(UnsafeContainer, match="entries in all"):
        open_msg(data, "a.msg", Budget(entries=3))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = importlib.import_module

    def missing(name: str, *rest: Any) -> Any:
        if name == "extract_msg":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(UnreadableFile, match=r"pip install kehtiv\[msg\]"):
        open_msg(make_msg("Tere"), "a.msg", Budget())


@pytest.mark.parametrize("length", [9, 600, 2000])
def test_a_torn_message_is_unreadable(length: int) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.msg"):
        open_msg(make_msg("Tere")[:length], "a.msg", Budget())


def test_the_real_message_opens(shared: Path) -> None:
    """Its text is read; the three pictures of its signature are left out by name."""
    found = open_container((shared / "real" / "originals" / "Vastus.msg").read_bytes(), "Vastus.msg")
    assert [member.name for member in found.members] == ["body.txt"]
    assert 2_000 < len(found.members[0].data) < 3_500
    assert [finding.code for finding in found.findings] == ["inline_images_left_out"]
    assert found.failures == ()


GOOD = make_msg("Tere õ", attached("lisa.pdf", b"%PDF-1" * 20), html=b"<p>Tere")


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 255)), max_size=8), st.integers(0, len(GOOD)))
def test_damaged_messages_raise_nothing_else(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at % len(data)] = value
    with suppress(ExtractionError):
        open_msg(bytes(data[: len(data) - end // 8]), "a.msg", Budget())
