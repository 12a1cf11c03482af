-- answers: What began, ended, was suspended, resumed or came into doubt between two days, by legal effect?
-- grain: change of one directive (annex_id NULL) or one annex
-- oddities: Both days are counted. change is ended also where a doubt ends with it (status_before is undecided).
-- $from: first day
-- $to: last day
SELECT * FROM changes_in_period($from, $to)
ORDER BY changed_on, directive_id, annex_id NULLS FIRST, change, effect_id
