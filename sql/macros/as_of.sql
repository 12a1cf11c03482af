-- answers: what is in force on a day, and what changed; intervals are half-open, what is undecided or suspended is not in force
-- macros: TABLE
-- annexes_in_force_on: Annexes in force on a day (today when left out); what is undecided (see undecided) or suspended (see suspensions) that day is not listed. With by_rulings := false only what sentences say counts, and no ruling.
-- annexes_in_force_as_known: Annexes in force on a day as far as the files seen by the end of known_on told: starts and ends are those known then.
-- directives_in_force_on: Directives in force on a day (today when left out); what is undecided or suspended that day is not listed.
-- annexes_applied_on: Annexes that apply on a day (today when left out): from applied_from where the text sets it earlier, until they end; what is undecided or suspended that day is not listed.
-- annex_status_on: Every annex with its status on a day (today when left out): not_yet, in_force, suspended, undecided or ended, and the sentence that decides it.
-- directive_status_on: Every directive with its status on a day (today when left out), and the sentence that decides it.
-- post_history: The versions of one post (a chain_id) in order, each with the list of what changed in it; empty for the first, and where none was compared.
-- changes_in_period: What began, ended, was suspended, resumed or came into doubt from first_day to last_day, both counted, by legal effect.
-- annex_steps_on: Why an annex is in force on a day (today when left out) or not, step by step, with the sentence of each; as the query why, and empty for an annex that is not held.
-- annex_steps_by: As annex_steps_on, for the number of an annex (id_key), which costs less to plan; two annexes may share a number.
-- unit_tree: The units of each authority on a day (today when left out) as the job descriptions in force name them, each below the one that it is part of, with its posts and who leads it.
-- changes_learned_in_period: What kehtiv learned of beginnings, ends and doubts from first_day to last_day, both counted, whatever day they are about.

