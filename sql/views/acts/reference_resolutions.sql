-- publish: no
-- note: Each reference with the held directive it names: number, date, kind of act and issuer must all agree. Several: ambiguous,
-- with all of them. Without a day the year stands for it. Without a number only the whole title names an act, of the same authority and before the act that cites it.
-- together: document_of(document_id)
-- reads: act_references AS r by document_of(document_id)
-- reads: act_names by concat(number_key, '/', year(enacted_on)) of r: concat(number_key, '/', coalesce(year(enacted_on), said_year))
-- reads: directive_identity AS c by directive_id of r: citing_directive_id
-- reads: directive_identity AS t by written_title(title) of r: written_title
WITH by_number AS (
    SELECT r.reference_id, r.stem, r.citing_register, n.directive_id, n.stem AS named_stem, n.register
    FROM act_references AS r
    JOIN act_names AS n ON n.number_key = r.number_key AND n.enacted_on = r.enacted_on
    WHERE coalesce(r.act_kind = n.act_kind, true)
),
-- "2021. aasta käskkiri nr 5": a number of that year, given before the act that cites it.
by_year AS (
    SELECT r.reference_id, r.stem, r.citing_register, n.directive_id, n.stem AS named_stem, n.register
    FROM act_references AS r
    JOIN act_names AS n ON n.number_key = r.number_key AND year(n.enacted_on) = r.said_year
    LEFT JOIN directive_identity AS c ON c.directive_id = r.citing_directive_id
    WHERE r.enacted_on IS NULL AND n.directive_id IS DISTINCT FROM r.citing_directive_id
      AND coalesce(n.enacted_on <= coalesce(c.signed_on, c.registered_on), true)
      AND coalesce(r.act_kind = n.act_kind, true)
),
titled AS (
    SELECT directive_id, register, act_kind, written_title(title) AS written_title, institution_stem(institution) AS stem,
           signed_on, registered_on
    FROM directive_identity WHERE status <> 'draft' AND title IS NOT NULL
),
by_title AS (
    SELECT r.reference_id, r.stem, r.citing_register, t.directive_id, t.stem AS named_stem, t.register
    FROM act_references AS r
    JOIN titled AS t ON t.written_title = r.written_title
    JOIN titled AS c ON c.directive_id = r.citing_directive_id
    WHERE r.number_key IS NULL AND t.directive_id <> c.directive_id
      AND coalesce(t.signed_on, t.registered_on) < coalesce(c.signed_on, c.registered_on)
      AND coalesce(r.act_kind = t.act_kind, true)
      AND coalesce(r.enacted_on IN (t.signed_on, t.registered_on), true)
      AND coalesce(r.said_year IN (year(t.signed_on), year(t.registered_on)), true)
),
-- The issuer that a reference names is the act's own; where one of them names none, both are of one register.
candidates AS (
    SELECT DISTINCT reference_id, directive_id FROM (FROM by_number UNION ALL FROM by_year UNION ALL FROM by_title)
    WHERE CASE
              WHEN stem IS NULL OR named_stem IS NULL THEN citing_register = register OR 'files' IN (citing_register, register)
              ELSE stems_agree(stem, named_stem)
          END
),
counted AS (
    SELECT reference_id, count(*) AS candidate_number, list_sort(list(directive_id)) AS candidates
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
