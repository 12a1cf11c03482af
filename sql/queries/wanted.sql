-- answers: Which acts were searched for because held texts cite them or their number is missing, and with what result?
-- grain: wanted act
-- oddities: An act with "not in register" is searched for again, each time after twice the wait.
-- $register: optional, only this register
SELECT w.register, w.reason, w.act_kind, w.number, coalesce(CAST(w.enacted_on AS VARCHAR), CAST(w.in_year AS VARCHAR)) AS day_or_year,
       w.is_revoked, w.attempt_number, w.last_asked_at, w.ask_again_at, w.outcome, w.document_id, f.reference_id
FROM wanted AS w
LEFT JOIN fetch_list AS f ON f.wanted_id = w.wanted_id
WHERE w.closed_at IS NULL AND ($register IS NULL OR w.register = CAST($register AS VARCHAR))
ORDER BY w.is_revoked DESC, w.register, w.wanted_id
