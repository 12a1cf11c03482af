-- table: What the ranking of search(words) needs to know of all that can be found; one row.
-- item_number: how many items there are
-- average_word_number: how many words an item has on average
-- key: item_number
SELECT count(*) AS item_number, coalesce(avg(word_number), 0) AS average_word_number
FROM search_items WHERE kind IS NOT NULL
