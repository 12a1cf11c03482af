"""Which registers `kehtiv ingest` asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.commands.ingesting import ingest
from flows.commands.options import WrongUse
from flows.registers.find import load_registers


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


def test_each_host_must_be_one_that_may_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEHTIV_CONTACT", raising=False)
    with pytest.raises(WrongUse, match="KEHTIV_CONTACT"):
        ingest(["http://127.0.0.1:1/arv/", "som"], data=tmp_path / "data")
    assert not (tmp_path / "data").exists()
