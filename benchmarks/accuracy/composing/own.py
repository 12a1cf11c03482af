"""Sentences that revoke nothing: what is refused or told, approvals, other changes, and commencements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing.objects import Composed, capital, make_object
from benchmarks.accuracy.composing.phrases import KINDS, POSTS, UNITS, Act, listed, make_act, on_day, until


def compose_nothing(chance: Random, today: date) -> Composed:
    """Return a sentence with the words of an effect and without one."""
    target, unit, post = make_object(chance, today), chance.choice(UNITS), chance.choice(POSTS)
    act = make_act(chance, today)
    stays = "jäävad" if target.is_plural else "jääb"
    told = f"{act.day:%d.%m.%Y} {KINDS[act.word][1]} nr {act.number}"
    family, words = chance.choice(
        (
            ("refusal", f"Jätan rahuldamata taotluse tunnistada kehtetuks {target.subject}."),
            ("refusal", f"Keeldun tunnistamast kehtetuks {target.total}."),
            ("refusal", f"Jätan kehtetuks tunnistamata {target.owner}."),
            ("negated", f"{capital(target.subject)} kehtetuks ei tunnistata."),
            ("not_approved", f"{capital(post)} ametijuhendit (lisa 1) ei kinnitata."),
            ("proposal", f"Teen ettepaneku tunnistada kehtetuks {target.subject}."),
            ("plan", f"{today.year + 1}. aastal on kavas tunnistada kehtetuks {target.subject}."),
            ("postponed", f"{capital(target.owner)} kehtetuks tunnistamine otsustatakse eraldi käskkirjaga."),
            ("stays", f"{capital(target.subject)} {stays} kehtima."),
            ("stays", f"{capital(target.subject)} {stays} muutmata."),
            (
                "task",
                f"{capital(unit)} juhatajal korraldada teavitamine seoses {target.owner} kehtetuks tunnistamisega.",
            ),
            ("task", f"{capital(unit)} juhatajal valmistada ette eelnõu {target.owner} muutmiseks."),
            ("reported", f"Võtan teadmiseks, et {told} on tunnistatud kehtetuks {target.subject}."),
            ("reference", f"Aruanne esitada {act.named(1, chance)} lisas 2 toodud vormil."),
        )
    )
    return Composed(f"none.{family}", words, ())


def compose_approval(chance: Random, today: date) -> Composed:
    """Return an approval of own annexes, at times with a revocation in a gerund."""
    unit, post = chance.choice(UNITS), chance.choice(POSTS)
    numbers = sorted(chance.sample(range(1, 9), chance.choice((1, 2, 3, 4))))
    these, answer = listed(numbers, chance), Answer("approve", annexes=frozenset(map(str, numbers)))
    verb = chance.choice(("Kinnitan", "Kinnitada", "Kehtestan"))
    kind = chance.choice(("plain", "plain", "items", "dated", "gerund", "joined"))
    if kind == "items":
        items = [f"{n}) {chance.choice(POSTS)} ametijuhend (lisa {n})" for n in numbers]
        return Composed("approve.items", f"{verb} järgmised ametijuhendid:\n" + ";\n".join(items) + ".", (answer,))
    one = f"{verb} {post} ametijuhend{'' if verb == 'Kinnitada' else 'i'} (lisa {these})"
    many = chance.choice((f"(lisad {these})", f"vastavalt lisadele {these}"))
    words = one if len(numbers) == 1 else f"{verb} {unit} ametijuhendid {many}"
    if kind == "dated":
        day = today + timedelta(days=chance.randint(5, 200))
        words = words.replace(verb, f"{verb} alates {day:%d.%m.%Y}", 1)
        return Composed("approve.dated", f"{words}.", (replace(answer, on=(day.isoformat(),)),))
    if kind in ("gerund", "joined"):
        target = make_object(chance, today)
        other = "tunnistades ühtlasi kehtetuks" if kind == "gerund" else "ning tunnistan kehtetuks"
        joint = ", " if kind == "gerund" else " "
        return Composed(f"approve.{kind}", f"{words}{joint}{other} {target.total}.", (answer, target.answer))
    return Composed("approve.plain", f"{words}.", (answer,))


def compose_change(chance: Random, today: date) -> Composed:
    """Return a suspension, extension, correction, renumbering, revival or replacement."""
    act, number = make_act(chance, today), chance.randint(1, 9)
    day = today + timedelta(days=chance.randint(30, 400))
    name, end = f"{act.named(1, chance)} lisa {number}", (day.isoformat(),)
    base = Answer("amend", date=act.iso, number=act.number, annexes=frozenset({str(number)}))
    action, words, changes = chance.choice(
        (
            ("suspend", f"Peatan {name} kehtivuse {until(day, chance)}.", {"until": end}),
            ("suspend", f"{capital(name)} kehtivus peatatakse {until(day, chance)}.", {"until": end}),
            ("extend", f"Pikendan {name} kehtivust {until(day, chance)}.", {"until": end}),
            ("extend", f"{capital(name)} kehtivust pikendatakse {until(day, chance)}.", {"until": end}),
            ("reinstate", f"Taastan {name} kehtivuse.", {}),
            ("renumber", f"Loen {name} lisaks {number + 1}.", {}),
            ("correct", f"Parandan {act.named(1, chance)} lisas {number} ilmse kirjavea.", {}),
            ("amend", f"Asendan {name} käesoleva käskkirja lisaga 1.", {}),
            ("amend", f"Kinnitan {name} uues sõnastuses (lisa 1).", {}),
            ("amend", f"Muudan {act.named(1, chance)} lisa {number} ja asendan selles sõna „mere“ sõnaga „ranna“.", {}),
            ("quoted", "", {}),
        )
    )
    if action == "quoted":
        return _quoted(chance, today, act)
    own = Answer("approve", annexes=frozenset({"1"}), is_optional=True)
    answers = (replace(base, action=action, **changes), *((own,) if action == "amend" else ()))  # type: ignore[arg-type]
    return Composed(f"other.{action}", words, answers)


def _quoted(chance: Random, today: date, act: Act) -> Composed:
    """Compose new text in quotes that revokes when the amended act speaks it, not when this one does."""
    inner = f"„5. Tunnistan kehtetuks {replace(make_act(chance, today), title='').named(1, chance)}.“"
    point = frozenset({"5"})
    answer = Answer("amend", date=act.iso, number=act.number, points=point, maybe=frozenset({"points"}))
    return Composed(
        "other.quoted", f"Täiendan {act.named(1, chance)} punktiga 5 järgmises sõnastuses: {inner}.", (answer,)
    )


def compose_commencement(chance: Random, today: date) -> Composed:
    """Return when the act itself begins."""
    day, later = today + timedelta(days=chance.randint(1, 90)), today + timedelta(days=chance.randint(100, 300))
    earlier = today - timedelta(days=chance.randint(10, 300))
    signing = Answer("commence", on=(today.isoformat(),), flags=frozenset({"signing"}))
    stated, point, rest = Answer("commence", on=(day.isoformat(),)), frozenset({"2"}), frozenset({"1", "3"})
    condition = Answer("commence", flags=frozenset({"condition"}))
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    family, words, answers = chance.choice(
        (
            ("signing", "Käskkiri jõustub allkirjastamisest.", (signing,)),
            ("stated", f"Käskkiri jõustub {on_day(day, chance)}.", (stated,)),
            ("notice", "Käskkiri jõustub teatavakstegemisest.", (Answer("commence"),)),
            ("condition", "Käskkiri jõustub nõukogu nõusoleku saamisel.", (condition,)),
            ("condition", "Käskkiri jõustub, kui leping on sõlmitud.", (condition,)),
            (
                "split",
                f"Käskkiri jõustub {on_day(day, chance)}, välja arvatud punkt 2, mis jõustub {on_day(later, chance)}.",
                (
                    replace(stated, except_points=point, maybe=frozenset({"except_points"})),
                    replace(stated, on=(later.isoformat(),), points=point),
                ),
            ),
            (
                "split",
                f"Punktid 1 ja 3 jõustuvad {on_day(day, chance)} ning punkt 2 jõustub {on_day(later, chance)}.",
                (replace(stated, points=rest), replace(stated, on=(later.isoformat(),), points=point)),
            ),
            (
                "applied",
                f"Käskkiri jõustub allkirjastamisest ja seda rakendatakse tagasiulatuvalt alates {earlier:%d.%m.%Y}.",
                (signing, Answer("apply", on=(earlier.isoformat(),))),
            ),
            (
                "next_month",
                "Käskkiri jõustub allkirjastamisele järgneva kuu esimesel päeval.",
                (Answer("commence", on=(next_month.isoformat(),)),),
            ),
            (
                "counted",
                "Käskkiri jõustub kolmandal päeval pärast allkirjastamist.",
                (Answer("commence", on=((today + timedelta(days=3)).isoformat(),)),),
            ),
        )
    )
    return Composed(f"commence.{family}", words, answers)
