SELECT
    s.id, s.article, s.content, s.speaker, a.title, s.kind, s.medium, a.outlet, a.published_on,
    a.copy_of IS NULL AS is_origin, coalesce(n.actors, []) AS actors
FROM statements AS s
JOIN articles AS a ON a.id = s.article
LEFT JOIN (
    SELECT article, statement, list(DISTINCT actor ORDER BY actor) AS actors
    FROM statement_actors
    WHERE role = 'speaker' AND actor IS NOT NULL AND article IN (SELECT id FROM changed)
    GROUP BY article, statement
) AS n ON n.article = s.article AND n.statement = s.id
WHERE s.article IN (SELECT id FROM changed)
ORDER BY s.article, s.number
