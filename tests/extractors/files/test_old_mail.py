"""Mail as old and careless programs wrote it: encoded messages, uuencode, names in bytes, marks, heads of mailboxes."""

from __future__ import annotations

import base64
import binascii
import io
import quopri
import zipfile
from collections.abc import Callable

import pytest

from extractors.files.containers import Budget, Container, open_container
from extractors.files.mail import open_mail
from extractors.files.media import media_type
from extractors.read import read_file

ACT = (
    "Metsaamet\nPEADIREKTORI KÄSKKIRI\n12.03.2024 nr 15\n\nPõhimääruse § 9 alusel:\n"
    "1. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisa 3.\n"
).encode()
HEAD = b"From: Mari <mari@example.org>\r\nTo: jaan@example.org\r\nSubject: Edasi\r\nMIME-Version: 1.0\r\n"
INNER = HEAD + (
    b'Content-Type: multipart/mixed; boundary="sees"\r\n\r\n--sees\r\n'
    b"Content-Type: text/plain\r\n\r\nTere!\r\n--sees\r\n"
    b'Content-Type: application/octet-stream; name="akt.txt"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + base64.encodebytes(ACT)
    + b"\r\n--sees--\r\n"
)


def uuencoded(content: bytes, name: str = "akt.txt", *, end: bytes = b"`\n") -> bytes:
    lines = [binascii.b2a_uu(content[at : at + 45], backtick=True) for at in range(0, len(content), 45)]
    return b"begin 644 %s\n%s%send\n" % (name.encode(), b"".join(lines), end)


def forwarded(kind: bytes, encoding: bytes, body: bytes) -> bytes:
    part = b"Content-Type: %s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n" % (kind, encoding, body)
    return HEAD + b'Content-Type: multipart/mixed; boundary="v"\r\n\r\n--v\r\n' + part + b"--v--\r\n"


def opened(data: bytes) -> Container:
    return open_mail(data, "kiri.eml", Budget())


CODED: dict[bytes, Callable[[bytes], bytes]] = {
    b"base64": base64.encodebytes,
    b"BASE64 ": base64.encodebytes,
    b"quoted-printable": quopri.encodestring,
    b"x-uuencode": uuencoded,
    b"7bit": bytes,
    b"binary": bytes,
}


@pytest.mark.parametrize("kind", [b"message/rfc822", b"message/global", b'message/rfc822; name="edasi.eml"'])
@pytest.mark.parametrize("encoding", CODED)
def test_a_mail_in_a_mail_is_read_however_it_is_encoded(kind: bytes, encoding: bytes) -> None:
    read = read_file(forwarded(kind, encoding, CODED[encoding](INNER)), "kiri.eml")
    [inner] = read.members
    act = next(member for member in inner.members if member.name == "akt.txt")
    assert [effect.effect for effect in act.effects] == ["revoke"]
    assert (read.failures, inner.failures) == ((), ())


@pytest.mark.parametrize("boundary", [b"==0123==", b"=3D"])
def test_an_encoded_mail_keeps_the_boundary_that_looks_encoded(boundary: bytes) -> None:
    inner = INNER.replace(b"sees", boundary)
    read = read_file(forwarded(b"message/rfc822", b"quoted-printable", quopri.encodestring(inner)), "kiri.eml")
    assert [member.name for member in read.members[0].members] == ["body.txt", "akt.txt"]


def test_an_encoded_mail_that_is_damaged_is_held_by_name() -> None:
    read = read_file(forwarded(b"message/rfc822", b"base64", b"####"), "kiri.eml")
    assert [failure.name for failure in read.failures] == ["message-1.eml"]


@pytest.mark.parametrize(
    "text",
    [
        b"Tere!\n\n" + uuencoded(ACT) + b"\nMari\n",
        uuencoded(ACT),
        uuencoded(ACT, end=b" \n"),
        uuencoded(ACT, end=b""),
        uuencoded(ACT).replace(b"\n", b"\r\n"),
        uuencoded(ACT).replace(b"`", b" "),
        b"Tere!\n" + uuencoded(b"esimene", "a.txt") + uuencoded(ACT),
    ],
)
def test_a_file_that_stands_uuencoded_in_the_text_is_a_member(text: bytes) -> None:
    read = read_file(HEAD + b"\r\n" + text, "kiri.eml")
    act = next(member for member in read.members if member.name == "akt.txt")
    assert [effect.effect for effect in act.effects] == ["revoke"]
    assert act.size == len(ACT)
    letters = [member for member in read.members if member.name == "body.txt"]
    assert all("begin 644" not in letter.text.text for letter in letters if letter.text)


def test_a_part_sent_as_uuencode_is_decoded() -> None:
    part = b'application/octet-stream; name="akt.txt"'
    assert [member.data for member in opened(forwarded(part, b"x-uuencode", uuencoded(ACT))).members] == [ACT]


def test_text_that_only_speaks_of_beginning_stays_text() -> None:
    for text in (b"begin 644 a\nKinnitan korra\nend\n", b"begin at noon\nend\n", b"begin 644 a.txt\nend\n"):
        [body] = opened(HEAD + b"\r\n" + text).members
        assert body.name == "body.txt"
        assert body.data.strip() == text.strip()


