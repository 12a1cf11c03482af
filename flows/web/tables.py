"""Answer named queries and the analysts' own SQL as pages and as files."""

from __future__ import annotations

from fastapi.responses import HTMLResponse, Response

from flows.ask import site
from flows.ask.limits import time_limit
from flows.web.asking import Asked, Asking, NoSql, Pages, WrongQuestion

router = Pages(is_long=True, include_in_schema=False)
SECONDS = 10.0
"""How long a query may take before it is ended."""
SHOWN_ROWS = 200
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_OWN = frozenset(("q", "nimi", "vorm", "keel", "paev", "teada"))


@router.get("/sql", response_class=HTMLResponse)
def sql_page(a: Asked, q: str = "", nimi: str = "", vorm: str = "") -> Response:
    """Show a form for SQL and for each named query, with the answer if one was asked."""
    chosen = next((query for query in site.shipped_queries() if query.name == nimi), None)
    if nimi and chosen is None:
        raise WrongQuestion(f"nimi: {nimi}")
    has_sql = a.request.app.state.choices.has_sql
    if q.strip() and not has_sql:
        raise NoSql("kehtiv web --sql")
    given = {name: value for name, value in a.request.query_params.items() if name not in _OWN and value.strip()}
    result, message, status = None, None, 200
    is_asked = bool(q.strip()) or (
        chosen is not None and ("vorm" in a.request.query_params or not chosen.parameters or bool(given))
    )
    if is_asked:
        take_turn(a)
        try:
            result = _run(a, q.strip() or None, nimi or None, given)
        except site.QueryError as error:
            message, status = str(error), 503 if isinstance(error, site.QueryTooLarge) else 400
    if result is not None and vorm in MEDIA_TYPES:
        return _file(a, result, nimi or "vastus", vorm)
    if vorm and vorm not in MEDIA_TYPES and vorm != "leht":
        raise WrongQuestion(f"vorm: {', '.join(MEDIA_TYPES)}")
    return a.page(
        "sql.html", status, is_kept=False, q=q, chosen=chosen, given=given, result=result,
        message=message, has_sql=has_sql, queries=site.shipped_queries(), shown=SHOWN_ROWS, formats=tuple(MEDIA_TYPES),
    )  # fmt: skip


def take_turn(a: Asking) -> None:
    """Count a query from the client's address. Raises ``TooOften``."""
    client = a.request.client
    a.request.app.state.sql_rate.take(client.host if client else "")


def _run(a: Asking, sql: str | None, name: str | None, given: dict[str, str]) -> site.QueryResult:
    with time_limit(a.w, SECONDS):
        return site.run(a.w, sql, name, given)


def _file(a: Asking, result: site.QueryResult, name: str, form: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}.{form}"',
        "etag": a.etag,
        "cache-control": "no-cache",
    }
    return Response(site.encode(result, form), media_type=MEDIA_TYPES[form], headers=headers)
