-- What new corrections change: statements that are there or not, or whose actors are others (touched), and their
-- articles (changed). Articles that were not corrected before were as the machine has them.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT article, is_whole FROM corrected_articles ANTI JOIN articles_before USING (article);

INSERT INTO statements_before
SELECT article, id, content FROM machine_statements WHERE article IN (SELECT article FROM fresh)
UNION ALL
SELECT article, id, content FROM statements WHERE article IN (SELECT article FROM fresh WHERE NOT is_whole);

INSERT INTO speaking_before
SELECT article, statement, role, number, actor FROM machine_statement_actors
WHERE article IN (SELECT article FROM fresh);

CREATE OR REPLACE TEMP TABLE touched AS
WITH concerned AS (
    SELECT article FROM corrected_articles UNION SELECT article FROM articles_before
),

statements_after AS (
    SELECT article, id AS statement, content FROM statements WHERE article IN (SELECT article FROM concerned)
),

speaking AS (
    SELECT article, statement, role, number, actor, true AS is_after
    FROM statement_actors WHERE article IN (SELECT article FROM concerned)
    UNION ALL
    SELECT article, statement, role, number, actor, false FROM speaking_before
),

roles AS (
    SELECT
        article, statement,
        coalesce(list(actor ORDER BY number) FILTER (role = 'speaker' AND NOT is_after), []) AS speaker_before,
        coalesce(list(actor ORDER BY number) FILTER (role = 'speaker' AND is_after), []) AS speaker_after,
        coalesce(list(actor ORDER BY number) FILTER (role = 'addressee' AND NOT is_after), []) AS addressee_before,
        coalesce(list(actor ORDER BY number) FILTER (role = 'addressee' AND is_after), []) AS addressee_after
    FROM speaking GROUP BY article, statement
)

SELECT
    coalesce(b.statement, a.statement) AS statement,
    coalesce(b.article, a.article) AS article,
    coalesce(b.content, a.content, '') AS content,
    b.statement IS NOT NULL AS was_there,
    a.statement IS NOT NULL AS is_there,
    coalesce(r.speaker_before, []) AS speaker_before,
    coalesce(r.speaker_after, []) AS speaker_after,
    coalesce(r.addressee_before, []) AS addressee_before,
    coalesce(r.addressee_after, []) AS addressee_after
FROM statements_before AS b
FULL JOIN statements_after AS a ON a.article = b.article AND a.statement = b.statement
LEFT JOIN roles AS r
    ON r.article = coalesce(b.article, a.article) AND r.statement = coalesce(b.statement, a.statement)
WHERE
    a.statement IS NULL OR b.statement IS NULL
    OR r.speaker_before <> r.speaker_after OR r.addressee_before <> r.addressee_after;

CREATE OR REPLACE TEMP TABLE changed AS SELECT DISTINCT article AS id FROM touched;
