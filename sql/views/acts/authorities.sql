-- table: Authorities, one row each however their name is printed: SOTSIAALKINDLUSTUSAMETI and Sotsiaalkindlustusamet are one.
-- What is printed stays in directives.institution.
-- authority: key: the name in lower case without office and case ending, as directives.authority has it
-- name: its name as it is printed most often, a form in mixed case before one in capitals
-- names: every form in which it is printed
-- register: code of the register that holds only documents of this authority; NULL where several hold it, or none does
-- directive_number: directives of it that are known
-- key: authority
-- pair: authority
WITH printed AS (
    SELECT
        coalesce(institution_stem(institution), lower(trim(institution))) AS authority, trim(institution) AS name, register,
        count(*) AS number
    FROM directive_identity WHERE trim(institution) <> '' GROUP BY ALL
),
alone AS (
    SELECT register, min(authority) AS authority FROM printed WHERE register <> 'files'
    GROUP BY 1 HAVING count(DISTINCT authority) = 1
)
SELECT
    p.authority,
    first(p.name ORDER BY p.name = upper(p.name), p.number DESC, length(p.name), p.name) AS name,
    list_sort(list_distinct(list(p.name))) AS names,
    CASE WHEN count(DISTINCT a.register) = 1 THEN min(a.register) END AS register,
    CAST(sum(p.number) AS INTEGER) AS directive_number
FROM printed AS p
LEFT JOIN alone AS a ON a.authority = p.authority AND a.register = p.register
GROUP BY 1
ORDER BY 1
