"""Print what references came to: what holds, since when, by which sentence, or what may have been meant."""

from __future__ import annotations

from flows.ask.answers import History, InForce, Why
from flows.ask.quotes import tell_place
from flows.ask.sentences import NOT_TOLD, name_act, tell_annexes, tell_missing, tell_outcome, tell_words
from flows.terminal.printing import complain, draw, note, out, print_history, shown
from flows.terminal.tables import Look
from warehouse.ask.answer import Answer, Outcome

MAX_POSTS = 20


def print_in_force(asked: InForce, look: Look | None = None) -> None:
    """Print the annexes in force; of what was asked for and is not in force, say what holds of it and why."""
    number = len(asked.annexes.rows)
    if number:
        draw(asked.annexes.columns, asked.annexes.rows, look)
        note(f"{number} annex{'es' if number > 1 else ''} in force on {asked.on}")
    answer = asked.answer
    if answer is not None and answer.answer != "held":
        complain_missing(answer)
    if not number and (answer is None or answer.answer == "held" or answer.posts):
        note(f"no annex is known to be in force on {asked.on}")
    if answer is not None and answer.answer == "held":
        _note_several(answer)
        for directive in answer.directives:
            _note_rest(answer, directive, is_all=not number)


def _note_several(answer: Answer) -> None:
    if len(answer.directives) > 1:
        names = "; ".join(f"{name_act(one)} [{one.directive_id}]" for one in answer.directives)
        note(f"“{answer.reference.strip()}” names {len(answer.directives)} acts: {names}")


def _note_rest(answer: Answer, directive: Outcome, *, is_all: bool) -> None:
    """Say what holds of an act whose annexes are not all listed as in force."""
    annexes = answer.annexes_of(directive.directive_id)
    rest = [one for one in annexes if one.outcome != "in_force"]
    if not (rest or is_all or directive.outcome != "in_force"):
        return
    _note_outcome(tell_outcome(directive), directive if directive.outcome != "in_force" else None, "")
    if not annexes and directive.outcome not in NOT_TOLD:
        note("  it has no known annexes")
    for sentence, one in tell_annexes(rest):
        _note_outcome(sentence, one, "  ")


def _note_outcome(sentence: str, decided_by: Outcome | None, indent: str) -> None:
    note(f"{indent}{sentence}")
    words = tell_words(decided_by) if decided_by is not None else None
    if words:
        note(f"{indent}  {words}")


def print_outcomes(history: History) -> None:
    """Print, act by act, the outcome in one sentence, then the steps. Several acts of one name are separated."""
    answer = history.answer
    if answer.answer != "held":
        complain_missing(answer)
        return
    _note_several(answer)
    for turn, each in enumerate(history.histories):
        if turn:
            out().print()
        _print_outcome(answer, each.outcome)
        print_history(each.steps)


def _print_outcome(answer: Answer, one: Outcome) -> None:
    console = out()
    console.print(shown(f"{tell_outcome(one)}."), style="bold", soft_wrap=True)
    words = tell_words(one)
    if words and one.outcome != "in_force":
        console.print(shown(f"  {words}"), soft_wrap=True)
    if one.annex_id is None:
        for sentence, _ in tell_annexes(answer.annexes_of(one.directive_id)):
            console.print(shown(f"  {sentence}."), soft_wrap=True)


def print_why(asked: Why) -> None:
    """Print, annex by annex, the outcome, then each rule with the sentence that it rests on."""
    if asked.answer.answer != "held":
        complain_missing(asked.answer)
        return
    console = out()
    steps = asked.steps.named_rows if asked.steps else []
    for one in (one for one in asked.answer.outcomes if one.annex_id is not None):
        console.print(shown(f"{tell_outcome(one)}."), style="bold", soft_wrap=True)
        for step in (step for step in steps if step["annex_id"] == one.annex_id):
            bears = "" if step["bears"] else " (the answer does not depend on it)"
            console.print(shown(f"  {step['ordinal']}. {step['what']}{bears}"), soft_wrap=True)
            if step["quote"]:
                words = tell_place(step["quote"], step["page_number"], step["evidence_id"])
                console.print(shown(f"       {words}"), soft_wrap=True)
    if not steps:
        for one in asked.answer.directives:
            note(f"{tell_outcome(one)}; it has no known annexes")


def complain_missing(answer: Answer) -> None:
    """Say why a reference names nothing that is held, then the posts of that name and the sentences that cite it."""
    complain(tell_missing(answer))
    for sentence in answer.citing:
        note(f"  {sentence.effect} in {name_act(sentence)}: “{' '.join(sentence.quote.split())}”")
    for post in answer.posts[:MAX_POSTS]:
        status = "no longer in force" if post.status == "ended" else post.status.replace("_", " ")
        from_day = f" from {post.since_on}" if post.since_on else ""
        number = f"annex {post.annex_number}" if post.annex_number else "annex"
        note(f"  {post.title}: {status}{from_day}, {number} of {name_act(post)} [{post.annex_id}]")
    if len(answer.posts) > MAX_POSTS:
        note(f"  … {len(answer.posts) - MAX_POSTS} more")
