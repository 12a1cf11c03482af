"""Write the form of the advanced search, from which a connector learns the numbers of the document types."""

from __future__ import annotations

from html import escape

from flows.sample.catalogue import TRANSMITTAL_MODES, Catalogue
from flows.sample.search import Form, all_values, first_value


def search_form(catalogue: Catalogue, form: Form) -> str:
    """Return the form with the fields of the last search (``form``) filled in, as on the platform."""
    types = [(kind.value, kind.name) for kind in catalogue.document_types]
    modes = [(str(value), mode) for value, mode in enumerate(TRANSMITTAL_MODES)]
    access = first_value(form, "accessRestriction")
    options = "".join(
        f'<option value="{value}"{" selected=" + chr(34) + "selected" + chr(34) if value and value == access else ""}>'
        f"{value}</option>"
        for value in ("", "Avalik", "AK")
    )
    rows = (
        _text_row(form, "title", "Pealkiri:"),
        _date_row(form, "regDateBegin", "regDateEnd", "Registreerimise kpv:"),
        _checkbox_row(form, "documentTypes", "documentType", "Dokumendi liik:", types),
        _text_row(form, "party", "Teine osapool:"),
        _text_row(form, "senderRegNr", "Saatja viit:"),
        _checkbox_row(form, "transmittalModes", "transmittalMode", "Saabumis/saatmisviis:", modes),
        _row(
            '<label for="accessRestriction">Juurdepääs:</label>'
            f'<select id="accessRestriction" name="accessRestriction" class="text">{options}</select>'
        ),
        _text_row(form, "accessRestrictionReason", "Juurdepääsupiirangu alus:"),
        _date_row(form, "accessRestrictionBeginDate", "accessRestrictionEndDate", "Juurdepääsu lõpu kpv:"),
        _row(
            '<p><input value="1" name="pageNumber" type="hidden"/>'
            '<input value="Otsi" class="button" type="submit"/></p>'
        ),
    )
    submitted = ' class="submitted"' if form else ""
    action = f'action="/{catalogue.code}/otsing" method="post"'
    return f'<form id="advancedSearch"{submitted} {action}>{"".join(rows)}</form>'


def _row(inner: str) -> str:
    return f'<div class="form-row hint-trigger">{inner}</div>'


def _text_row(form: Form, name: str, label: str) -> str:
    value = escape(first_value(form, name))
    return _row(
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" class="text" type="text" value="{value}"/>'
    )


def _date_row(form: Form, begin: str, end: str, label: str) -> str:
    parts = [
        f'<span class="form-subrow clear"><input id="{name}" name="{name}" class="date" type="text"'
        f' value="{escape(first_value(form, name))}"/><label for="{name}" class="field-comment">({word})</label></span>'
        for name, word in ((begin, "alates"), (end, "kuni"))
    ]
    return _row(f"<label>{label}</label>{''.join(parts)}")


def _checkbox_row(form: Form, name: str, stem: str, label: str, choices: list[tuple[str, str]]) -> str:
    chosen = all_values(form, name)
    items = [
        f'<li class="item"><em class="input"><input id="{stem}-{value}" name="{name}" type="checkbox" value="{value}"'
        f"{' checked=' + chr(34) + 'checked' + chr(34) if value in chosen else ''}/>"
        f'<input type="hidden" name="_{name}" value="on"/></em>'
        f'<label class="clear" for="{stem}-{value}"><span>{escape(text)}</span></label></li>'
        for value, text in choices
    ]
    everything = (
        f'<li class="all"><em class="input"><input value="" name="{name}All" type="checkbox"/></em>'
        '<label class="clear"><span>Vali kõik</span></label></li>'
    )
    listing = f'<ul class="multi-select-list">{"".join(items)}{everything}</ul>'
    return _row(f'<label>{label}</label><div class="multi-select">{listing}</div>')
