"""Write docs/settings.md from ``flows.settings``; a test compares the two.

python -m benchmarks.document_settings
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from flows.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"

HEAD = """# Settings

Every setting is an environment variable, or a line of `kehtiv.toml` where kehtiv is called (`KEHTIV_CONFIG`
names another file): `batch_size = 100` there is `KEHTIV_BATCH_SIZE=100` here. The variable outranks the file, and
`kehtiv config` prints what holds and where from. An impossible value ends the commands that use it with status 2.
`KEHTIV_REGISTERS` names your own list of registers: see registers.md. `python -m benchmarks.document_settings` writes
this page from `flows/settings.py`.

| variable | default | unit | meaning |
|---|---|---|---|
"""

UNITS = {
    "_s": "seconds",
    "_bytes": "bytes",
    "_days": "days",
    "_minutes": "minutes",
    "_dpi": "pixels per inch",
    "_share": "share",
}
"""What the end of a name says of its unit."""

LINE_BREAK = re.compile(r"\s*\n\s*")


def settings_page() -> str:
    """Return the page: a row for each setting, in the order of the class."""
    return HEAD + "".join(_row(name, field) for name, field in Settings.model_fields.items())


def _row(name: str, field: FieldInfo) -> str:
    unit = next((unit for ending, unit in UNITS.items() if name.endswith(ending)), "")
    meaning = LINE_BREAK.sub(" ", (field.description or "").strip()).replace("``", "`").replace("|", "\\|")
    return f"| `KEHTIV_{name.upper()}` | {_default(field)} | {unit} | {meaning} |\n"


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "`{}`" if field.default_factory is dict else "cores − 1"
    return "none" if field.default is None else f"`{field.default}`"


if __name__ == "__main__":
    PAGE.write_text(settings_page(), "utf-8")
