"""A mail gives its text and what is attached; broken parts are said, hostile mails refused, people's data left."""

from __future__ import annotations

import re
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnsafeContainer
from extractors.files import mail_policy, media
from extractors.files.containers import Budget, Container, open_container
from extractors.files.mail import open_mail
from extractors.files.media import media_type

HEAD = b"From: Mari <mari@example.org>\r\nTo: jaan@example.org\r\nSubject: Kiri\r\nMIME-Version: 1.0\r\n"


def mail(body: str = "Tere!\n") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "mari@example.org", "jaan@example.org", "Saadan lisa"
    message.set_content(body)
    return message


def opened(message: EmailMessage | bytes) -> Container:
    return open_mail(message if isinstance(message, bytes) else message.as_bytes(policy=SMTP), "kiri.eml", Budget())


def names(found: Container) -> list[str]:
    return [member.name for member in found.members]


def codes(found: Container) -> list[str]:
    return [finding.code for finding in found.findings]


def multipart(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"piir") -> bytes:
    inner = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    head = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind, boundary)
    return head + inner + b"--" + boundary + b"--\r\n"


def test_text_and_attachments_are_members() -> None:
    message = mail("Lugupidamisega, õ\n")
    message.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="käskkiri õ.pdf")
    message.add_attachment("tekst", filename="lisa.txt")
    found = opened(message)
    assert names(found) == ["body.txt", "käskkiri õ.pdf", "lisa.txt"]
    assert found.members[0].data.decode("utf-8-sig").strip() == "Lugupidamisega, õ"
    assert found.members[1].data == b"%PDF-1"
    assert found.findings == found.failures == ()


def test_nothing_of_the_people_in_the_head_is_kept() -> None:
    """Sender, recipient and subject are in no name, finding or text."""
    message = mail()
    inner = mail()
    message.add_attachment(inner)
    told = repr(opened(message).findings) + repr(names(opened(message)))
    for word in ("mari", "jaan", "Saadan"):
        assert word not in told
    assert b"mari" not in opened(message).members[0].data


def test_plain_text_is_preferred_to_html() -> None:
    message = mail("Tere!")
    message.add_alternative("<html><p>Tere!</html>", subtype="html")
    assert names(opened(message)) == ["body.txt"]


def test_html_is_the_text_where_there_is_no_other() -> None:
    message = mail("  \n")
    message.add_alternative("<html><p>Tere õ!</html>", subtype="html")
    found = opened(message)
    assert names(found) == ["body.html"]
    assert media_type(found.members[0].data, "body.html") == media.HTML


def test_an_attachment_beside_the_html_of_an_alternative_is_kept() -> None:
    """Some programs hang the attachments on the better-looking half; only the text there is said twice."""
    html = multipart(
        b"Content-Type: text/html\r\n\r\n<p>Tere</p>",
        b'Content-Type: application/pdf; name="lisa.pdf"\r\n\r\n%PDF-1',
        boundary=b"sees",
    )
    data = HEAD + multipart(b"Content-Type: text/plain\r\n\r\nTere", html, kind=b"alternative")
    assert names(opened(data)) == ["body.txt", "lisa.pdf"]


def test_pictures_that_the_text_shows_are_left_out_by_name() -> None:
    logo = b'Content-Type: image/png; name="logo.png"\r\nContent-ID: <a@b>\r\n\r\npilt'
    scan = b'Content-Type: image/jpeg; name="skann.jpg"\r\nContent-ID: <c@d>\r\nContent-Disposition: inline\r\n\r\npilt'
    html = b'Content-Type: text/html\r\n\r\n<html><p>Tere<img src="cid:a@b"></html>'
    found = opened(HEAD + multipart(html, logo, scan, kind=b"related"))
    assert names(found) == ["body.html", "skann.jpg"]
    assert codes(found) == ["inline_images_left_out"]
    assert "logo.png" in found.findings[0].message


