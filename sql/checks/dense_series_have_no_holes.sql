-- checks: A nearly complete series (at least ten numbers held, and nine of every ten) has no gaps.
-- level: warn
SELECT g.institution, g.act_kind, g.in_year, g.first_number, g.last_number, g.before_directive_id, g.after_directive_id
FROM number_gaps AS g
JOIN (SELECT institution, act_kind, in_year, sum(missing_number) AS missing_number FROM number_gaps GROUP BY ALL) AS whole
  ON whole.institution = g.institution AND whole.act_kind = g.act_kind AND whole.in_year = g.in_year
WHERE g.held_number >= 10 AND g.held_number >= 9 * whole.missing_number
