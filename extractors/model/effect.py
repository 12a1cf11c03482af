"""Define what a sentence of an act does to other acts and annexes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.model.evidence import Evidence

EffectKind = Literal[
    "approve", "amend", "revoke", "commence", "apply", "suspend", "extend", "correct", "renumber", "reinstate"
]

Scope = Literal["act", "annexes", "approved", "points", "part", "attached"]
"""What of the cited act is meant: the act itself, annexes of it, what it approved ("käskkirjaga nr 19 kinnitatud
ametijuhendid": ``Affected.kind`` names what), single points, a part that only words tell (``Affected.limit``),
or what is attached to the act that speaks."""

DateBasis = Literal["stated", "clause", "signing", "registration", "condition", "unknown"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an act, as the text gives it: found, not resolved.

    ``issuer`` is in the nominative where that could be formed, else the source's words. ``kind`` is the act word in
    the nominative, inherited within a list where the member lacks it. ``reference_key`` is canonical
    ("käskkiri/2024-12-23/192"): equal keys cite one act when the issuer agrees. ``enacted_on`` is the date the act
    bears; ``is_year_inferred`` where the text had lost the year.
    """

    issuer: str | None
    kind: str | None
    enacted_on: date | None
    number: str | None
    title: str | None
    reference_key: str
    evidence: Evidence
    is_year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Affected:
    """What an effect acts upon. ``issuer`` … ``title`` identify the act (all ``None``: the act that speaks).

    ``annexes`` are annex numbers as text, "all" for every annex, ``None`` where annexes are not what is meant.
    ``points`` are provisions in short form ("§ 2 lg 2 p 1", "2.1"), ``None`` where whole acts or annexes are meant.
    ``except_annexes`` and ``except_points`` stay as they are: an act of which they are excepted goes on in that part.
    ``limit`` holds the words of a limitation ("osas, millega …"), ``None`` where nothing limits.
    """

    issuer: str | None = None
    kind: str | None = None
    enacted_on: date | None = None
    number: str | None = None
    title: str | None = None
    annexes: tuple[str, ...] | Literal["all"] | None = None
    except_annexes: tuple[str, ...] = ()
    points: tuple[str, ...] | None = None
    scope: Scope = "act"
    reference_key: str | None = None
    except_points: tuple[str, ...] = ()
    limit: str | None = None

    def whole_act(self) -> Affected:
        """Return the act itself, of which this may be a part."""
        return Affected(
            self.issuer, self.kind, self.enacted_on, self.number, self.title, reference_key=self.reference_key
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """One operative statement about one object.

    ``effective_on`` is ``None`` where the sentence states no day: default dates are no effects, the warehouse derives
    them. ``date_basis`` is "stated" for a day in the sentence, "clause" for one computed from a rule, "condition" where
    the rule's event is outside the text; ``None`` without any date. ``date_rule`` names the rule: "signing",
    "notification", "publication+3d", …, "expiry" of the act itself, "replacement" of a whole annex by a new wording.
    ``item_title`` is what a list item is called ("talituse juhataja (lisa 1)"), or whose documents of an act end
    ("juristi ametijuhend").

    ``until`` is the last day of a suspension or of an extended validity, ``None`` where the sentence names none.
    ``doubt`` is a stable code for why the effect must decide nothing, ``doubt_quote`` the words that were not
    understood; ``None`` for an effect whose every word was.
    """

    effect: EffectKind
    affected: Affected
    evidence: Evidence
    effective_on: date | None = None
    date_basis: DateBasis | None = None
    date_rule: str | None = None
    is_retroactive: bool = False
    item_title: str | None = None
    until: date | None = None
    doubt: str | None = None
    doubt_quote: str | None = None
