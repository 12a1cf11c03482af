-- answers: What did kehtiv learn of beginnings, ends and doubts between two days, whatever day they are about?
-- grain: thing learned of one directive (annex_id NULL) or one annex
-- oddities: Both days are counted. known_before is the day known until then; of directives only today's knowledge is kept.
-- $from: first day
-- $to: last day
SELECT * FROM changes_learned_in_period($from, $to)
ORDER BY learned_on, directive_id, annex_id NULLS FIRST, change, effect_id
