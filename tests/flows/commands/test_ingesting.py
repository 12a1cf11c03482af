"""Which registers `kehtiv ingest` asks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from extractors.model.register import Capture, Request
from flows.archive import open_archive
from flows.commands.ingesting import ingest
from flows.commands.options import WrongUse
from flows.registers.find import load_registers
from flows.run.summary import Summary
from flows.settings import Settings


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What nights over several registers would ask, each a list: nobody is asked."""
    nights: list[list[str]] = []

    def ingest_together(names: list[str], *given: Any, **values: Any) -> Summary:
        nights.append(names)
        return Summary()

    monkeypatch.setattr("flows.night.together.ingest_together", ingest_together)
    monkeypatch.setenv("KEHTIV_CONTACT", "mari@example.ee")
    return nights


def holding(folder: Path, *codes: str) -> Path:
    """A data folder whose archive has an answer of each of these registers."""
    archive = open_archive(Settings(data=folder).folder)
    url = "https://adr.rabamaa.example/rama/"
    for code in codes:
        archive.store(Capture(Request("GET", url), url, 200, (), b"raba", datetime(2026, 1, 7, tzinfo=UTC)), code)
    return folder


def test_all_are_the_real_registers_that_may_be_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest(every=True, data=tmp_path, dry_run=True)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("register: ")]
    wanted = [one.code for one in load_registers() if not one.is_bundled and not one.has_robot_check]
    assert [line.split()[1] for line in told] == wanted
    assert len(wanted) > 10
    assert list(tmp_path.iterdir()) == []


def test_all_and_a_name_contradict(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="leave out som"):
        ingest(["som"], every=True, data=tmp_path)


def test_several_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest(["som", "ska"], data=tmp_path, dry_run=True)
    told = capsys.readouterr().out
    assert "register: som " in told
    assert "register: ska " in told


@pytest.mark.parametrize("held", [[], ["som"], ["som", "files"]])
def test_all_are_asked_into_a_folder_that_holds_real_acts_or_none(
    tmp_path: Path, asked: list[list[str]], capsys: pytest.CaptureFixture[str], held: list[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        ingest(every=True, plain=True, data=holding(tmp_path, *held))
    assert ended.value.exit_code == 0
    assert [len(names) > 10 for names in asked] == [True]
    assert "invented" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("call", [{"every": True}, {"named": ["som", "ska"]}], ids=["all", "named"])
def test_none_of_several_is_asked_into_a_folder_with_invented_acts(
    tmp_path: Path, asked: list[list[str]], call: dict[str, Any]
) -> None:
    with pytest.raises(WrongUse, match=r"invented acts of sample.*--forget sample"):
        ingest(**call, plain=True, data=holding(tmp_path, "sample"))
    assert asked == []


def test_real_and_invented_acts_are_not_asked_for_together(tmp_path: Path, asked: list[list[str]]) -> None:
    with pytest.raises(WrongUse, match="the acts of sample are invented, those of som, ska are real"):
        ingest(["som", "sample", "ska"], plain=True, data=tmp_path)
    assert asked == []


def test_each_host_must_be_one_that_may_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEHTIV_CONTACT", raising=False)
    with pytest.raises(WrongUse, match="KEHTIV_CONTACT"):
        ingest(["http://127.0.0.1:1/arv/", "som"], data=tmp_path / "data")
    assert not (tmp_path / "data").exists()
