-- Which actors may a name mean: the id ($name), one of some ids ($ids), or a part of their name ($part, in lower case and
-- without accents; none where it is empty)? Their names decide then.
SELECT id, name, id = $name OR id IN (SELECT unnest($ids::VARCHAR[])) AS is_known
FROM actors
WHERE is_known
    OR ($part::VARCHAR <> '' AND contains(replace(strip_accents(lower(name)), 'ß', 'ss'), $part))
ORDER BY id;
