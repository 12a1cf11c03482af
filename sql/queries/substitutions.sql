-- answers: Who substitutes whom on a day, as either job description says it, and does the other one agree?
-- grain: post that a job description in force names
-- oddities: is_confirmed is false where the other description names others, NULL where it does not say or the other post is not resolved. limit_words narrow the substitution.
-- $day: optional, default today
-- $title: optional, the name of either post, in any case form, or a part of it
SELECT
    title, unit, stated_as, other_words, limit_words, resolution, other_title, is_confirmed, found_in, stated_from, stated_until,
    annex_id, other_annex_id, candidates, evidence_id
FROM substitutions
WHERE stated_from <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < coalesce(stated_until, DATE '9999-12-31')
  AND ($title IS NULL OR title_agrees(CAST($title AS VARCHAR), title) OR title_agrees(CAST($title AS VARCHAR), other_words))
ORDER BY authority, unit, title, annex_id, stated_as DESC, ordinal, piece
