-- answers: Which acts do held texts cite that are not held? A list of what to fetch.
-- grain: cited act
-- oddities: Issuers are written as the texts name them, so one act may have two rows.
SELECT enacted_on, number, kind, issuer, count(*) AS mention_number, count(*) FILTER (effect = 'revoke') AS revoking_number,
       min(directive_id) AS first_citing_directive_id, min(quote) AS a_quote
FROM effects
WHERE resolution = 'not_held'
GROUP BY ALL
ORDER BY revoking_number DESC, enacted_on, number
