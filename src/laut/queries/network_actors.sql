-- Who are these actors ($actors), and how many of the statements in question (hits: key) are theirs, from when to when?
WITH asked AS MATERIALIZED (
    SELECT s.id, a.published_on
    FROM statements AS s
    JOIN articles AS a ON a.id = s.article
    WHERE s.key IN (SELECT key FROM hits)
)

SELECT
    n.id,
    n.name,
    n.kind,
    count(DISTINCT s.id) AS statements,
    min(s.published_on) AS first_on,
    max(s.published_on) AS last_on
FROM actors AS n
LEFT JOIN statement_actors AS x ON x.actor = n.id AND x.role = 'speaker'
LEFT JOIN asked AS s ON s.id = x.statement
WHERE n.id IN (SELECT unnest($actors::VARCHAR[]))
GROUP BY n.id, n.name, n.kind
ORDER BY n.id;
