-- answers: Which units does each authority have on a day, one below the other, with how many posts and led by whom?
-- grain: unit of an authority; a row without a unit is the authority itself with the posts that name no unit
-- oddities: Only what job descriptions in force say: a unit without one is missing. head_title is NULL where no held post leads the unit, or several do. post_number counts the posts right in the unit.
-- $day: optional, default today
-- $authority: optional, only this authority, as authorities.authority has it
SELECT * FROM unit_tree(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)))
WHERE $authority IS NULL OR authority = CAST($authority AS VARCHAR)
