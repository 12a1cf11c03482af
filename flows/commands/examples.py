"""List an example or two for each command, printed below its --help. A test proves that each works as written."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "ingest": (
        "kehtiv ingest sample --data try",
        "kehtiv ingest som --dry-run",
        "kehtiv ingest som --since 2025-01-01 --plain --log-format json",
    ),
    "add": ("kehtiv add directive.asice saved-pages/", "kehtiv add inbox/ --quiet"),
    "reextract": ("kehtiv reextract --dry-run", 'kehtiv reextract som --document "23.12.2024 nr 192"'),
    "extract": ("kehtiv extract directive.pdf", "kehtiv extract --json one.docx two.asice"),
    "in-force": ("kehtiv in-force --on 2026-01-07", 'kehtiv in-force --directive "23.12.2024 nr 192"'),
    "history": ('kehtiv history "14.02.2022 nr 5"', 'kehtiv history "14.02.2022 nr 5" 1'),
    "why": ('kehtiv why "14.02.2022 nr 5" 1',),
    "changes": ("kehtiv changes --from 2026-01-01 --to 2026-02-01",),
    "compare": (
        'kehtiv compare "11.09.2023 nr 28" 2 "04.11.2024 nr 39" 1',
        "kehtiv compare sample/710404#2 sample/730366#1 --format html",
    ),
    "show": ("kehtiv show a90b23-bb5fdd0783", "kehtiv show a90b23-bb5fdd0783 --png place.png"),
    "search": (
        "kehtiv search asjaajamise kord",
        'kehtiv search "kehtetuks tunnistama" --kind directive --format csv',
        'kehtiv search nõustamine --language "inglise B2" --on 2026-01-07',
    ),
    "files": ('kehtiv files "14.02.2022 nr 5"',),
    "takedown": ('kehtiv takedown som/123456 --reason "ruling of 7 January" --dry-run',),
    "doubts": ("kehtiv doubts", "kehtiv doubts --kind which_act --json", "kehtiv doubts --letters to-the-authority"),
    "rule": (
        'kehtiv rule 3f09c1d2ab --outcome som/123456 --because "the later one ended in 2024" --by "records manager"',
        'kehtiv rule 3f09c1d2ab --unsure --until 2027-01-15 --because "the authority was asked" --by lawyer',
        'kehtiv rule 3f09c1d2ab --outcome "1, 3" --because "the authority answered" --by "records manager" --check',
        "kehtiv rule --export rulings-of-today.jsonl",
        'kehtiv rule --withdraw r0123456789a --because "the wrong act" --by "records manager"',
    ),
    "publish": ("kehtiv publish", "kehtiv publish --full"),
    "sql": ("kehtiv sql", "kehtiv sql --list", "kehtiv sql --name coverage_gaps --format csv"),
    "export": (
        "kehtiv export public",
        "kehtiv export public --format parquet --format xlsx --on 2026-01-07",
        "kehtiv export lake --lake lake/lake.ducklake",
    ),
    "digest": ("kehtiv digest", "kehtiv digest legal-team --since 2026-01-01 --preview"),
    "web": ("kehtiv web", "kehtiv web --port 8080 --base-url https://kehtiv.example"),
    "registers": ("kehtiv registers", "kehtiv registers --forget sample --yes"),
    "check": ("kehtiv check",),
    "status": ("kehtiv status",),
    "serve": ('kehtiv serve --register som --register "ska=30 3 * * *"',),
    "reader": ("kehtiv reader 127.0.0.1:8786", "kehtiv reader readers.example:8786 --at-once 8 --name attic"),
    "report": ("kehtiv report", "kehtiv report --register som --json"),
    "config": ("kehtiv config", "kehtiv config --json"),
    "doctor": ("kehtiv doctor", "kehtiv doctor --hosts"),
}


def epilog_of(command: str) -> str | None:
    """Return the text below a command's help; ``None`` where there is no example."""
    examples = EXAMPLES.get(command)
    # The backspace keeps the lines as they are (Click's mark).
    return "\n".join(["\b", "For example:", *(f"  {line}" for line in examples)]) if examples else None
