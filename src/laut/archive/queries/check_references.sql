-- Rows that name an article, statement, capture or run that is not there.
SELECT subject, detail FROM (
    SELECT id AS subject, 'its capture ' || capture || ' is missing' AS detail
    FROM articles WHERE capture IS NOT NULL AND capture NOT IN (SELECT id FROM captures)
    UNION ALL
    SELECT id, 'it copies ' || copy_of || ', which is missing or is a copy itself'
    FROM articles
    WHERE copy_of IS NOT NULL AND copy_of NOT IN (SELECT id FROM articles WHERE copy_of IS NULL)
    UNION ALL
    SELECT id, 'the run ' || run || ' that brought it is missing'
    FROM (
        SELECT id, run FROM articles
        UNION ALL SELECT id, reread FROM articles WHERE reread IS NOT NULL
        UNION ALL SELECT id, run FROM captures
        UNION ALL SELECT name, run FROM skips
    ) WHERE run NOT IN (SELECT id FROM runs)
    UNION ALL
    SELECT article, 'there are ' || kind || ' of this article, but no article'
    FROM (
        SELECT DISTINCT article, 'sentences' AS kind FROM sentences
        UNION ALL SELECT DISTINCT article, 'mentions' FROM mentions
        UNION ALL SELECT DISTINCT article, 'statements' FROM statements
        UNION ALL SELECT DISTINCT article, 'spans' FROM spans
        UNION ALL SELECT DISTINCT article, 'signatures' FROM signatures
        UNION ALL SELECT DISTINCT article, 'chains' FROM chains
        UNION ALL SELECT DISTINCT article, 'members' FROM members
        UNION ALL SELECT DISTINCT article, 'links' FROM links
        UNION ALL SELECT DISTINCT article, 'actors of statements' FROM statement_actors
        UNION ALL SELECT unnest([first, second]), 'repeats' FROM repeats
    ) WHERE article NOT IN (SELECT id FROM articles)
    UNION ALL
    SELECT s.statement, 'there are spans of this statement, but no statement'
    FROM (SELECT DISTINCT article, statement FROM spans) AS s
    ANTI JOIN statements AS t ON t.id = s.statement AND t.article = s.article
    UNION ALL
    SELECT s.statement, 'there are actors of this statement, but no statement'
    FROM (SELECT DISTINCT article, statement FROM statement_actors) AS s
    ANTI JOIN statements AS t ON t.id = s.statement AND t.article = s.article
    UNION ALL
    SELECT s.id, 'its parent ' || s.parent || ' is missing from its article'
    FROM statements AS s ANTI JOIN statements AS p ON p.id = s.parent AND p.article = s.article
    WHERE s.parent IS NOT NULL
) ORDER BY subject
