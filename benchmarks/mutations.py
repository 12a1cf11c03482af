"""Make damaged and hostile variants of documents, as transfers, bad programs and attackers do.

Changed bytes rarely pass the first check of a format, so variants also change the content inside it: an archive entry
is changed and packed again; a page's content is unpacked, changed, and packed with a valid directory.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from random import Random

_HUGE = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"0.0000001")
_ODD = (
    "\x00",
    "\ufffe",
    "\ufeff",
    "\u202e",
    "\u00ad",
    "\t",
    "\n",
    "ﬁ",
    "õ",
    "𝔸",
    " " * 300,
    "a" * 3000,
    "1." * 200,
    "(" * 500,
)
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_PDF_NUMBERS = re.compile(
    rb"/(?:Length\d?|Width|Height|Count|Size|N|First|Predictor|Columns|Colors|BitsPerComponent|Rotate|FirstChar|"
    rb"LastChar|Flags|Prev|W|Parent|Index|MediaBox \[|CropBox \[)\s*(-?[\d.]+)"
)
_MOST_BYTES = 3 * 1024**2

Mutation = Callable[[bytes, Random], bytes]


def mutate(data: bytes, other: bytes, random: Random) -> bytes:
    """Return a variant of ``data``, changed in one to three places. ``other`` is a document to take pieces from."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        data = _mutate_once(data, other, random)[:_MOST_BYTES]
    return data


def _mutate_once(data: bytes, other: bytes, random: Random) -> bytes:
    chance = random.random()
    if chance < 0.05:
        return _splice(data, other, random)
    if chance < 0.3:
        return random.choice(_ON_BYTES)(data, random)
    if data.startswith(b"PK"):
        return _in_zip(data, other, random)
    if b"%PDF" in data[:1024]:
        return random.choice(_ON_PDF)(data, random)
    return random.choice(_ON_MARKUP)(data, random)


def _piece(data: bytes, random: Random, most: int = 4096) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 64, 512, most)))


# --- on bytes ---


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20, 200)) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut_end(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut_out(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50, 1000)) + data[end:]


def _insert(data: bytes, random: Random) -> bytes:
    start, _ = _piece(data, random)
    return data[:start] + random.randbytes(random.choice((1, 4, 100))) + data[start:]


def _overwrite(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random, 64)
    return data[:start] + random.choice((b"\x00", b"\xff", b"\x7f", b" ")) * (end - start) + data[end:]


def _splice(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _piece(other, random, 20_000)
    place = random.randrange(len(data) + 1)
    return data[:place] + other[start:end] + data[place:]


_ON_BYTES: tuple[Mutation, ...] = (_flip, _cut_end, _cut_out, _repeat, _insert, _overwrite)


# --- on markup and text ---


def _change_number(data: bytes, random: Random, numbers: re.Pattern[bytes] = re.compile(rb"()(\d+)")) -> bytes:
    found = list(numbers.finditer(data))
    if not found:
        return data
    start, end = random.choice(found).span(numbers.groups)
    return data[:start] + random.choice(_HUGE) + data[end:]


def _tags(data: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"<[^<>]{1,300}>", data))


def _drop_tags(data: bytes, random: Random) -> bytes:
    tags = _tags(data)
    for tag in sorted(random.sample(tags, min(len(tags), random.choice((1, 3)))), key=lambda t: -t.start()):
        data = data[: tag.start()] + data[tag.end() :]
    return data


def _move_element(data: bytes, random: Random) -> bytes:
    """Copy the markup between two tags elsewhere, so that elements are where they never are."""
    tags = _tags(data)
    if len(tags) < 3:
        return data
    first = random.randrange(len(tags) - 1)
    last = min(len(tags) - 1, first + random.choice((1, 2, 5, 40)))
    piece = data[tags[first].start() : tags[last].end()]
    place = random.choice(tags).start()
    return data[:place] + piece * random.choice((1, 1, 30)) + data[place:]


def _nest(data: bytes, random: Random) -> bytes:
    tags = [tag for tag in _tags(data) if re.match(rb"<[A-Za-z]", tag[0]) and not tag[0].endswith(b"/>")]
    if not tags:
        return data
    tag = random.choice(tags)
    name = re.match(rb"<([\w:.-]+)", tag[0])
    end = b"</" + name[1] + b">" if name else b""
    depth = random.choice((20, 300, 5000))
    return data[: tag.start()] + tag[0] * depth + end * (depth if random.random() < 0.5 else 0) + data[tag.start() :]


def _odd_text(data: bytes, random: Random) -> bytes:
    ends = [tag.end() for tag in _tags(data)] or [random.randrange(len(data) + 1)]
    place = random.choice(ends)
    return data[:place] + random.choice(_ODD).encode() + data[place:]


