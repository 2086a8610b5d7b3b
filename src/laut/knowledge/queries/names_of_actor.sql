SELECT form
FROM names
WHERE actor = (SELECT number FROM actors WHERE id = ?)
ORDER BY form
