"""Read pages with RapidOCR, which needs no system package. It uses the models in its wheel and downloads nothing."""

from __future__ import annotations

import importlib.util
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from extractors.model.evidence import Box
from extractors.tools import OcrWord, PageImage, ToolFailed

INSTALL = "pip install kehtiv[rapidocr]"
_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
"""The models in the wheel of 3.10; the recogniser knows the letters of Estonian. Other models would be downloaded."""


_ROOM = 0.14


@dataclass(frozen=True, slots=True)
class RapidOcr:
    """An ``OcrEngine``. Each process that reads loads the models once."""

    program_version: str
    models: tuple[tuple[str, str], ...]

    @property
    def version(self) -> str:
        return f"rapidocr {self.program_version} {Path(dict(self.models)['Rec']).stem}"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        """Return the words from top to bottom. Raises ``ToolFailed``."""
        try:
            engine = _loaded(self.models)
            answer = engine(_as_array(page.png), return_word_box=True)
        except Exception as error:  # onnxruntime and OpenCV pass on any C++ exception
            raise ToolFailed(f"rapidocr failed: {type(error).__name__}: {error}") from error
        return tuple(_words(answer, page))


def find_rapidocr(folder: Path | None = None) -> tuple[RapidOcr | None, str]:
    """Return the installed RapidOCR, or ``None`` and what a person can do. ``folder``: other models' files."""
    if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
        return None, f"rapidocr is not installed ({INSTALL})"
    spec = importlib.util.find_spec("rapidocr")
    places = (
        [folder] if folder else [Path(place) / "models" for place in (spec and spec.submodule_search_locations) or ()]
    )
    models = {stage: place / name for stage, name in _MODELS.items() for place in places if (place / name).is_file()}
    lacking = [name for stage, name in _MODELS.items() if stage not in models]
    if lacking:
        return (
            None,
            f"rapidocr was installed without its models {', '.join(lacking)} and must not download them ({INSTALL})",
        )
    try:
        installed = version("rapidocr")
    except PackageNotFoundError:
        installed = "of unknown version"
    return RapidOcr(installed, tuple((stage, str(path)) for stage, path in sorted(models.items()))), ""


@lru_cache(maxsize=1)
def _loaded(models: tuple[tuple[str, str], ...]) -> Any:
    lacking = [path for _, path in models if not Path(path).is_file()]
    if lacking:
        raise ToolFailed(f"rapidocr lacks its models {', '.join(lacking)}")
    from rapidocr import RapidOCR

    paths = {f"{stage}.model_path": path for stage, path in models}
    # One thread, as for Tesseract: files are read by several processes at once.
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "error", **paths, **threads})


def _as_array(png: bytes) -> Any:
    import numpy as np
    from PIL import Image  # only where pages are read: a run that hands out files looks for this engine too

    with Image.open(io.BytesIO(png)) as picture:
        return np.asarray(picture.convert("RGB"))[:, :, ::-1]


def _words(answer: Any, page: PageImage) -> list[OcrWord]:
    from extractors.pages.ocr_words import ink_of  # as above

    words: list[OcrWord] = []
    for (upper, lower), words_of_line in zip(_lines(answer), answer.word_results or (), strict=True):
        for text, sure, corners in words_of_line:
            text = str(text).strip()
            if not text:
                continue
            xs = [float(x) / page.scale for x, _ in corners]
            top, bottom = (edge / page.scale for edge in ink_of(text, upper, lower))
            box = Box(page.page_number, min(xs), top, max(xs), bottom)
            words.append(OcrWord(text, box, round(min(1.0, max(0.0, float(sure))), 4)))
    return words


def _lines(answer: Any) -> list[tuple[float, float]]:
    """Return the upper and lower edge of each line's type; the detector's boxes have margins and overlap."""
    boxes = () if answer.boxes is None else answer.boxes
    edges = [(min(float(y) for _, y in box), max(float(y) for _, y in box)) for box in boxes]
    return [(top + _ROOM * (bottom - top), bottom - _ROOM * (bottom - top)) for top, bottom in edges]
