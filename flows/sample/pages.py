"""Write the register's HTML like the recorded pages of the ADR platform: same elements, classes, ids, labels.

Every value is escaped where it enters the page. The blanks and line breaks around some labels are the platform's.
"""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import quote

from flows.sample.catalogue import Catalogue, SampleDocument, SampleFile
from flows.sample.search import ROWS_PER_PAGE, Form, ResultPage
from flows.sample.search_form import search_form

PASSIVE_CHALLENGE = (
    "<script>(function(){var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.head.appendChild(a);})();</script>"
)
"""Part of every ordinary page: a reader that takes it for a robot check would never read anything."""


def estonian(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def search_page(catalogue: Catalogue, form: Form = (), results: ResultPage | None = None) -> str:
    """Return the search form, alone or with the results of ``form``."""
    return _page(catalogue, _results(catalogue, results) if results else "", form)


def document_page(catalogue: Catalogue, document: SampleDocument) -> str:
    """Return a document's page; it names files only where the document is public."""
    blocks = '<div class="hr"><hr/></div>'.join(_metadata_blocks(document))
    tables = (_files(catalogue, document) if document.is_public else "") + _relations(catalogue, document)
    content = f'<h1>Dokument</h1><div class="title clear"><h2>Metaandmed</h2></div>{blocks}{tables}'
    return _page(catalogue, content)


def not_found_page() -> str:
    return _bare_page('<div class="message msg-error"><div><h2>Lehekülge ei leitud!</h2></div></div>')


def maintenance_page() -> str:
    return _bare_page('<div class="message msg-info"><div><h2>Hooldustööd</h2></div></div>')


def server_error_page() -> str:
    return _bare_page('<div class="message msg-error"><div><h2>Tekkis viga!</h2></div></div>')


def front_page(catalogue: Catalogue) -> str:
    link = f'<a href="/{catalogue.code}/">{escape(catalogue.authority_genitive)} dokumendiregister</a>'
    return _bare_page(f'<ul id="org-links"><li>{link}</li></ul>')


def robot_check_page(catalogue: Catalogue, return_url: str) -> str:
    """Return the robot check of a host, without the passive script and without content."""
    widget = '<div class="adr-turnstile-widget" id="adr-turnstile-widget"></div>'
    form = (
        '<form style="display: none;" action="/turnstile/continue" method="post" id="adr-turnstile-continue-form">'
        f'<input value="{escape(return_url)}" name="returnUrl" type="hidden"/>'
        '<input value="" id="adr-turnstile-continue-token" name="continueToken" type="hidden"/></form>'
    )
    wait = f'<p id="turnstile-wait">Palun oodake, toimub robotkontroll...</p>{widget}'
    return _bare_page(wait, form)


def _bare_page(content: str, tail: str = PASSIVE_CHALLENGE) -> str:
    return (
        f"{_head('Avalik dokumendiregister')}"
        '<body><div id="wrap"><div id="header"><div class="aligner"><p id="logo"><a href="/">Avalik dokumendiregister'
        '</a></p></div></div><div id="nav"><div class="aligner"></div></div><div class="clear" id="page">'
        f'<div class="aligner">{content}</div></div><div id="footer"></div></div>{tail}</body></html>'
    )


def _head(title: str) -> str:
    return (
        '\n      <!DOCTYPE html>\n   <html lang="et"><head><meta charset="utf-8"/>\n         '
        f'<title>{escape(title)}</title><meta content="noindex, nofollow" name="robots"/></head>'
    )


def _page(catalogue: Catalogue, content: str, form: Form = ()) -> str:
    code, title = catalogue.code, escape(f"{catalogue.authority_genitive} avalik dokumendiregister")
    return (
        f"{_head(f'{catalogue.authority_genitive} avalik dokumendiregister')}"
        '<body><div id="wrap"><div id="header"><div class="aligner">'
        f'<p id="logo"><a href="/{code}/">{title}</a></p>'
        f'<form id="quickSearch" action="/{code}/kiirotsing" method="post"><p id="search">'
        '<input id="input" name="input" class="txt" type="text" value=""/>'
        '<input value="1" name="pageNumber" type="hidden"/><input value="Otsi" class="button" type="submit"/></p>'
        '</form></div></div><div id="nav"><div class="aligner"><ul>'
        f'<li class=""><a href="/{code}/">Dokumentide loetelu</a></li>'
        '</ul></div></div><div class="clear" id="page"><div class="aligner"><div id="sidebarcontainer">'
        f'<div id="sidebar"><div class="inner">{search_form(catalogue, form)}</div></div></div>'
        f'<div id="content">{content}</div></div></div><div id="footer"><div class="aligner"><p>'
        f'<strong>{escape(catalogue.authority)}</strong><span class="sep">|</span>\n                     v0.sample'
        f"</p></div></div></div>{PASSIVE_CHALLENGE}</body></html>"
    )


def _results(catalogue: Catalogue, results: ResultPage) -> str:
    heads = "".join(
        f"<th>{head}</th>" for head in ("Viit", "Reg. kpv", "Pealkiri", "Dokumendi liik", "Teised osapooled")
    )
    rows = "".join(_result_row(catalogue, document) for document in results.rows)
    return (
        "<h1>\n            Otsingu tulemused\n         </h1>"
        f'<table class="data hover"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_pager(catalogue, results)}"
    )


def _result_row(catalogue: Catalogue, document: SampleDocument) -> str:
    cells = (
        document.number,
        estonian(document.registered_on),
        document.title,
        document.document_type,
        document.addressee or "",
    )
    href = f"/{catalogue.code}/dokument/{document.id}"
    return "<tr>" + "".join(f'<td><a href="{href}">{escape(cell)}</a></td>' for cell in cells) + "</tr>"


def _pager(catalogue: Catalogue, results: ResultPage) -> str:
    here, last = results.page_number, results.last_page_number

    def link(number: int, text: str) -> str:
        return f'<a href="/{catalogue.code}/otsing/{number}">{text}</a>'

    numbers = "".join(
        f'<li class="active"><strong>{n}</strong></li>' if n == here else f"<li>{link(n, str(n))}</li>"
        for n in range(1, last + 1)
    )
    first_item = "<span>Esimene</span>" if here == 1 else link(1, "Esimene")
    last_item = "<span>Viimane</span>" if here == last else link(last, "Viimane")
    start = (here - 1) * ROWS_PER_PAGE + 1 if results.rows else 0
    end = start + len(results.rows) - 1 if results.rows else 0
    return (
        f'<div class="pager clear"><ul><li class="first">{first_item}</li>{numbers}'
        f'<li class="last">{last_item}</li></ul>'
        f"<p>Näitan: {start}-{end} <span>|</span> Kokku: {results.total}</p></div>"
    )


def _metadata_blocks(document: SampleDocument) -> list[str]:
    broken = "\n                  {}\n            "
    blocks: list[list[tuple[str, str | None]]] = [
        [
            ("Viit:", document.number),
            ("Registreerimise kpv:", estonian(document.registered_on)),
            ("Dokumendi liik:", document.document_type),
            ("Pealkiri:", document.title),
        ],
        [
            ("Funktsioon:", document.function),
            ("Sari:", document.series),
            ("Toimik:", f"{document.dossier} " if document.dossier else None),
        ],
        [
            ("Juurdepääsupiirang:", document.access),
            ("Juurdepääsupiirangu alus:", document.access_basis),
            ("Juurdepääsupiirangu muutmise alus:", document.access_change_basis),
            ("Kehtiv alates:", estonian(document.access_from)),
            ("Kehtiv kuni:", estonian(document.access_until)),
        ],
        [
            ("Saatja/saaja viit:", document.counterpart_reference),
            (broken.format("Adressaat:"), document.addressee),
            ("Saabumis/saatmisviis:", document.transmittal),
            ("Vastutaja:", document.responsible),
            (broken.format("Lahendamise tähtaeg:"), estonian(document.due_on)),
            ("Välja saatmise kuupäev:", estonian(document.sent_on)),
        ],
    ]
    return [_metadata_table(block) for block in blocks if any(value for _, value in block)]


def _metadata_table(block: list[tuple[str, str | None]]) -> str:
    rows = "".join(
        f'<tr><th class="nowrap">{label}</th><td class="data">{escape(value)}</td></tr>'
        for label, value in block
        if value
    )
    return f'<table class="form"><tbody>{rows}</tbody></table>'


def _files(catalogue: Catalogue, document: SampleDocument) -> str:
    if not document.files:
        return ""
    rows = "".join(
        _file_row(catalogue, file) + "".join(_file_row(catalogue, member, "subfile") for member in file.members)
        for file in document.files
    )
    head = '<div class="title clear"><h2>Failid</h2></div>'
    return f'{head}<table class="data hover"><thead><tr><th>Nimetus</th></tr></thead><tbody>{rows}</tbody></table>'


def _file_row(catalogue: Catalogue, file: SampleFile, css_class: str = "") -> str:
    href = f"/{catalogue.code}/fail/{file.id}/{quote(file.name)}"
    attribute = f' class="{css_class}"' if css_class else ""
    return f'<tr><td{attribute}><a href="{href}">{escape(file.name)}</a></td></tr>'


def _relations(catalogue: Catalogue, document: SampleDocument) -> str:
    if not document.related:
        return ""
    rows = ""
    for relation in document.related:
        href = f"/{catalogue.code}/dokument/{relation.document_id}" if relation.document_id else None
        cells = (relation.document_type, relation.number, relation.title, relation.relation)
        texts = [f'<a href="{href}">{escape(cell)}</a>' if href else escape(cell) for cell in cells]
        rows += "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"
    heads = "".join(f"<th>{head}</th>" for head in ("Liik", "Viit", "Pealkiri", "Seos"))
    return (
        '<div class="title clear"><h2>Seosed</h2></div>'
        f'<table class="data hover"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )
