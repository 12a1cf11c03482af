"""A scan that nobody could read is read by the first run that can."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from flows.add import add_paths
from flows.clock import Clock
from flows.settings import Settings
from tests.flows.tools.test_ocr_tools import HEAD, program

TSV = HEAD + "".join(
    f"5\t1\t1\t1\t{line}\t{at}\t{150 + 220 * at}\t{300 + 60 * line}\t180\t28\t95\t{word}\n"
    for line, words in enumerate(("KÄSKKIRI 07.01.2026 nr 5", "Kinnitan peaspetsialisti ametijuhendi"))
    for at, word in enumerate(words.split())
)


def test_a_scan_held_back_for_want_of_an_engine_is_read_once_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(picture).rectangle((150, 300, 700, 330), fill=0)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    (tmp_path / "scan.pdf").write_bytes(out.getvalue())
    (tmp_path / "bin").mkdir()
    program(
        tmp_path / "bin",
        "print('tesseract 5.3.0' if '--version' in sys.argv else 'List\\nest') if len(sys.argv) == 2"
        f" else sys.stdout.write({TSV!r})",
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    now = datetime(2026, 1, 10, 3, tzinfo=UTC)
    clock = Clock(now=lambda: now)
    blind = Settings(data=tmp_path / "data", workers=1, ocr_engine="none")
    seeing = Settings(data=tmp_path / "data", workers=1, ocr_engine="tesseract")

    first = add_paths([tmp_path / "scan.pdf"], blind, clock)
    assert first.counts["quarantined"] == 1
    assert any("empty_file" in line and "switched off" in line for line in first.wants_person)
    second = add_paths([tmp_path / "scan.pdf"], seeing, clock)
    assert second.counts["new"] == 1
    assert list((tmp_path / "data" / "cache" / "ocr").rglob("1-*.json"))
    third = add_paths([tmp_path / "scan.pdf"], seeing, clock)
    assert third.counts["unchanged"] == 1
