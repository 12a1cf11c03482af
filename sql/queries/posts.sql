-- answers: Which annexes bear the name of a post or a subject, and what holds of each on a day?
-- grain: annex
-- oddities: A title in another form ("juristi ametijuhend", another case ending, a part of it) finds it too; "(ametnik)" or "(töötaja)" leaves out the other group.
-- $title: the position's name or the annex's title as any answer prints it, or a part of either
-- $day: optional, default today
-- $most: optional, how many (default: all)
WITH asked AS (
    SELECT title_key(CAST($title AS VARCHAR)) AS words,
           list_transform(string_split(title_key(CAST($title AS VARCHAR)), ' '), lambda one: left(one, 3)) AS beginnings
),
-- Only a name that has the beginning of every word is compared: that is dear. No name that agrees lacks one, because both look
-- at the same key. To look for the first beginnings one by one takes a tenth of the time that the list takes.
agreeing AS (
    SELECT n.name_key FROM annex_names AS n, asked AS k
    WHERE contains(n.letters, k.beginnings[1]) AND contains(n.letters, coalesce(k.beginnings[2], ''))
      AND contains(n.letters, coalesce(k.beginnings[3], ''))
      AND (len(k.beginnings) < 4 OR len(list_filter(k.beginnings[4:], lambda one: NOT contains(n.letters, one))) = 0)
      AND compared_title_agrees(k.words, n.words)
)
SELECT DISTINCT
    a.annex_id, a.directive_id, a.annex_number, a.title, a.kind, a.institution, a.act_kind, a.number, a.directive_date, a.status, a.since_on, a.until_on
FROM named_annexes AS a SEMI JOIN agreeing AS g ON g.name_key = a.name_key
WHERE a.begins_on <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < a.ends_on
  AND coalesce(title_group(CAST($title AS VARCHAR)) = a.staff_group, true)
ORDER BY a.status <> 'in_force', a.title, a.in_force_from DESC, a.annex_id
LIMIT CAST($most AS BIGINT)
