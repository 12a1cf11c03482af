"""Serve the sample register as an aggregator: the JSON interface of the second platform, over the same catalogue.

``/api/`` shows the same documents as the authority's own address, with the text of their files; everything else is
answered like the ADR platform. So one server plays both, and a document can be seen through both.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from extractors.errors import ExtractionError
from extractors.files.read_text import read_text
from flows.sample.answers import Answer, Asked, RegisterAnswers, read_file
from flows.sample.catalogue import SampleDocument, SampleFile

PER_PAGE = 100
ORGANISATION = 1
ELSEWHERE = "https://hoidla.naidis.example"
"""Where the aggregator usually keeps its copies: a host that kehtiv is not configured to contact."""

_JSON = (("Content-Type", "application/json"),)
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+")


@dataclass
class AggregatorRules:
    """How the interface behaves.

    ``wants_contact``: answer 400 to a User-Agent without a contact. ``limit``: the most requests in ten seconds,
    ``None`` for any number. ``has_copies``: keep the originals on its own host. ``shows_restricted``: still show what
    the authorities have restricted. ``withheld``: ids answered with 451 whatever the catalogue says.
    """

    wants_contact: bool = False
    limit: int | None = None
    has_copies: bool = False
    shows_restricted: bool = False
    withheld: set[str] = field(default_factory=set)
    per_page: int = PER_PAGE
    clock: Callable[[], float] = time.monotonic
    _asked_at: deque[float] = field(default_factory=deque)

    def is_too_much(self) -> bool:
        """Count a request and return whether it exceeds the limit for the last ten seconds."""
        now = self.clock()
        while self._asked_at and self._asked_at[0] <= now - 10:
            self._asked_at.popleft()
        if self.limit is not None and len(self._asked_at) >= self.limit:
            return True
        self._asked_at.append(now)
        return False


class BothPlatforms(RegisterAnswers):
    """The authority's own register, and under ``/api/`` the aggregator that shows it."""

    def __init__(self, *arguments: Any, rules: AggregatorRules | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rules = rules or AggregatorRules()

    def answer(self, asked: Asked) -> Answer:
        if asked.method == "GET" and asked.path.startswith("/hoidla/"):
            return self._file(asked, asked.path.split("/")[2])
        if asked.method != "GET" or not asked.path.startswith("/api/"):
            return super().answer(asked)
        if self.rules.wants_contact and not _CONTACT.search(asked.header("user-agent") or ""):
            return _json({"error": "Missing User-Agent header.", "message": "Name a way to contact you."}, 400)
        if self.rules.is_too_much():
            return _json({"message": "Too Many Attempts."}, 429, ("Retry-After", "10"))
        rest = asked.path.removeprefix("/api/")
        if rest == "organisations":
            return _json({"data": [self._organisation()]})
        if rest == "documents":
            return self._list(asked)
        if match := re.fullmatch(r"documents/(\d+)", rest):
            return self._one(asked, match[1])
        return _json({"message": "Not Found"}, 404)

    def _organisation(self) -> dict[str, Any]:
        return {"id": ORGANISATION, "name": self.catalogue.authority, "slug": self.catalogue.code}

    def _list(self, asked: Asked) -> Answer:
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.target).query).items()}
        begin, end = (date.fromisoformat(query[name]) for name in ("date_start", "date_end"))
        wanted = [int(number) for number in query.get("org_ids", str(ORGANISATION)).split(",")]
        matches = [
            document
            for document in self.catalogue.shown_on(self.visible_on)
            if begin <= document.registered_on <= end
            and ORGANISATION in wanted
            and (self._is_shown(document) or query.get("with_restricted") == "1")
        ]
        page, size = int(query.get("page", "1")), self.rules.per_page
        shown = matches[(page - 1) * size : page * size]
        return _json(
            {
                "current_page": page,
                "data": [self._row(document, asked) for document in shown],
                "per_page": size,
                "last_page": max(1, -(-len(matches) // size)),
                "total": len(matches),
            }
        )

    def _is_shown(self, document: SampleDocument) -> bool:
        return document.is_public or self.rules.shows_restricted

    def _row(self, document: SampleDocument, asked: Asked) -> dict[str, Any]:
        page = f"{_host(asked)}/{self.catalogue.code}/dokument/{document.id}"
        return {
            "id": int(document.id),
            "title": document.title,
            "ai_title": None,
            "reference": document.number,
            "registration_date": document.registered_on.isoformat(),
            "type": document.document_type,
            "function": document.function or None,
            "series": document.series or None,
            "dossier": document.dossier or None,
            "restriction": "Avalik" if self._is_shown(document) else document.access,
            "to": document.addressee,
            "method": document.transmittal,
            "responsible": document.responsible,
            "url": page,
            "created_at": f"{document.published_on}T04:00:00+00:00",
            "organisation": self._organisation(),
        }

    def _one(self, asked: Asked, external_id: str) -> Answer:
        document = self.catalogue.entry_on(external_id, self.visible_on)
        if document is None:
            return _json({"message": "No query results for model [Document]."}, 404)
        if external_id in self.rules.withheld or not self._is_shown(document):
            return _json({"message": "This document is access-restricted."}, 451)
        files = [row for file in document.files for row in self._files(file, None, asked)]
        files.sort(key=lambda row: str(row["name"]))
        return _json(self._row(document, asked) | {"ai_summary": "Masina kokkuvõte.", "files": files})

    def _files(self, file: SampleFile, parent: int | None, asked: Asked) -> list[dict[str, Any]]:
        host = _host(asked) if self.rules.has_copies else ELSEWHERE
        row = {
            "id": int(file.id),
            "name": file.name,
            "parent_id": parent,
            "parsed_with": "PdfParser",
            "url": f"{host}/hoidla/{file.id}/{quote(file.name)}",
            "contents": "" if file.members else extracted_text(self._folder, file),
        }
        return [row, *(each for member in file.members for each in self._files(member, int(file.id), asked))]


def extracted_text(folder: Path, file: SampleFile) -> str:
    """Return the text that the aggregator extracts from a file; empty where it cannot read it."""
    return _text(read_file(folder, file), file.name)


@cache
def _text(data: bytes, name: str) -> str:
    try:
        return read_text(data, name, hashlib.sha256(data).hexdigest())[1].text
    except ExtractionError:
        return ""


def _host(asked: Asked) -> str:
    return f"http://{asked.header('host') or '127.0.0.1'}"


def _json(value: dict[str, Any], status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), (*_JSON, *headers))
