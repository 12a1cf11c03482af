"""Estonian headings of the columns of the shipped queries and of the tables analysts ask most."""

from __future__ import annotations

from collections.abc import Sequence

KEELES = ("en", "et")
"""The languages of headings; "en" leaves the names of the columns as they are."""

_ET = {
    "a_quote": "näide tekstist", "access": "juurdepääs", "access_basis": "piirangu alus",
    "access_until": "piirang kuni",
    "act_kind": "akti liik", "after_directive_id": "järgmine akt", "allowed_working_days": "lubatud tööpäevi",
    "annex_id": "lisa id", "annex_ids": "lisad", "annex_number": "lisa nr", "applied_from": "rakendub alates",
    "ask_again_at": "küsitakse uuesti", "asked_on": "küsitud päev", "attempt_number": "katseid", "basis": "alus",
    "bears": "mõjutab vastust", "before_directive_id": "eelmine akt", "begin_on": "algus", "begins_on": "algab",
    "by_act": "millise aktiga", "by_directive_id": "akt, mis seda tegi", "cause": "põhjus", "chain_id": "ahel",
    "change": "muutus", "changed_on": "muutus päeval", "cited_numbers": "viidatud numbrid", "code": "kood",
    "confidence": "kindlus", "counts": "arvud", "day_number": "päevi", "day_or_year": "päev või aasta",
    "directive_date": "akti kuupäev", "directive_id": "akti id",
    "directive_number": "akte", "document_id": "dokumendi id",
    "document_ids": "dokumendid", "document_number": "dokumente", "document_type": "dokumendi liik",
    "duty": "ülesanne", "effect": "toime", "effect_id": "lause id", "effective_on": "toime päev",
    "effective_on_basis": "toime päeva alus", "end_on": "lõpp", "ended_annex_ids": "lõppenud lisad",
    "ended_by": "lõpetanud akt", "ended_number": "lõpetatud lisasid", "ends_on": "lõpeb", "enacted_on": "akti päev",
    "evidence_id": "tõendi id", "expected_number": "oodatud arv", "file_number": "faile", "filter": "otsing",
    "finding_number": "leide", "finished_at": "lõppes", "first_citing_directive_id": "esimene viitav akt",
    "first_number": "esimene number", "first_seen_at": "esimest korda nähtud", "held_directive_id": "olemasolev akt",
    "held_document_id": "olemasolev dokument", "held_number": "olemas", "held_state": "olemasoleva olek",
    "host": "server", "in_force_from": "kehtib alates", "in_force_from_basis": "alguse alus",
    "in_force_number": "kehtivaid", "in_force_until": "kehtib kuni (välja arvatud)", "in_year": "aasta",
    "institution": "asutus", "is_capped": "piiratud", "is_decided": "selge", "is_revoked": "kehtetuks tunnistatud",
    "is_text_held": "tekst olemas", "is_whole": "täielik", "issuer": "andja", "kind": "liik",
    "known_before": "varem teada", "known_on": "teada alates", "last_asked_at": "viimati küsitud",
    "last_good_run_at": "viimane õnnestunud käik", "last_number": "viimane number", "last_ok_at": "viimati korras",
    "last_on": "viimane päev", "last_outcome": "viimane tulemus", "last_run_at": "viimane käik",
    "last_seen_at": "viimati nähtud", "learned_on": "saadi teada", "level": "tase",
    "lift_reason": "tagasivõtmise põhjus",
    "lifted_at": "tagasi võetud", "mention_number": "mainimisi", "message": "teade", "missing_number": "puudu",
    "name": "nimi", "new_number": "uusi", "next_annex_ids": "järgmised lisad", "not_before_at": "mitte enne",
    "number": "number", "oldest_search_at": "vanim otsing", "on": "päev", "open_number": "lahtisi",
    "ordinal": "järjekord", "original": "algne sõna", "outcome": "tulemus", "outcomes": "tulemused",
    "page_number": "lk", "parts": "osad", "quote": "lause", "reason": "põhjus", "recorded_at": "kirja pandud",
    "reference_id": "viite id", "register": "register", "registered_on": "registreeritud", "relation": "seos",
    "repaired": "parandatud sõna", "resolution": "lahendus", "revoked_annex_id": "kehtetuks tunnistatud lisa",
    "revoked_annex_number": "kehtetu lisa nr", "revoked_date": "kehtetu akti päev",
    "revoked_directive_id": "kehtetuks tunnistatud akt", "revoked_number": "kehtetu akti nr",
    "revoking_directive_id": "kehtetuks tunnistav akt", "revoking_number": "neist kehtetuks tunnistavaid",
    "row_id": "rea id", "rule": "reegel", "run_id": "käigu id", "scope": "ulatus", "seat_number": "kohti",
    "seen_number": "nähtud arv", "silent_working_days": "vaikseid tööpäevi", "since_at": "alates",
    "since_on": "alates", "source_url": "aadress", "staff_group": "teenistusrühm", "stage": "etapp",
    "started_at": "algas", "state": "olek", "status": "staatus", "status_before": "varasem staatus",
    "status_reason": "staatuse alus", "step": "samm", "subject": "amet või teema", "title": "pealkiri", "turn": "kord",
    "undecided_from": "ebaselge alates", "unit": "üksus", "until_on": "kuni",
    "usual_longest_gap": "tavaline pikim vahe",
    "version": "versioon", "what": "mis", "withdrawn_at": "eemaldatud", "withdrawn_on": "eemaldatud",
    "withdrawn_reason": "eemaldamise põhjus", "file_id": "faili id", "media_type": "failitüüp", "size": "suurus (B)",
    "is_signed": "allkirjastatud", "authority": "asutuse kood", "matter": "sisu liik",
    "score": "vaste", "field": "väli", "sentence": "lause", "position_id": "ametijuhendi id",
}  # fmt: skip


def headings(columns: Sequence[str], keel: str) -> list[str]:
    """Return what stands above these columns in a language of ``KEELES``; a column without a heading keeps its name."""
    return [_ET.get(column, column) for column in columns] if keel == "et" else list(columns)


def has_estonian(column: str) -> bool:
    """Return whether a column has an Estonian heading."""
    return column in _ET
