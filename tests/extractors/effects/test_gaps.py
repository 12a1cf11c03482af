"""What cannot be read in a list of annexes is doubted; figures in other signs are figures."""

from __future__ import annotations

import pytest

from extractors.read import read_file

HEAD = "SOOAMET\nPEADIREKTORI KÄSKKIRI\n03.03.2025 nr 5\n\n1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr "
TAIL = ".\n2. Käskkiri jõustub allakirjutamisest.\nMari Maasikas\npeadirektor\n"


def revoked(words: str) -> tuple[str | None, object, str | None]:
    effects = read_file(f"{HEAD}{words}{TAIL}".encode(), "a.txt").effects
    [effect] = [each for each in effects if each.effect == "revoke"]
    return effect.affected.number, effect.affected.annexes, effect.doubt


@pytest.mark.parametrize(
    "annexes",
    [
        *(
            "2 ja __",
            "2, 4 ja ████",
            "2 ja ......",
            "4 kuni 2",
            "9-7 ja 10",
            "⑩ ja ⑫",
            "Ⅻ",
            "2, ■■ ja 4",
            "2 ja \ufffc",
        ),
        *("5?", "2 ja 5 (?)", "2, 5 …", "2, 5...", "2 ja/või 5"),
        *("2 ja 2", "2, 3 ja 2", "2 või 5", "(2, 5)", "(2 ja 5)"),
        *("***", "…", "[…]", "(...)", "???", "–", "# ja #", "2 ja *", "nr *"),
        *("2 ja ", "3, , 9", "3, ja 9", "2 kuni ja 5", "ja 6", ", 6", "", "\ufffd"),
    ],
)
def test_a_gap_in_a_list_is_a_doubt(annexes: str) -> None:
    assert revoked(f"7 lisad {annexes}")[2] == "words_unread"


@pytest.mark.parametrize("annexes", ["2. või 5. lisa", "\n2. või 5. lisa", "teise või viienda lisa"])
def test_alternatives_before_the_word_are_a_doubt(annexes: str) -> None:
    assert revoked(f"7 {annexes}") == ("7", ("2", "5"), "words_unread")


def test_a_number_that_ends_open_is_a_doubt() -> None:
    assert revoked("1-3/  lisad 2 ja 5")[2] == "words_unread"


@pytest.mark.parametrize("annexes", ["２ ja ６", "② ja ⑥", "Ⅱ ja Ⅵ", "ⅱ ja ⅵ", "٢ ja ٦", "⑵ ja ⑹", "𝟐 ja 𝟔"])
def test_figures_in_other_signs_are_figures(annexes: str) -> None:
    assert revoked(f"７ lisad {annexes}") == ("7", ("2", "6"), None)


@pytest.mark.parametrize("mark", "②⑵Ⅱⅱ")
def test_a_sign_behind_a_figure_is_a_mark_and_no_figure(mark: str) -> None:
    _, annexes, doubt = revoked(f"7 lisad 4 ja 6{mark}")
    assert "62" not in annexes
    assert doubt == "words_unread"


@pytest.mark.parametrize("annexes", ["2 kuni 4", "2-4", "2, 3 ja 4"])
def test_a_whole_list_is_none(annexes: str) -> None:
    assert revoked(f"7 lisad {annexes}") == ("7", ("2", "3", "4"), None)


@pytest.mark.parametrize("annexes", ["tervikuna", "kogu ulatuses", "täies mahus"])
def test_words_that_narrow_nothing_leave_no_gap(annexes: str) -> None:
    assert revoked(f"7 lisad {annexes}") == ("7", "all", None)


@pytest.mark.parametrize("day", ["1. märtsi 2019", "02.03.2019", "2019. aasta 3. märtsi"])
@pytest.mark.parametrize("annexes", ["kuuenda lisa", "kõik lisad", "lisa 2,"])
def test_a_day_behind_annexes_is_no_lost_number(annexes: str, day: str) -> None:
    effects = read_file(f"{HEAD}7 {annexes} ja {day} määruse nr 9{TAIL}".encode(), "a.txt").effects
    assert [(each.affected.number, each.doubt) for each in effects[:2]] == [("7", None), ("9", None)]


def test_a_number_behind_a_lost_one_is_doubted() -> None:
    assert revoked("7 lisad ja 6")[2] == "words_unread"
