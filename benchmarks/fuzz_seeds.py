"""Provide valid documents of every format that kehtiv reads, bundled and made, as seeds for fuzzing."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from benchmarks.mutations import pack

ROOT = Path(__file__).resolve().parent.parent
_MOST_BYTES = 300_000

_ACT = (
    "KÄSKKIRI\n05.02.2026 nr 7\n\nAmetijuhendite kinnitamine\n\nSadamaameti põhimääruse § 8 punkti 3 alusel\n\n"
    "1. Kinnitan majakavahi ametijuhendi (lisa 1) ja lootsi ametijuhendi (lisa 2).\n"
    "2. Tunnistan kehtetuks peadirektori 11.03.2024 käskkirja nr 19 lisad 2–4 ja 7.\n"
    "3. Käskkiri jõustub allkirjastamisest, punkti 1 rakendatakse tagasiulatuvalt 2026. aasta 1. jaanuarist.\n\n"
    "Lisa 1\nKINNITATUD\npeadirektori 05.02.2026 käskkirjaga nr 7\n\nAMETIJUHEND\n\nTeenistuskoht: majakavaht\n"
    "Struktuuriüksus: meremärkide osakond\nAllub: osakonnajuhatajale\nAsendab: lootsi\n"
    "1. Teenistusülesanded\n1.1. Hoiab tuld põlemas.\n1.2. Peab päevikut.\n2. Nõuded\n"
    "2.1. Haridus: keskharidus\n2.2. Keeled: eesti keel C1, inglise keel B2\n2.3. Töökogemus: vähemalt kaks aastat\n"
)


def load_seeds(*folders: Path) -> list[tuple[str, bytes]]:
    """Return names and bytes: the bundled originals, made documents of other formats, and the files in ``folders``."""
    bundled = sorted((ROOT / "flows" / "sample" / "documents").iterdir())
    examples = sorted((ROOT / "tests" / "examples" / "registers").rglob("*.htm*"))
    more = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file()]
    found = [(path.name, path.read_bytes()) for path in (*bundled, *examples, *more)]
    return made_seeds(dict(found)) + [(name, data) for name, data in found if 0 < len(data) <= _MOST_BYTES]


def made_seeds(bundled: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """Make documents of formats that the bundled register does not hold, some of them around one of its files."""
    pdf = next((data for name, data in sorted(bundled.items()) if name.endswith(".pdf")), b"%PDF-1.4\n")
    docx = next((data for name, data in sorted(bundled.items()) if name.endswith(".docx")), b"")
    html = "".join(f"<p>{line}</p>" for line in _ACT.splitlines())
    table = "<table>" + "".join(f"<tr><td>{n}.1</td><td>Hoiab korda</td></tr>" for n in range(9)) + "</table>"
    made = {
        "utf8.txt": _ACT.encode(),
        "balti.txt": _ACT.replace("ž", "z").encode("cp1257"),
        "utf16.txt": _ACT.encode("utf-16"),
        "akt.html": f"<html><head><title>Käskkiri</title></head><body>{html}{table}</body></html>".encode(),
        "akt.rtf": _rtf(),
        "akt.odt": _odt(),
        "lisa.xlsx": _xlsx(),
        "kiri.eml": _mail(pdf, docx),
        "akt.ddoc": _ddoc(pdf),
        "pakk.zip": pack(
            [("a/käskkiri.pdf", pdf), ("lisa.docx", docx), ("sees.zip", pack([("b.txt", _ACT.encode())]))]
        ),
        "leht.mht": _mhtml(html),
        "vorm.pdf": _form(docx),
        "kaas.docx": _around(docx, pdf),
        "vana.eml": _old_mail(_mail(pdf, docx)),
    }
    return [(name, data) for name, data in made.items() if data]


def _rtf() -> bytes:
    body = "".join(f"\\'{byte:02x}" if byte > 126 else chr(byte) for byte in _ACT.encode("cp1257"))
    return ("{\\rtf1\\ansi\\ansicpg1257{\\fonttbl{\\f0 Arial;}}\\f0 " + body.replace("\n", "\\par\n") + "}").encode()


def _odt() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<text:p>{line}</text:p>" for line in _ACT.splitlines())
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:text>{lines}</office:text></office:body>'
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    return pack(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
        ]
    )


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for number, line in enumerate(_ACT.splitlines(), 1):
        sheet.append([number, line, number / 3])
    sheet.merge_cells("A1:B1")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _mail(pdf: bytes, docx: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Käskkirja edastamine"
    mail["From"] = "kantselei@sadam.example"
    mail["Date"] = "Thu, 05 Feb 2026 10:00:00 +0200"
    mail.set_content(_ACT)
    mail.add_alternative(f"<p>{_ACT}</p>", subtype="html")
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="käskkiri.pdf")
    mail.add_attachment(docx, maintype="application", subtype="octet-stream", filename="lisa.docx")
    return mail.as_bytes()


def _form(attached: bytes) -> bytes:
    """Make a PDF with form fields and a file attached."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    for number, line in enumerate(_ACT.splitlines()):
        canvas.drawString(72, 800 - 16 * number, line)
    canvas.acroForm.textfield(name="kp", value="05.02.2026 nr 7", x=300, y=780, width=150, height=16)
    canvas.acroForm.checkbox(name="ametnik", checked=True, x=480, y=780)
    canvas.save()
    pdf = pypdfium2.PdfDocument(drawn.getvalue())
    pdf.new_attachment("lisa.docx").set_data(attached)
    saved = io.BytesIO()
    pdf.save(saved)
    pdf.close()
    return saved.getvalue()


def _around(docx: bytes, pdf: bytes) -> bytes:
    """Make a DOCX that holds itself and a PDF."""
    out = io.BytesIO(docx)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/embeddings/Microsoft_Word_Document.docx", docx)
        archive.writestr("word/embeddings/lisa.pdf", pdf)
    return out.getvalue()


def _old_mail(inner: bytes) -> bytes:
    """Make a mail with a uuencoded file in its text and a mail attached in base64."""
    code = b"".join(binascii.b2a_uu(_ACT.encode()[at : at + 45]) for at in range(0, len(_ACT.encode()), 45))
    head = b"Status: RO\r\nFrom: a@sadam.example\r\nTo: b@sadam.example\r\nSubject: Edasi\r\nMIME-Version: 1.0\r\n"
    border = b'Content-Type: multipart/mixed; boundary="piir"\r\n\r\n--piir\r\nContent-Type: text/plain\r\n\r\n'
    text = b"Tere!\r\nbegin 644 akt.txt\n" + code + b"`\nend\n"
    part = b"--piir\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + border + text + part + base64.encodebytes(inner) + b"--piir--\r\n"


def _ddoc(pdf: bytes) -> bytes:
    files = "".join(
        f'<DataFile ContentType="EMBEDDED_BASE64" Filename="{name}" Id="D{number}" MimeType="application/octet-stream" '
        f'Size="{len(data)}">{base64.encodebytes(data).decode()}</DataFile>'
        for number, (name, data) in enumerate([("akt.pdf", pdf), ("akt.txt", _ACT.encode())])
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<SignedDoc format="DIGIDOC-XML" version="1.3" '
    signature = '<Signature Id="S0" xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
    return f'{head}xmlns="http://www.sk.ee/DigiDoc/v1.3.0#">{files}{signature}</SignedDoc>'.encode()


def _mhtml(html: str) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="piir"\r\n\r\n--piir\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Location: file:///C:/akt.htm\r\n\r\n"
    return f"{head}{part}<html><body>{html}</body></html>\r\n--piir--\r\n".encode()
