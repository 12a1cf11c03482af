-- answers: Under which names are acts of each authority printed, and which registers hold them?
-- grain: authority, name and register
SELECT DISTINCT a.authority, unnest(a.names) AS name, d.register
FROM authorities AS a JOIN directives AS d ON d.authority = a.authority
ORDER BY ALL
