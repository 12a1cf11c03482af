"""Pages that are pictures: recognised, read by the engine at hand, told about; never a failure of the run."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files.image import read_image
from extractors.model.evidence import Box
from extractors.model.finding import Finding
from extractors.pages.drawn_rules import find_drawn_rules
from extractors.pages.layout import read_pdf
from extractors.pages.ocr_words import set_words
from extractors.pages.specks import without_specks
from extractors.pages.straighten import find_skew
from extractors.pages.text_layer import find_damage
from extractors.pages.turn import Turn
from extractors.pages.words import PageWords, Word
from extractors.tools import OcrWord, Tools
from tests.extractors.pages.conftest import Draw, Sheet
from tests.extractors.pages.scanned import DPI, FakeEngine, as_scan, picture_of

SHA = "ab" * 32
LINES = ("Ametijuhend kehtib alates jaanuarist", "Teenistuja korraldab osakonna asju", "Vahetu juht on direktor")


@pytest.fixture
def letter(draw: Draw) -> bytes:
    sheet = Sheet()
    sheet.write(72, 100, *LINES)
    return draw(sheet)


def spoken(line: str, top: float, sure: float = 0.95) -> list[tuple[str, float, float, float]]:
    """A line's words one after the other, as an engine places them."""
    found, x = [], 72.0
    for word in line.split():
        found.append((word, x, top, sure))
        x += 6.0 * len(word) + 5
    return found


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_page_without_a_text_layer_is_read_by_the_engine_and_says_so(letter: bytes) -> None:
    engine = FakeEngine([*spoken(LINES[0], 100), *spoken(LINES[1], 114)])
    text, findings = read_pdf(as_scan(letter), SHA, Tools(ocr=engine))
    assert text.text == f"{LINES[0]}\n{LINES[1]}\n"
    assert codes(findings) == ["ocr_page"]
    assert "fake 1" in findings[0].message
    assert "1 (0.95)" in findings[0].message
    assert engine.asked[0].file_sha256 == SHA
    assert engine.asked[0].scale == pytest.approx(DPI / 72)


def test_without_an_engine_a_scan_is_held_back_with_what_to_install(letter: bytes) -> None:
    with pytest.raises(EmptyFile, match=r"apt install tesseract-ocr tesseract-ocr-est.*pip install kehtiv\[rapidocr\]"):
        read_pdf(as_scan(letter), SHA)
    with pytest.raises(EmptyFile, match="scans cannot be read: switched off"):
        read_pdf(as_scan(letter), SHA, Tools(missing=("scans cannot be read: switched off",)))


def test_a_page_with_a_text_layer_is_left_to_it(letter: bytes) -> None:
    engine = FakeEngine(spoken("midagi muud", 100))
    text, findings = read_pdf(letter, SHA, Tools(ocr=engine))
    assert text.text.startswith(LINES[0])
    assert engine.asked == []
    assert findings == ()


def test_an_engine_that_fails_costs_the_page_and_not_the_file(letter: bytes, draw: Draw) -> None:
    mixed = _joined(letter, as_scan(letter))
    text, findings = read_pdf(mixed, SHA, Tools(ocr=FakeEngine(failure="took too long")))
    assert text.text.startswith(LINES[0])
    assert codes(findings) == ["ocr_failed", "page_without_text"]
    assert "page 2" in findings[0].message
    assert "took too long" in findings[0].message


def test_of_a_file_that_is_a_scan_in_part_the_unread_pages_are_named(letter: bytes) -> None:
    text, findings = read_pdf(_joined(letter, as_scan(letter)), SHA)
    assert text.text.startswith(LINES[0])
    assert "scan_unread" in codes(findings)
    assert "pages 2:" in next(finding.message for finding in findings if finding.code == "scan_unread")


def test_a_blank_page_is_not_given_to_the_engine(draw: Draw) -> None:
    engine = FakeEngine()
    with pytest.raises(EmptyFile):
        read_pdf(as_scan(draw(Sheet())), SHA, Tools(ocr=engine))
    assert engine.asked == []


