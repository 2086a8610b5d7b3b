-- Who are these actors ($actors), and how many of the statements in question (hits: id) are theirs, from when to when?
SELECT
    n.id,
    n.name,
    n.kind,
    count(DISTINCT s.id) AS statements,
    min(a.published_on) AS first_on,
    max(a.published_on) AS last_on
FROM actors AS n
LEFT JOIN statement_actors AS x
    ON x.actor = n.id AND x.role = 'speaker' AND x.statement IN (SELECT id FROM hits)
LEFT JOIN statements AS s ON s.id = x.statement
LEFT JOIN articles AS a ON a.id = s.article
WHERE n.id IN (SELECT unnest($actors::VARCHAR[]))
GROUP BY n.id, n.name, n.kind
ORDER BY n.id;
