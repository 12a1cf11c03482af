"""`kehtiv show`: from the name of a place to its words and its page."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from flows.ask.errors import NoSuchEvidence, Withdrawn
from flows.ask.show import find_place
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.conftest import Run
from tests.warehouse.factory import directive, entry, load
from warehouse.connection import open_published, open_working
from warehouse.publish.publish import publish


@pytest.fixture(scope="module")
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


def evidence(data: Path, condition: str) -> str:
    with open_published(data) as w:
        [found] = w.connection.execute(
            "SELECT e.evidence_id FROM evidence AS e JOIN files AS f ON f.file_id = e.file_id"
            f" WHERE {condition} ORDER BY e.row_id LIMIT 1"
        ).fetchall()
    return str(found[0])


REVOKING = "e.document_id = 'sample/710188' AND e.kind = 'effect' AND e.quote LIKE '2. Tunnistan%'"
OVER_TWO_PAGES = "e.kind = 'duty' AND e.boxes[1].page_number = 2 AND e.boxes[-1].page_number = 3"


def test_a_place_is_shown_with_file_page_sentence_and_rows(run: Run, data: Path) -> None:
    name = evidence(data, REVOKING)
    status, told, _ = run("show", name, "--data", data)
    assert status == 0
    assert told.startswith(f"{name}  ")
    assert ".pdf, page 1" in told
    assert "“»2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3.«”" in told
    assert "käskkiri 03.04.2023 nr 14 (Näidisamet)" in told
    assert "effect  sample/710188!" in told


def test_history_names_what_show_takes(run: Run, data: Path) -> None:
    _, told, _ = run("history", "14.02.2022 nr 5", "1", "--data", data)
    assert f"kehtiv show {evidence(data, REVOKING)}" in told


def test_the_beginning_of_a_name_and_a_rows_own_id_will_do(run: Run, data: Path) -> None:
    name = evidence(data, REVOKING)
    with open_published(data) as w:
        [(row,)] = w.connection.execute(
            "SELECT row_id FROM evidence WHERE evidence_id = ? AND kind = 'effect'", [name]
        ).fetchall()
    whole = run("show", name, "--data", data)
    assert run("show", name[:12].upper(), "--data", data) == whole
    assert run("show", name.upper(), "--data", data) == whole
    assert run("show", row, "--data", data) == whole


def test_a_beginning_that_several_share_is_wrong_use(run: Run, data: Path) -> None:
    status, _, said = run("show", evidence(data, REVOKING)[:6], "--data", data)
    assert status == 2
    assert "names" in said


def test_the_same_place_has_the_same_name_in_another_run(data: Path) -> None:
    """Names follow from file and span alone."""
    with open_published(data) as w:
        again = w.connection.execute(
            "SELECT count(*) FROM evidence WHERE evidence_id <> evidence_id(file_id, span_start, span_end)"
        ).fetchone()
        assert again == (0,)
        assert w.connection.execute("SELECT evidence_id('na/1!a.pdf', 10, 25)").fetchone() == ("e67046-1f5764cf9e",)


def test_the_page_is_drawn_with_the_place_marked(run: Run, data: Path, tmp_path: Path) -> None:
    picture = tmp_path / "koht.png"
    status, told, said = run("show", evidence(data, REVOKING), "--png", picture, "--data", data)
    assert status == 0
    assert f"page 1 drawn to {picture}" in said
    assert "PNG" not in told
    image = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
    assert any(r > 200 and g < 80 and b < 80 for _, (r, g, b) in image.getcolors(maxcolors=1 << 20) or ())


def test_of_words_on_two_pages_the_first_is_drawn_and_the_other_told(run: Run, data: Path, tmp_path: Path) -> None:
    name = evidence(data, OVER_TWO_PAGES)
    first, second = tmp_path / "1.png", tmp_path / "2.png"
    _, _, said = run("show", name, "--png", first, "--data", data)
    assert "page 2 drawn" in said
    assert "the words continue on page 3: --page draws it" in said
    _, _, said = run("show", name, "--png", second, "--page", "3", "--data", data)
    assert "page 3 drawn" in said
    assert first.read_bytes() != second.read_bytes()
    status, _, said = run("show", name, "--png", second, "--page", "1", "--data", data)
    assert (status, "pages: 2, 3" in said) == (2, True)


def test_a_member_is_drawn_out_of_its_container(run: Run, data: Path, tmp_path: Path) -> None:
    name = evidence(data, "f.media_type = 'application/pdf' AND f.parent_file_id IS NOT NULL AND e.kind = 'duty'")
    status, told, _ = run("show", name, "--png", tmp_path / "liige.png", "--data", data)
    assert status == 0
    assert ".asice › " in told
    assert Image.open(io.BytesIO((tmp_path / "liige.png").read_bytes())).size[0] > 1000


def test_a_format_without_pages_shows_its_words_and_says_so(run: Run, data: Path, tmp_path: Path) -> None:
    name = evidence(data, "f.name LIKE '%.docx' AND e.kind = 'effect'")
    status, told, said = run("show", name, "--png", tmp_path / "x.png", "--data", data)
    assert status == 1
    assert "»" in told
    assert "has no pages to draw" in said
    assert not (tmp_path / "x.png").exists()


def test_what_is_not_held_is_wrong_use(run: Run, data: Path) -> None:
    for name in ("ffffff-0000000000", "no such thing", "x"):
        status, told, said = run("show", name, "--data", data)
        assert (status, told) == (2, "")
        assert "no evidence" in said


def test_a_place_that_is_read_no_more_names_its_document(run: Run, data: Path) -> None:
    name = evidence(data, REVOKING)
    status, _, said = run("show", f"{name[:6]}-0000000000", "--data", data)
    assert status == 2
    assert "sample/710188" in said


def test_a_picture_goes_to_no_terminal_and_over_no_other_file(run: Run, data: Path, tmp_path: Path) -> None:
    name, other = evidence(data, REVOKING), tmp_path / "kaskkiri.pdf"
    other.write_bytes(b"%PDF-1.4 mine")
    status, told, _ = run("show", name, "--png", "-", "--data", data)
    assert (status, told) == (2, "")
    status, _, said = run("show", name, "--png", other, "--data", data)
    assert (status, "is not overwritten" in said) == (1, True)
    assert other.read_bytes() == b"%PDF-1.4 mine"
    assert run("show", name, "--png", tmp_path, "--data", data)[0] == 1
    assert run("show", name, "--png", tmp_path / "none" / "x.png", "--data", data)[0] == 1
    assert run("show", name, "--page", "1", "--data", data)[0] == 2


def test_an_earlier_picture_is_replaced(run: Run, data: Path, tmp_path: Path) -> None:
    name, picture = evidence(data, REVOKING), tmp_path / "koht.png"
    for _ in range(2):
        assert run("show", name, "--png", picture, "--data", data)[0] == 0


def test_bytes_that_are_gone_from_the_archive_draw_nothing(run: Run, data: Path, tmp_path: Path) -> None:
    name = evidence(data, REVOKING)
    without_bytes = tmp_path / "data"
    without_bytes.mkdir()
    shutil.copy(data / "warehouse.duckdb", without_bytes / "warehouse.duckdb")
    status, _, said = run("show", name, "--png", tmp_path / "x.png", "--data", without_bytes)
    assert status == 1
    assert "holds" in said
    assert "no longer" in said
    assert not (tmp_path / "x.png").exists()


@pytest.mark.long
def test_of_a_withdrawn_document_nothing_is_shown_and_it_is_said(run: Run, tmp_path: Path) -> None:
    """By its name alone: the rows are gone, the first letters tell whose they were."""
    data = tmp_path / "data"
    data.mkdir()
    settings = Settings(data=data)
    with open_working(data) as w:
        directive(w, "na/1", "7", "2025-01-02", "1")
        publish(w, data)
        with open_published(data) as published:
            [(name, row)] = published.connection.execute(
                "SELECT evidence_id, row_id FROM evidence WHERE kind = 'effect'"
            ).fetchall()
        assert find_place(settings.data, name).quote.startswith("1. Kinnitan")
        load(w, "na/1", entry("7", "2025-01-02", access="AK"))
        publish(w, data)
    for reference in (name, row):
        with pytest.raises(Withdrawn, match="na/1 is not public"):
            find_place(settings.data, reference)
        assert run("show", reference, "--png", tmp_path / "x.png", "--data", data)[:2] == (1, "")
    assert not (tmp_path / "x.png").exists()
    with pytest.raises(NoSuchEvidence):
        find_place(settings.data, "na/2!x.pdf#effect1")


def test_a_beginning_that_several_share_lists_what_it_may_be(run: Run, data: Path) -> None:
    name = evidence(data, REVOKING)
    status, _, said = run("show", name[:6], "--data", data)
    assert status == 2
    assert f"  {name}  effect of sample/710188, page 1: “2. Tunnistan kehtetuks peadirektori 14.02.2022" in said
    number = re.search(r"begins the names of (\d+) places", said)
    assert number is not None
    assert f"… {int(number[1]) - 20} more" in said


def test_the_original_is_saved_as_it_came(run: Run, data: Path, tmp_path: Path) -> None:
    """The innermost file, out of its container, to the byte; never over another file."""
    name = evidence(data, "f.media_type = 'application/pdf' AND f.parent_file_id IS NOT NULL AND e.kind = 'duty'")
    with open_published(data) as w:
        [(sha256, file_name, file_id)] = w.connection.execute(
            "SELECT DISTINCT f.sha256, f.name, f.file_id FROM files AS f JOIN evidence AS e ON e.file_id = f.file_id"
            " WHERE e.evidence_id = ?",
            [name],
        ).fetchall()
    target, folder = tmp_path / "x.pdf", tmp_path / "folder"
    folder.mkdir()
    status, _, said = run("show", name, "--save", target, "--data", data)
    assert (status, f"saved to {target}" in said) == (0, True)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    assert run("show", file_id, "--save", folder, "--data", data)[0] == 0
    assert (folder / file_name).read_bytes() == target.read_bytes()
    target.write_bytes(b"mine")
    status, _, said = run("show", name, "--save", target, "--data", data)
    assert (status, "is not overwritten" in said) == (1, True)
    assert target.read_bytes() == b"mine"
    assert run("show", name, "--save", data / "archive" / "x.pdf", "--data", data)[0] == 2


def test_files_lists_what_is_held_of_an_act(run: Run, data: Path) -> None:
    status, told, said = run("files", "22.01.2024 nr 2", "--data", data)
    assert status == 0
    assert "sample/720015!720016/body.pdf" in told
    assert "body" in told
    listed = json.loads(run("files", "14.02.2022 nr 5", "--json", "--data", data)[1])["files"]
    assert listed[0]["parts"][:2] == ["body", "annex 1"]
    assert len(listed[0]["sha256"]) == 64
    assert "files; `kehtiv show FILE_ID --save FILE`" in said
    status, _, said = run("files", "18/2025", "--data", data)
    assert (status, "no file is held of käskkiri 05.05.2025 nr 18 (Näidisamet) is restricted" in said) == (1, True)
    assert run("files", "nr 4711", "--data", data)[0] == 2


def test_json_of_a_place_has_its_sentence_and_boxes(run: Run, data: Path) -> None:
    place = json.loads(run("show", evidence(data, REVOKING), "--json", "--data", data)[1])
    assert place["sentence"]["quote"].startswith("2. Tunnistan kehtetuks")
    assert place["boxes"][0]["page_number"] == 1
    assert "text" not in place
