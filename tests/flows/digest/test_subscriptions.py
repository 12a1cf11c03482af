"""What `subscriptions.toml` may say, and what is said where it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.digest.subscriptions import BadSubscriptions, Subscription, read_subscriptions, subscriptions_file
from flows.settings import Settings

WHOLE = """
[[subscription]]
name = "legal-team"
title = "Õigusosakond"
to = ["mari@naidis.ee"]
authorities = ["Näidisamet"]
units = ["Õigusosakond"]
posts = ["jurist"]
searches = ["asjaajamise kord"]
formats = ["mail", "ics"]
keel = "et"
sends_empty = true

[[subscription]]
name = "all"
"""


def read(folder: Path, words: str) -> tuple[Subscription, ...]:
    path = folder / "subscriptions.toml"
    path.write_text(words, "utf-8")
    return read_subscriptions(Settings(data=folder, subscriptions=path))


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    legal, everything = read(tmp_path, WHOLE)
    assert legal == Subscription(
        name="legal-team",
        title="Õigusosakond",
        to=("mari@naidis.ee",),
        authorities=("Näidisamet",),
        units=("Õigusosakond",),
        posts=("jurist",),
        searches=("asjaajamise kord",),
        formats=("mail", "ics"),
        keel="et",
        sends_empty=True,
    )
    assert everything == Subscription(name="all", title="all", formats=("mail", "atom", "ics"))


WRONG = [
    ('[[subscription]]\nname = "a"\nunit = ["Osakond"]', "subscription 'a': 'unit' is unknown: did you mean 'units'?"),
    ("[subscriptions]", "the file: 'subscriptions' is unknown: did you mean 'subscription'?"),
    ('[subscription]\nname = "a"', "write each subscription as a table [[subscription]]"),
    ('[[subscription]]\ntitle = "A"', "subscription 1: name must be"),
    ('[[subscription]]\nname = "../a"', "subscription 1: name must be"),
    ('[[subscription]]\nname = "a"\nposts = "jurist"', "subscription 'a': posts must be a list of words"),
    ('[[subscription]]\nname = "a"\nposts = []', "subscription 'a': posts must be a list of words"),
    ('[[subscription]]\nname = "a"\nposts = [" "]', "subscription 'a': posts must be a list of words"),
    ('[[subscription]]\nname = "a"\nsearches = "kord"', "subscription 'a': searches must be a list of words"),
    ('[[subscription]]\nname = "a"\nsearches = ["§ !"]', "subscription 'a': searches: '§ !' has no word to look for"),
    (
        '[[subscription]]\nname = "a"\nsearches = ["' + " ".join(f"sõna{n}" for n in range(33)) + '"]',
        "has 33 words; at most 32 are looked for",
    ),
    ('[[subscription]]\nname = "a"\nsearch = ["kord"]', "'search' is unknown: did you mean 'searches'?"),
    ('[[subscription]]\nname = "a"\nformats = ["rss"]', "formats: 'rss' is not one of mail, atom, ics"),
    ('[[subscription]]\nname = "a"\nformats = ["mai"]', "did you mean 'mail'?"),
    ('[[subscription]]\nname = "a"\nkeel = "de"', "keel: 'de' is not one of en, et"),
    ('[[subscription]]\nname = "a"\nto = ["mari"]', "to: 'mari' is not an e-mail address"),
    ('[[subscription]]\nname = "a"\nto = ["m@n.ee\\nBcc: x@y.ee"]', "is not an e-mail address"),
    ('[[subscription]]\nname = "a"\nsends_empty = "no"', "sends_empty must be true or false"),
    ('[[subscription]]\nname = "a"\ntitle = ""', "title must be text"),
    ('[[subscription]]\nname = "a"\n[[subscription]]\nname = "a"', "two subscriptions are named 'a'"),
    ("name = ", "subscriptions.toml"),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_what_is_wrong_is_named_with_what_may_be_meant(tmp_path: Path, words: str, message: str) -> None:
    with pytest.raises(BadSubscriptions) as raised:
        read(tmp_path, words)
    assert message in str(raised.value)
    assert "subscriptions.toml" in str(raised.value)


def test_it_lies_beside_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "kehtiv.toml").write_text("batch_size = 100\n")
    monkeypatch.chdir(tmp_path)
    assert subscriptions_file(Settings()) == Path("subscriptions.toml")
    assert read_subscriptions(Settings()) == ()
    monkeypatch.setenv("KEHTIV_CONFIG", str(tmp_path / "etc" / "kehtiv.toml"))
    assert subscriptions_file(Settings()) == tmp_path / "etc" / "subscriptions.toml"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSubscriptions, match=r"none\.toml"):
        read_subscriptions(Settings(data=tmp_path, subscriptions=tmp_path / "none.toml"))