def test_words_the_engine_doubts_are_named_where_they_stand(letter: bytes) -> None:
    engine = FakeEngine([*spoken("Vahetu juht on", 100), ("direktor", 220.0, 100.0, 0.31)])
    text, findings = read_pdf(as_scan(letter), SHA, Tools(ocr=engine))
    doubt = next(finding for finding in findings if finding.code == "low_confidence")
    assert doubt.span is not None
    assert doubt.span.of(text.text) == "direktor"
    assert "direktor (0.31)" in doubt.message
    assert "page 1" in doubt.message


def test_a_page_upside_down_is_turned_and_its_places_led_back(letter: bytes) -> None:
    class Upright(FakeEngine):
        """Sure of its words only where the picture's ink stands in the upper half."""

        def read_words(self, page):  # type: ignore[no-untyped-def]
            picture = Image.open(io.BytesIO(page.png))
            half = picture.height // 2
            is_upright = picture.crop((0, 0, picture.width, half)).getextrema()[0] < 100
            self.words = [(text, x, top, 0.9 if is_upright else 0.2) for text, x, top, _ in self.words]
            return super().read_words(page)

    engine = Upright(spoken(LINES[0], 100))
    text, findings = read_pdf(as_scan(letter, lambda p: p.rotate(180)), SHA, Tools(ocr=engine))
    assert text.text == f"{LINES[0]}\n"
    assert "ocr_page" in codes(findings)
    assert len(engine.asked) == 2
    assert text.places[0].box.top > 700  # at the foot of the page as a person sees it


def test_a_turn_leads_a_box_back_to_where_it_was() -> None:
    upside_down = Turn(2, 0.0, 600.0, 800.0).back(Box(1, 10, 20, 110, 40))
    assert upside_down == Box(1, 490, 760, 590, 780)
    picture = Image.new("L", (600, 800), 255)
    picture.paste(0, (100, 200, 104, 204))
    for quarters in (0, 1, 2, 3):
        for degrees in (0.0, 1.0):
            turned = picture.rotate(90 * quarters, expand=True).rotate(degrees, fillcolor=255)
            left, top, right, bottom = turned.point([255 if v < 128 else 0 for v in range(256)]).getbbox() or (
                0,
                0,
                0,
                0,
            )
            back = Turn(quarters, degrees, 600.0, 800.0).back(Box(1, left, top, right, bottom))
            assert (back.x0 + back.x1) / 2 == pytest.approx(102, abs=1.5), (quarters, degrees)
            assert (back.top + back.bottom) / 2 == pytest.approx(202, abs=1.5), (quarters, degrees)


@pytest.mark.parametrize("degrees", [-1.5, -0.4, 0.0, 0.8, 2.5])
def test_the_skew_of_a_page_is_found(draw: Draw, degrees: float) -> None:
    sheet = Sheet()
    sheet.write(72, 100, *LINES * 8)
    picture = picture_of(draw(sheet)).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert find_skew(picture) == pytest.approx(degrees, abs=0.12)


def test_a_blank_picture_has_no_skew() -> None:
    assert find_skew(Image.new("L", (800, 1100), 255)) == 0.0


def test_rules_drawn_in_a_picture_are_found_and_letters_are_none(draw: Draw) -> None:
    sheet = Sheet()
    sheet.write(80, 120, *LINES)
    sheet.rule_grid([72, 300, 520], [100, 200, 320])
    rules = find_drawn_rules(picture_of(draw(sheet)), DPI / 72)
    level = sorted(round(rule.top) for rule in rules if rule.is_level)
    upright = sorted(round(rule.x0) for rule in rules if not rule.is_level)
    assert (level, upright) == ([100, 200, 320], [72, 300, 520])
    assert all(rule.x0 == pytest.approx(72, abs=1) for rule in rules if rule.is_level)


def test_the_black_border_of_a_scanner_is_no_rule() -> None:
    picture = Image.new("L", (1000, 1400), 255)
    picture.paste(0, (0, 0, 1000, 60))
    assert find_drawn_rules(picture, DPI / 72) == ()


def test_the_columns_of_a_scanned_table_are_paired(draw: Draw) -> None:
    sheet = Sheet()
    sheet.write(80, 120, "2.1. Korraldab")
    sheet.write(310, 120, "Asjad on korras")
    sheet.rule_grid([72, 300, 520], [100, 160, 220])
    words = [("2.1.", 80.0, 120.0, 0.9), ("Korraldab", 110.0, 120.0, 0.9), ("Asjad", 310.0, 120.0, 0.9)]
    text, _ = read_pdf(as_scan(draw(sheet)), SHA, Tools(ocr=FakeEngine(words)))
    assert text.text == "2.1. Korraldab\tAsjad\n"
    assert text.blocks[0].is_ruled