@pytest.mark.parametrize("encoding", ["cp1257", "iso8859-13", "iso8859-15", "utf-8"])
@pytest.mark.parametrize(
    "field",
    [b'Content-Disposition: attachment; filename="%s"', b'Content-Type: application/octet-stream; name="%s"'],
)
def test_a_name_in_bytes_without_an_encoding_is_read_as_estonian(field: bytes, encoding: str) -> None:
    part = field % "käskkiri õigus.docx".encode(encoding) + b"\r\n\r\nsisu\r\n"
    data = HEAD + b'Content-Type: multipart/mixed; boundary="v"\r\n\r\n--v\r\n' + part + b"--v--\r\n"
    assert [member.name for member in opened(data).members] == ["käskkiri õigus.docx"]


@pytest.mark.parametrize("encoding", ["cp1257", "cp775", "utf-8"])
@pytest.mark.parametrize(
    "name", ["käskkiri.txt", "lõpetamine.txt", "määrus õiend žürii.txt", "ÕIGUS ära.txt", "öösel.txt"]
)
def test_names_in_a_zip_are_read_as_estonian(encoding: str, name: str) -> None:
    raw, placeholder = name.encode(encoding), b"x" * len(name.encode(encoding))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(placeholder.decode(), b"sisu")
    data = out.getvalue().replace(placeholder, raw)
    assert [member.name for member in open_container(data, "a.zip", Budget()).members] == [name]


HEADS = [
    b"Status: RO\r\nX-Status: \r\n" + HEAD,
    b"\xef\xbb\xbf" + HEAD,
    b"\xef\xbb\xbf" * 3 + HEAD,
    b"\r\n\r\n" + HEAD,
    b"X-Account-Key: account1\r\nX-UIDL: 1\r\n\tmore\r\n" + HEAD,
    b"Delivery-date: Mon, 02 Mar 2026\r\nEnvelope-to: a@example.org\r\n" + HEAD,
    b"From mari@example.org Mon Mar  2 10:00:00 2026\r\nStatus: RO\r\n" + HEAD,
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("name", ["kiri", "kiri.txt", "kiri.eml"])
def test_a_saved_mail_is_known_whatever_stands_first(head: bytes, name: str) -> None:
    data = head + b'Content-Disposition: attachment; filename="akt.txt"\r\n\r\n' + ACT
    assert media_type(data, name) == "message/rfc822"
    assert [member.name for member in open_container(data, name, Budget()).members] == ["akt.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "Status: kehtiv\nKinnitan korra.\n",
        "Adressaat: Mari\nKuupäev: 02.03.2026\n\nKinnitan korra.\n",
        "Kinnitan järgmise korra\nFrom: a\nTo: b\nSubject: c\n\n1. korra.\n",
    ],
)
def test_a_text_with_colons_is_no_mail(text: str) -> None:
    assert media_type(text.encode(), "kiri.txt") == "text/plain"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_marks_before_a_text_a_ddoc_or_rtf_change_nothing(count: int) -> None:
    marks = b"\xef\xbb\xbf" * count
    read = read_file(marks + ACT, "akt.txt")
    assert read.text is not None
    assert read.text.text == ACT.decode()
    joined = read_file(ACT + marks + ACT, "akt.txt")
    assert joined.text is not None
    assert joined.text.text == ACT.decode() * 2
    file = "<DataFile Id='D0' ContentType='EMBEDDED_BASE64' Filename='akt.txt'>%s</DataFile>"
    ddoc = "<?xml version='1.0'?><SignedDoc version='1.3'>" + file % base64.b64encode(ACT).decode() + "</SignedDoc>"
    [member] = read_file(marks + ddoc.encode(), "vana.ddoc").members
    assert [effect.effect for effect in member.effects] == ["revoke"]
    assert media_type(marks + b"{\\rtf1 Tere}", "a.doc") == "application/rtf"


PLIST = b'<?xml version="1.0"?><plist version="1.0"></plist>'
SAVED = {
    "behind the count of its bytes": b"%d\n%s%s" % (len(INNER), INNER, PLIST),
    "with the line ends of old Macs": INNER.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "behind a mark taken for text": "ï»¿".encode() + INNER,
    "behind a blank without width": b"\xe2\x80\x8b" + INNER,
    "with blanks before its colons": INNER.replace(b"Subject:", b"Subject :"),
    "behind the line of an envelope, quoted": b">From mari@example.org\n" + INNER,
    "in UTF-16": INNER.decode().encode("utf-16"),
}


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED)
def test_a_mail_is_read_in_whatever_form_a_program_saved_it(data: bytes) -> None:
    found = read_file(data, "kiri")
    [act] = [member for member in found.members if member.name == "akt.txt"]
    assert [effect.affected.number for effect in act.effects] == ["5"]
    assert not found.failures


def test_parts_that_a_gateway_encoded_as_a_whole_are_read() -> None:
    parts = base64.encodebytes(INNER[INNER.index(b"--sees") :])
    found = read_file(forwarded(b'multipart/mixed; boundary="sees"', b"base64", parts), "a.eml")
    effects = [effect for member in found.members for inner in member.members for effect in inner.effects]
    assert [effect.affected.number for effect in effects] == ["5"]
