-- table: Authorities, one row each however their name is printed: SOTSIAALKINDLUSTUSAMETI and Sotsiaalkindlustusamet are one.
-- They are those of the register list and those that are printed. What is printed stays in directives.institution.
-- authority: key: the name in lower case without office and case ending, as directives.authority has it
-- name: its name in the register list; else as it is printed most often, a form in mixed case before one in capitals
-- names: every form in which it is printed; empty where nothing of it is held
-- aliases: names that it had or is called by, from the register list; empty where the list names none
-- registers: codes of the registers that the register list names as its own; empty where it names none
-- register: code of the held register that holds only documents of this authority; NULL where several hold it, or none does
-- directive_number: its known directives
-- key: authority
-- pair: authority
WITH printed AS (
    SELECT
        coalesce(n.authority, institution_stem(i.institution), lower(trim(i.institution))) AS authority,
        trim(i.institution) AS name, i.register, count(*) AS number
    FROM directive_identity AS i
    LEFT JOIN authority_names AS n ON n.stem = coalesce(institution_stem(i.institution), lower(trim(i.institution)))
    WHERE trim(i.institution) <> '' GROUP BY ALL
),
alone AS (
    SELECT register, min(authority) AS authority FROM printed WHERE register <> 'files'
    GROUP BY 1 HAVING count(DISTINCT authority) = 1
),
held AS (
    SELECT
        p.authority,
        first(p.name ORDER BY p.name = upper(p.name), p.number DESC, length(p.name), p.name) AS name,
        list_sort(list_distinct(list(p.name))) AS names,
        CASE WHEN count(DISTINCT a.register) = 1 THEN min(a.register) END AS register,
        CAST(sum(p.number) AS INTEGER) AS directive_number
    FROM printed AS p
    LEFT JOIN alone AS a ON a.authority = p.authority AND a.register = p.register
    GROUP BY 1
),
named AS (
    SELECT register, trim(regexp_replace(authority, '\s*\([^)]*\)\s*$', '')) AS name, aliases FROM base.listed_registers
),
listed AS (
    SELECT
        coalesce(institution_stem(name), lower(name)) AS authority, min(name) AS name,
        list_sort(list_distinct(flatten(list(aliases)))) AS aliases, list_sort(list(register)) AS registers
    FROM named GROUP BY 1
)
SELECT
    coalesce(h.authority, l.authority) AS authority, coalesce(l.name, h.name) AS name,
    coalesce(h.names, []) AS names, coalesce(l.aliases, []) AS aliases, coalesce(l.registers, []) AS registers,
    h.register, coalesce(h.directive_number, 0) AS directive_number
FROM held AS h
FULL JOIN listed AS l ON l.authority = h.authority
ORDER BY 1
