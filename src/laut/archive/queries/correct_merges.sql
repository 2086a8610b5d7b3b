-- Links to merged actors (merging: actor, target, reason) go to whom they are merged into; of the rows of a role
-- that then say the same of one chain the first stays.
CREATE OR REPLACE TEMP TABLE merged AS
SELECT DISTINCT article FROM links WHERE actor IN (SELECT actor FROM merging);

INSERT INTO machine_links
SELECT l.* FROM links AS l
WHERE l.article IN (SELECT article FROM merged) AND l.article NOT IN (SELECT article FROM corrected_articles)
ORDER BY l.article, l.chain;

INSERT INTO machine_statement_actors
SELECT s.* FROM statement_actors AS s
WHERE s.article IN (SELECT article FROM merged) AND s.article NOT IN (SELECT article FROM corrected_articles)
ORDER BY s.article, s.statement, s.role, s.number;

INSERT INTO corrected_articles SELECT article, false FROM merged ANTI JOIN corrected_articles USING (article) ORDER BY article;

UPDATE links SET
    actor = m.target,
    reason = CASE links.reason WHEN '' THEN m.reason ELSE links.reason || '; ' || m.reason END
FROM merging AS m WHERE m.actor = links.actor;

CREATE OR REPLACE TEMP TABLE spoken AS
WITH told AS (
    SELECT s.article, s.statement, s.role, s.number, s.chain, coalesce(m.target, s.actor) AS actor
    FROM statement_actors AS s LEFT JOIN merging AS m ON m.actor = s.actor
    WHERE s.article IN (SELECT article FROM merged)
),

once AS (
    SELECT * FROM told
    QUALIFY row_number() OVER (PARTITION BY article, statement, role, chain, actor ORDER BY number) = 1
)

SELECT
    article, statement, role,
    row_number() OVER (PARTITION BY article, statement, role ORDER BY number) - 1 AS number,
    chain, actor
FROM once;

DELETE FROM statement_actors WHERE article IN (SELECT article FROM merged);
INSERT INTO statement_actors
SELECT article, statement, role, number, chain, actor FROM spoken ORDER BY article, statement, role, number;
