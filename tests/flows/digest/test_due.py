"""What is due: each change once when it is known, and once when its day has come; feeds as the warehouse has it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Effect
from flows.digest.due import due_digest
from flows.digest.feeds import write_feeds
from flows.digest.items import find_items, unknown_authorities, unmet_choices
from flows.digest.journal import JournalDamaged, Told, clear_feeds, read_feeds, read_told, write_told
from flows.digest.subscriptions import Subscription
from flows.report.digests import tell_digests
from flows.settings import Settings
from tests.sql.views.posts import approve_posts, whole_act
from tests.warehouse.factory import Writer, day, directive, effect, own
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish

EVERYTHING = Subscription(name="all", title="All")
SENTENCE = "Jõustub siis kui siin on õiged sõnad."


def at(on: str) -> datetime:
    return datetime.fromisoformat(f"{on}T01:00:00").replace(tzinfo=UTC)


def enacted(w: Warehouse, document_id: str, number: str, on: str, begins: str, known: str, **values: Any) -> None:
    def clause(writer: Writer) -> list[Effect]:
        return [effect(writer, "commence", own(), SENTENCE, effective_on=begins, date_basis="clause")]

    directive(w, document_id, number, on, "1", at=at(known), more=clause, **values)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directive 5 of May is there when the register is first watched, on 1 June; 6 comes on 3 June, for July."""
    folder = tmp_path_factory.mktemp("watched")
    with open_working(folder) as w:
        enacted(w, "na/1", "5", "2025-05-05", "2025-05-05", "2025-06-01")
        enacted(w, "na/2", "6", "2025-06-02", "2025-07-01", "2025-06-03")
        publish(w, folder)
    return folder


@pytest.fixture
def data(watched: Path, tmp_path: Path) -> Path:
    """A copy of that data folder, to be written into."""
    shutil.copytree(watched, tmp_path, dirs_exist_ok=True, symlinks=True)
    return tmp_path


def due(data: Path, told: Told | None, on: str, subscription: Subscription = EVERYTHING) -> tuple[list[str], Told]:
    with open_published(data) as w:
        found = due_digest(w, subscription, told, day(on), None)
    assert (found.mail is None) == (not found.items)
    return [f"{item.change} {item.annex_id or item.directive_id}" for item in found.items], found.told


def test_a_change_is_told_when_it_is_known_and_again_when_its_day_has_come(data: Path) -> None:
    _, told = due(data, None, "2025-06-02")
    ahead = ["began na/2", "began na/2#1"]
    written, told = due(data, told, "2025-06-03")
    assert written == [], "the first digest told of what is ahead"
    told = Told(told.last_on, {one: on for one, on in told.ids.items() if not one.endswith("+")})
    assert due(data, told, "2025-06-03")[0] == ahead
    _, told = due(data, told, "2025-06-03")
    assert due(data, told, "2025-06-30")[0] == []
    written, told = due(data, told, "2025-07-01")
    assert written == ahead
    assert due(data, told, "2025-07-02")[0] == []


@pytest.mark.long
def test_what_is_far_ahead_is_not_told_again_and_again(data: Path) -> None:
    with open_working(data) as w:
        enacted(w, "na/3", "7", "2025-06-04", "2027-01-01", "2025-06-05")
        publish(w, data)
    _, told = due(data, Told(day("2025-06-04")), "2025-06-05")
    for months in range(1, 19):
        on = (date(2025, 6, 5) + timedelta(days=30 * months)).isoformat()
        written, told = due(data, told, on)
        assert "began na/3" not in written


def test_the_first_digest_tells_nothing_of_the_past_and_the_second_neither(data: Path) -> None:
    written, told = due(data, None, "2025-06-03")
    assert written == ["began na/2", "began na/2#1"]
    assert due(data, told, "2025-06-04")[0] == []


def test_what_had_changed_before_the_register_was_watched_is_no_news(data: Path) -> None:
    with open_published(data) as w:
        found = find_items(w, EVERYTHING, day("2025-06-01"), day("2025-06-03"))
        assert [item.directive_id for item in found] == ["na/2", "na/2"]
        found = find_items(w, EVERYTHING, day("2025-05-05"), day("2025-06-03"))
        assert [item.directive_id for item in found] == ["na/1", "na/1", "na/2", "na/2"]