def _change_attribute(data: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb'="([^"]{0,200})"', data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    value = random.choice((other[1], b"", b"..", b"%00", b"#", random.choice(_HUGE)))
    return data[: one.start(1)] + value + data[one.end(1) :]


def _entities(data: bytes, random: Random) -> bytes:
    place = data.find(b"?>") + 2 if b"?>" in data[:200] else 0
    return data[:place] + _ENTITIES + data[place:].replace(b"</", b"&b;</", 3)


def _shuffle_lines(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines)


_ON_MARKUP: tuple[Mutation, ...] = (
    _change_number, _drop_tags, _move_element, _nest, _odd_text, _change_attribute, _entities, _shuffle_lines,
)  # fmt: skip


# --- in archives ---


def _in_zip(data: bytes, other: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()[:300]]
    except Exception:  # an earlier mutation broke it, and zipfile raises a dozen kinds of exception
        return random.choice(_ON_BYTES)(data, random)
    if not entries:
        return data
    number = random.randrange(len(entries))
    name, content = entries[number]
    what = random.random()
    if what < 0.75:
        entries[number] = (name, _mutate_once(content, other, random))
    elif what < 0.8:
        del entries[number]
    elif what < 0.85:
        entries.append((name, other[:100_000]))
    elif what < 0.9:
        entries[number] = (random.choice(("../a", "/a", "a\\b", "", "õ" * 200, "a/" * 100 + "b", "mimetype")), content)
    else:
        entries[number] = (name, random.choice(entries)[1])
    return pack(entries, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def pack(entries: list[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these entries, with any names, even repeated ones."""
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", how) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two entries with one name are intended
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = how
            archive.writestr(entry, content)
    return packed.getvalue()


# --- in PDFs ---


def _pdf_number(data: bytes, random: Random) -> bytes:
    return _with_directory(_change_number(data, random, _PDF_NUMBERS))


def _pdf_reference(data: bytes, random: Random) -> bytes:
    """Replace one object by another: pages that contain themselves, fonts that are pictures."""
    found = list(re.finditer(rb"\b(\d+) 0 R\b", data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    return _with_directory(data[: one.start(1)] + other[1] + data[one.end(1) :])


def _pdf_name(data: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"/[A-Z][A-Za-z0-9]{1,20}", data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    return _with_directory(data[: one.start()] + other[0] + data[one.end() :])


def _pdf_stream(data: bytes, random: Random) -> bytes:
    """Change the unpacked content of a stream, and pack it again with its new length."""
    found = list(re.finditer(rb"/Length\s+(\d+)([^\0]{0,300}?>>\s*stream\r?\n)", data))
    if not found:
        return data
    one = random.choice(found)
    raw = data[one.end() : one.end() + int(one[1][:9])]
    content, encode = _unpacked(raw)
    changed = encode(random.choice(_ON_CONTENT)(content, random)[:_MOST_BYTES])
    after = data[one.end() + len(raw) :]
    return _with_directory(data[: one.start(1)] + str(len(changed)).encode() + one[2] + changed + after)


def _unpacked(raw: bytes) -> tuple[bytes, Callable[[bytes], bytes]]:
    if raw.rstrip().endswith(b"~>"):
        with suppress(ValueError, zlib.error):
            content = zlib.decompress(base64.a85decode(raw.strip()[:-2]))
            return content, lambda data: base64.a85encode(zlib.compress(data)) + b"~>"
    try:
        return zlib.decompress(raw), zlib.compress
    except zlib.error:
        return raw, bytes


_CONTENT_PIECES = (
    b"q\n", b"BT\n", b"Q\n", b"[", b"<<", b"(", b"BI /W 99999 /H 99999 ID ", b"1e9 0 0 1e9 0 0 cm\n", b"/F1 1e9 Tf\n",
    b"0 0 0 0 0 0 cm\n", b"0 0 1e7 1e7 re S\n", b"/Fm0 Do\n", b"/X0 Do\n", b"() '\n", b"T*\n",
    b"/P <</MCID 0>> BDC\n",
)  # fmt: skip


def _content_operators(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    many = random.choice((1, 1, 10, 3000))
    return b"".join(lines[:one] + [lines[other]] * many + lines[one + random.choice((0, 1)) :])


def _content_nested(data: bytes, random: Random) -> bytes:
    piece = random.choice(_CONTENT_PIECES)
    place = random.randrange(len(data) + 1)
    return data[:place] + b"\n" + piece * random.choice((1, 50, 5000)) + data[place:]


_ON_CONTENT: tuple[Mutation, ...] = (
    _change_number, _content_operators, _content_nested, _flip, _cut_out, _repeat, _cut_end, _overwrite,
)  # fmt: skip
_ON_PDF: tuple[Mutation, ...] = (_pdf_number, _pdf_reference, _pdf_name, _pdf_stream, _pdf_stream, _pdf_stream)


def _with_directory(data: bytes) -> bytes:
    """Rebuild the cross-reference table where the file has one; else readers would only see that it is damaged."""
    found = data.rfind(b"\nxref")
    trailer = re.search(rb"trailer[^\0]*?startxref", data[found:]) if found >= 0 else None
    if trailer is None:
        return data
    body = data[: found + 1]
    places = {int(each[1]): each.start(1) for each in re.finditer(rb"(?:^|[\r\n])(\d{1,6}) 0 obj\b", body)}
    size = max(places, default=0) + 1
    rows = [
        f"{places.get(n, 0):010d} {0 if n in places else 65535:05d} {'n' if n in places else 'f'} \n"
        for n in range(size)
    ]
    table = f"xref\n0 {size}\n".encode() + "".join(rows).encode()
    return body + table + trailer[0] + f"\n{len(body)}\n%%EOF\n".encode()
