-- answers: Which held texts cite an act that is not held, by its number and day, and what do they do to it?
-- grain: sentence
-- $number: the number as written
-- $day: the date of the act
SELECT e.effect, d.directive_id, d.institution, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date,
       e.quote, e.page_number, e.evidence_id
FROM effects AS e
JOIN directives AS d ON d.directive_id = e.directive_id
WHERE e.resolution = 'not_held' AND number_key(e.number) = number_key(CAST($number AS VARCHAR)) AND e.enacted_on = CAST($day AS DATE)
ORDER BY directive_date DESC, e.effect_id
