-- Which actors meet on the statements in question (hits: id), how often, in how many independent origins, and when?
-- $relation: cooccurrence (any two of speaker, addressee and those the content mentions; source sorts before target),
-- addresses (speaker to addressee), mentions (speaker to those the content mentions).
WITH asked AS MATERIALIZED (
    SELECT s.id, s.article, a.published_on, coalesce(a.copy_of, a.id) AS origin
    FROM statements AS s
    JOIN articles AS a ON a.id = s.article
    WHERE s.id IN (SELECT id FROM hits)
),

present AS MATERIALIZED (
    SELECT statement, role, actor
    FROM statement_actors
    WHERE actor IS NOT NULL AND statement IN (SELECT id FROM asked)
    UNION
    SELECT p.statement, 'mentioned' AS role, m.actor
    FROM spans AS p
    JOIN actor_mentions AS m ON m.article = p.article AND m.start_at >= p.start_at AND m.end_at <= p.end_at
    WHERE p.role = 'content' AND p.statement IN (SELECT id FROM asked)
),

pairs AS (
    SELECT DISTINCT x.statement, x.actor AS source, y.actor AS target
    FROM present AS x
    JOIN present AS y ON y.statement = x.statement AND y.actor <> x.actor
    WHERE CASE $relation
        WHEN 'cooccurrence' THEN x.actor < y.actor
        WHEN 'addresses' THEN x.role = 'speaker' AND y.role = 'addressee'
        ELSE x.role = 'speaker' AND y.role = 'mentioned'
    END
)

SELECT
    p.source,
    p.target,
    count(*) AS statements,
    count(DISTINCT a.origin) AS origins,
    min(a.published_on) AS first_on,
    max(a.published_on) AS last_on
FROM pairs AS p
JOIN asked AS a ON a.id = p.statement
GROUP BY p.source, p.target
HAVING count(*) >= $least
ORDER BY statements DESC, p.source, p.target;
