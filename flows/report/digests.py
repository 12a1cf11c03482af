"""Send the mails of digests through the hooks of ``notify``, after a run that may have brought news."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from flows.digest.due import due_digests
from flows.digest.journal import read_told, write_told
from flows.digest.mail import Mail
from flows.digest.subscriptions import BadSubscriptions, read_subscriptions
from flows.report import notify
from flows.settings import Settings
from flows.visible import make_visible
from warehouse.connection import open_published

TELLING_KINDS = frozenset({"ingest", "add"})
"""Runs after which somebody is told: those that bring documents."""


def tell_digests(settings: Settings, today: date) -> list[str]:
    """Send the mails that are due, and return a sentence for each that failed: it is due again after the next run.

    Without a hook nothing is sent and nothing counts as told. Nothing here may fail a run whose work is published.
    """
    if not (settings.notify_command or settings.notify_url):
        return []
    try:
        return [make_visible(sentence) for sentence in _tell(settings, today)]
    except BadSubscriptions:
        return []  # the run has said so already
    except Exception as error:
        return [make_visible(f"nobody was told of changes: {error}")]


def _tell(settings: Settings, today: date) -> list[str]:
    subscriptions = read_subscriptions(settings)
    if not subscriptions:
        return []
    told = read_told(settings.data)
    with open_published(settings.data) as w:
        due = due_digests(w, subscriptions, told, today, settings.base_url)
    failed = []
    for one in due:
        if one.mail is not None and (troubles := _send(one.mail, settings)):
            failed += [f"digest {one.subscription.name!r} by {trouble}: it is sent again" for trouble in troubles]
        else:
            told = told | {one.subscription.name: one.told}
            # After each: who was told must not be told again because the next one's hook hangs and is killed.
            write_told(settings.data, told)
    return failed


def _send(mail: Mail, settings: Settings) -> list[str]:
    body = json.dumps({"kind": "digest", "reasons": ["digest"], **asdict(mail)}, ensure_ascii=False).encode()
    outcomes = notify.deliver(body, settings)
    return [f"{one['via']} failed ({one['outcome']})" for one in outcomes if not one["is_delivered"]]
