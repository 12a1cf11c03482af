"""OCR programs as they are found on a machine, and as they fail; what they read is kept and forgotten."""

from __future__ import annotations

import json
import pickle
import stat
import sys
from pathlib import Path

import pytest

from extractors.model.evidence import Box
from extractors.tools import OcrWord, PageImage, ToolFailed
from flows.folder import DataFolder
from flows.reading.tools.find import find_tools
from flows.reading.tools.ocr_cache import KeptOcr, forget
from flows.reading.tools.ocr_engine import find_ocr
from flows.reading.tools.rapidocr import find_rapidocr
from flows.reading.tools.tesseract import Tesseract, find_tesseract, parse_tsv
from flows.settings import Settings
from tests.patience import PATIENCE_S

SHA = "cd" * 32
PAGE = PageImage(SHA, 3, b"picture", 2.0)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
WORD = '5\t1\t1\t1\t1\t1\t100\t40\t60\t20\t91.5\t"Käskkiri\n'


def program(folder: Path, body: str) -> str:
    """A program of that behaviour, in Python."""
    path = folder / "tesseract"
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_words_of_a_tsv_come_with_boxes_in_points_and_quotes_are_letters() -> None:
    assert parse_tsv(HEAD + "1\t1\t0\t0\t0\t0\t0\t0\t900\t900\t-1\t\n" + WORD, 3, 2.0) == [
        OcrWord('"Käskkiri', Box(3, 50, 20, 80, 30), 0.915)
    ]
    assert parse_tsv(HEAD, 3, 2.0) == []


@pytest.mark.parametrize("answer", ["", "an error", HEAD + "5\t1\n", HEAD + WORD.replace("100", "x")])
def test_an_answer_that_is_no_tsv_is_a_failure(answer: str) -> None:
    with pytest.raises(ToolFailed, match="TSV"):
        parse_tsv(answer, 1, 2.0)


def test_a_page_goes_in_by_a_pipe_and_words_come_out(tmp_path: Path) -> None:
    body = f"assert sys.stdin.buffer.read() == b'picture'; sys.stdout.write({HEAD + WORD!r})"
    engine = Tesseract(program(tmp_path, body), "5.3.0")
    assert [word.text for word in engine.read_words(PAGE)] == ['"Käskkiri']


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("while True: pass", "longer than 0.3 seconds"),
        ("sys.stderr.write('Error opening data file est'); sys.exit(1)", "exited with status 1: Error opening data"),
        ("import os; os.kill(os.getpid(), 9)", "exited with status -9"),
        ("print('what?')", "TSV"),
    ],
)
def test_a_program_that_hangs_dies_or_babbles_is_a_failure_with_the_reason(
    tmp_path: Path, body: str, told: str
) -> None:
    timeout = 0.3 if "while" in body else PATIENCE_S
    with pytest.raises(ToolFailed, match=told):
        Tesseract(program(tmp_path, body), "5.3.0", timeout_s=timeout).read_words(PAGE)


def test_a_program_that_takes_too_much_memory_ends_without_it(tmp_path: Path) -> None:
    engine = Tesseract(program(tmp_path, "sys.stdin.read(); bytearray(3 * 1024**3)"), "5.3.0", memory_bytes=1024**3)
    with pytest.raises(ToolFailed, match="MemoryError"):
        engine.read_words(PAGE)


VERSIONED = "print('tesseract {version}' if '--version' in sys.argv else 'List of languages\\neng\\n{languages}')"


def test_what_a_person_can_do_is_said_where_tesseract_cannot_be_used(tmp_path: Path) -> None:
    found, why = find_tesseract(("est",), PATIENCE_S, str(tmp_path / "none"))
    assert found is None
    assert "apt install tesseract-ocr tesseract-ocr-est" in why
    found, why = find_tesseract(
        ("est",), PATIENCE_S, program(tmp_path, VERSIONED.format(version="5.3.0", languages="osd"))
    )
    assert found is None
    assert "lacks the language est" in why
    assert "tesseract-ocr-est" in why
    found, why = find_tesseract(
        ("est",), PATIENCE_S, program(tmp_path, VERSIONED.format(version="3.05", languages="est"))
    )
    assert found is None
    assert "too old" in why
    found, why = find_tesseract(("est",), PATIENCE_S, program(tmp_path, "sys.exit(3)"))
    assert found is None
    assert "exited with status 3" in why
    found, _ = find_tesseract(
        ("est", "eng"), PATIENCE_S, program(tmp_path, VERSIONED.format(version="5.3.0", languages="est"))
    )
    assert found is not None
    assert found.version == "tesseract 5.3.0 est+eng psm 3"


