-- publish: no
-- note: The parts that are annexes, each under the key of its annex: its number, or its title where it bears none. A single
-- unnumbered annex is the single number that was promised and not found.
WITH found AS (
    SELECT p.*, lower(trim(p.annex_number)) AS number_as_found, f.source_rank, f.root_ordinal, f.ordinal AS file_ordinal,
           f.first_seen_on, f.name AS file_name
    FROM part_directives AS p
    JOIN file_facts AS f ON f.file_id = p.file_id
    WHERE p.part = 'annex' AND p.directive_id IS NOT NULL
),
unnumbered AS (
    SELECT directive_id, count(DISTINCT coalesce(lower(trim(title)), '')) AS found_number
    FROM found WHERE number_as_found IS NULL GROUP BY 1
),
missing AS (
    SELECT p.directive_id, count(DISTINCT p.annex_number) AS missing_number, min(p.annex_number) AS annex_number
    FROM annex_promises AS p
    WHERE p.annex_number IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM found AS f
                      WHERE f.directive_id = p.directive_id AND f.number_as_found = p.annex_number)
    GROUP BY 1
)
SELECT
    f.* EXCLUDE (annex_number),
    coalesce(f.number_as_found, CASE WHEN u.found_number = 1 AND m.missing_number = 1 THEN m.annex_number END) AS annex_number,
    coalesce(
        f.number_as_found,
        CASE WHEN u.found_number = 1 AND m.missing_number = 1 THEN m.annex_number END,
        '~' || coalesce(lower(trim(f.title)), '')
    ) AS annex_key
FROM found AS f
LEFT JOIN unnumbered AS u ON u.directive_id = f.directive_id
LEFT JOIN missing AS m ON m.directive_id = f.directive_id
