-- table: What a search finds: each directive, annex, job description and duty that is listed today, with what it can be
-- filtered by. search(words) joins it with its passages.
-- item_no: number, from 1, in the order of the rows; another one in each published file
-- kind: directive, annex, position (the fields of a job description) or duty; NULL: what was to be found under this number has
-- another one now, or is found no more
-- directive_id: directive it is, or belongs to; NULL where none is known
-- annex_id: annex it is, or belongs to
-- position_id: job description it is, or belongs to
-- ordinal: of a duty, its turn in the description
-- title: title of the annex, of the directive, or the name of the post
-- annex_number: number of the annex
-- register: register that holds it
-- unit: unit that the job description names; NULL of directives
-- languages: languages that the job description asks for, each with its level
-- suspensions: days on which it is suspended, each stretch from a day (counted) to another (not counted; NULL: open)
-- in_force_from: first day in force of the annex, or of the directive; NULL where undecided
-- in_force_until: first day no longer in force; NULL: no end is known
-- undecided_from: first day on which it is not known whether it is in force; NULL: no such day
-- act_year: year in which the act was signed, else registered; NULL where that is not known
-- word_number: how many words its passages have
-- first_passage_no: first of its passages
-- passage_number: how many there are
-- key: item_no
-- together: coalesce(directive_id, position_id)
-- reads: directives AS d by directive_id
-- reads: annexes AS a by directive_id
-- reads: positions AS p by coalesce(directive_id, position_id)
-- reads: positions AS u by annex_id of a: annex_id
-- reads: annexes AS b by annex_id of p: annex_id
-- reads: directives AS e by directive_id of b: directive_id
-- reads: documents by document_id of directives: document_id
-- reads: documents AS g by document_id of p: document_id
-- reads: suspensions by coalesce(annex_id, directive_id) of d: directive_id
-- reads: suspensions AS s by coalesce(annex_id, directive_id) of annexes: annex_id
-- reads: language_requirements by position_id of positions: position_id
-- reads: position_fields by position_id of p: position_id
-- reads: duties by position_id of p: position_id
-- reads: parts AS o by directive_id of d: directive_id
-- reads: parts AS n by part_id of o: part_id
-- reads: parts AS q by part_id of a: part_id
-- reads: files AS f by file_id of d: heading_file_id
-- reads: files AS h by file_id of o: file_id
-- reads: texts by file_id of parts: file_id
-- reads: effects by file_id of parts: file_id
SELECT CAST(getvariable('items_before') + f.rowid + 1 AS INTEGER) AS item_no, f.kind, f.directive_id, f.annex_id, f.position_id, f.ordinal, f.title, f.annex_number, f.register,
       f.unit, f.languages, f.suspensions,
       f.in_force_from, f.in_force_until, f.undecided_from, f.act_year, CAST(coalesce(n.word_number, 0) AS INTEGER) AS word_number, n.first_passage_no,
       CAST(coalesce(n.passage_number, 0) AS INTEGER) AS passage_number
FROM search_found AS f
LEFT JOIN (
    SELECT item_no, sum(word_number) AS word_number, min(passage_no) AS first_passage_no, count(*) AS passage_number
    FROM search_passages GROUP BY 1
) AS n ON n.item_no = getvariable('items_before') + f.rowid + 1
ORDER BY f.rowid
