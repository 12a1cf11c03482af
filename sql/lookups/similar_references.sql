-- answers: Which held directives may be meant by a reference that names none?
-- grain: directive, the likeliest first
-- $number: optional, the number as written
-- $day: optional, the day as written
-- $year: optional, the year as written
WITH asked AS MATERIALIZED (
    SELECT number_key(CAST($number AS VARCHAR)) AS number, lower(CAST($number AS VARCHAR)) AS id, CAST($day AS DATE) AS day,
           coalesce(CAST($year AS INTEGER), year(CAST($day AS DATE))) AS year
),
compared AS (
    SELECT
        d.directive_id, d.institution, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date,
        coalesce(a.number IN (d.number_key, CASE WHEN d.register_number = d.number_key THEN d.number_key ELSE number_key(d.register_number) END), false) AS is_number,
        coalesce(a.day IN (d.signed_on, d.registered_on), false) AS is_day,
        coalesce(a.year IN (year(d.signed_on), year(d.registered_on)), false) AS is_year,
        -- Day and month changed places, or a day beside it.
        coalesce(abs(least(abs(d.signed_on - a.day), abs(d.registered_on - a.day))) <= 3
                 OR (day(d.signed_on) = month(a.day) AND month(d.signed_on) = day(a.day) AND year(d.signed_on) = year(a.day)), false) AS is_day_near,
        -- Words are at least as far apart as their lengths in bytes differ, which alone decides for most rows.
        CASE WHEN abs(strlen(d.number_key) - strlen(a.number)) > 1 THEN false
             ELSE coalesce(levenshtein(d.number_key, a.number) = 1 OR (length(a.number) > 1 AND CASE WHEN strlen(d.number_key) = strlen(a.number)
                 THEN list_sort(string_split(d.number_key, '')) = list_sort(string_split(a.number, '')) ELSE false END), false) END AS is_number_near,
        CASE WHEN abs(strlen(d.directive_id) - strlen(a.id)) > 2 THEN 99 ELSE coalesce(levenshtein(d.directive_id, a.id), 99) END AS id_distance
    FROM directives AS d, asked AS a
)
SELECT directive_id, institution, act_kind, number, directive_date
FROM compared
WHERE id_distance <= 2 OR is_number OR is_day OR (is_number_near AND (is_year OR is_day_near OR (SELECT day IS NULL AND year IS NULL FROM asked)))
-- A number or a day that agrees counts more than one next to it; the year counts least.
ORDER BY
    least(id_distance, 3),
    CASE WHEN is_number THEN 4 WHEN is_number_near THEN 2 ELSE 0 END + CASE WHEN is_day THEN 4 WHEN is_day_near THEN 3 ELSE 0 END
        + CAST(is_year AS INTEGER) DESC,
    directive_date DESC, directive_id
LIMIT 5
