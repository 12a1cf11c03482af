"""Ten questions to the published warehouse, worked out in SQL: a marimo notebook.

pip install "kehtiv[notebook]"
marimo edit docs/notebook.py        # or `marimo run` to look only; KEHTIV_DATA names the data folder
"""

import marimo

app = marimo.App(width="full", app_title="kehtiv: ten questions")


@app.cell
def _():
    from datetime import date

    import marimo as mo

    import kehtiv

    return date, kehtiv, mo


@app.cell
def _(date):
    day = date.today()
    folder = None  # as KEHTIV_DATA says, else data/
    return day, folder


@app.cell
def _(day, folder, kehtiv, mo):
    held = kehtiv.open(folder)

    def show(table):
        return mo.ui.table(table.to_pylist(), selection=None, page_size=15)

    mo.md(f"# Ten questions\n\nAsked of what is published, for {day:%d.%m.%Y}. Change the cell above for another day.")
    return held, show


@app.cell
def _(mo):
    mo.md("""## 1. How many annexes has each authority in force?

    `annexes_in_force_on` is a macro: a table for a day. What is undecided is not in it.""")
    return


@app.cell
def _(day, held, show):
    in_force = held.sql(
        "SELECT d.institution, a.kind, count(*) AS annex_number"
        " FROM annexes_in_force_on($day) AS a JOIN directives AS d ON d.directive_id = a.directive_id"
        " GROUP BY ALL ORDER BY ALL",
        day=day,
    )
    show(in_force)
    return (in_force,)


@app.cell
def _(mo):
    mo.md("""## 2. Which posts have a job description in force, and to whom do they report?""")
    return


@app.cell
def _(day, held, show):
    posts = held.sql(
        "SELECT p.title, p.unit, p.reports_to, a.in_force_from"
        " FROM annexes_in_force_on($day) AS a JOIN positions AS p ON p.annex_id = a.annex_id ORDER BY p.unit, p.title",
        day=day,
    )
    show(posts)
    return (posts,)


@app.cell
def _(mo):
    mo.md("""## 3. Which annexes ended, by which sentence?

    `ended_by_revocation_id` leads to the sentence; `kehtiv show EVIDENCE_ID` shows its page.""")
    return


@app.cell
def _(held, show):
    ended = held.sql(
        "SELECT a.annex_id, a.title, a.in_force_until, r.quote, r.page_number, r.evidence_id"
        " FROM annexes AS a JOIN revocations AS r ON r.revocation_id = a.ended_by_revocation_id"
        " ORDER BY a.in_force_until, a.annex_id"
    )
    show(ended)
    return (ended,)


@app.cell
def _(mo):
    mo.md("""## 4. How many acts and annexes are revoked a year, and how is their day known?""")
    return


@app.cell
def _(held, show):
    revoked = held.sql(
        "SELECT year(effective_on) AS in_year, effective_on_basis, count(*) AS revocation_number"
        " FROM revocations GROUP BY ALL ORDER BY ALL"
    )
    show(revoked)
    return (revoked,)


@app.cell
def _(mo):
    mo.md("""## 5. On which days had a post no job description in force?""")
    return


@app.cell
def _(held, show):
    gaps = held.ask("coverage_gaps")
    show(gaps)
    return (gaps,)


@app.cell
def _(mo):
    mo.md("""## 6. Which languages do posts ask for, and at which level?""")
    return


@app.cell
def _(day, held, show):
    languages = held.sql(
        "SELECT l.language, l.level, count(DISTINCT l.position_id) AS position_number"
        " FROM language_requirements AS l JOIN positions AS p ON p.position_id = l.position_id"
        " JOIN annexes_in_force_on($day) AS a ON a.annex_id = p.annex_id GROUP BY ALL"
        " ORDER BY position_number DESC, l.language, l.level",
        day=day,
    )
    show(languages)
    return (languages,)


@app.cell
def _(mo):
    mo.md("""## 7. Which posts share a duty word for word?""")
    return


@app.cell
def _(held, show):
    shared = held.sql(
        "SELECT lower(t.duty) AS duty, list(DISTINCT p.title ORDER BY p.title) AS titles"
        " FROM duties AS t JOIN positions AS p ON p.position_id = t.position_id"
        " GROUP BY 1 HAVING count(DISTINCT p.title) > 1 ORDER BY len(titles) DESC, duty"
    )
    show(shared)
    return (shared,)


@app.cell
def _(mo):
    mo.md("""## 8. What began and ended in a year?""")
    return


@app.cell
def _(day, held, show):
    changes = held.sql(
        "SELECT changed_on, change, annex_id, title, quote FROM changes_in_period($first, $last)"
        " WHERE annex_id IS NOT NULL ORDER BY changed_on, annex_id",
        first=day.replace(month=1, day=1),
        last=day,
    )
    show(changes)
    return (changes,)


@app.cell
def _(mo):
    mo.md("""## 9. What was believed in force on a day by what was known then?

    The second clock: a sentence counts from the day on which its file arrived.""")
    return


@app.cell
def _(day, held, show):
    learned_later = held.sql(
        "SELECT annex_id, title FROM annexes_in_force_as_known($day, $known)"
        " EXCEPT SELECT annex_id, title FROM annexes_in_force_on($day) ORDER BY ALL",
        day=day,
        known=day,
    )
    show(learned_later)
    return (learned_later,)


@app.cell
def _(mo):
    mo.md("""## 10. What needs a person?

    Findings and open questions. A wrong "in force" is worse than an honest "undecided".""")
    return


@app.cell
def _(held, show):
    doubts = held.sql("SELECT code, level, message, document_id FROM findings ORDER BY level, code, document_id")
    show(doubts)
    return (doubts,)


if __name__ == "__main__":
    app.run()
