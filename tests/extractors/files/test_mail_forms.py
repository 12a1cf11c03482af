"""Mail in the forms of single programs: flowing lines, halves that differ, mailboxes, winmail.dat, S/MIME."""

from __future__ import annotations

import base64
import struct

import pytest

from extractors.errors import EncryptedFile, UnreadableFile
from extractors.files.containers import Budget, open_container
from extractors.files.mail import open_mail
from extractors.files.mail_flowed import join_flowed
from extractors.files.mailbox import is_mailbox
from extractors.files.smime import signed_content
from extractors.model.extraction import FileExtraction
from extractors.read import read_file

HEADING = "Metsaamet\nPEADIREKTORI KÄSKKIRI\n12.03.2024 nr 15\n\nPõhimääruse § 9 alusel:\n"
REVOCATION = "1. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisa 3."
OTHER = "2. Tunnistan kehtetuks peadirektori 30.01.2018 käskkirja nr 12 lisa 6."
HEAD = "From: Mari <mari@example.org>\nTo: jaan@example.org\nSubject: Edasi\nMIME-Version: 1.0\n"


def revoked(found: FileExtraction) -> list[tuple[str | None, object]]:
    files = [found, *found.members, *(inner for member in found.members for inner in member.members)]
    return [
        (each.affected.number, each.affected.annexes)
        for file in files
        for each in file.effects
        if each.effect == "revoke"
    ]


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("text", "deletes_spaces", "joined"),
    [
        ("lisad 2, 6 ja 1 \n3.", True, "lisad 2, 6 ja 13."),
        ("lisad 2, \n6 ja 13.", False, "lisad 2, 6 ja 13."),
        ("esimene\r\nteine", False, "esimene\nteine"),
        ("> lisad 2, \n> 6\nvastus", False, "> lisad 2, 6\nvastus"),
        ("> lisad 2, \n6", False, "> lisad 2, \n6"),
        ("Mari\n-- \nAmet", False, "Mari\n-- \nAmet"),
        ("Mari \n-- \nAmet", False, "Mari \n-- \nAmet"),
    ],
)
def test_flowing_lines_are_joined_as_their_writer_meant(text: str, deletes_spaces: bool, joined: str) -> None:
    assert join_flowed(text, deletes_spaces=deletes_spaces) == joined


def test_a_number_that_flows_over_the_line_is_one() -> None:
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n"
    broken = REVOCATION.replace("lisa 3.", "lisad 1 \n3 ja 1 \n4.")
    found = read_file(f"{HEAD}{kind}{HEADING}{broken}\n".encode(), "kiri.eml")
    assert revoked(found) == [("5", ("13", "14"))]


def halves(plain: str, html: str) -> bytes:
    parts = [("plain", plain), ("html", html)]
    inner = "".join(f"--v\nContent-Type: text/{kind}; charset=utf-8\n\n{text}\n" for kind, text in parts)
    return f'{HEAD}Content-Type: multipart/alternative; boundary="v"\n\n{inner}--v--\n'.encode()


def as_html(*lines: str) -> str:
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in lines if line) + "</body></html>"


@pytest.mark.parametrize("mark", ["<s>{}</s>", "<span style='display:none'>{}</span>", "<del>{}</del>"])
def test_words_that_only_the_html_half_strikes_or_hides_do_not_count(mark: str) -> None:
    html = as_html(*HEADING.split("\n"), REVOCATION, mark.format(OTHER))
    found = read_file(halves(f"{HEADING}{REVOCATION}\n{OTHER}\n", html), "kiri.eml")
    assert revoked(found) == [("5", ("3",))]
    assert [member.name for member in found.members] == ["body.html"]
    assert "mail_halves_differ" in codes(found)


def test_halves_of_other_figures_are_told() -> None:
    html = as_html(*HEADING.split("\n"), REVOCATION.replace("lisa 3", "lisa 4"))
    found = read_file(halves(f"{HEADING}{REVOCATION}\n", html), "kiri.eml")
    assert revoked(found) == [("5", ("4",))]
    assert codes(found) == {"mail_halves_differ"}


def test_halves_that_say_the_same_are_told_nothing_of() -> None:
    link = "<a href='https://example.org/2024/7'>Siin</a>"
    html = as_html(*HEADING.split("\n"), REVOCATION, link)
    found = read_file(halves(f"{HEADING}{REVOCATION}\nSiin <https://example.org/2024/7>\n", html), "kiri.eml")
    assert revoked(found) == [("5", ("3",))]
    assert [member.name for member in found.members] == ["body.txt"]
    assert codes(found) == set()


