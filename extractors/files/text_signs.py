"""Classify the first lines of a file without a magic number: markup, a mail's head, or plain text."""

from __future__ import annotations

import re

HEAD = 64 * 1024
"""How much of a file is examined, in bytes: the head of a mail that passed many servers takes tens of kilobytes."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
_MAIL_FIELD = re.compile(
    rb"^(?:received|from|to|cc|bcc|sender|subject|date|message-id|in-reply-to|references|mime-version|return-path"
    rb"|delivered-to|content-[\w-]+|x-[\w-]+|dkim-signature|reply-to|authentication-results|arc-[\w-]+|resent-[\w-]+"
    rb"|thread-[\w-]+|user-agent|importance|accept-language|list-[\w-]+|received-spf|autocrypt)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
# The mark, also as the letters "ï»¿", once or twice, of programs that took it for text; a blank without width
_MARK = rb"\xef\xbb\xbf|\xc3\xaf\xc2\xbb\xc2\xbf|\xc3\x83\xc2\xaf\xc3\x82\xc2\xbb\xc3\x82\xc2\xbf|\xe2\x80\x8b|\xc2\xa0"
_MARKS = re.compile(rb"(?:\s*(?:" + _MARK + rb"))+")
_COUNT = re.compile(rb"\d{2,10}[ \t]*\r?\n(?=[!-9;-~]+:)")
"""The bytes of the mail that follows, in files of Apple Mail (.emlx); a list of properties stands behind it."""
_OPEN_NAME = re.compile(rb"^([!-9;-~]{1,70})[ \t]+:", re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_FIELD_LINES = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|$))+")
_MAILBOX_LINE = re.compile(rb"From [^\r\n]*\r?\n")


def narrow(head: bytes) -> bytes:
    """Return UTF-16 text with Latin letters as single bytes, so that one set of patterns fits both; drop marks."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    sample = head[:4096]
    if len(sample) >= 4 and any(sample[at::2].count(0) > 0.7 * len(sample) / 2 for at in (0, 1)):
        return head.replace(b"\x00", b"")
    return without_marks(head)


def without_marks(data: bytes) -> bytes:
    """Return the bytes without the marks at their beginning, and without the blanks before each of them: UTF-8 byte
    order marks, also as letters, and blanks without width or that do not break. Some writers add one at each saving.
    """
    marks = _MARKS.match(data)
    return data[marks.end() :] if marks else data


def is_html(head: bytes) -> bool:
    """Return whether HTML markup stands first; ``head`` is narrow."""
    return _HTML_START.match(head) is not None


def root_element(head: bytes) -> str | None:
    """Return the local name of the first element of an XML document; ``None`` where ``head`` begins with anything else.

    Declarations, comments and a document type before it are skipped: XML of a container need not begin with any of
    them, and none may hide the element.
    """
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        if head.startswith(b"<?", at):
            close, width = head.find(b"?>", at), 2
        elif head.startswith(b"<!--", at):
            close, width = head.find(b"-->", at), 3
        elif head.startswith(b"<!", at):
            subset, plain = head.find(b"[", at), head.find(b">", at)
            close, width = (head.find(b"]", subset), 1) if 0 <= subset < plain else (plain, 1)
            if head[close : close + 1] == b"]":
                close = head.find(b">", close)
        else:
            match = _ELEMENT.match(head, at)
            return match[1].decode("ascii") if match else None
        if close < 0:
            return None
        at = close + width


def is_mail(head: bytes, *, is_named_so: bool) -> bool:
    """Return whether a mail's head stands first: three mail fields, or one where the file's name suggests mail.

    Other fields may stand before them (mailboxes begin with "Status:"), where the whole head consists of fields.
    """
    head = as_mail(head)
    mailbox = _MAILBOX_LINE.match(head)
    head = head[mailbox.end() :] if mailbox else head
    first_block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if is_named_so:
        return _MAIL_FIELD.search(first_block) is not None
    begins = _MAIL_FIELD.match(first_block) or _FIELD_LINES.fullmatch(first_block)
    return bool(begins) and len(_MAIL_FIELD.findall(first_block)) >= 3


def as_mail(data: bytes) -> bytes:
    """Return a mail as mail programs send it, from the forms in which they save it: behind marks or the count of its
    bytes, in UTF-16, with the line ends of old Macs, with blanks before the colons of its head.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    data = without_marks(data).lstrip(b"\r\n")
    if b"\r" in data[:HEAD] and b"\n" not in data[:HEAD]:
        data = data.replace(b"\r", b"\n")
    count = _COUNT.match(data)
    if count:
        data = data[count.end() : count.end() + int(count[0])]
    if data.startswith(b">From "):
        data = data[data.find(b"\n") + 1 :]
    end = _HEAD_ENDS.search(data)
    head = data[: end.start()] if end else data[:HEAD]
    return _OPEN_NAME.sub(rb"\1:", head) + data[len(head) :] if _OPEN_NAME.search(head) else data


def is_text(head: bytes) -> bool:
    """Return whether the file has almost no control characters."""
    sample = head[:8192]
    controls = sum(1 for byte in sample if byte < 9 or 13 < byte < 32)
    return not sample.count(0) and controls <= 0.05 * max(1, len(sample))
