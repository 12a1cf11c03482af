"""Compare what a file is with what its name promises, and with how its format ends.

Servers answer for a file with an error in HTML, JSON, XML or text, compress a body twice, or break off where the
answer names no length. Such bytes are not the file: it must be fetched again, however well they could be read.
"""

from __future__ import annotations

import json
import re

from extractors.errors import AnswerInsteadOfFile, ErrorPageInsteadOfFile, TruncatedFile
from extractors.files import media
from extractors.files.image import holds_its_strips
from extractors.files.ole_names import holds_its_sectors
from extractors.files.text_signs import HEAD, is_mail

_WORD_WEB_PAGES = frozenset({".doc", ".xls"})
"""Word and Excel themselves saved web pages under these endings, and older programs other things."""

_DOCUMENTS = _WORD_WEB_PAGES | {
    ".pdf", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".odt", ".ods", ".rtf", ".msg",
    ".asice", ".bdoc", ".sce", ".ddoc", ".asics", ".scs", ".cdoc", ".zip",
}  # fmt: skip
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp", ".bmp"})
_ON_THE_WAY = frozenset({media.GZIP, media.BZIP2, media.XZ})
"""How servers compress bodies; what people pack (7z, RAR) they may well have named .zip."""

_NAMES = {media.PLAIN: "plain text", media.XML: "XML", media.EML: "the head of an answer, or a mail"}
_ERROR_PAGE = re.compile(
    rb"<(?:title|h1)\b[^>]*>\s*(?:(?:error|viga)\s*)?(?:[45]\d\d\b|not found\b|service unavailable\b|bad gateway\b"
    rb"|internal server error\b|access denied\b|forbidden\b|viga\s*<)",
    re.IGNORECASE,
)
_LARGEST_ERROR = 64 * 1024
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_SCAN, _JPEG_END = b"\xff\xda", b"\xff\xd9"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE, _ZIP_END_LONGEST = 22, 22 + 0xFFFF  # without and with a comment (APPNOTE 4.3.16)
_HTML_BEGINS = re.compile(rb"<html[\s>]", re.IGNORECASE)
_HTML_ENDS = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_RTF_BRACES = re.compile(rb"\\.|([{}])", re.DOTALL)
_ZIPS = media.ASIC | {media.ZIP, media.DOCX, media.XLSX, media.PPTX, media.ODT, media.ODS, media.ODP}
_OLES = frozenset({media.MSG, media.DOC, media.XLS, media.PPT, media.OLE, media.ENCRYPTED_OFFICE})


def check_promise(data: bytes, kind: str, name: str, *, is_saved_page: bool = False) -> None:
    """Raise where the name promises a document and the bytes are something else.

    ``ErrorPageInsteadOfFile`` for a web page, ``AnswerInsteadOfFile`` for text, JSON, XML, a mail and what is
    compressed once more. A name that promises nothing is held to it only for JSON and for the error page of a web
    server. ``is_saved_page``: Word saved the text as a web page in one file.
    """
    ending = media.suffix(name)
    if kind == media.HTML:
        _check_page(data, name, ending)
    elif kind == media.PLAIN and ending != ".json" and _is_json(data):
        raise AnswerInsteadOfFile(f"{name}: JSON, a server's message in place of the file; fetch it again")
    if ending not in _DOCUMENTS | _PICTURES or is_saved_page:
        return
    if kind in (media.PLAIN, media.XML) or (kind == media.EML and ending not in (".msg", *_WORD_WEB_PAGES)):
        raise AnswerInsteadOfFile(f"{name}: {_NAMES[kind]}, not the type that its name promises; fetch it again")
    if data.startswith(b"HTTP/1.") or (kind == media.UNKNOWN and is_mail(data[:HEAD], is_named_so=False)):
        raise AnswerInsteadOfFile(f"{name}: {_NAMES[media.EML]}, before the file itself; fetch it again")
    if kind in _ON_THE_WAY:
        raise AnswerInsteadOfFile(f"{name}: compressed or packed once more by the server; fetch it again")


def check_whole(data: bytes, kind: str, name: str) -> None:
    """Raise ``TruncatedFile`` where the bytes end before the format does. Bytes after its end do no harm.

    PDF and DDOC are checked where they are read; plain text and a mail have no end.
    """
    if not _ends_well(data, kind):
        raise TruncatedFile(f"{name}: ends early, before the end of its format; fetch it again")


def _check_page(data: bytes, name: str, ending: str) -> None:
    if ending in (_DOCUMENTS - _WORD_WEB_PAGES) | _PICTURES:
        raise ErrorPageInsteadOfFile(f"{name}: a web page under a document's name; fetch it again")
    if len(data) <= _LARGEST_ERROR and _ERROR_PAGE.search(data):
        raise ErrorPageInsteadOfFile(f"{name}: the error page of a web server; fetch it again")


def _is_json(data: bytes) -> bool:
    """Return whether the text is a JSON object or array, as interfaces send; a single word or number is not."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _ends_well(data: bytes, kind: str) -> bool:
    if kind in _ZIPS:
        return data.rfind(_ZIP_END, max(0, len(data) - _ZIP_END_LONGEST), len(data) - _ZIP_END_SIZE + 4) >= 0
    if kind in _OLES:
        return holds_its_sectors(data)
    if kind == "image/png":
        return _PNG_END in data
    if kind == "image/jpeg":  # a preview before the picture has an end of its own
        return data.rfind(_JPEG_END) > data.rfind(_JPEG_SCAN)
    if kind == "image/tiff":
        return holds_its_strips(data)
    if kind == media.HTML:  # complete pages may leave out both tags, but hardly end within a word or a tag
        is_whole = _HTML_BEGINS.search(data[:4096]) is None or _HTML_ENDS.search(data) is not None
        return is_whole or data.rstrip().endswith(b">")
    return kind != media.RTF or _closes(data)


def _closes(rtf: bytes) -> bool:
    """Return whether as many groups of RTF are closed as opened."""
    if rtf.rstrip(b"\0\r\n\t ").endswith(b"}"):
        return True
    braces = [match[1] for match in _RTF_BRACES.finditer(rtf)]
    return braces.count(b"}") >= braces.count(b"{")
