-- Ids that a table has twice.
SELECT id AS subject, count(*) || ' rows of ' || kind || ' have this id' AS detail
FROM (
    SELECT id, 'captures' AS kind FROM captures
    UNION ALL SELECT id, 'articles' FROM articles
    UNION ALL SELECT id, 'statements' FROM statements
    UNION ALL SELECT id, 'runs' FROM runs
    UNION ALL SELECT article, 'signatures' FROM signatures
    UNION ALL SELECT id, 'actors' FROM actors
    UNION ALL SELECT url, 'fetched' FROM fetched
)
GROUP BY id, kind HAVING count(*) > 1
ORDER BY id
