-- answers: How many directives of each authority are in force on a day, and how many of them are mere personnel acts?
-- grain: authority and matter
-- oddities: matter is what the acts are about: regulating, personnel, other; NULL where nothing says so. Leave and the like are in force for ever, for nothing ends them: count regulating acts.
-- $day: optional, default today
SELECT coalesce(a.name, d.institution) AS institution, d.matter, CAST(count(*) AS INTEGER) AS directive_number
FROM directives_in_force_on(coalesce(CAST($day AS DATE), current_date)) AS d
LEFT JOIN authorities AS a ON a.authority = d.authority
GROUP BY ALL
ORDER BY 1, 2 NULLS LAST
