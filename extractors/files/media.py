"""What a file is, by its content; its name only decides where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from extractors.errors import EmptyFile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ASICE = "application/vnd.etsi.asic-e+zip"
BDOC = "application/vnd.bdoc-1.0"
DDOC = "application/x-ddoc"
ZIP = "application/zip"
HTML = "text/html"
PLAIN = "text/plain"
XML = "application/xml"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
UNKNOWN = "application/octet-stream"

_CONTAINERS = frozenset({ASICE, BDOC, ZIP})

_MAGIC = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_NAMES = {".docx": DOCX, ".xlsx": XLSX, ".odt": ODT, ".ods": ODS, ".asice": ASICE, ".sce": ASICE, ".bdoc": ASICE}
_OLE_NAMES = {".msg": MSG, ".doc": DOC, ".xls": XLS}
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(rb"<(?:p|div|table|tr|td|ul|li|br|span|h[1-6]|a)\b[^>]*>", re.IGNORECASE)
_MAIL_FIELD = re.compile(
    rb"^(?:received|from|to|cc|subject|date|message-id|mime-version|return-path|delivered-to|content-type"
    rb"|x-[\w-]+|dkim-signature|reply-to|authentication-results|arc-[\w-]+):\s",
    re.IGNORECASE | re.MULTILINE,
)


def media_type(data: bytes, name: str) -> str:
    """The media type of ``data``; ``application/octet-stream`` where nothing tells. ``name`` is only a hint.

    Raises ``EmptyFile`` where there are no bytes.
    """
    if not data:
        raise EmptyFile(f"{name or 'the file'} holds no bytes")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Before the PDF mark, which may stand anywhere in the first 1024 bytes: a stored member begins there too.
        return _zip_type(data, suffix(name))
    head = data[:1024]
    if b"%PDF-" in head:
        return PDF
    if data.startswith(_OLE):
        return _ole_type(data, suffix(name))
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _text_type(data, suffix(name))


def is_container(kind: str) -> bool:
    """Whether files of this type hold other files and no text of their own."""
    return kind in _CONTAINERS


def suffix(name: str) -> str:
    """The name's ending in small letters with its dot; empty without one."""
    match = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return match[0].lower() if match else ""


def _zip_type(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = _declared_type(archive)
    except Exception:  # zipfile answers damaged headers with many kinds of error; opening says what is wrong
        return _ZIP_NAMES.get(ending, ZIP)
    if declared in (ASICE, BDOC, ODT, ODS):
        return declared
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    if any(re.fullmatch(r"META-INF/[^/]*signatures[^/]*\.xml", name) for name in names):
        return ASICE
    return ZIP


def _declared_type(archive: zipfile.ZipFile) -> str:
    """The ``mimetype`` entry (ETSI EN 319 162-1, A.1), which real containers also deflate; empty without one."""
    try:
        info = archive.getinfo("mimetype")
    except KeyError:
        return ""
    if info.file_size > 200 or info.flag_bits & 1:
        return ""
    return archive.read(info).decode("ascii", errors="replace").strip().lower()


def _ole_type(data: bytes, ending: str) -> str:
    """By the names of streams, which an OLE file keeps in UTF-16."""
    for stream, kind in (("__properties_version1.0", MSG), ("WordDocument", DOC), ("Workbook", XLS)):
        if stream.encode("utf-16-le") in data:
            return kind
    return _OLE_NAMES.get(ending, OLE)


def _text_type(data: bytes, ending: str) -> str:
    head = _narrow(data[:8192])
    if _HTML_START.match(head):
        return HTML
    if re.match(rb"\s*<\?xml", head):
        return DDOC if b"<SignedDoc" in head else XML
    if head.count(b"\x00") or _share_of_controls(head) > 0.05:
        return UNKNOWN
    first_block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if ending == ".eml" or (_MAIL_FIELD.match(first_block) and len(_MAIL_FIELD.findall(first_block)) >= 3):
        return EML if _MAIL_FIELD.search(first_block) else PLAIN
    if ending in (".html", ".htm", ".xhtml") and _MARKUP.search(data):
        return HTML
    return PLAIN


def _narrow(head: bytes) -> bytes:
    """UTF-16 text with Latin letters as single bytes, so that one set of patterns reads both; marks are dropped."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    if len(head) >= 4 and (head[1::2].count(0) > 0.7 * len(head) / 2 or head[::2].count(0) > 0.7 * len(head) / 2):
        return head.replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _share_of_controls(head: bytes) -> float:
    return sum(1 for byte in head if byte < 9 or 13 < byte < 32) / max(1, len(head))
