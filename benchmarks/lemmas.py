# /// script
# requires-python = ">=3.11"
# dependencies = ["estnltk==1.7.5", "simplemma==2.0.0"]
# ///
"""Compare the lemmas of searches with those of Vabamorf, on the forms of given texts.

    PYTHONPATH=. python -m benchmarks.lemmas FOLDER…    # in an environment of its own, with estnltk and simplemma

Two forms of one word should be joined. Vabamorf reads each line and chooses one lemma of a form in its context; the
commonest counts. Recall: pairs of forms that have one lemma there, and are joined here. Precision: pairs that are
joined here, of those that Vabamorf joins by that lemma (strict), or by any lemma that the two forms may have: "juhi" is
one of "juht" and of "juhtima", and no word by itself says which.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import simplemma

from extractors.words.lemmas import lemma_of

_SENTENCE = re.compile(r"\n|(?<=[.;:])\s")
_WORD = re.compile(r"[^\W\d_]{2,}")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Reference:
    """What Vabamorf says: of each form the lemma that it has most often in its lines, and all that it may have."""

    chosen: dict[str, str]
    possible: dict[str, frozenset[str]]


def read_reference(texts: Iterable[str]) -> Reference:
    """Return the lemmas of all forms of these texts."""
    analyser: Any = importlib.import_module("estnltk.vabamorf.morf").Vabamorf.instance()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for line in _SENTENCE.split(text):
            words = _WORD.findall(line)
            for each in analyser.analyze(words, disambiguate=True, propername=False) if words else ():
                if each["analysis"]:
                    counts[each["text"].lower()][each["analysis"][0]["lemma"].lower()] += 1
    chosen = {form: max(found, key=lambda lemma: found[lemma]) for form, found in counts.items()}
    possible = {}
    for form in chosen:
        [each] = analyser.analyze([form], disambiguate=False, propername=False)
        possible[form] = frozenset(one["lemma"].lower() for one in each["analysis"])
    return Reference(chosen, possible)


def joined_pairs(lemmas: dict[str, str]) -> set[Pair]:
    """Return the pairs of forms that have one lemma."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in lemmas.items():
        forms[lemma].append(form)
    return {pair for alike in forms.values() for pair in combinations(sorted(alike), 2)}


def measure(name: str, reference: Reference, lemmatise: Callable[[str], str]) -> None:
    """Print recall and both precisions of a way to find lemmas."""
    wanted = joined_pairs(reference.chosen)
    found = joined_pairs({form: lemmatise(form) for form in reference.chosen})
    right = wanted & found
    possible = {(one, other) for one, other in found if reference.possible[one] & reference.possible[other]} | right
    print(
        f"{name:12} recall {len(right) / len(wanted):.3f}  precision {len(possible) / len(found):.3f}"
        f"  (strict {len(right) / len(found):.3f})  {len(found)} pairs joined of {len(wanted)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the lemmas of searches with those of Vabamorf.")
    parser.add_argument("folders", nargs="+", type=Path, help="folders of texts (.txt)")
    folders = parser.parse_args().folders
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    reference = read_reference(path.read_text("utf-8", "replace") for path in paths)
    print(f"{len(paths)} texts, {len(reference.chosen)} forms")
    measure("kehtiv", reference, lemma_of)
    measure("simplemma", reference, lambda form: simplemma.lemmatize(form, "et"))


if __name__ == "__main__":
    main()
