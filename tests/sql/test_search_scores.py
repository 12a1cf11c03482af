"""What the macro ``search`` finds, and in which order, beside BM25 worked out one item after another."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest

from warehouse.sources import SQL_FOLDER, read_source

# Forms with their lemmas and how often items have them. "kuu" is a form of "kuub", and the lemma of "kuud".
FORMS = {"maja": "maja", "majade": "maja", "tee": "tee", "teede": "tee", "aed": "aed", "kuu": "kuub", "kuud": "kuu"}
FORMS |= {"rada": "rada", "raja": "rada", "põõsas": "põõsas"}
WEIGHTS = (40, 20, 40, 10, 30, 8, 8, 1, 1, 3)
FORM_NUMBERS = {form: number for number, form in enumerate(FORMS)}
LEMMA_NUMBERS = {lemma: number for number, lemma in enumerate(dict.fromkeys(FORMS.values()))}

MARKED = {"poosas": "põõsas"}
"""What was typed without marks, and is no form itself."""

SEARCHES = (
    "maja",
    "majade",
    "raja",
    "kuu",
    "maja tee",
    "teede majade",
    "aed maja tee",
    "maja rada",
    "tee raja maja",
    "kuu maja",
    "kuu kuud",
    "maja tee aed kuud",
    "poosas",
    "poosas tee",
)
NOTHING = ("puudub", "maja puudub", "kuu puudub", "maja tee puudub")


def made_items() -> list[list[str]]:
    chance = random.Random(13)
    return [chance.choices(list(FORMS), WEIGHTS, k=chance.randint(2, 9)) for _ in range(300)]


ITEMS = made_items()


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An index of these items and the macros, without a published file."""
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE said (item_no INTEGER, form VARCHAR, form_no INTEGER, lemma VARCHAR, lemma_no INTEGER)"
        )
        con.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, ?)",
            [
                (number, form, FORM_NUMBERS[form], FORMS[form], LEMMA_NUMBERS[FORMS[form]])
                for number, item in enumerate(ITEMS, 1)
                for form in item
            ],
        )
        con.execute("CREATE TABLE sizes AS SELECT item_no, count(*)::INTEGER AS item_word_number FROM said GROUP BY 1")
        con.execute(
            "CREATE TABLE search_entries AS SELECT lemma_no, item_no, sum(times)::INTEGER AS times,"
            " CASE WHEN count(*) = 1 THEN min(form_no) END AS form_no,"
            " CASE WHEN count(*) > 1 THEN list(struct_pack(form_no := form_no, times := times)) END AS forms,"
            " item_word_number"
            " FROM (SELECT lemma_no, item_no, form_no, count(*)::INTEGER AS times FROM said GROUP BY ALL)"
            " JOIN sizes USING (item_no) GROUP BY ALL"
        )
        con.execute(
            "CREATE TABLE search_words AS SELECT form, form_no, lemma, lemma_no, strip_accents(form) AS folded,"
            " strip_accents(lemma) AS folded_lemma, count(DISTINCT item_no)::INTEGER AS form_item_number, any_value(n)"
            " AS lemma_item_number FROM said JOIN (SELECT lemma_no, count(DISTINCT item_no)::INTEGER AS n FROM said"
            " GROUP BY 1) USING (lemma_no) GROUP BY form, form_no, lemma, lemma_no"
        )
        con.execute(
            "CREATE TABLE search_measures AS SELECT count(*) AS item_number, avg(item_word_number)"
            " AS average_word_number FROM sizes"
        )
        con.execute(
            "CREATE TABLE search_passages AS SELECT item_no AS passage_no, item_no, 'duty' AS field,"
            " string_agg(form, ' ') || ', ' || item_no AS words, NULL::VARCHAR AS evidence_id,"
            " 1 AS page_number FROM said GROUP BY item_no"
            " ORDER BY item_no"
        )
        empty = "register unit languages directive_id annex_id annex_number position_id ordinal title"
        dates = "in_force_from in_force_until undecided_from"
        con.execute(
            "CREATE TABLE search_items AS SELECT item_no, 'duty' AS kind, item_no AS first_passage_no,"
            " 1 AS passage_number, NULL::INTEGER AS act_year,"
            " NULL::STRUCT(suspended_from DATE, suspended_until DATE)[] AS suspensions,"
            f" {', '.join(f'NULL::VARCHAR AS {name}' for name in empty.split())},"
            f" {', '.join(f'NULL::DATE AS {name}' for name in dates.split())} FROM sizes ORDER BY item_no"
        )
        con.execute(
            "CREATE TABLE directives (directive_id VARCHAR, institution VARCHAR, act_kind VARCHAR, number VARCHAR,"
            " signed_on DATE, registered_on DATE, source_url VARCHAR)"
        )
        for kind in ("annex", "directive"):
            con.execute(
                f"CREATE TABLE {kind}_statuses ({kind}_id VARCHAR, status VARCHAR, status_from DATE, status_until DATE)"
            )
        for name in ("functions", "search"):
            con.execute(read_source(SQL_FOLDER / "macros" / f"{name}.sql").sql)
        yield con