@pytest.mark.parametrize(
    "header, want",
    [
        (b"Content-Disposition: attachment; filename*=UTF-8''k%C3%A4skkiri%20%C3%B5.pdf", "käskkiri õ.pdf"),
        (b"Content-Disposition: attachment; filename*0*=UTF-8''k%C3%A4sk; filename*1=kiri.pdf", "käskkiri.pdf"),
        (b"Content-Disposition: attachment; filename*=iso-8859-15''%B8.pdf", "ž.pdf"),
        (b'Content-Disposition: attachment; filename="=?utf-8?B?w7VpZ3VzLnBkZg==?="', "õigus.pdf"),
        (b'Content-Disposition: attachment; filename="=?windows-1257?Q?=F5igus.pdf?="', "õigus.pdf"),
        (b'Content-Type: application/pdf; name="lisa 1.pdf"', "lisa 1.pdf"),
        (b"Content-Disposition: attachment", "part-1"),
        (b'Content-Disposition: attachment; filename="../../etc/lisa.pdf"', "lisa.pdf"),
        (b'Content-Disposition: attachment; filename="C:\\\\Temp\\\\lisa.pdf"', "lisa.pdf"),
        (b'Content-Disposition: attachment; filename=".."', "part-1"),
    ],
)
def test_names_are_read_in_every_spelling_and_lead_nowhere(header: bytes, want: str) -> None:
    found = opened(HEAD + header + b"\r\n\r\n%PDF-1")
    assert names(found) == [want]


def test_a_name_with_folders_is_said() -> None:
    found = opened(HEAD + b'Content-Disposition: attachment; filename="../../etc/lisa.pdf"\r\n\r\n%PDF-1')
    assert codes(found) == ["name_with_path"]


def test_two_attachments_of_one_name_keep_a_name_each() -> None:
    message = mail()
    for content in (b"1", b"2"):
        message.add_attachment(content, maintype="application", subtype="pdf", filename="lisa.pdf")
    assert names(opened(message)) == ["body.txt", "lisa.pdf", "lisa (2).pdf"]


def test_an_enclosed_message_is_a_mail_of_its_own() -> None:
    inner = mail("Sees\n")
    inner.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="lisa.pdf")
    outer = mail("Väljas\n")
    outer.add_attachment(inner)
    found = opened(outer)
    assert names(found) == ["body.txt", "message-2.eml"]
    again = found.members[1].data
    assert media_type(again, "") == media.EML
    assert names(opened(again)) == ["body.txt", "lisa.pdf"]
    assert opened(outer).members[1].data == again


def test_broken_base64_is_said_and_the_rest_is_kept() -> None:
    part = b'Content-Type: application/pdf; name="lisa.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x!!Lg'
    found = opened(HEAD + multipart(b"Content-Type: text/plain\r\n\r\nTere", part))
    assert names(found) == ["body.txt", "lisa.pdf"]
    assert found.members[1].data.startswith(b"%PDF-1")
    assert "damaged_mail_part" in codes(found)


@pytest.mark.parametrize(
    "charset", [b"utf-8", b"x-unknown", b"\xff\xfe", b"rot13", b"idna", b"base64", b"punycode", b"unicode_escape"]
)
def test_a_charset_that_does_not_fit_is_said_and_the_bytes_are_kept(charset: bytes) -> None:
    """The readers of plain text guess better than a wrong label."""
    found = opened(HEAD + b'Content-Type: text/plain; charset="' + charset + b'"\r\n\r\nK\xe4skkiri \xf5')
    assert found.members[0].data == b"K\xe4skkiri \xf5"
    assert codes(found) == ["broken_charset"]


def test_a_charset_that_fits_is_followed() -> None:
    found = opened(HEAD + b"Content-Type: text/plain; charset=iso-8859-15\r\n\r\n\xb8 \xf5")
    assert found.members[0].data.decode("utf-8-sig") == "ž õ"


