"""Addresses that a benchmark asks: a crawler's all alike, people's by Zipf's law and mostly about today."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.web_addresses import CRAWL, MIX, PEOPLE, Habits, Subjects, addresses, mixed

ACTS = [f"r/{number}" for number in range(200)]
SUBJECTS = Subjects(
    ACTS, [f"{act}#1" for act in ACTS], [("a", None, "x")], ["a"], ["jurist"], ["01.02.2020 nr 1"], ["e"]
)


def test_people_ask_the_first_of_a_kind_most_and_a_crawler_all_alike() -> None:
    def times(habits: Habits) -> list[int]:
        asked = addresses("act", SUBJECTS, 20_000, seed=1, habits=habits)
        return sorted(Counter(path.partition("?")[0] for path in asked).values(), reverse=True)

    people, crawl = times(PEOPLE), times(CRAWL)
    # Of 200 the first has 1 / (1 + 1/2 + … + 1/200) = 17 %, the second half of that.
    assert people[0] / 20_000 == pytest.approx(0.17, abs=0.02)
    assert people[0] / people[1] == pytest.approx(2, abs=0.3)
    assert crawl[0] < 2 * crawl[-1]


@pytest.mark.parametrize("kind", ["act", "words", "changes", "api status"])
def test_people_ask_about_today_nine_times_in_ten(kind: str) -> None:
    asked = addresses(kind, SUBJECTS, 5_000, seed=1, habits=PEOPLE)
    dated = sum(any(name in path for name in ("paev=", "on=", "kuni=")) for path in asked)
    assert dated / 5_000 == pytest.approx(0.1, abs=0.02)


def test_kinds_have_their_shares_and_what_a_file_has_not_is_not_asked() -> None:
    asked = Counter(kind for kind, _ in mixed(SUBJECTS, 1_000, seed=1, habits=PEOPLE))
    assert asked == Counter({kind: 10 * share for kind, share in MIX.items()})
    assert addresses("authority", Subjects(*[[]] * 7), 10, seed=1) == []
