SELECT
    s.id, s.article, s.content, s.speaker, a.title, s.kind, s.medium, a.outlet, a.published_on,
    a.copy_of IS NULL AS is_origin
FROM statements AS s JOIN articles AS a ON a.id = s.article
WHERE s.article IN (SELECT id FROM changed)
ORDER BY s.article, s.number
