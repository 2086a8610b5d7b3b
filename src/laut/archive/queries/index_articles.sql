SELECT id, id AS article, title, text, outlet, published_on, copy_of IS NULL AS is_origin
FROM articles
WHERE id IN (SELECT id FROM changed)
ORDER BY id
