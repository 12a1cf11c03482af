-- table: Words of damaged texts (õ, ä, ö, ü lost) that were set right by lexicon before anything was read from them.
-- Which values rest on one: `is_repaired` in evidence.
-- repair_id: readable id: the file and the word's turn among its repairs
-- document_id: document
-- file_id: file
-- original: the word in the file
-- repaired: the word in the text, as it was read
-- rule: what the word was found in: domain (words of directives), dictionary, or compound of two of its words
-- confidence: how far ahead of other readings it was, from 0 to 1
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- original_start: first code point of the word in the text as the file has it (texts.original_text), from 0
-- evidence_id: name of this place
-- key: repair_id
-- pair: file_id, original, repaired, span_start
-- pair: file_id, original, original_start
-- pair: file_id, original, repaired
-- together: document_of(document_id)
-- reads: base.texts by document_of(root_file_id)
-- reads: files by document_of(document_id)
WITH listed AS (
    SELECT file_id, repairs, unnest(range(1, len(repairs) + 1)) AS ordinal FROM base.texts WHERE repairs IS NOT NULL
),
words AS (
    SELECT
        file_id, ordinal, repairs[ordinal] AS word,
        sum(length(repairs[ordinal].repaired) - length(repairs[ordinal].original)) OVER (PARTITION BY file_id ORDER BY ordinal) AS grown
    FROM listed
)
SELECT
    w.file_id || '#repair' || w.ordinal AS repair_id, f.document_id, w.file_id, w.word.original, w.word.repaired, w.word.rule,
    w.word.confidence, w.word.span_start, w.word.span_end,
    CAST(w.word.span_start - w.grown + length(w.word.repaired) - length(w.word.original) AS INTEGER) AS original_start,
    evidence_id(w.file_id, w.word.span_start, w.word.span_end) AS evidence_id
FROM words AS w JOIN files AS f ON f.file_id = w.file_id