@pytest.mark.parametrize("name", ["kirjad.mbox", "kirjad"])
@pytest.mark.parametrize("marks", [b"", b"\xef\xbb\xbf" * 2])
def test_each_mail_of_a_mailbox_is_read(marks: bytes, name: str) -> None:
    texts = ("Tere!\n\nFrom nowhere, said he.\n", f"{HEADING}{REVOCATION}\n")
    kind = "Content-Type: text/plain; charset=utf-8\n\n"
    mails = [f"From mari@example.org Tue Mar 12 10:00:00 2024\n{HEAD}{kind}{text}" for text in texts]
    box = marks + "\n".join(mails).encode()
    assert is_mailbox(box)
    found = read_file(box, name)
    assert [member.name for member in found.members] == ["message-1.eml", "message-2.eml"]
    assert revoked(found) == [("5", ("3",))]


def test_a_mail_with_an_envelope_line_is_no_mailbox() -> None:
    text = "From mari@example.org Tue Mar 12 10:00:00 2024\n" + HEAD + "\nTere!\n\nFrom 2024 on\nall is well.\n"
    assert not is_mailbox(text.encode())


def attribute(level: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*entries: bytes) -> bytes:
    return struct.pack("<I", len(entries)) + b"".join(entries)


def long_name(name: str) -> bytes:
    value = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHII", 0x1F, 0x3707, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def named_number() -> bytes:
    return struct.pack("<HH", 3, 0x8001) + b"\0" * 16 + struct.pack("<III", 0, 0x8503, 1)


def tnef(*attachments: tuple[str, bytes], more: bytes = b"") -> bytes:
    out = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x10000)) + more
    for name, content in attachments:
        out += attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00018010, b"KSKKIR~1.TXT\0")
        out += attribute(2, 0x0006800F, content)
        out += attribute(2, 0x00069005, properties(named_number(), long_name(name)))
    return out


def test_files_in_winmail_dat_are_members() -> None:
    act = f"{HEADING}{REVOCATION}\n".encode()
    data = tnef(("käskkiri.txt", act), ("lisa 3.txt", b"Lisa"), more=attribute(1, 0x0002800C, b"Tere!\0"))
    part = b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: 8bit\n\n"
    found = open_mail(HEAD.encode() + part + data.replace(b"\n", b" "), "kiri.eml", Budget())
    assert [member.name for member in found.members] == ["winmail.dat"]
    read = read_file(data, "winmail.dat")
    assert [member.name for member in read.members] == ["body.txt", "käskkiri.txt", "lisa 3.txt"]
    assert revoked(read) == [("5", ("3",))]


def test_a_message_enclosed_in_winmail_dat_is_opened_too() -> None:
    inner = tnef(("akt.txt", f"{HEADING}{REVOCATION}\n".encode()))
    value = b"\0" * 16 + inner
    enclosed = struct.pack("<HHII", 0x0D, 0x3701, 1, len(value)) + value + b"\0" * (-len(value) % 4)
    outer = attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00069005, properties(long_name("kiri"), enclosed))
    assert revoked(read_file(tnef() + outer, "winmail.dat")) == [("5", ("3",))]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_winmail_dat_that_is_cut_is_held_back(cut: int) -> None:
    whole = tnef(("akt.txt", b"Lisa"))
    with pytest.raises(UnreadableFile, match="TNEF"):
        open_container(whole[:-cut], "winmail.dat")


def element(tag: int, *content: bytes, is_open: bool = False) -> bytes:
    inner = b"".join(content)
    if is_open:
        return bytes([tag, 0x80]) + inner + b"\0\0"
    size = len(inner)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + inner


SIGNED, DATA, ENVELOPED = (element(6, bytes.fromhex(f"2a864886f70d0107{last}")) for last in ("02", "01", "03"))


def signed(content: bytes, *, is_open: bool, kind: bytes = SIGNED) -> bytes:
    pieces = [element(4, content[at : at + 50]) for at in range(0, len(content), 50)]
    octets = element(0x24, *pieces, is_open=True) if is_open else element(4, content)
    how = {"is_open": is_open}
    inner = element(0x30, DATA, element(0xA0, octets, **how), **how)
    digests = element(0x31, element(0x30, element(6, b"\x60"), **how), **how)
    return element(0x30, kind, element(0xA0, element(0x30, element(2, b"\1"), digests, inner, **how), **how), **how)


@pytest.mark.parametrize("is_open", [False, True])
def test_the_mail_inside_a_signature_is_read(is_open: bool) -> None:
    inner = f"Content-Type: text/plain; charset=utf-8\n\n{HEADING}{REVOCATION}\n".encode()
    head = f"{HEAD}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n".encode()
    mail = head + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(signed(inner, is_open=is_open))
    found = read_file(mail, "kiri.eml")
    assert revoked(found) == [("5", ("3",))]
    assert codes(found) == {"mail_signature_not_checked"}


def test_what_is_encrypted_or_no_signature_is_said() -> None:
    with pytest.raises(EncryptedFile):
        signed_content(signed(b"x", is_open=False, kind=ENVELOPED), "smime.p7m")
    whole = signed(b"x" * 200, is_open=True)
    for broken in (b"", b"\x30\x80", whole[:60], b"tekst, mis pole kood"):
        with pytest.raises(UnreadableFile, match="S/MIME"):
            signed_content(broken, "smime.p7m")
