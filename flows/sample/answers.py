"""Answer requests as the sample register does. This module is pure; the server only sends the answers."""

from __future__ import annotations

import hashlib
import itertools
import re
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from flows.sample import pages
from flows.sample.catalogue import LAST_DAY, Catalogue, SampleDocument, SampleFile
from flows.sample.search import Form, cut_page, find_anywhere, find_documents, first_value, is_empty_search, page_number

HTML = "text/html;charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", HTML),)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. ``form`` is the decoded body of a POST; ``headers`` have lower-case names."""

    method: str
    target: str
    form: Form = ()
    headers: Mapping[str, str] | None = None

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    def header(self, name: str) -> str | None:
        return (self.headers or {}).get(name)


def html_answer(text: str, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status, text.encode(), (("Content-Type", HTML), *headers))


class RegisterAnswers:
    """The register's behaviour. It keeps the last search of each session, as the platform does."""

    def __init__(self, catalogue: Catalogue, folder: Path, *, visible_on: date = LAST_DAY, robots: str = "") -> None:
        self.catalogue = catalogue
        self.visible_on = visible_on
        self._folder = folder
        self.robots = robots or "User-agent: *\nAllow: /\n"
        self._sessions: dict[str, tuple[str, Form]] = {}
        self._session_numbers = itertools.count(1)
        self._lock = threading.Lock()

    def forget_sessions(self) -> None:
        with self._lock:
            self._sessions.clear()

    def answer(self, asked: Asked) -> Answer:
        """Return the answer to ``asked``; unknown addresses get the register's 404 page."""
        if asked.method == "GET" and asked.path == "/robots.txt":
            return Answer(200, self.robots.encode(), (("Content-Type", "text/plain"),))
        if asked.method == "GET" and asked.path == "/":
            return self._front(asked)
        prefix = f"/{self.catalogue.code}/"
        if not asked.path.startswith(prefix):
            return html_answer(pages.not_found_page(), 404)
        return self._within(asked, asked.path.removeprefix(prefix))

    def _front(self, asked: Asked) -> Answer:
        target = parse_qs(urlsplit(asked.target).query).get("returnUrl")
        page = pages.robot_check_page(self.catalogue, target[0]) if target else pages.front_page(self.catalogue)
        return html_answer(page)

    def _within(self, asked: Asked, rest: str) -> Answer:
        if asked.method == "POST" and rest in ("otsing", "kiirotsing"):
            return self._search(asked, rest)
        if asked.method == "GET":
            if rest in ("", "otsing"):
                return html_answer(pages.search_page(self.catalogue))
            if match := re.fullmatch(r"otsing/(\d+)", rest):
                return self._further_page(asked, int(match[1]))
            if match := re.fullmatch(r"dokument/(\d+)", rest):
                return self._document(match[1])
            if match := re.fullmatch(r"fail/(\d+)(?:/.*)?", rest):
                return self._file(asked, match[1])
        return html_answer(pages.not_found_page(), 404)

    def _search(self, asked: Asked, kind: str) -> Answer:
        is_empty = is_empty_search(asked.form) if kind == "otsing" else not first_value(asked.form, "input")
        if is_empty:
            return html_answer(pages.search_page(self.catalogue))
        session = _session_of(asked)
        with self._lock:
            cookies = []
            if session is None or session not in self._sessions:
                session = f"{next(self._session_numbers):032X}"
                cookies = [("Set-Cookie", f"JSESSIONID={session}; Path=/{self.catalogue.code}; HttpOnly")]
            self._sessions[session] = (kind, asked.form)
        return html_answer(self._results(kind, asked.form, page_number(asked.form)), 200, *cookies)

    def _further_page(self, asked: Asked, number: int) -> Answer:
        with self._lock:
            search = self._sessions.get(_session_of(asked) or "")
        if search is None:
            return html_answer(pages.search_page(self.catalogue))
        return html_answer(self._results(*search, max(1, number)))

    def _results(self, kind: str, form: Form, number: int) -> str:
        if kind == "otsing":
            matches = find_documents(self.catalogue, form, self.visible_on)
            return pages.search_page(self.catalogue, form, cut_page(matches, number))
        matches = find_anywhere(self.catalogue, first_value(form, "input"), self.visible_on)
        return pages.search_page(self.catalogue, (), cut_page(matches, number))

    def _document(self, external_id: str) -> Answer:
        document = self.catalogue.entry_on(external_id, self.visible_on)
        if document is None:
            return html_answer(pages.not_found_page(), 404)
        return html_answer(pages.document_page(self.catalogue, document))

    def _file(self, asked: Asked, file_id: str) -> Answer:
        match = self._find_file(file_id)
        if match is None:
            return html_answer(pages.not_found_page(), 404)
        document, file = match
        body = read_file(self._folder, file)
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        changed_at = datetime.combine(document.published_on, time(6, 0), UTC)
        validators = (("ETag", tag), ("Last-Modified", format_datetime(changed_at, usegmt=True)))
        if _is_unchanged(asked, tag, changed_at):
            return Answer(304, b"", validators)
        disposition = ("Content-Disposition", f"attachment; filename*=UTF-8''{quote(file.name)}")
        return Answer(200, body, (("Content-Type", file.media_type), disposition, *validators))

    def _find_file(self, file_id: str) -> tuple[SampleDocument, SampleFile] | None:
        for entry in self.catalogue.documents:
            document = entry.as_of(self.visible_on)
            if document is None or not document.is_public:
                continue
            for file in document.files:
                for candidate in (file, *file.members):
                    if candidate.id == file_id:
                        return document, candidate
        return None


def _session_of(asked: Asked) -> str | None:
    try:
        cookie = SimpleCookie(asked.header("cookie") or "").get("JSESSIONID")
    except CookieError:
        return None
    return cookie.value if cookie else None


def read_file(folder: Path, file: SampleFile) -> bytes:
    """Return the bytes that the register serves for a file."""
    if file.member is None:
        return (folder / file.path).read_bytes()
    with zipfile.ZipFile(folder / file.path) as container:
        return container.read(file.member)


def _is_unchanged(asked: Asked, tag: str, changed_at: datetime) -> bool:
    """Return whether the client's copy is current. If-None-Match overrides If-Modified-Since (RFC 9110, 13.2.2)."""
    if tags := asked.header("if-none-match"):
        return tags.strip() == "*" or tag in [item.strip().removeprefix("W/") for item in tags.split(",")]
    if since := asked.header("if-modified-since"):
        try:
            return parsedate_to_datetime(since) >= changed_at
        except (ValueError, TypeError):
            return False
    return False
