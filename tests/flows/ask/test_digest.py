"""`kehtiv digest` on the sample register: what a subscription would be told of, worked out from its description."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.run.summary import Summary
from tests.flows.conftest import Run

SUBSCRIPTIONS = """
[[subscription]]
name = "proceedings"
title = "Menetlustalitus"
to = ["mari@naidis.ee"]
units = ["menetlustalitus"]

[[subscription]]
name = "everything"
authorities = ["Naidisamet"]
"""


@pytest.fixture
def data(sample_night: tuple[Path, Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "subscriptions.toml"
    path.write_text(SUBSCRIPTIONS, "utf-8")
    monkeypatch.setenv("KEHTIV_SUBSCRIPTIONS", str(path))
    return sample_night[0]


def test_what_changed_for_a_unit_stands_with_day_act_and_sentence(run: Run, data: Path) -> None:
    """On 14.09.2026 nr 21 made menetleja's description anew and ended that of 13.01.2025."""
    status, printed, said = run("digest", "proceedings", "--since", "01.09.2026", "--data", data)
    assert status == 0
    unit = "Järelevalveosakond, menetlustalitus, Näidisamet"
    assert [line for line in printed.splitlines() if line.startswith("Menetleja")] == [
        f"Menetleja (annex 1 of käskkiri 13.01.2025 nr 4, {unit}): no longer in force from 2026-09-14,"
        " by käskkiri 14.09.2026 nr 21",
        f"Menetleja (annex 2 of käskkiri 14.09.2026 nr 21, {unit}): in force from 2026-09-14",
    ]
    assert "kehtiv show " in printed
    assert "proceedings: 2 changes since 2026-09-01" in said


def test_a_preview_is_the_whole_mail(run: Run, data: Path) -> None:
    status, printed, _ = run("digest", "proceedings", "--since", "2026-09-01", "--preview", "--data", data)
    assert status == 0
    assert printed.startswith("To: mari@naidis.ee\nSubject: 2 changes: Menetlustalitus\n\nWhat changed\n\n* Menetleja")


def test_without_news_a_preview_says_that_no_mail_would_be_sent(run: Run, data: Path) -> None:
    _, printed, said = run("digest", "proceedings", "--preview", "--data", data)
    assert printed == ""
    assert "no mail would be sent" in said


def test_json_has_the_items_and_the_mail(run: Run, data: Path) -> None:
    _, printed, _ = run("digest", "--since", "2026-09-01", "--json", "--data", data)
    first, second = json.loads(printed)
    assert [item["annex_id"] for item in first["items"]] == ["sample/730012#1", "sample/740201#2"]
    assert first["mail"]["subject"] == "2 changes: Menetlustalitus"
    assert (second["subscription"]["name"], second["items"]) == ("everything", [])


def test_an_unknown_name_or_no_file_is_wrong_use(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, _, said = run("digest", "proceding", "--data", data)
    assert (status, "did you mean proceedings?" in said) == (2, True)
    status, _, said = run("digest", "--since", "2026-13-01", "--data", data)
    assert (status, "--since" in said) == (2, True)
    (tmp_path / "subscriptions.toml").write_text('[[subscription]]\nname = "a"\npost = ["jurist"]\n')
    status, _, said = run("digest", "--data", data)
    assert (status, "'post' is unknown: did you mean 'posts'?" in said) == (2, True)
    monkeypatch.delenv("KEHTIV_SUBSCRIPTIONS")
    monkeypatch.chdir(tmp_path / "..")
    status, _, said = run("digest", "--data", data)
    assert (status, "docs/digests.md says how to write it" in said) == (2, True)


def test_an_authority_that_nothing_bears_is_named(run: Run, data: Path) -> None:
    _, _, said = run("digest", "everything", "--data", data)
    assert "no act of an authority 'Naidisamet' is held: did you mean Näidisamet?" in said
