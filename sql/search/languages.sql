-- note: The languages that each job description asks for, each with its level, in order. Lists take memory that DuckDB cannot spill:
-- nothing is listed where there is one language, and a list is sorted once it is whole, in a quarter of the time.
WITH counted AS (SELECT position_id, count(*) AS number FROM language_requirements GROUP BY 1)
SELECT r.position_id, concat_ws(' ', lower(r.language), r.level) AS languages
FROM language_requirements AS r JOIN counted AS n ON n.position_id = r.position_id AND n.number = 1
UNION ALL
SELECT r.position_id,
       array_to_string(list_transform(
           list_sort(list(struct_pack(ordinal := r.ordinal, language := concat_ws(' ', lower(r.language), r.level)))), lambda l: l.language), ', ')
FROM language_requirements AS r JOIN counted AS n ON n.position_id = r.position_id AND n.number > 1
GROUP BY 1
