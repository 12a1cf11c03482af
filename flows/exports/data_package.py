"""Write ``datapackage.json``: what an export holds, by the Data Package standard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.exports import comma_separated
from flows.exports.target import DESCRIPTION, MARK
from flows.exports.values import Occasion, WrittenFile
from warehouse.exports.source import Column, ExportSource

TITLE = "What is in force of Estonian directives, as kehtiv read it from public document registers"
PUBLIC_DOMAIN = {
    "name": "other-pd",
    "title": "Directives are no objects of copyright (Autoriõiguse seadus § 5)",
    "path": "https://www.riigiteataja.ee/akt/AutÕS",
}
"""What is said of the licence where the operator names none."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")

_FIELD_TYPES = {
    "BLOB": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}
"""Field types of Table Schema by DuckDB's types; every other type is a list, written as JSON."""


def write_data_package(
    source: ExportSource,
    folder: Path,
    occasion: Occasion,
    files: Iterable[WrittenFile],
    digests: dict[str, str],
    formats: Iterable[str],
) -> None:
    """Write the description of the listed files, each with its size and digest."""
    licence = PUBLIC_DOMAIN if occasion.licence is None else {"name": "other-open", "path": occasion.licence}
    told: dict[str, Any] = {
        "name": "kehtiv-export",
        "title": TITLE,
        "version": f"{occasion.version}+{source.number}",
        "created": f"{occasion.day.isoformat()}T00:00:00Z",
        "licenses": [licence],
        MARK: {
            "version": occasion.version,
            "warehouse_number": source.number,
            "sql_version": source.sql_version,
            "day": occasion.day.isoformat(),
            "formats": list(formats),
        },
        "resources": [_resource(file, folder, digests[file.path]) for file in files if file.is_listed],
    }
    (folder / DESCRIPTION).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(file: WrittenFile, folder: Path, sha256: str) -> dict[str, Any]:
    path = folder / file.path
    told: dict[str, Any] = {
        "name": _NOT_IN_NAMES.sub("-", file.path.lower()).replace("/", "-"),
        "path": file.path,
        "type": "file",
        "format": path.suffix.removeprefix("."),
        "mediatype": file.media_type,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256}",
        "description": file.meaning,
    }
    if file.media_type != comma_separated.MEDIA_TYPE or file.table is None:
        return told
    fields = [_field(column) for column in file.table.columns]
    return told | {
        "type": "table",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(file.table.key)},
    }


def _field(column: Column) -> dict[str, Any]:
    kind = _FIELD_TYPES.get(column.sql_type, "array")
    told: dict[str, Any] = {"name": column.name, "type": kind, "description": column.meaning}
    return told | {"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else told
