-- answers: What changed, or became known, since a day, for a choice of authorities, units, posts and searches?
-- grain: change of one directive (annex_id NULL) or one annex
-- oddities: A change counts by its day or by the day kehtiv learned of it, whichever is later, except what had changed before its register was watched; what will change after day is_ahead. Where units or posts are chosen, changes of directives as a whole are left out. What shows in no status (a doubt that ended, a page that lists an annex no more) is there by the day it was learned.
-- $since: first day
-- $day: optional, default today
-- $authorities: optional list: names of authorities as printed, their keys, or codes of registers
-- $units: optional list: parts of units' names
-- $posts: optional list: names of posts or titles of annexes, in any case form, or parts of them
-- $found: optional list: ids of annexes and directives that a search found
WITH today AS (SELECT coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS today),
watched AS (SELECT register, min(first_seen_on) AS watched_from FROM documents GROUP BY 1),
described AS (
    SELECT annex_id, min(title) AS post, min(unit) AS unit FROM positions WHERE annex_id IS NOT NULL GROUP BY 1 HAVING count(*) = 1
),
legal AS (
    SELECT c.change, c.changed_on, NULL::DATE AS learned_on, c.directive_id, c.annex_id, c.annex_number, c.title, c.by_directive_id, c.effect_id, c.quote,
           c.evidence_id, c.page_number
    FROM changes_in_period(DATE '0001-01-01', DATE '9999-12-31') AS c
),
learned AS (
    SELECT c.change, c.changed_on, c.learned_on, c.directive_id, c.annex_id, c.annex_number, c.title, c.by_directive_id, c.effect_id, c.quote,
           c.evidence_id, c.page_number
    FROM changes_learned_in_period($since, DATE '9999-12-31') AS c
    WHERE c.change IN ('start_open', 'end_unknown', 'left_doubt', 'unlisted')
),
dated AS (
    SELECT
        c.* REPLACE (coalesce(c.learned_on, greatest(d.first_seen_on, x.known_from_on, e.known_from_on, b.first_seen_on)) AS learned_on),
        coalesce(n.name, d.institution) AS institution, d.authority, d.register, n.names, w.watched_from, p.post, p.unit, d.act_kind, d.number,
        coalesce(d.signed_on, d.registered_on) AS directive_date, d.source_url,
        concat_ws(' ', b.act_kind, strftime(coalesce(b.signed_on, b.registered_on), '%d.%m.%Y'), 'nr ' || b.number) AS by_act
    FROM (SELECT * FROM legal UNION ALL SELECT * FROM learned) AS c
    JOIN directives AS d ON d.directive_id = c.directive_id
    LEFT JOIN authorities AS n ON n.authority = d.authority
    LEFT JOIN annexes AS x ON x.annex_id = c.annex_id
    LEFT JOIN effects AS e ON e.effect_id = c.effect_id
    LEFT JOIN directives AS b ON b.directive_id = c.by_directive_id AND b.directive_id <> c.directive_id
    LEFT JOIN watched AS w ON w.register = d.register
    LEFT JOIN described AS p ON p.annex_id = c.annex_id
)
SELECT
    left(md5(concat_ws('|', change, coalesce(annex_id, directive_id), changed_on, CASE WHEN changed_on IS NULL THEN learned_on END)), 16) AS item_id,
    change, changed_on, learned_on, coalesce(changed_on > today, false) AS is_ahead, institution, unit, coalesce(post, title) AS title,
    act_kind, number, directive_date, annex_number, directive_id, annex_id, by_directive_id, nullif(by_act, '') AS by_act, quote, page_number,
    evidence_id, source_url
FROM dated, today
WHERE (changed_on >= CAST($since AS DATE)
       -- What had changed before kehtiv watched the register is no news of the night that reads it.
       OR (learned_on >= CAST($since AS DATE) AND coalesce(changed_on >= watched_from, true)))
  AND ($authorities IS NULL OR len(list_filter(CAST($authorities AS VARCHAR[]), lambda one:
        lower(trim(one)) IN (authority, register, lower(institution)) OR list_contains(list_transform(names, lambda name: lower(name)), lower(trim(one))))) > 0)
  AND ($units IS NULL OR len(list_filter(CAST($units AS VARCHAR[]), lambda one: coalesce(contains(lower(unit), lower(trim(one))), false))) > 0)
  AND ($posts IS NULL OR (annex_id IS NOT NULL AND len(list_filter(CAST($posts AS VARCHAR[]), lambda one: title_agrees(one, post) OR title_agrees(one, title))) > 0))
  AND ($found IS NULL OR coalesce(annex_id, directive_id) IN (SELECT unnest(CAST($found AS VARCHAR[]))))
ORDER BY coalesce(changed_on, learned_on), directive_id, try_cast(annex_number AS INTEGER) NULLS FIRST, annex_id NULLS FIRST, change