@pytest.mark.parametrize(
    "header, code, words",
    [
        (b'Content-Type: application/ms-tnef; name="winmail.dat"', "unreadable_file", "TNEF"),
        (b'Content-Type: application/octet-stream; name="WINMAIL.DAT"', "unreadable_file", "TNEF"),
        (b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="a.p7m"', "encrypted_file", "encrypt"),
        (b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="a.p7m"', "unreadable_file", "S/MIME"),
        (b'Content-Type: application/pdf; name="null.pdf"', "unreadable_file", "no content"),
    ],
)
def test_what_cannot_be_read_is_held_back_by_name(header: bytes, code: str, words: str) -> None:
    body = b"" if b"pdf" in header else b"x"
    found = opened(HEAD + multipart(b"Content-Type: text/plain\r\n\r\nTere", header + b"\r\n\r\n" + body))
    assert names(found) == ["body.txt"]
    assert [failure.code for failure in found.failures] == [code]
    assert words in found.failures[0].message


def test_a_signed_mail_says_that_its_signature_is_not_checked() -> None:
    signature = b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n\r\nx'
    found = opened(HEAD + multipart(b"Content-Type: text/plain\r\n\r\nTere", signature, kind=b"signed"))
    assert names(found) == ["body.txt"]
    assert codes(found) == ["mail_signature_not_checked"]


def test_a_report_between_servers_is_left_out_by_name() -> None:
    report = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; example.org\r\n"
    found = opened(HEAD + multipart(b"Content-Type: text/plain\r\n\r\nTere", report, kind=b"report"))
    assert names(found) == ["body.txt"]
    assert codes(found) == ["mail_part_left_out"]


def test_a_mail_cut_short_says_so() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1" * 100, maintype="application", subtype="pdf", filename="lisa.pdf")
    found = opened(message.as_bytes(policy=SMTP)[:-60])
    assert names(found) == ["body.txt", "lisa.pdf"]
    assert "mail_structure" in codes(found)


def test_a_mail_without_content_is_an_empty_container() -> None:
    assert "empty_container" in codes(open_container(HEAD + b"\r\n", "a.eml"))


def nested_messages(depth: int) -> bytes:
    return (HEAD + b"Content-Type: message/rfc822\r\n\r\n") * depth + HEAD + b"\r\nTere"


def nested_multiparts(depth: int) -> bytes:
    return HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
    )


@pytest.mark.parametrize("make", [nested_messages, nested_multiparts])
def test_a_mail_nested_a_thousand_deep_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(UnsafeContainer, match="deep"):
        opened(make(1000))


def test_a_mail_nested_like_forwarded_mail_is_read() -> None:
    assert names(opened(nested_messages(10))) == ["message-1.eml"]


def test_a_mail_nested_without_the_parsers_own_count_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the library to change inside, the limit of recursion still ends in our words."""
    monkeypatch.setattr(mail_policy, "_depth_of", lambda _: lambda: 0)
    with pytest.raises(UnsafeContainer, match="deep"):
        opened(nested_messages(1500))


def test_a_mail_of_a_hundred_thousand_parts_is_refused() -> None:
    data = HEAD + multipart(*[b"\r\nx"] * 100_000)
    with pytest.raises(UnsafeContainer, match="entries in all"):
        opened(data)


def test_parts_and_bytes_are_paid_from_the_budget_of_the_tree() -> None:
    message = mail()
    message.add_attachment(b"x" * 1000, maintype="application", subtype="pdf", filename="lisa.pdf")
    with pytest.raises(UnsafeContainer, match="bytes in all"):
        open_mail(message.as_bytes(), "a.eml", Budget(size=900))
    budget = Budget()
    open_mail(message.as_bytes(), "a.eml", budget)
    assert 3 <= Budget().entries - budget.entries <= 4  # the parser tries its factory once
    assert Budget().size - budget.size >= 1000


def test_a_header_without_end_is_refused() -> None:
    """The library's grammar of headers takes time by the square of their length."""
    with pytest.raises(UnsafeContainer, match="header"):
        opened(HEAD + b"Content-Type: text/plain; " + b"a=b; " * 100_000 + b"\r\n\r\nTere")


def test_a_mail_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_policy, "MAX_MAIL", 100)
    with pytest.raises(UnsafeContainer, match="a mail of"):
        opened(HEAD + b"\r\n" + b"x" * 100)


def test_the_real_mail_opens(shared: Path) -> None:
    """Its text is read, and the one picture that its HTML shows is left out by name."""
    data = (shared / "real" / "originals" / "ekiri.eml").read_bytes()
    found = open_container(data, "ekiri.eml")
    assert names(found) == ["body.txt"]
    assert 900 < len(found.members[0].data) < 1100
    assert codes(found) == ["inline_images_left_out"]
    assert found.failures == ()


PIECES = [
    HEAD, b"\r\n", b"\n\n", b"--piir", b"--piir--", b"--", b"Content-Type: ", b"multipart/mixed; boundary=piir",
    b"multipart/alternative; boundary=", b"message/rfc822", b"message/partial", b"text/plain; charset=", b"utf-7",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n", b"VGVyZQ==", b"begin 644 a",
    b"Content-Disposition: attachment; filename*0*=", b"utf-8''%FF", b'"', b";", b"=?utf-8?B?", b"?=", b"\xff\x00",
    b"Content-ID: <", b"image/png", b"<html>cid:x", b"message/external-body; access-type=x", b"(", b"[", b":",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=30))
def test_mails_of_any_make_raise_nothing_else(pieces: list[bytes]) -> None:
    with suppress(ExtractionError):
        opened(HEAD + b"".join(pieces))


def test_no_digits_of_a_personal_code_stand_in_what_is_said() -> None:
    """Names of attachments are the mail's own; what kehtiv adds holds no one's data."""
    message = mail()
    message.add_attachment(b"", maintype="application", subtype="pdf", filename="lisa.pdf")
    assert not re.search(r"\d{11}|@", repr(opened(message).findings) + repr(opened(message).failures))
