-- table: What should be asked for: acts cited and not held whose issuer is a register's authority, and single numbers missing
-- in a series. The next night takes them over into wanted.
-- wanted_id: readable id: register, and what is wanted
-- register: register that should have it
-- reason: cited, or missing number
-- act_kind: kind of act; NULL where nothing says so
-- number: number of the act
-- in_year: year of its series; NULL for a cited act
-- enacted_on: date of the act; NULL for a missing number
-- is_revoked: whether a held sentence revokes it
-- reference_id: effect or citation that names it; NULL: none does
-- key: wanted_id
-- pair: wanted_id
WITH authorities AS (
    SELECT register, institution_stem(institution) AS stem FROM base.documents
    WHERE institution IS NOT NULL AND register <> 'files' GROUP BY ALL
),
not_held AS (
    SELECT * FROM reference_resolutions
    WHERE resolution = 'not_held' AND number_key IS NOT NULL AND enacted_on IS NOT NULL AND coalesce(act_kind, 'käskkiri') <> 'määrus'
),
-- Names of authorities are few: they are compared once each, not for every reference.
addressed AS (
    SELECT n.stem, a.register
    FROM (SELECT DISTINCT stem FROM not_held) AS n JOIN authorities AS a ON stems_agree(n.stem, a.stem)
),
cited AS (
    SELECT
        a.register || '/' || coalesce(r.act_kind, 'act') || '/' || CAST(r.enacted_on AS VARCHAR) || '/' || r.number_key AS wanted_id,
        a.register, 'cited' AS reason, r.act_kind, min(r.number) AS number, NULL::INTEGER AS in_year, r.enacted_on,
        bool_or(coalesce(e.effect = 'revoke', false)) AS is_revoked, min(r.reference_id) AS reference_id
    FROM not_held AS r
    JOIN addressed AS a ON a.stem = r.stem
    LEFT JOIN base.effects AS e ON e.effect_id = r.reference_id
    GROUP BY a.register, r.act_kind, r.enacted_on, r.number_key
),
gaps AS (
    SELECT g.*, d.register, unnest(generate_series(g.first_number, g.last_number)) AS number
    FROM number_gaps AS g
    JOIN directives AS d ON d.directive_id = g.after_directive_id
    -- A wide hole is no loss but a series that other kinds of acts share, or one that began elsewhere.
    WHERE g.missing_number <= 10 AND g.before_directive_id IS NOT NULL AND d.register <> 'files'
)
SELECT * FROM cited
UNION ALL
SELECT
    register || '/' || act_kind || '/' || in_year || '/' || number, register, 'missing number', act_kind,
    CAST(number AS VARCHAR), in_year, NULL::DATE, false, min(reference_id)
FROM gaps GROUP BY register, act_kind, in_year, number
ORDER BY wanted_id
