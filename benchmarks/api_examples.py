"""Write the examples of the API's description from the bundled register; a test compares the two.

    python -m benchmarks.api_examples [--data DIR]

Without ``--data`` a night over the bundled register is run first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.settings import Settings
from flows.web import openapi
from flows.web.app import create_app

FILE = Path(openapi.__file__).parent / "api_examples.json"
HARVESTED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
"""The day on which the tests harvest the bundled register."""
ASKED = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
VERSION = "warehouse-000001-18ea5cf1b4cd4a00"

ADDRESSES = {
    "/api/v1/in-force": "/api/v1/in-force?on=2026-01-07&limit=1",
    "/api/v1/status": "/api/v1/status?ref=14.02.2022%20nr%205&annex=1&on=2023-04-03",
    "/api/v1/why": "/api/v1/why?annex_id=sample/700110%231&on=2023-04-03",
    "/api/v1/history": "/api/v1/history?ref=14.02.2022%20nr%205&annex=1",
    "/api/v1/changes": "/api/v1/changes?from=2023-04-01&to=2023-04-30&limit=2",
    "/api/v1/authorities": "/api/v1/authorities?on=2026-01-07&limit=1",
    "/api/v1/doubts": "/api/v1/doubts?on=2026-11-29&authority=N%C3%A4idisamet&limit=1",
    "/api/v1/coverage": "/api/v1/coverage",
    "/api/v1/evidence/{evidence_id}": "/api/v1/evidence/ac4cfd-6b5a17eb2f",
    "/api/v1/queries": "/api/v1/queries?limit=1",
    "/api/v1/queries/{name}": "/api/v1/queries/posts?title=toimetaja&day=2026-01-07&limit=1",
}


def make_examples(ask: Callable[[str], Any]) -> dict[str, dict[str, Any]]:
    """Return the examples; ``ask`` returns the answer of an address. The version is the same in all of them."""
    return {path: _example(path, address, ask(address)) for path, address in ADDRESSES.items()}


def _example(path: str, address: str, answer: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"address": address, "answer": answer | {"version": VERSION}}
    head, brace, name = path.partition("{")
    if brace:
        made["path_values"] = {name.rstrip("}"): address.partition("?")[0].removeprefix(head)}
    following = answer.get("next")
    if following and "-" in following:  # its second half stands for the version
        made["answer"]["next"] = following.partition("-")[0] + "-" + 4 * "5a9c"
    return made


def written(examples: dict[str, dict[str, Any]]) -> str:
    """Return the examples as they stand in the file."""
    return json.dumps(examples, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def ask_of(data: Path) -> Callable[[str], Any]:
    """Return a function that asks the application over a data folder, in this process."""
    app = create_app(data, clock=Clock(now=lambda: ASKED))

    async def once(address: str) -> Any:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            answer = await client.get(address)
            answer.raise_for_status()
            return answer.json()

    return lambda address: asyncio.run(once(address))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        data = wanted.data or Path(made)
        if wanted.data is None:
            settings = Settings(data=data, request_interval_s=0)
            ingest_register("sample", settings, Clock(now=lambda: HARVESTED), since=None, until=None)
        FILE.write_text(written(make_examples(ask_of(data))), "utf-8")


if __name__ == "__main__":
    main()
