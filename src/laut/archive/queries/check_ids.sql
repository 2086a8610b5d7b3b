-- Ids that a table has twice, and statements whose key is not that of their id.
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
UNION ALL
SELECT id, 'its key is ' || coalesce(key::VARCHAR, 'missing') || ', not that of its id'
FROM (SELECT id, key FROM statements UNION ALL SELECT id, key FROM machine_statements)
WHERE key IS DISTINCT FROM make_key(id)
ORDER BY subject
