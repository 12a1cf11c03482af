"""Read pages with Tesseract: a process takes one page by a pipe and returns its words as TSV."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

from extractors.model.evidence import Box
from extractors.tools import OcrWord, PageImage, ToolFailed
from flows.reading.tools.temporary import temporary_folder

INSTALL = "apt install tesseract-ocr tesseract-ocr-est"
LEAST_VERSION = (4, 0)
"""Older versions give no confidence for each word in TSV, and read Estonian worse."""

_ASKING_S = 60.0
"""Seconds to report version and languages; without an answer no scan is read that night."""
_POINTS_PER_INCH = 72.0
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An ``OcrEngine``. Each page costs at most ``timeout_s`` seconds and ``memory_bytes`` of address space.

    ``temporary`` is the absolute path of the folder for temporary files; ``None`` means the system's.
    """

    command: str
    program_version: str
    languages: tuple[str, ...] = ("est",)
    timeout_s: float = 60.0
    memory_bytes: int = 2 * 1024**3
    layout_mode: int = 3

    @property
    def version(self) -> str:
        return f"tesseract {self.program_version} {'+'.join(self.languages)} psm {self.layout_mode}"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        """Return the words in Tesseract's reading order. Raises ``ToolFailed``."""
        arguments = [
            self.command, "stdin", "stdout",
            "-l", "+".join(self.languages),
            "--psm", str(self.layout_mode),
            "--dpi", str(max(70, round(page.scale * _POINTS_PER_INCH))),
            "-c", "tessedit_create_tsv=1",
        ]  # fmt: skip
        with temporary_folder("ocr") as folder:
            answer = _run(arguments, page.png, self.timeout_s, self.memory_bytes, str(folder))
        return tuple(parse_tsv(answer, page.page_number, page.scale))


def parse_tsv(answer: str, page_number: int, scale: float) -> list[OcrWord]:
    """Return the words of Tesseract's TSV, boxes in points. Raises ``ToolFailed`` for any other form."""
    rows = csv.DictReader(io.StringIO(answer), delimiter="\t", quoting=csv.QUOTE_NONE)
    words: list[OcrWord] = []
    try:
        for row in rows:
            text = row["text"].strip()
            if row["level"] != _WORD_LEVEL or not text:
                continue
            left, top, width, height = (int(row[key]) / scale for key in ("left", "top", "width", "height"))
            sure = min(1.0, max(0.0, float(row["conf"]) / 100))
            words.append(OcrWord(text, Box(page_number, left, top, left + width, top + height), round(sure, 4)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ToolFailed(f"tesseract did not return valid TSV: {error!r}") from error
    if not words and "level" not in (rows.fieldnames or ()):
        raise ToolFailed("tesseract did not return valid TSV")
    return words


def find_tesseract(
    languages: tuple[str, ...], timeout_s: float, command: str = "tesseract"
) -> tuple[Tesseract | None, str]:
    """Return the installed Tesseract, or ``None`` and what a person can do about it."""
    path = shutil.which(command)
    if path is None:
        return None, f"tesseract is not installed ({INSTALL})"
    try:
        version = _program_version(path)
        known = _known_languages(path)
    except ToolFailed as error:
        return None, str(error)
    if version is None or tuple(int(part) for part in version.split(".")[:2]) < LEAST_VERSION:
        return (
            None,
            f"tesseract {version or 'of unknown version'} is too old: version 4.0 or newer is required ({INSTALL})",
        )
    lacking = [language for language in languages if language not in known]
    if lacking:
        packages = " ".join(f"tesseract-ocr-{language}" for language in lacking)
        return None, f"tesseract lacks the language {', '.join(lacking)} (apt install {packages})"
    return Tesseract(path, version, languages, timeout_s), ""


def _program_version(path: str) -> str | None:
    match = re.search(r"tesseract\s+v?(\d+\.\d+(?:\.\d+)?)", _ask(path, "--version"))
    return match[1] if match else None


def _known_languages(path: str) -> frozenset[str]:
    return frozenset(line.strip() for line in _ask(path, "--list-langs").splitlines()[1:])


def _ask(path: str, question: str) -> str:
    return _run([path, question], b"", _ASKING_S, 2 * 1024**3, tempfile.gettempdir())


def _run(arguments: list[str], data: bytes, timeout_s: float, memory_bytes: int, folder: str) -> str:
    # One thread: several processes read pages at once, and Tesseract's own threads would only wait for each other.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolFailed(f"tesseract cannot be started: {error}") from error
    with process:
        _limit_memory(process.pid, memory_bytes)
        try:
            out, errors = process.communicate(data, timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise ToolFailed(f"tesseract took longer than {timeout_s:g} seconds for a page") from error
        except OSError as error:  # broken pipe: it died before it took its page
            process.kill()
            raise ToolFailed(f"tesseract died: {error}") from error
    if process.returncode:
        reason = errors.decode("utf-8", errors="replace").strip()[-300:]
        raise ToolFailed(f"tesseract exited with status {process.returncode}: {reason or 'no message'}")
    return out.decode("utf-8", errors="replace")


def _limit_memory(pid: int, memory_bytes: int) -> None:
    """Limit memory from outside, because code between fork and exec can hang a process with threads."""
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    except (ImportError, AttributeError, OSError, ValueError):
        return
