"""Write ``dcat.jsonld``: the export as a dataset of a catalogue (W3C DCAT 3), for open-data portals to harvest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.exports.data_package import PUBLIC_DOMAIN, TITLE
from flows.exports.values import Occasion, WrittenFile
from warehouse.exports.source import ExportSource

NAME = "dcat.jsonld"

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FORMAT_ADDRESS = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/EST"


def write_dcat(
    source: ExportSource, folder: Path, occasion: Occasion, files: Iterable[WrittenFile], digests: dict[str, str]
) -> None:
    """Write the dataset with a distribution for each listed file; addresses are relative to the folder."""
    licence = {"@id": occasion.licence or PUBLIC_DOMAIN["path"]}
    listed = [file for file in files if file.is_listed]
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": "",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": TITLE, "@language": "en"},
        "dct:license": licence,
        "dct:language": {"@id": _LANGUAGE},
        "dct:modified": {"@value": occasion.day.isoformat(), "@type": "xsd:date"},
        "dcat:version": f"{occasion.version}+{source.number}",
        "dcat:distribution": [_distribution(file, folder, digests[file.path], licence) for file in listed],
    }
    (folder / NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _distribution(file: WrittenFile, folder: Path, sha256: str, licence: dict[str, str]) -> dict[str, Any]:
    return {
        "@id": file.path,
        "@type": "dcat:Distribution",
        "dct:description": file.meaning,
        "dct:license": licence,
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": f"{_FORMAT_ADDRESS}{file.media_type}"},
        "dcat:byteSize": {"@value": str((folder / file.path).stat().st_size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": sha256, "@type": "xsd:hexBinary"},
        },
    }
