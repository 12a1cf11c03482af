"""Load the description of the sample register (``description/*.toml``) as values, and check it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.sample.invented import (
    Act,
    AnnexText,
    Authority,
    Description,
    DutyText,
    JobDescription,
    Letter,
    OpenRevocation,
    Revocation,
    Suspension,
)

DESCRIPTION = Path(__file__).parent / "description"
LAYOUTS = ("grid", "plain", "labelrow", "docx", "none")
DELIVERIES = ("one", "separate", "asice")


def load_description(folder: Path = DESCRIPTION) -> Description:
    """Load the description. Raises ``ValueError`` where it contradicts itself, ``KeyError`` for an unknown name."""
    raw = tomllib.loads((folder / "acts.toml").read_text(encoding="utf-8"))
    library = tomllib.loads((folder / "positions.toml").read_text(encoding="utf-8"))
    source = raw["authority"]
    authority = Authority(
        source["code"], source["name"], source["genitive"], source["issuer"], source["appeal"], source["responsible"],
        tuple((kind["value"], kind["name"]) for kind in source["document_type"]),
    )  # fmt: skip
    acts = tuple(_act(item, source, library) for item in raw["act"])
    description = Description(authority, acts, tuple(_letter(item) for item in raw["other"]))
    _check(description)
    return description


def _act(raw: Mapping[str, Any], authority: Mapping[str, Any], library: Mapping[str, Any]) -> Act:
    commences = raw.get("commences")
    annexes = raw.get("annex", ())
    return Act(
        id=raw["id"],
        number=raw["number"],
        signed_on=raw["signed_on"],
        title=raw["title"],
        document_type=raw.get("document_type", "Põhitegevuse käskkiri"),
        layout=raw["layout"],
        delivery=raw.get("delivery", "one"),
        signer=raw["signer"],
        preamble=authority["plain_preamble" if raw.get("plain_preamble") else "preamble"],
        points=tuple(raw["points"]),
        annexes=tuple(_annex(item, library) for item in annexes),
        revokes=tuple(_revocation(item) for item in raw.get("revokes", ())),
        suspends=tuple(_suspension(item) for item in raw.get("suspends", ())),
        may_revoke=tuple(OpenRevocation(item["title"], tuple(item["acts"])) for item in raw.get("may_revoke", ())),
        shows=raw["shows"],
        published_on=raw.get("published_on", raw["signed_on"]),
        commences=(commences.get("on"), commences["basis"]) if commences else None,
        applied_from=raw.get("applied_from"),
        access_basis=raw.get("access_basis"),
        access_until=raw.get("access_until"),
        restricted_on=raw.get("restricted_on"),
        restricted_basis=raw.get("restricted_basis"),
    )


def _annex(raw: Mapping[str, Any], library: Mapping[str, Any]) -> AnnexText:
    number = raw.get("number")
    mark = raw.get("mark", f"Lisa {number}" if number else None)
    if "position" not in raw:
        return AnnexText(number, mark, raw["title"], raw["kind"], rules=tuple(raw["rules"]))
    job = _job(raw, library)
    return AnnexText(number, mark, job.title, "ametijuhend", job=job, in_force_from=raw.get("in_force_from"))


def _job(raw: Mapping[str, Any], library: Mapping[str, Any]) -> JobDescription:
    """Return the post of the library in this wording.

    It may change fields, add duties (before the last one), drop some, or list them all again in their order.
    """
    post = dict(library["position"][raw["position"]])
    listed = post.pop("duties")
    keys = [key for key in raw.get("duties", listed) if key not in raw.get("drop", ())]
    keys[-1:-1] = raw.get("add", [])
    if len(keys) != len(set(keys)):
        raise ValueError(f"duplicate duty in {raw['position']}: {keys}")
    duties = tuple(DutyText(library["duty"][key]["duty"], tuple(library["duty"][key]["outcomes"])) for key in keys)
    common = library["common"]
    post |= raw.get("change", {})
    post["languages"] = tuple((language, level) for language, level in post["languages"])
    return JobDescription(
        **post, duties=duties, rights=tuple(common["rights"]), liability=tuple(common["liability"]),
        review=common["review"],
    )  # fmt: skip


def _revocation(raw: Mapping[str, Any]) -> Revocation:
    annexes = tuple(raw.get("annexes", ()))
    scope = raw.get("scope", "annexes" if annexes else "act")
    return Revocation(raw["act"], scope, annexes, raw.get("effective_on"), raw.get("is_held", True))


def _suspension(raw: Mapping[str, Any]) -> Suspension:
    return Suspension(raw["act"], tuple(raw["annexes"]), raw["from"], raw["until"])


def _letter(raw: Mapping[str, Any]) -> Letter:
    values = dict(raw)
    named = {name: values.pop(name) for name in ("id", "number", "registered_on", "document_type", "title", "shows")}
    text, relates_to = tuple(values.pop("text")), tuple(values.pop("relates_to", ()))
    return Letter(**named, text=text, relates_to=relates_to, fields=tuple(values.items()))


def _check(description: Description) -> None:
    """Check that the description is consistent; otherwise the truth made from it would be silently wrong."""
    acts = {act.key: act for act in description.acts}
    if len(acts) != len(description.acts):
        raise ValueError("two acts with one date and number")
    for act in description.acts:
        if act.layout not in LAYOUTS or act.delivery not in DELIVERIES:
            raise ValueError(f"{act.key}: layout {act.layout!r}, delivery {act.delivery!r}")
        if (act.revokes or act.suspends or act.may_revoke) and act.content != "public":
            raise ValueError(f"{act.key}: what nobody can read must not revoke or suspend anything")
        for revocation in act.revokes:
            target = acts.get(revocation.act)
            if (target is not None) != revocation.is_held:
                raise ValueError(f"{act.key} revokes {revocation.act}, which is {'not ' if target is None else ''}held")
            if target:
                _check_target(act, "revokes", target, revocation.annexes)
        for open_one in act.may_revoke:
            bearers = tuple(key for key, one in acts.items() if one.title == open_one.title)
            if bearers != open_one.acts or len(bearers) < 2:
                raise ValueError(f"{act.key} may revoke {open_one.acts}, and {bearers} bear that title")
            for key in open_one.acts:
                _check_target(act, "may revoke", acts[key], ())
        for suspension in act.suspends:
            _check_target(act, "suspends", acts[suspension.act], suspension.annexes)


def _check_target(act: Act, verb: str, target: Act, annexes: tuple[str, ...]) -> None:
    if target.signed_on >= act.signed_on:
        raise ValueError(f"{act.key} {verb} a later act, {target.key}")
    missing = set(annexes) - {annex.number for annex in target.annexes}
    if missing:
        raise ValueError(f"{act.key} {verb} annexes that {target.key} does not have: {sorted(missing)}")
