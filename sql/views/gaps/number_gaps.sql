-- table: Numbers that no held directive has in a yearly series of plain numbers (institution, year, kind of act), below the
-- highest that is held. Restricted directives count as held: their number is known.
-- institution: issuing authority
-- act_kind: käskkiri, korraldus or otsus (käskkiri where nothing says so)
-- in_year: year of the series
-- first_number: first number missing
-- last_number: last number missing (inclusive)
-- missing_number: how many are
-- held_number: how many of the whole series are held
-- before_directive_id: directive with the number before; NULL at the head of a series
-- after_directive_id: directive with the number after
-- cited_numbers: those of them that held texts or registers speak of
-- reference_id: an effect or citation that names it; NULL: none does
-- key: institution, act_kind, in_year, first_number
-- pair: institution, act_kind, in_year, first_number
-- pair: institution, act_kind, in_year, last_number
WITH held AS (
    SELECT
        institution_stem(institution) AS stem, coalesce(act_kind, 'käskkiri') AS act_kind,
        year(coalesce(signed_on, registered_on)) AS in_year, try_cast(number_key AS INTEGER) AS number,
        min(institution) AS institution, min(directive_id) AS directive_id
    FROM directive_identity
    WHERE regexp_full_match(number_key, '\d{1,5}') AND coalesce(signed_on, registered_on) IS NOT NULL AND status <> 'draft'
      AND institution_stem(institution) IS NOT NULL
    GROUP BY ALL
),
neighbours AS (
    SELECT
        *, coalesce(lag(number) OVER w, 0) AS before_number, lag(directive_id) OVER w AS before_directive_id,
        count(*) OVER (PARTITION BY stem, act_kind, in_year) AS held_number
    FROM held
    WINDOW w AS (PARTITION BY stem, act_kind, in_year ORDER BY number)
),
gaps AS (SELECT * FROM neighbours WHERE number > before_number + 1),
spoken AS (
    SELECT stem, act_kind, year(on_day) AS in_year, number, min(reference_id) AS reference_id FROM number_points GROUP BY ALL
),
cited AS (
    SELECT g.stem, g.act_kind, g.in_year, g.number, list(s.number ORDER BY s.number) AS cited_numbers, min(s.reference_id) AS reference_id
    FROM spoken AS s
    ASOF JOIN gaps AS g ON g.stem = s.stem AND g.act_kind = s.act_kind AND g.in_year = s.in_year AND s.number < g.number
    WHERE s.number > g.before_number
    GROUP BY ALL
)
SELECT
    g.institution, g.act_kind, CAST(g.in_year AS INTEGER) AS in_year, g.before_number + 1 AS first_number, g.number - 1 AS last_number,
    g.number - g.before_number - 1 AS missing_number, CAST(g.held_number AS INTEGER) AS held_number,
    g.before_directive_id, g.directive_id AS after_directive_id, coalesce(c.cited_numbers, []) AS cited_numbers, c.reference_id
FROM gaps AS g
LEFT JOIN cited AS c ON c.stem = g.stem AND c.act_kind = g.act_kind AND c.in_year = g.in_year AND c.number = g.number
ORDER BY g.institution, g.act_kind, g.in_year, first_number
