"""A register behind a transport, for tests of the client: answers are given, time is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from extractors.model.register import Capture, Request
from flows.http.client import PoliteClient
from flows.settings import Settings

BASE = "http://127.0.0.1:8000/rama"
REAL = "https://adr.rabamaa.example/rama"
NOON = datetime(2026, 1, 7, 12, 0, tzinfo=UTC)
CHECK = '<html><p id="turnstile-wait">Palun oodake</p></html>'

Answer = httpx.Response | Exception


@dataclass
class World:
    """A register behind a transport. ``answers`` are given in turn, the last one for ever."""

    answers: list[Answer] = field(default_factory=lambda: [httpx.Response(200, html="<html>raba</html>")])
    robots: list[Answer] = field(default_factory=lambda: [httpx.Response(404)])
    asked: list[httpx.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    kept: list[Capture] = field(default_factory=list)
    time: float = 1000.0
    now: datetime = NOON

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        self.at.append(self.time)
        answers = self.robots if request.url.path == "/robots.txt" else self.answers
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(given, Exception):
            raise given
        return given

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        self.now += timedelta(seconds=seconds)

    def client(self, **settings: Any) -> PoliteClient:
        chosen = Settings(**{"contact": "register@rabamaa.example", "backoff_s": 2.0, **settings})
        return PoliteClient(
            chosen,
            transport=httpx.MockTransport(self.answer),
            sleep=self.sleep,
            clock=lambda: self.time,
            now=lambda: self.now,
            keep=self.kept.append,
        )

    @property
    def paths(self) -> list[str]:
        return [request.url.raw_path.decode() for request in self.asked]


def get(path: str = "/dokument/1", base: str = BASE, session: str | None = None) -> Request:
    return Request("GET", base + path, session=session)


def redirect(location: str, status: int = 302, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={"location": location, **headers})
