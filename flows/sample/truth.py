"""Derive what is true of the sample register's acts from the description alone, in the meaning of CONTRACT.md.

This is slow and obvious on purpose and never sees the files. An end-to-end test compares the warehouse with it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from flows.sample.catalogue import LAST_DAY
from flows.sample.invented import Act, AnnexText, Description, JobDescription, Revocation, Suspension


def truth_of(description: Description) -> dict[str, Any]:
    """Return ``directives`` (each with its ``annexes``), ``revocations``, ``open_revocations`` and ``suspensions``.

    Days are in ISO, or ``None``. ``applied_from`` is ``None`` unless a sentence states application separately from
    commencement; ``in_force_from`` is ``None`` where an event without a day decides; ``undecided_from`` is the first
    day from which nobody can say whether it is in force, as it may have been revoked.
    """
    return {
        "as_of": LAST_DAY.isoformat(),
        "authority": description.authority.name,
        "directives": [_directive(act, description) for act in description.acts],
        "revocations": [
            row for act in description.acts for revocation in act.revokes for row in _revocations(act, revocation)
        ],
        "open_revocations": [
            {
                "revoking_directive": act.key,
                "title": one.title,
                "may_mean": list(one.acts),
                "undecided_from": _iso(commencement(act)[0]),
            }
            for act in description.acts
            for one in act.may_revoke
        ],
        "suspensions": [
            row for act in description.acts for suspension in act.suspends for row in _suspensions(act, suspension)
        ],
    }


def commencement(act: Act) -> tuple[date | None, str]:
    """Return the day on which an act enters into force, and its basis: its clause, else its signing.

    The day is ``None`` where the clause names an event without a day. A restricted act counts from its registration
    (here always the signing day).
    """
    if act.content != "public":
        return act.signed_on, "registration"
    return act.commences or (act.signed_on, "signing")


def effective_on(act: Act, revocation: Revocation) -> tuple[date, str]:
    """Return the day on which a revocation takes effect: the stated day, else the revoking act's start."""
    if revocation.effective_on:
        return revocation.effective_on, "stated"
    day, basis = commencement(act)
    if day is None:
        raise ValueError(f"{act.key} revokes something on a day that nobody knows")
    return day, basis


def endings(description: Description, target: Act, annex: AnnexText | None) -> list[tuple[date, str, str]]:
    """Return (day, basis, key of the ending act) of all endings of an annex, or of the act (``None``), earliest first.

    A later revocation of the revoking act changes nothing, because it revives nothing.
    """
    endings = []
    for act in description.acts:
        for revocation in act.revokes:
            if revocation.act == target.key and _hits(revocation, annex):
                endings.append((*effective_on(act, revocation), act.key))
    return sorted(endings)


def _hits(revocation: Revocation, annex: AnnexText | None) -> bool:
    if revocation.scope == "act":
        return True
    if annex is None:
        return False
    if revocation.scope == "approved":
        return annex.kind == "ametijuhend"
    return annex.number in revocation.annexes


def _directive(act: Act, description: Description) -> dict[str, Any]:
    begins, basis = commencement(act)
    return {
        "key": act.key,
        "external_id": str(act.id),
        "number": act.number,
        "signed_on": act.signed_on.isoformat(),
        "registered_on": act.signed_on.isoformat(),
        "published_on": act.published_on.isoformat(),
        "restricted_on": _iso(act.restricted_on or (act.published_on if act.access_basis else None)),
        "content": act.content,
        "document_type": act.document_type,
        "title": act.title,
        "in_force_from": _iso(begins),
        "in_force_from_basis": basis,
        **_ending(endings(description, act, None)),
        "undecided_from": _undecided_from(description, act, None),
        "annexes": [_annex(act, annex, description) for annex in act.annexes],
    }


def _annex(act: Act, annex: AnnexText, description: Description) -> dict[str, Any]:
    begins, basis = (annex.in_force_from, "stated") if annex.in_force_from else commencement(act)
    return {
        "annex_number": annex.number,
        "title": annex.title,
        "kind": annex.kind,
        "unit": annex.job.unit if annex.job else None,
        "in_force_from": _iso(begins),
        "in_force_from_basis": basis,
        "applied_from": _iso(act.applied_from),
        **_ending(endings(description, act, annex)),
        "undecided_from": _undecided_from(description, act, annex),
        "position": _position(annex.job) if annex.job else None,
    }


def _ending(endings: list[tuple[date, str, str]]) -> dict[str, str | None]:
    day, basis, key = endings[0] if endings else (None, None, None)
    return {"in_force_until": _iso(day), "in_force_until_basis": basis, "ended_by": key}


def _undecided_from(description: Description, target: Act, annex: AnnexText | None) -> str | None:
    """Return the first day from which it may have been revoked, where it has not ended before."""
    days = [
        day
        for act in description.acts
        for one in act.may_revoke
        for day in [commencement(act)[0]]
        if target.key in one.acts and day is not None
    ]
    ended = endings(description, target, annex)
    return _iso(min(days)) if days and (not ended or min(days) < ended[0][0]) else None


def _position(job: JobDescription) -> dict[str, Any]:
    values = asdict(job)
    values["staff_group"] = values.pop("group").lower()
    if values["experience_label"] is None:
        del values["experience_label"]
    values["duties"] = [
        {"number": f"2.{place}", "duty": duty.duty, "outcomes": list(duty.outcomes)}
        for place, duty in enumerate(job.duties, 1)
    ]
    return values


def _revocations(act: Act, revocation: Revocation) -> list[dict[str, Any]]:
    """Return one row per act or annex, as in the table ``revocations``."""
    _, signed_on, number = revocation.act.split("/", 2)
    day, basis = effective_on(act, revocation)
    return [
        {
            "revoking_directive": act.key,
            "revoked_kind": "käskkiri",
            "revoked_date": signed_on,
            "revoked_number": number,
            "revoked_annex_number": annex,
            "scope": revocation.scope,
            "resolution": "resolved" if revocation.is_held else "not_held",
            "effective_on": day.isoformat(),
            "effective_on_basis": basis,
        }
        for annex in (revocation.annexes or (None,))
    ]


def _suspensions(act: Act, suspension: Suspension) -> list[dict[str, Any]]:
    """Return one row per annex, as in the table ``suspensions``."""
    return [
        {
            "suspending_directive": act.key,
            "suspended_directive": suspension.act,
            "suspended_annex_number": annex,
            "suspended_from": suspension.begins_on.isoformat(),
            "suspended_until": suspension.ends_on.isoformat(),
        }
        for annex in suspension.annexes
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
