"""What is withdrawn leaves the feeds of digests too, wherever they were written, and the rest is written again."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.digest.feeds import write_feeds
from flows.digest.journal import aside, clear_feeds, read_feeds
from flows.forget import forget_register
from flows.sample.catalogue import StateChange
from flows.settings import Settings
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.test_takedown import PERSON, SECOND, SECRET, THIRD, TITLE, clock_on, new_register, take_down

SUBSCRIBED = '[[subscription]]\nname = "all"\n[[subscription]]\nname = "metsaamet"\nauthorities = ["Metsaamet"]\n'
# The act's title in its own text is another than in the register; either may be in a feed.
WORDS = (SECRET, PERSON, TITLE, "16.02.2026")


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    made = new_register(tmp_path_factory.mktemp("first"))
    # The sentence with the words decides from when the act is in force: so it is in the feeds.
    made.remove("300")
    made.add(
        "300",
        "7",
        date(2026, 2, 16),
        f"Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisa 1, mida täidab {PERSON}, {SECRET}.",
        title=TITLE,
    )
    made.first_night(FIRST_DAY)
    return made


@pytest.fixture
def register(first_night: SmallRegister, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallRegister:
    made = first_night.copied_to(tmp_path)
    (tmp_path / "subscriptions.toml").write_text(SUBSCRIBED, "utf-8")
    monkeypatch.setenv("KEHTIV_SUBSCRIPTIONS", str(tmp_path / "subscriptions.toml"))
    monkeypatch.setenv("KEHTIV_DIGEST_DIR", str(tmp_path / "public"))
    return made


@pytest.fixture
def public(register: SmallRegister) -> Path:
    """The folder outside the data folder to which the feeds were written."""
    assert write_feeds(Settings(data=register.data), FIRST_DAY) == []
    return register.folder / "public"


def feeds_with(folder: Path, words: str) -> list[str]:
    """The names of the files that hold words; lines of a calendar are unfolded and unescaped first."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if words in path.read_text("utf-8").replace("\n ", "").replace("\\,", ",")
    )


ALL = ["all.atom", "all.ics", "metsaamet.atom", "metsaamet.ics"]


def test_before_anything_is_withdrawn_every_feed_holds_its_words(public: Path) -> None:
    """What the other tests rest on."""
    assert sorted(path.name for path in public.iterdir()) == ALL
    for words in WORDS:
        assert feeds_with(public, words) == ALL, words


def test_a_take_down_takes_the_words_out_of_every_feed(register: SmallRegister, public: Path) -> None:
    assert take_down(register, "mets/300").exit_status == 0
    for words in (SECRET, PERSON, TITLE):
        assert feeds_with(public, words) == [], words
    assert feeds_with(public, "17.02.2026") == ALL, "the rest is still there"


def test_a_restriction_found_at_night_reaches_the_feeds(register: SmallRegister, public: Path) -> None:
    register.change("300", title="Töökord", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    register.night(SECOND)
    for words in (SECRET, PERSON, TITLE):
        assert feeds_with(public, words) == [], words
    assert sorted(path.name for path in public.iterdir()) == ALL


def test_a_withdrawal_that_is_killed_before_it_publishes_leaves_no_feed(
    register: SmallRegister, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.run import run

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run.publish, "publish", killed)
    with pytest.raises(KeyboardInterrupt):
        take_down(register, "mets/300")
    assert list(public.iterdir()) == []
    assert len(read_feeds(register.data)) == 4


def test_what_a_killed_run_left_beside_a_feed_goes_too(register: SmallRegister, public: Path) -> None:
    for feed in read_feeds(register.data):
        shutil.copyfile(feed, aside(feed))
    clear_feeds(register.data)
    assert list(public.iterdir()) == []


def test_feeds_go_where_nobody_subscribes_any_more(
    register: SmallRegister, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal leads to them, not the file of subscriptions."""
    (register.folder / "subscriptions.toml").write_text("")
    take_down(register, "mets/300")
    assert list(public.iterdir()) == []
    assert read_feeds(register.data) == []


def test_a_register_that_is_forgotten_leaves_the_feeds(register: SmallRegister, public: Path) -> None:
    forget_register(Settings(data=register.data, workers=1), clock_on(THIRD), "mets")
    for words in (SECRET, PERSON, TITLE, "17.02.2026"):
        assert feeds_with(public, words) == [], words


def test_a_night_writes_the_feeds_and_sends_what_is_new_once(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = register.folder / "mails.jsonl"
    (register.folder / "hook.sh").write_text(f"cat >> '{told}'; echo >> '{told}'\n")
    hook = {"notify_command": f"sh '{register.folder / 'hook.sh'}'"}
    register.night(SECOND, **hook)
    assert sorted(path.name for path in (register.folder / "public").iterdir()) == ALL
    assert not told.exists(), "nothing changed on the day on which they began to ask"
    register.add("500", "9", SECOND, "Kinnitan uue korra.", published_on=THIRD)
    register.night(THIRD, **hook)
    register.night(THIRD, hour=4, **hook)
    mails = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert [(mail["subscription"], mail["subject"]) for mail in mails] == [
        ("all", "1 change: all"),
        ("metsaamet", "1 change: metsaamet"),
    ]
    assert "nr 9" in mails[0]["text"]
