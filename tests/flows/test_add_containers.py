"""Containers of every form go the whole way: read, loaded under their container, held back by name."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.add import add_paths
from flows.ask.originals import read_original
from flows.clock import Clock
from flows.reading.extract import extract_files
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.small_register import act_text, ask
from warehouse.ask.evidence import HeldFile

ACT = act_text("7", date(2026, 2, 3), "Kinnitan metsatalituse töökorra.").encode()


def packed(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def ddoc() -> bytes:
    inner = base64.b64encode(ACT).decode()
    return (
        '<SignedDoc format="DIGIDOC-XML" version="1.3">'
        f'<DataFile ContentType="EMBEDDED_BASE64" Filename="käskkiri.txt" Id="D0" Size="{len(ACT)}">{inner}</DataFile>'
        '<DataFile ContentType="HASHCODE" Filename="lisa.pdf" Id="D1" DigestType="sha1" DigestValue="AA=="/>'
        "</SignedDoc>"
    ).encode()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "mari@example.org", "jaan@example.org", "Käskkiri"
    message.set_content("Edastan käskkirja.\n")
    message.add_attachment(ddoc(), maintype="application", subtype="x-ddoc", filename="käskkiri.ddoc")
    message.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return bytes(message)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def add(inbox: Path) -> Summary:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return add_paths([inbox], Settings(data=inbox.parent / "data", workers=1), Clock(now=lambda: now))


def test_a_mail_with_a_ddoc_is_loaded_member_by_member(inbox: Path) -> None:
    """The act in the DDOC in the mail is a directive; its file stands under the DDOC, and that under the mail."""
    (inbox / "kiri.eml").write_bytes(mail())
    summary = add(inbox)
    data = inbox.parent / "data"
    rows = ask(data, "SELECT name, parent_file_id IS NOT NULL FROM files ORDER BY file_key")
    assert rows == [("kiri.eml", False), ("body.txt", True), ("käskkiri.ddoc", True), ("käskkiri.txt", True)]
    assert ask(data, "SELECT number FROM directives WHERE number = '7'") == [("7",)]
    held = ask(data, "SELECT name, stage, code FROM quarantine ORDER BY name")
    assert [(name.removeprefix("file/"), stage, code) for name, stage, code in held] == [
        ("käskkiri.ddoc/lisa.pdf", "member", "unreadable_file"),
        ("winmail.dat", "member", "unreadable_file"),
    ]
    assert summary.counts["quarantined"] == 2


def test_nothing_of_the_mails_head_reaches_the_warehouse(inbox: Path) -> None:
    (inbox / "kiri.eml").write_bytes(mail())
    add(inbox)
    data = inbox.parent / "data"
    told = ask(
        data, "SELECT message FROM findings UNION ALL SELECT message FROM quarantine UNION ALL SELECT name FROM files"
    )
    assert not [row for row in told if "example.org" in row[0]]


def test_hostile_containers_are_quarantined_with_the_rule(inbox: Path) -> None:
    """And the good file beside them is loaded."""
    (inbox / "hea.zip").write_bytes(packed(("käskkiri.txt", ACT)))
    (inbox / "tee.zip").write_bytes(packed(("../käskkiri.txt", ACT)))
    (inbox / "olem.ddoc").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]>' + ddoc())
    (inbox / "krüpto.cdoc").write_bytes(b"CDOC\x02")
    (inbox / "pakk.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    summary = add(inbox)
    held = ask(inbox.parent / "data", "SELECT name, code, message FROM quarantine ORDER BY name")
    assert [(name, code) for name, code, _ in held] == [
        ("krüpto.cdoc", "encrypted_file"),
        ("olem.ddoc", "unsafe_container"),
        ("pakk.7z", "unreadable_file"),
        ("tee.zip", "unsafe_container"),
    ]
    assert [word in message for (_, _, message), word in zip(held, ("CDOC", "document type", "7z", ".."), strict=True)]
    assert summary.counts["files"] == 1


def test_a_file_attached_to_a_pdf_is_loaded_under_it_and_found_again(inbox: Path) -> None:
    """Its bytes lie in the archive within those of the PDF alone."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 760, "Kaaskiri")
    canvas.save()
    pdf = pypdfium2.PdfDocument(drawn.getvalue())
    pdf.new_attachment("käskkiri.txt").set_data(ACT)
    with (inbox / "kaas.pdf").open("wb") as file:
        pdf.save(file)
    pdf.close()
    add(inbox)
    data = inbox.parent / "data"
    rows = ask(data, "SELECT name, parent_file_id IS NOT NULL FROM files ORDER BY file_key")
    assert rows == [("kaas.pdf", False), ("käskkiri.txt", True)]
    assert ask(data, "SELECT number FROM directives WHERE number = '7'") == [("7",)]
    held = ask(data, "SELECT file_id, name, media_type, sha256 FROM files ORDER BY file_key")
    assert read_original(data, tuple(HeldFile(*row) for row in held)) == ACT


def test_extract_shows_members_and_what_is_missing(inbox: Path) -> None:
    path = inbox / "kiri.eml"
    path.write_bytes(mail())
    (described,), failures = extract_files([path])
    assert failures == []
    assert [member["file"] for member in described["members"]] == ["body.txt", "käskkiri.ddoc", "käskkiri.txt"]
    assert sorted(failure["file"] for failure in described["failures"]) == ["lisa.pdf", "winmail.dat"]
    assert described["directive"]["number"] == "7"


@pytest.mark.parametrize("name, members", [("50k.asice", 1), ("ekiri.eml", 1), ("Vastus.msg", 1)])
def test_real_containers_are_read_and_loaded(shared: Path, inbox: Path, name: str, members: int) -> None:
    if name.endswith(".msg"):
        pytest.importorskip("extract_msg", reason="the extra kehtiv[msg] is not installed")
    original = shared / "real" / "originals" / name
    (described,), failures = extract_files([original])
    assert failures == []
    assert len(described["members"]) + len(described["failures"]) == members
    (inbox / name).write_bytes(original.read_bytes())
    add(inbox)
    data = inbox.parent / "data"
    loaded = ask(data, "SELECT count(*) FROM files WHERE parent_file_id IS NOT NULL")[0][0]
    assert loaded + ask(data, "SELECT count(*) FROM quarantine")[0][0] == members
