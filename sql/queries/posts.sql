-- answers: Which annexes bear the name of a post or a subject, and what holds of each on a day?
-- grain: annex
-- oddities: A title in another form ("juristi ametijuhend", another case ending, a part of it) finds it too; "(ametnik)" or "(töötaja)" leaves out the other group.
-- $title: the position's name or the annex's title as any answer prints it, or a part of either
-- $day: optional, default today
WITH asked AS (
    SELECT list_transform(string_split(title_key(CAST($title AS VARCHAR)), ' '), lambda one: CASE WHEN length(one) < 4 THEN one ELSE left(one, 3) END) AS beginnings
),
-- What an annex without a title is called: by all its posts.
untitled AS (
    SELECT p.annex_id, string_agg(DISTINCT p.title, '; ' ORDER BY p.title) AS title
    FROM positions AS p JOIN annexes AS a ON a.annex_id = p.annex_id WHERE a.title IS NULL GROUP BY 1
),
names AS (
    SELECT title, replace(title_key(title), ' ', '') AS letters
    FROM (SELECT title FROM annexes UNION SELECT title FROM positions UNION SELECT title FROM untitled)
),
-- Each name is compared once, and only one that has the beginning of every word: the comparison is dear. No name that
-- title_agrees accepts lacks one, because both look at the same key.
agreeing AS (
    SELECT n.title FROM names AS n, asked AS k
    WHERE len(list_filter(k.beginnings, lambda one: NOT contains(n.letters, one))) = 0
      AND title_agrees(CAST($title AS VARCHAR), n.title)
),
named AS (
    SELECT annex_id FROM annexes WHERE title IN (SELECT title FROM agreeing)
    UNION
    SELECT annex_id FROM positions WHERE annex_id IS NOT NULL AND title IN (SELECT title FROM agreeing)
    UNION
    SELECT annex_id FROM untitled WHERE title IN (SELECT title FROM agreeing)
),
described AS (
    SELECT p.annex_id, string_agg(DISTINCT p.title, '; ' ORDER BY p.title) AS title, min(p.staff_group) AS staff_group
    FROM positions AS p SEMI JOIN named AS n ON n.annex_id = p.annex_id GROUP BY 1
)
SELECT
    a.annex_id, a.directive_id, a.annex_number, coalesce(a.title, p.title) AS title, a.kind, d.institution, d.act_kind, d.number,
    coalesce(d.signed_on, d.registered_on) AS directive_date, a.status, a.status_from AS since_on, a.status_until AS until_on
FROM annex_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS a
JOIN named AS n ON n.annex_id = a.annex_id
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN described AS p ON p.annex_id = a.annex_id
WHERE coalesce(title_group(CAST($title AS VARCHAR)) = coalesce(p.staff_group, title_group(a.title)), true)
ORDER BY a.status <> 'in_force', a.title, a.in_force_from DESC, a.annex_id
