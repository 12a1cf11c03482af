"""The version of the readers: other code or another library, another version."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import extractors
from flows.reading import version
from flows.reading.version import digest_of, imported_libraries, library_versions, read_sources, readers_version

SOURCES = read_sources(Path(extractors.__path__[0]))
LIBRARIES = library_versions(source for _, source in SOURCES)


def test_the_version_is_a_name_for_people_and_a_digest() -> None:
    assert re.fullmatch(rf"{re.escape(version.NAME)}\+[0-9a-f]{{8}}", readers_version())
    assert readers_version().endswith(f"+{digest_of(SOURCES, LIBRARIES)[:8]}")


def test_other_code_makes_another_version() -> None:
    name, source = SOURCES[7]
    changed = [*SOURCES[:7], (name, source + b"# other\n"), *SOURCES[8:]]
    moved = [*SOURCES[:7], (f"other/{name}", source), *SOURCES[8:]]
    assert len({digest_of(each, LIBRARIES) for each in (SOURCES, changed, moved, SOURCES[1:])}) == 4


def test_another_library_makes_another_version() -> None:
    assert digest_of(SOURCES, LIBRARIES) != digest_of(SOURCES, [*LIBRARIES[:-1], "simplemma 99"])


def test_all_readers_are_in_it() -> None:
    folder = Path(extractors.__path__[0])
    assert {name for name, _ in SOURCES} == {
        str(Path(place, name).relative_to(folder))
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(".py")
    }


def test_the_libraries_that_read_are_found_in_what_the_readers_import() -> None:
    named = {line.split()[0] for line in LIBRARIES}
    assert named >= {
        "python", "pdfplumber", "pdfminer.six", "pypdfium2", "lxml", "beautifulsoup4", "cryptography", "simplemma",
        "esteid_certificates", "charset_normalizer", "openpyxl", "pillow", "extract_msg", "olefile",
    }  # fmt: skip


def test_every_library_is_found_by_the_name_of_its_distribution() -> None:
    """Else its version would be "none" for ever. The extra ``msg`` is installed wherever the tests run."""
    assert [line for line in LIBRARIES if line.endswith(" none")] == []
    known = metadata.packages_distributions()
    for name, distribution in version.DISTRIBUTIONS.items():
        assert distribution in known[name]


def test_an_import_inside_a_function_counts_and_the_standard_library_does_not() -> None:
    source = (
        b'"""Read."""\nimport re\n\n\ndef read():\n    from bs4 import BeautifulSoup\n    import_module("olefile")\n'
    )
    assert imported_libraries([source]) == ["beautifulsoup4", "olefile"]


def test_a_library_that_is_not_installed_is_told_as_none() -> None:
    assert "no_such_library none" in library_versions([b"\nimport no_such_library\n"])


@pytest.mark.parametrize("statement", ["import flows.cli", "import flows.run.run"])
def test_no_command_pays_for_it_before_something_is_read(statement: str) -> None:
    code = f"{statement}; import sys; v = sys.modules.get('flows.reading.version'); " + (
        "print(v.readers_version.cache_info().currsize if v else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
