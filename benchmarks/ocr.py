"""Compare kehtiv and ocrmypdf at reading scans: pages per second and errors, with the same pages and Tesseract.

    python -m benchmarks.ocr [PAGES]

This script draws job descriptions with a ruled table of duties and turns them into slightly skewed, dusty pictures at
200 dots per inch. Both read them with one process and no earlier results:

- pages per second: from the bytes of the scan to its text; for ocrmypdf up to its PDF with a text layer;
- errors: edits per hundred drawn characters, after kehtiv's layout has ordered either reading;
- rows: duties whose two cells come back as a pair within 5 % of edits.

Where ocrmypdf cannot run, its line says why.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.edits import count_edits
from benchmarks.machine import describe_machine
from extractors.errors import ExtractionError
from extractors.model.text import DocumentText
from extractors.pages.draw import render_page
from extractors.pages.layout import read_pdf
from extractors.tools import NO_TOOLS, OcrEngine, Tools
from flows.reading.tools.rapidocr import find_rapidocr
from flows.reading.tools.tesseract import find_tesseract

DPI = 200
SHA = "0" * 64
_WHO = ("Osakonna", "Talituse", "Büroo", "Keskuse", "Piirkonna", "Ameti")
_WHAT = ("eelnõude", "lepingute", "aruannete", "hangete", "päringute", "koolituste", "järelevalve", "eelarve")
_HOW = ("koostamine", "kooskõlastamine", "läbivaatamine", "korraldamine", "jälgimine", "ettevalmistamine")
_RESULT = ("nõuetekohased", "õigeaegselt esitatud", "ajakohased", "põhjendatud", "täielikud", "kättesaadavad")


@dataclass(frozen=True)
class Made:
    """A scan and the content of its pages: the pairs of cells, in order."""

    pdf: bytes
    rows: list[tuple[str, str]]
    pages: int


def make_scan(pages: int, rows_on_page: int = 9) -> Made:
    dice = random.Random(11)
    drawn, rows = io.BytesIO(), []
    canvas = Canvas(drawn, pagesize=A4, invariant=1)
    for page in range(pages):
        rows += _draw_page(canvas, page, rows_on_page, dice)
        canvas.showPage()
    canvas.save()
    pictures = [
        _as_scanned(render_page(drawn.getvalue(), n, DPI / 72, is_gray=True)[0], dice) for n in range(1, pages + 1)
    ]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)
    return Made(out.getvalue(), rows, pages)


def _draw_page(canvas: Canvas, page: int, count: int, dice: random.Random) -> list[tuple[str, str]]:
    canvas.setFont("Times-Roman", 11)
    height, found = 780.0, []
    for number in range(1, count + 1):
        left = [f"{page + 2}.{number}. {dice.choice(_WHO)} {dice.choice(_WHAT)} {dice.choice(_HOW)}",
                f"ning {dice.choice(_WHAT)} {dice.choice(_HOW)}", "vastavalt töökorraldusele."]  # fmt: skip
        right = [
            f"{dice.choice(_WHAT).capitalize()} dokumendid on",
            f"{dice.choice(_RESULT)} ja {dice.choice(_RESULT)}.",
        ]
        for x, lines in ((66, left), (308, right)):
            for at, line in enumerate(lines):
                canvas.drawString(x, height - 14 - 14 * at, line)
        canvas.rect(60, height - 50, 240, 50)
        canvas.rect(300, height - 50, 240, 50)
        height -= 50
        found.append((" ".join(left), " ".join(right)))
    return found


def _as_scanned(picture: Image.Image, dice: random.Random) -> Image.Image:
    turned = picture.rotate(dice.uniform(-1.0, 1.0), Image.Resampling.BICUBIC, fillcolor=255)
    for _ in range(turned.width * turned.height // 1500):
        turned.putpixel((dice.randrange(turned.width), dice.randrange(turned.height)), dice.randrange(120))
    return turned


def compare(text: DocumentText, made: Made) -> str:
    """Return the errors and rows of one reading."""
    cells = [tuple(_flat(cell.of(text.text)) for cell in block.cells) for block in text.blocks]
    pairs = {cell[0].split(" ")[0]: cell for cell in cells if len(cell) == 2}
    characters = right = 0
    for row in made.rows:
        found = pairs.get(row[0].split(" ")[0], ("", ""))
        wrong = sum(count_edits(want, got) for want, got in zip(row, found, strict=True))
        characters += sum(map(len, row))
        right += wrong <= 0.05 * sum(map(len, row))
    whole = count_edits(_flat(" ".join(" ".join(row) for row in made.rows)), _flat(text.text))
    return f"errors {100 * whole / characters:5.2f} %   rows {right}/{len(made.rows)}"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def measure_kehtiv(made: Made, engine: OcrEngine) -> str:
    started = time.perf_counter()
    text, _ = read_pdf(made.pdf, SHA, Tools(ocr=engine, ocr_dpi=DPI))
    taken = time.perf_counter() - started
    return f"{made.pages / taken:5.2f} pages/s   {compare(text, made)}   ({engine.version})"


def measure_ocrmypdf(made: Made) -> str:
    try:
        import ocrmypdf
        from ocrmypdf.exceptions import ExitCodeException
    except ImportError as error:
        return f"not measured: {error} (pip install kehtiv[peers])"
    out = io.BytesIO()
    started = time.perf_counter()
    try:
        # Its simplest and fastest output, deskewed as in kehtiv; one process, like kehtiv.
        ocrmypdf.ocr(
            io.BytesIO(made.pdf), out, language=["est"], output_type="pdf", optimize=0, jobs=1, deskew=True,
            progress_bar=False,
        )  # fmt: skip
    except (ExitCodeException, OSError) as error:
        return f"not measured: {type(error).__name__}: {error}"
    taken = time.perf_counter() - started
    try:
        text, _ = read_pdf(out.getvalue(), SHA, NO_TOOLS)
    except ExtractionError as error:
        return f"{made.pages / taken:5.2f} pages/s   its text cannot be read: {error}"
    return f"{made.pages / taken:5.2f} pages/s   {compare(text, made)}   ({ocrmypdf.__version__})"


def main() -> None:
    made = make_scan(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
    print(describe_machine())
    print(f"{made.pages} pages at {DPI} dots an inch, {len(made.rows)} rows, one process each")
    tesseract, why = find_tesseract(("est",), 60)
    print("kehtiv, Tesseract ", measure_kehtiv(made, tesseract) if tesseract else f"not measured: {why}")
    rapid, why = find_rapidocr()
    print("kehtiv, RapidOCR  ", measure_kehtiv(made, rapid) if rapid else f"not measured: {why}")
    print("ocrmypdf          ", measure_ocrmypdf(made) if tesseract else "not measured: it needs Tesseract")


if __name__ == "__main__":
    main()
