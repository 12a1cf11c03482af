"""Write a picture of each kind of page in both widths, light and dark, for a look by eye.

    python -m benchmarks.web_pictures FOLDER [--data DIR]

Without ``--data`` a night over the bundled register is run first. Needs Debian's ``chromium``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.web_site import HEIGHT, PAGES, PHONE, WIDE, chromium, served, started_browser
from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.settings import Settings

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
"""The day on which the bundled register is shown, so that the pictures of two runs can be compared."""
LOOKS = (("wide", WIDE, "light"), ("phone", PHONE, "light"), ("wide-dark", WIDE, "dark"))


def write_pictures(data: Path, folder: Path, path: str) -> int:
    """Write the pictures of all pages over a data folder as PNG; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with served(data, Clock(now=lambda: NOW)) as base, started_browser(path) as browser:
        for look, width, scheme in LOOKS:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            for name, address in PAGES.items():
                page.goto(base + address)
                page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
                written += 1
            context.close()
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    wanted = parser.parse_args()
    path = chromium()
    if path is None:
        sys.exit("needs Chromium (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as made:
        data = wanted.data or Path(made)
        if wanted.data is None:
            settings = Settings(data=data, request_interval_s=0)
            ingest_register("sample", settings, Clock(now=lambda: NOW), since=None, until=None)
        print(f"{write_pictures(data, wanted.folder, path)} pictures in {wanted.folder}")


if __name__ == "__main__":
    main()
