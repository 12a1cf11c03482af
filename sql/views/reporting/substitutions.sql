-- table: Who substitutes whom, as job descriptions say it, from both sides: each post that one names, on the days on which the
-- description is in force, resolved as in reporting_lines. "Inspektor" in the description of an inspektor is the post itself: its
-- holders substitute one another.
-- position_id: job description that says so
-- annex_id: its annex; NULL where no act is known
-- directive_id: directive that approved it
-- authority: key of the authority (table authorities); the directive where none is known
-- title: name of the post whose description says so
-- unit: its unit; NULL where none is known
-- stated_as: substitutes_for (it names whom it substitutes) or substituted_by (it names its substitute)
-- ordinal: turn among the posts that it names there
-- piece: 0, or the turn in "A ja B" where both are posts
-- other_words: the other post as read
-- limit_words: what the text limits the substitution to; NULL where it does not
-- stated_from: first day; NULL where the description was never in force
-- stated_until: first day no longer so; NULL: no end is known
-- resolution: as in reporting_lines
-- other_position_id: job description of the other post; NULL unless resolved
-- other_annex_id: its annex
-- other_title: name of the other post
-- substitute_position_id: job description of the post that substitutes; NULL unless known
-- substituted_position_id: job description of the post that is substituted; NULL unless known
-- found_in: unit (the same), unit_above, unit_below or authority; NULL unless resolved
-- candidates: job descriptions in force on these days that may be meant; empty where more than 20 posts have the name
-- is_confirmed: whether the description of the other post says the same on these days; false: it names others
-- (finding substitution_contradicted); NULL: it does not say, or the other post is not resolved
-- file_id: file that contains the words
-- quote: the words
-- page_number: page, from 1
-- evidence_id: name of this place, for `kehtiv show`
-- key: position_id, stated_as, ordinal, piece, stated_from
-- pair: position_id, stated_as, ordinal, piece, stated_from
-- pair: position_id, stated_as, other_words, stated_from
WITH stated AS (
    SELECT *, string_split(words, ' ') AS name, string_split(own_words, ' ') AS own_name FROM post_references WHERE field IN ('substitutes_for', 'substituted_by')
),
-- What the other post's description says of the same matter on some of these days.
answers AS (
    SELECT
        s.position_id, s.field, s.ordinal, s.piece, s.begins_on,
        bool_or(a.other_position_id = s.position_id) AS agrees,
        -- Words for anybody, and a name that is the beginning of the post's or goes on after it, may mean the post.
        bool_or(list_contains(a.candidates, s.position_id)
            OR regexp_matches(lower(a.item), 'ametni|teenistuja|töötaja|määra|nimeta|üksteis|teineteis|kolleeg|isik')
            OR words_agree(a.name, s.own_name[:len(a.name)]) OR words_agree(a.name[:len(s.own_name)], s.own_name)) AS may_agree
    FROM stated AS s
    JOIN stated AS a
      ON a.position_id = s.other_position_id AND a.field <> s.field
     AND a.begins_on < coalesce(s.ends_on, DATE '9999-12-31') AND s.begins_on < coalesce(a.ends_on, DATE '9999-12-31')
    WHERE s.resolution = 'resolved'
    GROUP BY ALL
)
SELECT
    s.position_id, s.annex_id, s.directive_id, s.authority, s.title, s.unit, s.field AS stated_as,
    CAST(s.ordinal AS INTEGER) AS ordinal, CAST(s.piece AS INTEGER) AS piece, s.item AS other_words, s.limit_words,
    s.begins_on AS stated_from, s.ends_on AS stated_until, s.resolution, s.other_position_id, s.other_annex_id, o.title AS other_title,
    CASE s.field WHEN 'substitutes_for' THEN s.position_id ELSE s.other_position_id END AS substitute_position_id,
    CASE s.field WHEN 'substitutes_for' THEN s.other_position_id ELSE s.position_id END AS substituted_position_id,
    s.found_in, s.candidates,
    CASE WHEN a.agrees THEN true WHEN a.may_agree THEN NULL WHEN a.position_id IS NOT NULL THEN false END AS is_confirmed,
    f.file_id, f.quote, f.page_number, f.evidence_id
FROM stated AS s
LEFT JOIN answers AS a
  ON a.position_id = s.position_id AND a.field = s.field AND a.ordinal = s.ordinal AND a.piece = s.piece AND a.begins_on = s.begins_on
LEFT JOIN positions AS o ON o.position_id = s.other_position_id
LEFT JOIN position_fields AS f ON f.position_id = s.position_id AND f.field = s.field
ORDER BY s.authority, s.unit, s.title, s.position_id, s.field DESC, s.ordinal, s.piece, s.begins_on
