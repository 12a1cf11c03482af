"""Write an export: the files of each format, then what describes them, the folder whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from flows.exports import akoma_ntoso, checksums, comma_separated, dcat, json_ld, parquet, workbook
from flows.exports.data_package import write_data_package
from flows.exports.journal import Remembered, remember
from flows.exports.target import BadTarget, refuse_target, replacing
from flows.exports.values import Occasion, Writer, WrittenFile
from flows.folder import find_owner
from flows.settings import Settings
from warehouse.exports.source import ExportSource, open_source

FORMATS: dict[str, Writer] = {
    "parquet": parquet.write,
    "csv": comma_separated.write,
    "xlsx": workbook.write,
    "jsonld": json_ld.write,
    "akn": akoma_ntoso.write,
}


def write_export(settings: Settings, folder: Path, formats: Sequence[str], *, today: date, day: date | None) -> int:
    """Write what is published into a folder, in these formats; return the number of files.

    ``day`` is the day that "today" means in the export, ``None`` for ``today``. The folder is remembered first, so that
    a withdrawal reaches it even where this call is killed. The caller keeps every run out of the data folder.

    Raises ``BadTarget``, ``NoWarehouse`` and ``OSError``; an earlier export in the folder then stays as it was.
    """
    target = folder.absolute()
    refuse_target(target)
    if (owner := find_owner(target, settings.data)) is not None:
        raise BadTarget(f"{target} would be written into {owner}, which kehtiv keeps: name a folder elsewhere")
    occasion = Occasion(day=day or today, licence=settings.export_licence, version=version("kehtiv"))
    with open_source(settings.data) as source:
        remember(settings.data, Remembered(folder=str(target), formats=tuple(formats), day=day))
        with replacing(target) as building:
            return _write(source, building, formats, occasion)


def _write(source: ExportSource, folder: Path, formats: Sequence[str], occasion: Occasion) -> int:
    files: list[WrittenFile] = []
    digests: dict[str, str] = {}
    for name in formats:
        for file in FORMATS[name](source, folder, occasion):
            files.append(file)
            digests[file.path] = checksums.digest(folder / file.path)
    dcat.write_dcat(source, folder, occasion, files, digests)
    write_data_package(source, folder, occasion, files, digests, formats)
    for path in (dcat.NAME, "datapackage.json"):
        digests[path] = checksums.digest(folder / path)
    checksums.write_checksums(folder, digests)
    return len(digests) + 1