CREATE OR REPLACE MACRO annexes_in_force_on(day := current_date, by_rulings := true) AS TABLE
    SELECT *
    FROM (
        SELECT * FROM annexes WHERE by_rulings OR annex_id NOT IN (SELECT r.annex_id FROM annexes_as_read AS r)
        UNION ALL
        SELECT a.* REPLACE (
            r.in_force_from AS in_force_from, r.in_force_from_basis AS in_force_from_basis, r.in_force_until AS in_force_until,
            r.in_force_until_basis AS in_force_until_basis, r.ended_by AS ended_by, r.ended_by_revocation_id AS ended_by_revocation_id,
            r.ended_by_effect_id AS ended_by_effect_id, r.undecided_from AS undecided_from, NULL AS in_force_from_ruling_id,
            NULL AS in_force_until_ruling_id, NULL AS decided_by, NULL AS decided_on, NULL AS because)
        FROM annexes AS a JOIN annexes_as_read AS r ON r.annex_id = a.annex_id
        WHERE NOT by_rulings)
    WHERE in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(undecided_from, DATE '9999-12-31')
      AND annex_id NOT IN (
          SELECT s.annex_id FROM suspensions AS s
          WHERE s.annex_id IS NOT NULL AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

-- The second clock: only what had been seen by the end of known_on. Start and end of each annex are those
-- known then; title, kind and text are today's, and so is the start of the act that revokes (see sql/README.md).
CREATE OR REPLACE MACRO annexes_in_force_as_known(day := current_date, known_on := current_date) AS TABLE
    SELECT a.* REPLACE (
        k.in_force_from AS in_force_from, k.in_force_from_basis AS in_force_from_basis,
        k.in_force_from_effect_id AS in_force_from_effect_id, k.applied_from AS applied_from,
        k.in_force_until AS in_force_until, k.in_force_until_basis AS in_force_until_basis,
        k.ended_by AS ended_by, k.ended_by_revocation_id AS ended_by_revocation_id,
        k.ended_by_effect_id AS ended_by_effect_id,
        k.undecided_from AS undecided_from, k.in_force_from_ruling_id AS in_force_from_ruling_id,
        k.in_force_until_ruling_id AS in_force_until_ruling_id, l.decided_by AS decided_by, l.decided_on AS decided_on, l.because AS because)
    FROM annexes AS a
    JOIN annex_knowledge AS k ON k.annex_id = a.annex_id
    LEFT JOIN rulings AS l ON l.ruling_id = coalesce(k.in_force_until_ruling_id, k.in_force_from_ruling_id)
    WHERE k.known_from_on <= CAST(known_on AS DATE)
      AND CAST(known_on AS DATE) < coalesce(k.known_until_on, DATE '9999-12-31')
      AND k.in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(k.in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(k.undecided_from, DATE '9999-12-31')
      AND a.annex_id NOT IN (
          SELECT s.annex_id FROM suspension_knowledge AS s
          WHERE s.annex_id IS NOT NULL AND s.known_from_on <= CAST(known_on AS DATE)
            AND CAST(known_on AS DATE) < coalesce(s.known_until_on, DATE '9999-12-31') AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

CREATE OR REPLACE MACRO directives_in_force_on(day := current_date) AS TABLE
    SELECT *
    FROM directives
    WHERE in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(undecided_from, DATE '9999-12-31')
      AND directive_id NOT IN (
          SELECT s.directive_id FROM suspensions AS s
          WHERE s.annex_id IS NULL AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

-- Application may reach back before the first day in force; it never outlasts the end.
CREATE OR REPLACE MACRO annexes_applied_on(day := current_date) AS TABLE
    SELECT *
    FROM annexes
    WHERE least(coalesce(applied_from, in_force_from), in_force_from) <= CAST(day AS DATE)
      AND coalesce(in_force_until > in_force_from, true)
      AND CAST(day AS DATE) < coalesce(in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(undecided_from, DATE '9999-12-31')
      AND annex_id NOT IN (
          SELECT s.annex_id FROM suspensions AS s
          WHERE s.annex_id IS NOT NULL AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

CREATE OR REPLACE MACRO annex_status_on(day := current_date) AS TABLE
    SELECT s.annex_id, a.* EXCLUDE (annex_id, annex_row), s.* EXCLUDE (annex_id, annex_row, begins_on, ends_on)
    FROM annex_statuses AS s
    JOIN annexes AS a ON a.annex_row = s.annex_row
    WHERE s.begins_on <= CAST(day AS DATE) AND CAST(day AS DATE) < s.ends_on;

-- directives.status tells how much of an act is held: here it is held_as.
CREATE OR REPLACE MACRO directive_status_on(day := current_date) AS TABLE
    SELECT d.* RENAME (status AS held_as), s.* EXCLUDE (directive_id)
    FROM directive_statuses AS s
    JOIN directives AS d ON d.directive_id = s.directive_id
    WHERE coalesce(s.status_from, DATE '-infinity') <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(s.status_until, DATE 'infinity');

-- A change is a day on which a status begins.
CREATE OR REPLACE MACRO changes_in_period(first_day, last_day) AS TABLE
    WITH begun AS (
        SELECT a.directive_id, a.annex_id, a.annex_number, a.title, s.* EXCLUDE (annex_id, annex_row, begins_on, ends_on)
        FROM annex_statuses AS s JOIN annexes AS a ON a.annex_row = s.annex_row
        WHERE s.status_from BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE)
        UNION ALL
        SELECT d.directive_id, NULL, NULL, d.title, s.* EXCLUDE (directive_id)
        FROM directive_statuses AS s JOIN directives AS d ON d.directive_id = s.directive_id
        WHERE s.status_from BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE)
    )
    SELECT
        status_from AS changed_on,
        CASE WHEN status = 'in_force' AND status_before = 'suspended' THEN 'resumed'
             WHEN status = 'in_force' THEN 'began'
             WHEN status = 'undecided' THEN 'came_into_doubt'
             ELSE status END AS change,
        directive_id, annex_id, annex_number, title, status_before, status, status_reason,
        status_by AS by_directive_id, status_effect_id AS effect_id, status_quote AS quote,
        status_evidence_id AS evidence_id, status_page_number AS page_number
    FROM begun
    ORDER BY changed_on, directive_id, annex_id NULLS FIRST;

-- The second clock, each state of knowledge beside the one before. A directive has no such states: what it is today was
-- learned with the directive, and its end with the sentence that ends it.
CREATE OR REPLACE MACRO changes_learned_in_period(first_day, last_day) AS TABLE
    WITH states AS (
        SELECT
            k.*, row_number() OVER w AS turn, lag(k.in_force_from) OVER w AS from_before,
            lag(k.in_force_until) OVER w AS until_before, lag(k.undecided_from) OVER w AS undecided_before
        FROM annex_knowledge AS k
        WHERE k.annex_id IN (
            SELECT annex_id FROM annex_knowledge WHERE known_from_on BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE))
        WINDOW w AS (PARTITION BY k.annex_id ORDER BY k.known_from_on)
    ),
    learned AS (
        SELECT
            annex_id, known_from_on AS learned_on,
            unnest([
                struct_pack(
                    change := CASE WHEN in_force_from_basis = 'unlisted' THEN 'unlisted'
                                   WHEN in_force_from IS NULL THEN 'start_open' ELSE 'began' END, changed_on := in_force_from,
                    known_before := from_before, by_directive_id := NULL::VARCHAR, effect_id := in_force_from_effect_id,
                    is_new := turn = 1 OR in_force_from IS DISTINCT FROM from_before),
                struct_pack(
                    change := CASE WHEN in_force_until IS NULL THEN 'end_unknown' ELSE 'ended' END, changed_on := in_force_until,
                    known_before := until_before, by_directive_id := ended_by, effect_id := ended_by_effect_id,
                    is_new := in_force_until IS DISTINCT FROM until_before AND in_force_from_basis <> 'unlisted'),
                struct_pack(
                    change := CASE WHEN undecided_from IS NULL THEN 'left_doubt' ELSE 'came_into_doubt' END,
                    changed_on := undecided_from, known_before := undecided_before, by_directive_id := ended_by,
                    effect_id := ended_by_effect_id, is_new := undecided_from IS DISTINCT FROM undecided_before AND in_force_from_basis <> 'unlisted')
            ]) AS fact
        FROM states
        WHERE known_from_on BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE)
    ),
    acts AS (
        SELECT d.directive_id, d.title, d.first_seen_on AS learned_on,
               CASE WHEN d.in_force_from IS NULL THEN 'start_open' ELSE 'began' END AS change, d.in_force_from AS changed_on,
               d.directive_id AS by_directive_id, d.in_force_from_effect_id AS effect_id
        FROM directives AS d
        UNION ALL
        SELECT d.directive_id, d.title, greatest(d.first_seen_on, e.known_from_on),
               CASE WHEN d.in_force_until IS NULL THEN 'came_into_doubt' ELSE 'ended' END,
               coalesce(d.in_force_until, d.undecided_from), d.ended_by, d.ended_by_effect_id
        FROM directives AS d LEFT JOIN effects AS e ON e.effect_id = d.ended_by_effect_id
        WHERE d.in_force_until IS NOT NULL OR d.undecided_from IS NOT NULL
    ),
    facts AS (
        SELECT l.learned_on, l.fact.change AS change, l.fact.changed_on AS changed_on, l.fact.known_before AS known_before,
               a.directive_id, a.annex_id, a.annex_number, a.title,
               coalesce(l.fact.by_directive_id, a.directive_id) AS by_directive_id, l.fact.effect_id AS effect_id
        FROM learned AS l JOIN annexes AS a ON a.annex_id = l.annex_id
        WHERE l.fact.is_new
        UNION ALL
        SELECT learned_on, change, changed_on, NULL, directive_id, NULL, NULL, title, by_directive_id, effect_id
        FROM acts
        WHERE learned_on BETWEEN CAST(first_day AS DATE) AND CAST(last_day AS DATE)
    )
    SELECT t.*, e.quote, e.evidence_id, e.page_number
    FROM facts AS t LEFT JOIN effects AS e ON e.effect_id = t.effect_id
    ORDER BY t.learned_on, t.directive_id, t.annex_id NULLS FIRST, t.change;

-- A description names its unit with those above it ("osakond, talitus"); posts without a unit are directly below the authority.
CREATE OR REPLACE MACRO unit_tree(day := current_date) AS TABLE
    WITH posts AS (
        SELECT
            p.position_id, p.annex_id, d.authority, d.institution, p.title, post_words(p.title) AS words,
            coalesce(unit_path(p.unit), []) AS path,
            coalesce(list_filter(list_transform(regexp_split_to_array(p.unit, '[,;]'), lambda one: trim(one)), lambda one: len(post_words(one)) > 0), []) AS names
        FROM annexes_in_force_on(day) AS a
        JOIN positions AS p ON p.annex_id = a.annex_id
        JOIN directives AS d ON d.directive_id = p.directive_id
    ),
    levels AS (
        SELECT *, unnest(range(0, len(path) + 1)) AS depth FROM posts
    ),
    units AS (
        SELECT
            authority, depth, path[:depth] AS path, mode(names[:depth] ORDER BY names[:depth]) AS unit_path, min(institution) AS institution,
            count(*) FILTER (depth = len(path)) AS post_number, count(*) AS post_number_with_below,
            list(title ORDER BY title, position_id) FILTER (depth = len(path)) AS posts,
            list(position_id ORDER BY position_id) FILTER (
                depth = len(path) AND is_head_word(words[-1])
                -- "Kontrollitalituse juhataja" leads its talitus; "asedirektor" or "projektijuht" no unit.
                AND (len(list_filter(words, lambda one: NOT is_head_word(one) AND NOT is_unit_word(one))) = 0
                     OR words_agree(words[:-2], string_split(path[-1], ' '))
                     OR words_agree(words[:-2], string_split(path[-1], ' ')[:-2]))) AS heads
        FROM levels GROUP BY ALL
    )
    SELECT
        u.authority, coalesce(n.name, u.institution) AS institution, CAST(u.depth AS INTEGER) AS depth,
        u.unit_path[-1] AS unit, u.unit_path[-2] AS parent_unit, coalesce(u.unit_path, []) AS unit_path,
        CAST(u.post_number AS INTEGER) AS post_number, CAST(u.post_number_with_below AS INTEGER) AS post_number_with_below,
        coalesce(u.posts, []) AS posts,
        CASE WHEN len(u.heads) = 1 THEN h.title END AS head_title, CASE WHEN len(u.heads) = 1 THEN h.position_id END AS head_position_id,
        CASE WHEN len(u.heads) = 1 THEN h.annex_id END AS head_annex_id
    FROM units AS u
    LEFT JOIN authorities AS n ON n.authority = u.authority
    LEFT JOIN positions AS h ON h.position_id = u.heads[1]
    ORDER BY u.authority, u.path;

-- One post, found by its number: a join on chain_id would read the whole of both tables.
CREATE OR REPLACE MACRO post_history(chain) AS TABLE
    SELECT v.* EXCLUDE (chain_key), coalesce(c.changes, []) AS changes
    FROM position_versions AS v
    LEFT JOIN (
        SELECT annex_id, list(struct_pack(
            field := field, change := change, is_moved := is_moved, old_number := old_number, new_number := new_number,
            old_words := old_words, new_words := new_words, operations := operations) ORDER BY ordinal) AS changes
        FROM position_changes WHERE chain_key = chain_key(CAST(chain AS VARCHAR)) AND chain_id = CAST(chain AS VARCHAR) GROUP BY 1
    ) AS c ON c.annex_id = v.annex_id
    WHERE v.chain_key = chain_key(CAST(chain AS VARCHAR)) AND v.chain_id = CAST(chain AS VARCHAR)
    ORDER BY v.version, v.annex_id;

-- The rows are in the order of their ordinals already.
CREATE OR REPLACE MACRO annex_steps_by(key, day) AS TABLE
    SELECT
        ordinal, annex_id, step, rule, CASE WHEN step = 'answer' THEN CAST(day AS DATE) ELSE happened_on END AS "on",
        what || CASE WHEN what_after IS NULL THEN '' ELSE CAST(day AS DATE) || what_after END AS what,
        CASE WHEN bears_from IS NULL THEN bears ELSE CAST(day AS DATE) >= bears_from END AS bears, by_directive_id, quote, page_number,
        document_id, source_url, effect_id, evidence_id
    FROM annex_steps
    WHERE annex_key = key AND begins_on <= CAST(day AS DATE) AND CAST(day AS DATE) < ends_on;

CREATE OR REPLACE MACRO annex_steps_on(annex, day := current_date) AS TABLE
    SELECT * FROM annex_steps_by(id_key(CAST(annex AS VARCHAR)), day) WHERE annex_id = CAST(annex AS VARCHAR);