def test_rapidocr_without_its_models_is_missing_and_downloads_nothing(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="needs the extra rapidocr")
    found, why = find_rapidocr(tmp_path)
    assert found is None
    assert "PP-OCRv6_rec_small.onnx" in why
    assert "must not download" in why


def test_the_choice_of_an_engine_follows_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, missing = find_ocr(Settings(ocr_engine="none"))
    assert engine is None
    assert "switched off" in missing[0]
    monkeypatch.setenv("PATH", str(tmp_path))
    engine, missing = find_ocr(Settings(ocr_engine="tesseract"))
    assert engine is None
    assert missing[0].startswith("scans cannot be read: tesseract is not installed")
    program(tmp_path, VERSIONED.format(version="5.3.0", languages="est"))
    engine, missing = find_ocr(Settings())
    assert engine is not None
    assert engine.version.startswith("tesseract")
    assert missing == ()


def test_only_a_run_that_stores_things_keeps_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, VERSIONED.format(version="5.3.0", languages="est"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(find_tools(Settings()).ocr, Tesseract)
    tools = find_tools(Settings(data=tmp_path / "data"), keeps=True)
    assert isinstance(tools.ocr, KeptOcr)
    assert pickle.loads(pickle.dumps(tools)) == tools  # it goes to worker processes


class Counting:
    """An engine that counts how often it is asked."""

    def __init__(self, version: str = "engine 1") -> None:
        self.version = version
        self.asked = 0

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        self.asked += 1
        return (OcrWord("Käskkiri", Box(page.page_number, 1.5, 2.0, 3.0, 4.0), 0.875),)


def test_a_page_is_read_once_and_again_only_when_engine_picture_or_scale_differ(tmp_path: Path) -> None:
    engine = Counting()
    kept = KeptOcr(engine, tmp_path)
    assert kept.read_words(PAGE) == kept.read_words(PAGE) == Counting().read_words(PAGE)
    assert engine.asked == 1
    kept.read_words(PageImage(SHA, 3, b"another picture", 2.0))
    kept.read_words(PageImage(SHA, 3, b"picture", 3.0))
    kept.read_words(PageImage(SHA, 4, b"picture", 2.0))
    assert engine.asked == 4
    newer = Counting("engine 2")
    KeptOcr(newer, tmp_path).read_words(PAGE)
    assert newer.asked == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1, "words": [["x", 0, 0, 0, 0, 1]], "digest": "0"}'])
def test_a_damaged_result_is_read_again_and_mended(tmp_path: Path, damage: bytes) -> None:
    engine = Counting()
    kept = KeptOcr(engine, tmp_path)
    kept.read_words(PAGE)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(damage)
    assert kept.read_words(PAGE)[0].text == "Käskkiri"
    assert engine.asked == 2
    assert json.loads(path.read_text("utf-8"))["words"][0][0] == "Käskkiri"


def test_a_folder_that_cannot_be_written_costs_time_and_no_page(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert KeptOcr(Counting(), tmp_path / "file").read_words(PAGE)[0].text == "Käskkiri"


def test_all_that_was_read_of_a_withdrawn_file_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path).ocr
    kept = KeptOcr(Counting(), folder)
    kept.read_words(PAGE)
    kept.read_words(PageImage("ef" * 32, 1, b"picture", 2.0))
    forget(folder, SHA)
    assert [path.parent.name for path in folder.rglob("*.json")] == ["ef" * 32]
    forget(folder, SHA)  # a second time there is nothing to do
    forget(folder, "../..")
    assert len(list(folder.rglob("*.json"))) == 1