def meant(word: str) -> dict[str, set[str]]:
    """The lemmas that a word may be of, each with the forms that are asked for."""
    found: dict[str, set[str]] = {}
    for form, lemma in FORMS.items():
        if form in (word, MARKED.get(word)):
            found.setdefault(lemma, set()).add(form)
        elif lemma == word:
            found.setdefault(lemma, set())
    return found


def held(forms: set[str]) -> int:
    return sum(1 for item in ITEMS if forms & set(item))


def rarity(number: int) -> float:
    return math.log(1 + max(len(ITEMS) - number + 0.5, 0.5) / (number + 0.5))


def expected(words: str) -> list[tuple[int, float]]:
    """The items that have every word, best first, with their scores."""
    average = sum(map(len, ITEMS)) / len(ITEMS)
    asked = [meant(word) for word in words.split()]
    found = []
    for number, item in enumerate(ITEMS, 1):
        lemmas, forms = Counter(FORMS[form] for form in item), Counter(item)
        if not all(lemmas.keys() & each.keys() for each in asked):
            continue
        score = 0.0
        for each in asked:
            of_lemmas = sum(held({form for form in FORMS if FORMS[form] == lemma}) for lemma in each)
            of_forms = sum(held({form}) for typed in each.values() for form in typed)
            for lemma, typed in each.items():
                damping = lemmas[lemma] + 1.2 * (0.25 + 0.75 * len(item) / average)
                of_item = rarity(of_lemmas) * lemmas[lemma] + rarity(of_forms) * sum(forms[form] for form in typed)
                score += 2.2 * of_item / damping
        found.append((number, score))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def found(con: duckdb.DuckDBPyConnection, words: str) -> list[tuple[int, float]]:
    """The items that the macro finds, in its order, with their scores."""
    rows = con.execute("SELECT sentence, score FROM search(?, most := NULL)", [words]).fetchall()
    return [(int(sentence.rpartition(", ")[2]), score) for sentence, score in rows]


@pytest.mark.parametrize("words", SEARCHES)
def test_items_are_found_in_the_order_of_their_scores(con: duckdb.DuckDBPyConnection, words: str) -> None:
    best, rows = expected(words), found(con, words)
    assert len(best) > 2
    # Items of equal scores may come in either order, as their last digits differ.
    assert [score for _, score in rows] == pytest.approx([score for _, score in best], abs=0.001)
    assert dict(rows) == pytest.approx(dict(best), abs=0.001)


@pytest.mark.parametrize("words", NOTHING)
def test_where_one_word_is_nowhere_nothing_is_found(con: duckdb.DuckDBPyConnection, words: str) -> None:
    assert found(con, words) == []
