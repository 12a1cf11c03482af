-- publish: no
-- note: Each reference with the held directive it names: number, date, kind of act and issuer must all agree. Several: ambiguous,
-- with all of them; a reference without number or date is never resolved.
WITH candidates AS (
    SELECT DISTINCT r.reference_id, n.directive_id
    FROM act_references AS r
    JOIN act_names AS n ON n.number_key = r.number_key AND n.enacted_on = r.enacted_on
    WHERE coalesce(r.act_kind = n.act_kind, true)
      AND CASE
              WHEN r.stem IS NULL OR n.stem IS NULL
                  THEN r.citing_register = n.register OR 'files' IN (r.citing_register, n.register)
              ELSE stems_agree(r.stem, n.stem)
          END
),
counted AS (
    SELECT reference_id, count(*) AS candidate_number, list(directive_id ORDER BY directive_id) AS candidates
    FROM candidates GROUP BY 1
)
SELECT
    r.*,
    CASE WHEN c.candidate_number = 1 THEN c.candidates[1] END AS resolved_directive_id,
    coalesce(c.candidates, []) AS candidates,
    CASE WHEN c.candidate_number = 1 THEN 'resolved' WHEN c.candidate_number > 1 THEN 'ambiguous' ELSE 'not_held' END
        AS resolution
FROM act_references AS r
LEFT JOIN counted AS c ON c.reference_id = r.reference_id