def test_specks_are_removed_where_there_are_many_and_clean_pages_are_left_alone(letter: bytes) -> None:
    clean = picture_of(letter)
    assert without_specks(clean) is clean
    dirty = clean.copy()
    for at in range(2000):
        dirty.putpixel((at * 7919 % dirty.width, at * 104729 % dirty.height), 0)
    assert without_specks(dirty).histogram()[0] < dirty.histogram()[0]


def test_words_of_one_line_stand_at_one_height_whatever_their_ink() -> None:
    found = [OcrWord("on", Box(1, 72, 104.7, 82, 109.4), 0.9), OcrWord("Käskkirja", Box(1, 87, 102.5, 140, 111.5), 0.9)]
    low, high = set_words(found)
    assert low.top == pytest.approx(high.top, abs=0.6)
    assert low.bottom == pytest.approx(high.bottom, abs=0.6)
    assert (low.confidence, low.text) == (0.9, "on")


def test_specks_taken_for_marks_are_left_out_and_dashes_that_the_engine_is_sure_of_stay() -> None:
    marks = [OcrWord("|", Box(1, 60, 100, 61, 112), 0.9), OcrWord("»", Box(1, 150, 103, 155, 108), 0.2)]
    words = set_words(
        [OcrWord("Alluvad", Box(1, 72, 102, 110, 110), 0.9), OcrWord("-", Box(1, 200, 106, 204, 107), 0.9), *marks]
    )
    assert [word.text for word in words] == ["Alluvad", "-"]


ESTONIAN = (
    "Teenistuja korraldab talituse tööd ning vastutab tööülesannete täitmise eest vastavalt asutuse põhimäärusele ja"
    " käesolevale ametijuhendile. Ta koostab õigusaktide eelnõusid, nõustab kolleege ja esindab asutust. "
) * 4
ENGLISH = "The officer manages the unit and is liable for the results of the work on all of its open tasks. " * 8


def _page(text: str) -> PageWords:
    words = [Word(word, 72, 100 + at, 90, 110 + at) for at, word in enumerate(text.split())]
    return PageWords(1, 600, 800, tuple(words))


def test_a_text_layer_of_a_wrong_language_is_damage_and_other_languages_and_figures_are_none() -> None:
    bare = str.maketrans("õäöüÕÄÖÜ", "6ae6OAOU")
    assert find_damage(_page(ESTONIAN)) is None
    damage = find_damage(_page(ESTONIAN.translate(bare)))
    assert damage is not None
    assert "õ, ä, ö, ü" in damage
    assert find_damage(_page(ENGLISH)) is None
    assert find_damage(_page("Начальник отдела отвечает за работу и составляет приказы. " * 12)) is None
    assert find_damage(_page("2026 114,50 38 000 12.01.2026 nr " * 60)) is None
    assert find_damage(_page("Lisa nr kehtetuks ja on")) is None  # too short to tell


def test_letters_without_a_name_are_damage_and_bullets_of_a_symbol_font_are_none() -> None:
    assert find_damage(_page("(cid:12)(cid:44)(cid:9) (cid:3)(cid:8)" * 5)) is not None
    assert find_damage(_page("\ufffd\ufffda \ufffd\ufffdb" * 9)) is not None
    assert find_damage(_page("Tunnistan kehtetuks direktori k(cid:3)skkirja; j(cid:3)ustub p(cid:9)rast")) is not None
    assert find_damage(_page("(cid:7) Koostab eelnõusid (cid:7) Nõustab ametnikke asutuse teenuste alal " * 3)) is None
    assert find_damage(_page("\uf0b7 Koostab eelnõusid " * 9)) is None
    assert find_damage(_page("(cid:7) Koostab \uf0b7eelnõusid \uf0b7nõustab ametnikke \uf0b7valmistab ette ")) is None


