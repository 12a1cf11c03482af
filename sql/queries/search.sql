-- answers: Which directives, annexes, job descriptions and duties have all these words, in any form?
-- grain: directive, annex, job description or duty, best first; sentence is its passage with most of the words
-- oddities: The words stand between » and « in the sentence. At most 100 rows; the macro search takes another number.
-- $words: words, in any form; õ, ä, ö, ü may be typed without marks
-- $kind: optional, annex, duty, position or directive
-- $day: optional, only what is in force on this day
-- $register: optional, name of the register
SELECT *
FROM search($words, of_kind := CAST($kind AS VARCHAR), on_day := CAST($day AS DATE), of_register := CAST($register AS VARCHAR), most := 100)
