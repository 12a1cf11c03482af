-- checks: From the day it first becomes known, each annex has exactly one state of knowledge per day.
-- level: error
SELECT annex_id, known_from_on, known_until_on FROM annex_knowledge AS k
WHERE known_until_on <= known_from_on
   OR (known_until_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM annex_knowledge AS n WHERE n.annex_id = k.annex_id AND n.known_from_on = k.known_until_on))
UNION ALL
SELECT annex_id, NULL, NULL FROM annex_knowledge WHERE known_until_on IS NULL GROUP BY annex_id HAVING count(*) > 1
UNION ALL
SELECT annex_id, NULL, NULL FROM annexes WHERE annex_id NOT IN (SELECT annex_id FROM annex_knowledge)