def test_a_damaged_layer_gives_way_to_a_better_reading_and_is_quoted(draw: Draw) -> None:
    sheet = Sheet()
    bare = str.maketrans("õäöüÕÄÖÜ", "6ae6OAOU")
    lines = [ESTONIAN.split()[at : at + 8] for at in range(0, len(ESTONIAN.split()), 8)]
    sheet.write(72, 100, *(" ".join(line).translate(bare) for line in lines))
    words = [word for at, line in enumerate(lines) for word in spoken(" ".join(line), 100 + 14 * at)]
    text, findings = read_pdf(draw(sheet), SHA, Tools(ocr=FakeEngine(words)))
    assert "tööülesannete" in text.text
    replaced = next(finding for finding in findings if finding.code == "text_layer_replaced")
    assert "tee6lesannete" in replaced.message
    kept, findings = read_pdf(draw(sheet), SHA, Tools(ocr=FakeEngine(spoken("vaid kaks", 100))))
    assert "korraldab talituse" in kept.text
    assert "text_layer_doubtful" in codes(findings)
    assert "text_layer_doubtful" in codes(read_pdf(draw(sheet), SHA)[1])


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_a_picture_file_is_a_page_measured_by_its_resolution(letter: bytes, kind: str) -> None:
    out = io.BytesIO()
    picture_of(letter, dpi=150).save(out, kind, dpi=(150, 150))
    text, findings = read_image(out.getvalue(), SHA, Tools(ocr=FakeEngine(spoken(LINES[0], 100))))
    assert text.text == f"{LINES[0]}\n"
    assert codes(findings) == ["ocr_page"]
    assert text.page_sizes[0] == pytest.approx((595.3, 841.9), abs=1)


def test_each_frame_of_a_tiff_is_a_page(letter: bytes) -> None:
    out, picture = io.BytesIO(), picture_of(letter, dpi=100)
    picture.save(out, "TIFF", save_all=True, append_images=[picture])
    text, _ = read_image(out.getvalue(), SHA, Tools(ocr=FakeEngine(spoken(LINES[0], 100))))
    assert len(text.pages) == 2
    assert [place.box.page_number for place in text.places] == [1, 2]


def test_a_picture_that_cannot_be_read_is_refused_with_the_reason(letter: bytes) -> None:
    out = io.BytesIO()
    picture_of(letter, dpi=72).save(out, "PNG")
    with pytest.raises(EmptyFile, match="tesseract-ocr-est"):
        read_image(out.getvalue(), SHA, Tools())
    with pytest.raises(UnreadableFile, match="damaged"):
        read_image(out.getvalue()[:900], SHA, Tools(ocr=FakeEngine()))
    with pytest.raises(UnreadableFile, match="too long"):
        read_image(out.getvalue(), SHA, Tools(ocr=FakeEngine(failure="took too long")))
    with pytest.raises(EmptyFile):
        read_image(out.getvalue(), SHA, Tools(ocr=FakeEngine()))


def test_a_doubted_word_of_a_label_is_restored_and_what_was_read_is_told(letter: bytes) -> None:
    words = [
        ("Peamised", 72.0, 100.0, 0.9),
        ("teenistnsiilesanded", 125.0, 100.0, 0.23),
        ("oskajad", 260.0, 100.0, 0.3),
    ]
    text, findings = read_pdf(as_scan(letter), SHA, Tools(ocr=FakeEngine(words)))
    assert text.text == "Peamised teenistusülesanded oskajad\n"
    told = next(finding.message for finding in findings if finding.code == "ocr_label_restored")
    assert "teenistnsiilesanded (0.23) as teenistusülesanded" in told
    sure = [(word, x, top, 0.95) for word, x, top, _ in words]
    text, _ = read_pdf(as_scan(letter), SHA, Tools(ocr=FakeEngine(sure)))
    assert "teenistnsiilesanded" in text.text


def test_a_worn_number_of_a_row_is_written_as_one_and_named_as_doubted(letter: bytes) -> None:
    engine = FakeEngine(
        [("2.3,", 72.0, 100.0, 0.95), *[(w, x + 30, y, s) for w, x, y, s in spoken("Koostab 2,5 lehte", 100)]]
    )
    text, findings = read_pdf(as_scan(letter), SHA, Tools(ocr=engine))
    assert text.text == "2.3. Koostab 2,5 lehte\n"
    assert any(finding.code == "low_confidence" and "2.3." in finding.message for finding in findings)


def _joined(*pdfs: bytes) -> bytes:
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
