"""Detect the type of a file by its content; its name decides only where the content does not."""

from __future__ import annotations

import re
import zlib

from extractors.errors import EmptyFile, ExtractionError
from extractors.files import text_signs
from extractors.files.ole_names import MAGIC as OLE_MAGIC
from extractors.files.ole_names import top_names
from extractors.files.tnef import MAGIC as TNEF_MAGIC
from extractors.files.zip_entries import entry_path, list_entries, read_one_entry

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ASICE = "application/vnd.etsi.asic-e+zip"
ASICS = "application/vnd.etsi.asic-s+zip"
BDOC = "application/vnd.bdoc-1.0"
DDOC = "application/x-ddoc"
CDOC = "application/x-cdoc"
ZIP = "application/zip"
HTML = "text/html"
PLAIN = "text/plain"
XML = "application/xml"
FLAT_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document; flat"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
WORD_XML = "application/xml; Word 2003"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-ole-storage; encrypted"
RTF = "application/rtf"
SEVEN_ZIP = "application/x-7z-compressed"
RAR = "application/vnd.rar"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
CAB = "application/vnd.ms-cab-compressed"
TNEF = "application/ms-tnef"
UNKNOWN = "application/octet-stream"

PACKED = frozenset({SEVEN_ZIP, RAR, TAR, GZIP, BZIP2, XZ, CAB})
"""Recognised, but never opened: no register publishes them, and each would be another way in for a bomb."""

ASIC = frozenset({ASICE, ASICS, BDOC})
"""Signed containers based on ZIP. BDOC 2.1 calls itself ASiC-E; only BDOC 1.0 has a type of its own."""

_CONTAINERS = ASIC | PACKED | {DDOC, CDOC, ZIP, EML, MSG, TNEF, ENCRYPTED_OFFICE}

_RTF = b"{\\rtf"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"\x1f\x8b\x08", GZIP),
    (b"\xfd7zXZ\x00", XZ),
    (b"MSCF\x00\x00\x00\x00", CAB),
    (TNEF_MAGIC, TNEF),
    (b"CDOC\x02", CDOC),
)
_ZIP_NAMES = {
    ".docx": DOCX, ".xlsx": XLSX, ".pptx": PPTX, ".odt": ODT, ".ods": ODS,
    ".asice": ASICE, ".sce": ASICE, ".bdoc": ASICE, ".asics": ASICS, ".scs": ASICS,
}  # fmt: skip
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("__properties_version1.0", MSG),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
)
_OLE_NAMES = {".msg": MSG, ".doc": DOC, ".xls": XLS, ".ppt": PPT}
_DECLARED = {
    **{kind: kind for kind in (ASICE, ASICS, BDOC, ODT, ODS, ODP)},
    f"{ODT}-template": ODT,
    f"{ODS}-template": ODS,
    "application/vnd.bdoc": ASICE,
}
_XADES = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml")
_ASIC_S_ONLY = re.compile(r"META-INF/(?:signature\.p7s|timestamp\.tst)")
_MARKUP = re.compile(rb"<(?:p|div|table|tr|td|ul|li|br|span|h[1-6]|a)\b[^>]*>", re.IGNORECASE)
_TAR_MARK = slice(257, 262)
_SPACES_WITHIN = 4096
_NEAR = 1024
"""How far from its beginning the mark of a PDF may stand, and that of an archive behind other marks."""
_FLAT = (
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", FLAT_DOCX),
    (b'mimetype="application/vnd.oasis.opendocument.text"', FLAT_ODT),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", WORD_XML),
)
"""What the first element of a document in one XML file declares."""


def media_type(data: bytes, name: str) -> str:
    """Return the media type of ``data``; ``application/octet-stream`` where it is not known. ``name`` is only a hint.

    Raises ``EmptyFile`` where there are no bytes.
    """
    if not data:
        raise EmptyFile(f"{name or 'the file'} holds no bytes")
    if text_signs.without_marks(data[:_NEAR]).lstrip(b"\r\n").startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Before the PDF mark, which may stand anywhere in the first 1024 bytes, where a stored member begins too. An
        # archive is read from its end: marks before it, which careless programs add, need not be cut off.
        return _zip_type(data, suffix(name))
    if data.startswith(OLE_MAGIC):
        return _ole_type(data, suffix(name))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if text_signs.without_marks(data[: text_signs.HEAD]).startswith(_RTF):
        return RTF
    if data.startswith(b"BZh") and data[4:10] == b"1AY&SY":
        return BZIP2
    if data[_TAR_MARK] == b"ustar":
        return TAR
    return _text_type(data, suffix(name))


def is_container(kind: str) -> bool:
    """Return whether files of this type are containers without own text; ``open_container`` opens or refuses them."""
    return kind in _CONTAINERS


def suffix(name: str) -> str:
    """Return the name's extension in lower case with its dot; empty without one."""
    match = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return match[0].lower() if match else ""


def _zip_type(data: bytes, ending: str) -> str:
    try:
        entries = {entry_path(info): info for info in list_entries(data, "the archive")}
        declared = ""
        if (info := entries.get("mimetype")) and info.file_size <= 200:  # ETSI EN 319 162-1, A.1; real ones deflate it
            declared = read_one_entry(data, info).decode("ascii", errors="replace").strip().lower()
    except (ExtractionError, zlib.error):  # opening it reports what is wrong
        return _ZIP_NAMES.get(ending, ZIP)
    if declared in _DECLARED:
        return _DECLARED[declared]
    return _undeclared_type(set(entries))


def _undeclared_type(paths: set[str]) -> str:
    """Return the type by the entries that a package must have."""
    if "[Content_Types].xml" in paths:
        for folder, kind in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(path.startswith(folder) for path in paths):
                return kind
    if {"content.xml", "META-INF/manifest.xml"} <= paths and "styles.xml" in paths:
        return ODT
    if any(_ASIC_S_ONLY.fullmatch(path) for path in paths):
        return ASICS
    if any(_XADES.fullmatch(path) for path in paths):
        return ASICE
    return ZIP


def _ole_type(data: bytes, ending: str) -> str:
    names = top_names(data)
    for stream, kind in _OLE_STREAMS:
        if stream in names:
            return kind
    if not names:  # a damaged directory: its names, stored as UTF-16, may still be present
        for stream, kind in _OLE_STREAMS:
            if stream != "Book" and stream.encode("utf-16-le") in data:
                return kind
    return _OLE_NAMES.get(ending, OLE)


def _text_type(data: bytes, ending: str) -> str:
    head = text_signs.narrow(data[: text_signs.HEAD])
    root = text_signs.root_element(head)
    if root == "SignedDoc":
        return DDOC
    if root in ("EncryptedData", "EncryptedKey"):
        return CDOC
    for space, flat in _FLAT:
        if root is not None and space in head[:_SPACES_WITHIN]:
            return flat
    is_mail = text_signs.is_mail(head, is_named_so=ending == ".eml")
    if not is_mail and b"%PDF-" in data[:_NEAR]:
        return PDF
    if text_signs.is_html(head):
        return HTML
    if re.match(rb"\s*<\?xml", head):
        return XML
    if not text_signs.is_text(head):
        return UNKNOWN
    if is_mail:
        return EML
    if ending in (".html", ".htm", ".xhtml") and _MARKUP.search(data):
        return HTML
    return PLAIN
