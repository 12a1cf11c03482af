-- publish: no
-- note: The annexes that have a kind and a name by which they can follow one another: that of the post, else the title.
-- together: annex_id
-- reads: annexes AS a by annex_id
-- reads: directives by directive_id of a: directive_id
-- reads: positions by annex_id
WITH described AS (
    SELECT annex_id, min(title) AS title, min(unit) AS unit, min(staff_group) AS staff_group
    FROM positions WHERE annex_id IS NOT NULL GROUP BY 1 HAVING count(*) = 1
),
named AS (
    SELECT
        a.annex_id, a.directive_id, a.ended_by, a.kind, d.institution, institution_stem(d.institution) AS stem,
        -- The group in brackets ("nõunik (ametnik)") is no part of a name.
        nullif(trim(regexp_replace(regexp_replace(lower(coalesce(p.title, a.title)), '\((ametnik|töötaja)\)', ''), '\s+', ' ', 'g')), '') AS subject,
        nullif(trim(regexp_replace(lower(p.unit), '\s+', ' ', 'g')), '') AS unit,
        coalesce(p.staff_group, nullif(regexp_extract(lower(a.title), '\((ametnik|töötaja)\)', 1), '')) AS staff_group,
        a.in_force_from, a.in_force_until, a.undecided_from
    FROM annexes AS a
    JOIN directives AS d ON d.directive_id = a.directive_id
    LEFT JOIN described AS p ON p.annex_id = CASE WHEN a.kind = 'ametijuhend' THEN a.annex_id END
    WHERE a.kind IS NOT NULL AND coalesce(p.title, a.title) IS NOT NULL AND d.status <> 'draft' AND a.unlisted_on IS NULL
)
SELECT * FROM named WHERE subject IS NOT NULL AND subject <> kind AND NOT regexp_full_match(subject, 'lisa( nr)?\.? ?\d*')
