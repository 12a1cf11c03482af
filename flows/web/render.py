"""Render the templates: every text escaped, marks that would reorder or hide words made visible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from flows import addresses
from flows.visible import make_visible
from flows.web import names
from flows.web.steps import step_words
from flows.web.words import LANGUAGES, Words

_FOLDER = Path(__file__).parent / "templates"


def _finalize(value: Any) -> Any:
    """Return a value as it is written: nothing for ``None``, days as Estonians write them, texts made visible."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    if isinstance(value, date):
        return names.day_words(value)
    return make_visible(value) if isinstance(value, str) else value


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        act_words=names.act_words,
        affected_words=names.affected_words,
        last_day=names.last_day,
        outcome_words=names.outcome_words,
        path_of_act=addresses.path_of_act,
        path_of_annex=addresses.path_of_annex,
        path_of_row=addresses.path_of_row,
        path_of_authority=addresses.path_of_authority,
        path_of_evidence=addresses.path_of_evidence,
        path_of_extract=addresses.path_of_extract,
        path_of_post=addresses.path_of_post,
        path_of_structure=addresses.path_of_structure,
        step_words=step_words,
        with_query=names.with_query,
    )
    made.filters["listed"] = _listed
    return made


def _listed(values: Any) -> Markup:
    return Markup(", ").join(escape(make_visible(str(value))) for value in values or ())


_PAGES = _environment()
WORDS = {language: Words(language) for language in LANGUAGES}


def render(template: str, language: str, values: Mapping[str, Any]) -> str:
    """Return a page in a language. Raises ``KeyError`` for a language that there is not."""
    return _PAGES.get_template(template).render(t=WORDS[language], **values)  # type: ignore[index]
