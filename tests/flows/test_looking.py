"""`kehtiv config` and `kehtiv doctor`: what holds and where from, and what the machine lacks."""

from __future__ import annotations

import json
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import doctor
from flows.archive import Archive, ArchiveUnreachable
from flows.clock import Clock
from flows.doctor import Found, examine
from flows.folder import BadConfig, data_folder
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.conftest import Run

NOW = Clock(now=lambda: datetime(2026, 11, 29, 1, 0, tzinfo=UTC))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which kehtiv is called."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KEHTIV_CONTACT", raising=False)
    return tmp_path


def test_a_setting_comes_from_the_environment_before_the_file(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "kehtiv.toml").write_text(
        'batch_size = 50\nrecheck_days = 7\ndata = "elsewhere"\n[silence_days]\nsom = 20\n'
    )
    monkeypatch.setenv("KEHTIV_RECHECK_DAYS", "9")
    status, told, _ = run("config", "--json")
    assert status == 0
    rows = {row["setting"]: (row["value"], row["from"]) for row in json.loads(told)}
    assert rows["batch_size"] == (50, "kehtiv.toml")
    assert rows["recheck_days"] == (9, "KEHTIV_RECHECK_DAYS")
    assert rows["silence_days"] == ({"som": 20}, "kehtiv.toml")
    assert rows["backoff_s"] == (2.0, "default")
    assert data_folder(None) == Path("elsewhere"), "asking commands read the same file"
    assert data_folder(Path("named")) == Path("named")


def test_a_key_of_a_notice_is_not_printed(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHTIV_NOTIFY_URL", "https://hooks.example.ee/T0/secret")
    _, told, _ = run("config")
    assert "secret" not in told
    assert "https://hooks.example.ee/…" in told


@pytest.mark.parametrize(
    "text, told",
    [
        ("batch_sise = 50\n", "kehtiv.toml: batch_sise is not a setting: did you mean batch_size?"),
        ("batch_size = \n", "kehtiv.toml cannot be read"),
        ("batch_size = 0\n", "setting batch_size"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place(run: Run, here: Path, text: str, told: str) -> None:
    (here / "kehtiv.toml").write_text(text)
    status, _, said = run("config")
    assert status == 2
    assert told in said


def test_a_file_that_is_named_must_be_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHTIV_CONFIG", "nowhere.toml")
    with pytest.raises(BadConfig, match=r"names nowhere\.toml, which is not a file"):
        Settings()


def found(settings: Settings, name: str, *, with_hosts: bool = False) -> Found:
    return next(one for one in examine(settings, NOW, with_hosts=with_hosts) if one.name == name)


def test_a_healthy_machine_passes(run: Run, sample_night: tuple[Path, Summary]) -> None:
    status, told, _ = run("doctor", "--data", sample_night[0])
    assert status == 0
    assert "FAIL" not in told
    assert f"ok    data folder: {sample_night[0]} can be written\n" in told
    assert f"ok    archive: {sample_night[0] / 'archive'} holds sample\n" in told


def test_what_is_missing_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: usage(10, 10, 1000))
    settings = Settings(data=here / "data", ocr_engine="none")
    assert found(settings, "disk").state == "FAIL"
    assert found(settings, "scans").state == "warn"
    assert found(settings, "contact").state == "warn"
    assert "can be made" in found(settings, "data folder").told


def test_a_clock_behind_the_last_run_fails(sample_night: tuple[Path, Summary]) -> None:
    early = Clock(now=lambda: datetime(2026, 11, 1, tzinfo=UTC))
    settings = Settings(data=sample_night[0])
    assert next(one for one in examine(settings, early, with_hosts=False) if one.name == "clock").state == "FAIL"
    assert found(settings, "clock").state == "ok"


def test_the_archive_is_asked_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bucket that does not answer is waited for at each call, for up to a minute."""
    asked: list[object] = []

    def silent(*where: object) -> Archive:
        asked.append(where)
        raise ArchiveUnreachable("the archive: the store cannot be reached")

    monkeypatch.setattr(doctor, "open_archive", silent)
    told = examine(Settings(data=here / "data"), NOW, with_hosts=True)
    assert [one.told for one in told if one.name == "archive"] == ["the archive: the store cannot be reached"]
    assert len(asked) == 1


def test_hosts_are_tried_on_request_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "data" / "archive" / "captures" / "som").mkdir(parents=True)
    tried: list[str] = []
    monkeypatch.setattr(doctor, "refuse_unreachable", lambda url, timeout: tried.append(url))
    settings = Settings(data=here / "data", contact="mari@example.ee")
    examine(settings, NOW, with_hosts=False)
    assert tried == []
    assert found(settings, "host of som", with_hosts=True).state == "ok"
    assert tried == ["https://adr.rik.ee/som/"]
