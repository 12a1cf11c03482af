"""A site that looks at what is published when a test says so, and three nights of published files."""

from __future__ import annotations

import asyncio
import os
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import httpx
from fastapi import FastAPI

from flows.clock import Clock
from flows.settings import Settings
from flows.takedown import find_target, take_down
from flows.web.again import Again
from flows.web.app import create_app
from flows.web.ready import Ready
from tests.flows.conftest import clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.web.conftest import Site
from warehouse.connection import PUBLISHED_NAME
from warehouse.durable import lead

NOW = datetime.combine(FIRST_DAY, time(9), UTC)
PAGES = ("/asutused", "/kaskkiri/mets/300/lisa/1", "/api/v1/status?ref=mets/300")
TEXT = "Kinnitan töökorra (lisa 1).\nLisa 1\nTöökord\nSaladuslik tekst"


def play_nights(folder: Path) -> dict[str, Path]:
    """Published files: one act, another beside it, and the first one taken down."""
    register, files = SmallRegister(folder), {}

    def keep(name: str) -> None:
        files[name] = register.folder / name
        os.link((register.data / PUBLISHED_NAME).resolve(), files[name])

    register.add("300", "7", date(2026, 1, 5), TEXT)
    register.first_night(FIRST_DAY)
    keep("first")
    register.add("301", "8", FIRST_DAY, "Kinnitan uue töökorra.")
    register.night(FIRST_DAY + timedelta(days=1))
    keep("more")
    settings = Settings(data=register.data, workers=1)
    take_down(settings, clock_at(NOW), find_target(settings, "mets/300"), "a person asked for it")
    assert len(list(register.data.glob("warehouse-*.duckdb"))) == 1, "after a withdrawal the earlier files are gone"
    keep("less")
    return files


class Watched(Site):
    """A site of which ``look`` does what the server's watching does, when the test says so."""

    def __post_init__(self) -> None:
        self.app = create_app(self.data, self.choices, Clock(now=lambda: self.now))
        again = self.app.app
        assert isinstance(again, Again)
        assert isinstance(again.app, FastAPI)
        self.again, self.held = again, again.held
        self.ready: Ready = again.app.state.ready

    def publish(self, file: Path) -> Path:
        """Put a file in the place of the published one, which stays on the disk; return where it lies."""
        number = len(list(self.data.glob("warehouse-*")))
        named = self.data / f"warehouse-{number:06}.duckdb"
        shutil.copyfile(file, named)
        lead(self.data / PUBLISHED_NAME, named)
        return named

    def let_take_over(self, file: Path) -> None:
        """Publish a file, and ask once: with this request it takes over, before pages were made of it."""
        self.held.grace_s = 0.0
        self.publish(file)
        assert self.get("/tervis").status_code == 200

    def look(self) -> None:
        asyncio.run(self.ready.look())

    def ask_all(self) -> list[httpx.Response]:
        answers = [self.get(path) for path in PAGES]
        self.look()
        return answers
