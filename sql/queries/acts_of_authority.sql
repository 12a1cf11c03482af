-- answers: Which acts of an authority are held, and what holds of each on a day?
-- grain: directive
-- oddities: matter is what the act is about: regulating, personnel, other; NULL where nothing says so.
-- $authority: the authority, as authorities.authority has it
-- $day: optional, default today
SELECT
    d.directive_id, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, d.title, d.matter, d.status,
    d.status_from, d.status_until, CAST(count(a.annex_id) AS INTEGER) AS annex_number
FROM directive_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS d
LEFT JOIN annexes AS a ON a.directive_id = d.directive_id AND a.unlisted_on IS NULL
WHERE d.authority = CAST($authority AS VARCHAR)
GROUP BY ALL
ORDER BY directive_date DESC NULLS LAST, d.directive_id
