"""A scan that nobody could read is read by the first run that can."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from flows.add import add_paths
from flows.clock import Clock
from flows.sample.catalogue import SampleFile
from flows.settings import Settings
from tests.flows.reading.tools.test_ocr_tools import HEAD, program
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

TSV = HEAD + "".join(
    f"5\t1\t1\t1\t{line}\t{at}\t{150 + 220 * at}\t{300 + 60 * line}\t180\t28\t95\t{word}\n"
    for line, words in enumerate(("KÄSKKIRI 07.01.2026 nr 5", "Kinnitan peaspetsialisti ametijuhendi"))
    for at, word in enumerate(words.split())
)


def a_scan() -> bytes:
    picture = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(picture).rectangle((150, 300, 700, 330), fill=0)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    return out.getvalue()


def with_a_typed_page(scan: bytes) -> bytes:
    """The scan behind a page that has a text layer."""
    out, both = io.BytesIO(), pypdfium2.PdfDocument.new()
    typed = io.BytesIO()
    sheet = Canvas(typed)
    sheet.drawString(72, 760, "KORRALDUS 02.02.2026 nr 6")
    sheet.drawString(72, 740, "Kinnitan rabamatka korra.")
    sheet.save()
    for part in (typed.getvalue(), scan):
        with pypdfium2.PdfDocument(part) as opened:
            both.import_pages(opened)
    both.save(out)
    return out.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr(name, data)
    return out.getvalue()


def install_engine(folder: Path, monkeypatch: pytest.MonkeyPatch, before_it_reads: str = "None") -> None:
    """The only program there is: a Tesseract that reads the same two lines on every page."""
    (folder / "bin").mkdir()
    program(
        folder / "bin",
        "print('tesseract 5.3.0' if '--version' in sys.argv else 'List\\nest') if len(sys.argv) == 2"
        f" else ({before_it_reads}, sys.stdout.write({TSV!r}))",
    )
    monkeypatch.setenv("PATH", str(folder / "bin"))


def test_a_scan_held_back_for_want_of_an_engine_is_read_once_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scan.pdf").write_bytes(a_scan())
    install_engine(tmp_path, monkeypatch)
    now = datetime(2026, 1, 10, 3, tzinfo=UTC)
    clock = Clock(now=lambda: now)
    blind = Settings(data=tmp_path / "data", workers=1, ocr_engine="none")
    seeing = Settings(data=tmp_path / "data", workers=1, ocr_engine="tesseract")

    first = add_paths([tmp_path / "scan.pdf"], blind, clock)
    assert first.counts["quarantined"] == 1
    assert any("ocr_missing" in line and "switched off" in line for line in first.wants_person)
    second = add_paths([tmp_path / "scan.pdf"], seeing, clock)
    assert second.counts["new"] == 1
    assert list((tmp_path / "data" / "cache" / "ocr").rglob("1-*.json"))
    third = add_paths([tmp_path / "scan.pdf"], seeing, clock)
    assert third.counts["unchanged"] == 1


@pytest.mark.long
def test_a_night_reads_what_waited_for_an_engine_from_the_archive_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan alone, one in a container, and one behind a page that could be read; no file is fetched again."""
    asked = tmp_path / "asked.log"
    install_engine(tmp_path, monkeypatch, f"open({str(asked)!r}, 'a').write('page ')")
    register = SmallRegister(tmp_path)
    for external_id, name, data in (
        ("100", "skaneering.pdf", a_scan()),
        ("200", "pakk.zip", zipped("skaneering.pdf", a_scan())),
        ("300", "pooleldi.pdf", with_a_typed_page(a_scan())),
    ):
        (register.files / name).write_bytes(data)
        register.add(external_id, external_id, date(2026, 2, 2), None)
        register.change(external_id, files=(SampleFile(f"{external_id}1", name, name, "application/pdf"),))
    register.night(FIRST_DAY, ocr_engine="none")
    held = "SELECT document_id, stage, code FROM quarantine WHERE closed_at IS NULL ORDER BY ALL"
    assert ask(register.data, held) == [("mets/100", "read", "ocr_missing"), ("mets/200", "member", "ocr_missing")]
    unread = "SELECT document_id FROM findings WHERE code = 'scan_unread'"
    assert ask(register.data, unread) == [("mets/300",)]

    register.night(FIRST_DAY + timedelta(days=1), ocr_engine="tesseract")
    assert not any("/fail/" in one.path for one in register.asked)
    assert ask(register.data, held) == []
    assert ask(register.data, unread) == []
    read = ask(
        register.data,
        "SELECT split_part(file_id, '!', 1) FROM texts WHERE contains(text, 'Kinnitan peaspetsialisti') ORDER BY 1",
    )
    assert read == [("mets/100",), ("mets/200",), ("mets/300",)]
    pages = asked.read_text()
    register.night(FIRST_DAY + timedelta(days=2), ocr_engine="tesseract")
    assert asked.read_text() == pages
