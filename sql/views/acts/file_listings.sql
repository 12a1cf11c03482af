-- publish: no
-- note: Stretches of days on which its document's page listed each file, or its container. listed_until_on NULL: to this day.
-- together: document_of(file_id)
-- reads: file_facts by document_of(document_id)
-- reads: base.unlistings by document_of(document_id)
WITH gaps AS (
    SELECT DISTINCT f.file_id, f.first_seen_on, day_in_estonia(u.unlisted_at) AS from_on, day_in_estonia(u.listed_again_at) AS until_on
    FROM base.unlistings AS u JOIN file_facts AS f ON f.root_file_id = u.file_id
),
stretches AS (
    SELECT file_id, coalesce(lag(until_on) OVER (PARTITION BY file_id ORDER BY from_on), first_seen_on) AS listed_from_on,
           from_on AS listed_until_on
    FROM gaps
    UNION ALL
    SELECT file_id, max(until_on), NULL FROM gaps GROUP BY file_id HAVING count(*) = count(until_on)
    UNION ALL
    SELECT file_id, first_seen_on, NULL FROM file_facts WHERE file_id NOT IN (SELECT file_id FROM gaps)
)
SELECT file_id, listed_from_on, listed_until_on
FROM stretches WHERE coalesce(listed_from_on < listed_until_on, true)
