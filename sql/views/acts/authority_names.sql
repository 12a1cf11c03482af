-- publish: no
-- note: Which authority a name stands for, by the register list: its own name and its aliases, each by its stem. A word
-- behind the name in brackets tells registers of one authority apart. An alias of several authorities stands for none.
WITH listed AS (
    SELECT register, trim(regexp_replace(authority, '\s*\([^)]*\)\s*$', '')) AS name, aliases FROM base.listed_registers
),
own AS (SELECT DISTINCT coalesce(institution_stem(name), lower(name)) AS stem, name FROM listed),
alias AS (
    SELECT coalesce(institution_stem(a.alias), lower(a.alias)) AS stem, coalesce(institution_stem(a.name), lower(a.name)) AS authority
    FROM (SELECT name, unnest(aliases) AS alias FROM listed) AS a
)
SELECT stem, stem AS authority FROM own GROUP BY 1
UNION ALL
SELECT stem, min(authority) FROM alias
WHERE stem NOT IN (SELECT stem FROM own)
GROUP BY 1 HAVING count(DISTINCT authority) = 1
