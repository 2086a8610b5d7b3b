SELECT office, place, start, "end"
FROM tenures
WHERE actor = (SELECT number FROM actors WHERE id = ?)
ORDER BY start, "end", office, place