def test_a_revocation_that_is_seen_weeks_late_is_told(data: Path) -> None:
    with open_working(data) as w:
        revoked = whole_act("5", "2025-05-05")
        directive(w, "na/3", "7", "2025-06-02", revokes=(revoked,), at=at("2025-07-20"))
        publish(w, data)
    written, _ = due(data, Told(day("2025-07-19")), "2025-07-20")
    assert "ended na/1#1" in written


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Posts of two authorities; the tests only read them."""
    folder = tmp_path_factory.mktemp("posts")
    with open_working(folder) as w:
        unit = {"unit": "Õigusosakond, lepingute talitus"}
        approve_posts(w, "na/1", "5", "2025-06-02", ("Jurist", unit), ("Referent", {}), at=at("2025-06-02"))
        approve_posts(w, "tm/1", "5", "2025-06-02", ("Jurist", {}), at=at("2025-06-02"), institution="Teine Amet")
        publish(w, folder)
    return folder


CHOICES: list[tuple[dict[str, tuple[str, ...]], list[str]]] = [
    ({"authorities": ("teine amet",)}, ["tm/1", "tm/1#1"]),
    ({"authorities": ("na",)}, ["na/1", "na/1#1", "na/1#2"]),
    ({"authorities": ("Muu Amet",)}, []),
    ({"units": ("õigusosakond",)}, ["na/1#1"]),
    ({"units": ("osa_ond", "%")}, []),
    ({"posts": ("juristi",)}, ["na/1#1", "tm/1#1"]),
    ({"posts": ("juristi", "referent"), "authorities": ("Näidisamet",)}, ["na/1#1", "na/1#2"]),
    ({"posts": ("' OR 1=1 --",)}, []),
    # The words stand in job descriptions, whatever their form; what directives say themselves is the heading.
    ({"searches": ("juristide ametijuhend",)}, ["na/1#1", "tm/1#1"]),
    ({"searches": ("lepingud",), "authorities": ("na", "Teine Amet")}, ["na/1#1"]),
    ({"searches": ("referent", "käskkiri 5"), "authorities": ("na",)}, ["na/1", "na/1#2"]),
    ({"searches": ("jurist referent",)}, []),
    ({"searches": ("arst",)}, []),
]


@pytest.mark.parametrize(("chosen", "expected"), CHOICES)
def test_a_choice_narrows_what_is_told(posts: Path, chosen: dict[str, Any], expected: list[str]) -> None:
    with open_published(posts) as w:
        found = find_items(w, Subscription(name="a", title="A", **chosen), day("2025-06-02"), day("2025-06-02"))
    assert sorted(item.annex_id or item.directive_id for item in found) == expected


def test_an_authority_that_nothing_bears_is_named_with_what_may_be_meant(posts: Path) -> None:
    one = Subscription(name="a", title="A", authorities=("Näidisamet", "Teine Ametid", "na"))
    with open_published(posts) as w:
        assert list(unknown_authorities(w, [one])) == [
            "subscription 'a': no act of an authority 'Teine Ametid' is held: did you mean Teine Amet?"
        ]


def test_words_that_no_text_or_nearly_every_text_has_are_named(posts: Path) -> None:
    one = Subscription(name="a", title="A", searches=("juristt ametijuhend", "on ja ei", "referendi"))
    with open_published(posts) as w:
        assert list(unmet_choices(w, [one])) == [
            "subscription 'a': no text has 'juristt' of the search 'juristt ametijuhend': did you mean jurist?",
            "subscription 'a': nearly every text has the words of the search 'on ja ei': add another",
        ]


def settings(data: Path, words: str, **values: Any) -> Settings:
    path = data / "subscriptions.toml"
    path.write_text(words, "utf-8")
    return Settings(data=data, subscriptions=path, **values)


ALL = '[[subscription]]\nname = "all"\n'


def test_feeds_are_written_kept_while_they_say_the_same_and_deleted_when_nobody_asks(data: Path) -> None:
    asked = settings(data, ALL)
    assert write_feeds(asked, day("2025-06-03")) == []
    feeds = [data / "digests" / "all.atom", data / "digests" / "all.ics"]
    assert read_feeds(data) == feeds
    assert all(SENTENCE in feed.read_text("utf-8").replace("\n ", "") for feed in feeds)
    before = [feed.stat().st_mtime_ns for feed in feeds]
    assert write_feeds(asked, day("2025-06-04")) == []
    assert [feed.stat().st_mtime_ns for feed in feeds] == before
    elsewhere = data / "public"
    assert write_feeds(settings(data, f'{ALL}formats = ["ics"]\n', digest_dir=elsewhere), day("2025-06-04")) == []
    assert [feed.exists() for feed in feeds] == [False, False]
    assert read_feeds(data) == [elsewhere / "all.ics"]
    assert write_feeds(settings(data, ""), day("2025-06-04")) == []
    assert not (elsewhere / "all.ics").exists()


def test_a_feed_that_cannot_be_replaced_is_named_and_stays_remembered(data: Path) -> None:
    asked = settings(data, f'{ALL}formats = ["atom"]\n')
    feed = data / "digests" / "all.atom"
    feed.mkdir(parents=True)
    (feed / "file").touch()
    (trouble,) = write_feeds(asked, day("2025-06-03"))
    assert trouble.startswith(f"the feed {feed} could not be rewritten")
    assert read_feeds(data) == [feed]


def test_a_wrong_file_spoils_no_run_and_is_named(data: Path) -> None:
    (trouble,) = write_feeds(settings(data, "[[subscription]]"), day("2025-06-03"))
    assert trouble.startswith("nobody was told of changes: ")
    assert tell_digests(settings(data, "[[subscription]]", notify_command="true"), day("2025-06-03")) == []


def test_a_damaged_journal_is_named_and_keeps_no_withdrawal_back(data: Path) -> None:
    (data / "digests.json").write_text("{")
    clear_feeds(data)
    (trouble,) = write_feeds(settings(data, ALL), day("2025-06-03"))
    assert "digests.json cannot be read" in trouble
    (data / "digests-told.json").write_text("[]")
    with pytest.raises(JournalDamaged):
        read_told(data)
    (trouble,) = tell_digests(settings(data, ALL, notify_command="true"), day("2025-06-03"))
    assert "digests-told.json cannot be read" in trouble


def hook(data: Path) -> str:
    (data / "hook.sh").write_text(f"cat >> '{data}/mails.jsonl'; echo >> '{data}/mails.jsonl'\n")
    return f"sh '{data}/hook.sh'"


def mails(data: Path) -> list[dict[str, Any]]:
    path = data / "mails.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_a_hook_gets_each_mail_once_and_an_empty_night_sends_nothing(data: Path) -> None:
    asked = settings(data, f'{ALL}to = ["mari@naidis.ee"]\n', notify_command=hook(data))
    assert tell_digests(asked, day("2025-06-03")) == []
    assert tell_digests(asked, day("2025-06-03")) == []
    (mail,) = mails(data)
    assert (mail["kind"], mail["subscription"], mail["to"]) == ("digest", "all", ["mari@naidis.ee"])
    assert mail["subject"] == "2 changes: all"
    assert SENTENCE in mail["text"]
    assert SENTENCE in mail["html"]


def test_an_empty_night_sends_a_mail_where_asked(data: Path) -> None:
    asked = settings(data, f"{ALL}sends_empty = true\n", notify_command=hook(data))
    write_told(data, {"all": Told(day("2025-06-02"))})
    for on in ("2025-06-03", "2025-06-04"):
        assert tell_digests(asked, day(on)) == []
    assert [mail["subject"] for mail in mails(data)] == ["2 changes: all", "No changes: all"]


def test_a_mail_that_failed_is_sent_again(data: Path) -> None:
    failing = settings(data, ALL, notify_command="sh -c 'exit 3'")
    (trouble,) = tell_digests(failing, day("2025-06-03"))
    assert trouble == "digest 'all' by command failed (exit status 3): it is sent again"
    assert tell_digests(settings(data, ALL, notify_command=hook(data)), day("2025-06-03")) == []
    assert len(mails(data)) == 1


def test_without_a_hook_or_without_mail_among_the_formats_nobody_is_told(data: Path) -> None:
    assert tell_digests(settings(data, ALL), day("2025-06-03")) == []
    assert (
        tell_digests(settings(data, f'{ALL}formats = ["atom"]\n', notify_command=hook(data)), day("2025-06-03")) == []
    )
    assert mails(data) == []
    assert read_told(data) == {}


@pytest.mark.long
def test_an_id_is_the_same_in_every_run(data: Path) -> None:
    def ids() -> list[str]:
        with open_published(data) as w:
            return [item.item_id for item in find_items(w, EVERYTHING, day("2025-01-01"), day("2025-06-03"))]

    before = ids()
    with open_working(data) as w:
        enacted(w, "na/3", "7", "2025-06-04", "2025-06-04", "2025-06-05")
        publish(w, data)
    assert len(before) == len(set(before)) == 4
    assert set(before) < set(ids())
