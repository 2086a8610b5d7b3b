-- Corrections that are there twice, lack what they name, or are not applied; what is kept of the machine's findings
-- without an article that is corrected, or without what it names.
WITH kept AS (
    SELECT article, 'statements' AS kind FROM machine_statements
    UNION SELECT article, 'spans' FROM machine_spans
    UNION SELECT article, 'chains' FROM machine_chains
    UNION SELECT article, 'members' FROM machine_members
    UNION SELECT article, 'links' FROM machine_links
    UNION SELECT article, 'actors of statements' FROM machine_statement_actors
)

SELECT subject, detail FROM (
    SELECT id AS subject, count(*) || ' corrections have this id' AS detail
    FROM corrections GROUP BY id HAVING count(*) > 1
    UNION ALL
    SELECT id, 'it undoes ' || subject || ', which is not there'
    FROM corrections WHERE action = 'undo' AND subject NOT IN (SELECT id FROM corrections)
    UNION ALL
    SELECT c.id, 'its state was not found out' FROM corrections AS c
    ANTI JOIN correction_states AS s ON s.correction = c.id
    UNION ALL
    SELECT correction, 'there is ' || what || ' of this correction, but no correction'
    FROM (
        SELECT correction, 'a state' AS what FROM correction_states
        UNION SELECT correction, 'an actor' FROM correction_actors
        UNION SELECT correction, 'an office' FROM correction_tenures
    ) WHERE correction NOT IN (SELECT id FROM corrections)
    UNION ALL
    SELECT correction, 'it is about statement ' || statement || ', which the machine did not find'
    FROM correction_states WHERE statement IS NOT NULL AND statement NOT IN (SELECT id FROM machine_statements)
    UNION ALL
    SELECT article, 'it is corrected, but not there'
    FROM corrected_articles WHERE article NOT IN (SELECT id FROM articles)
    UNION ALL
    SELECT article, 'it is corrected ' || count(*) || ' times over'
    FROM corrected_articles GROUP BY article HAVING count(*) > 1
    UNION ALL
    SELECT article, 'there are ' || kind || ' that the machine found, but the article is not corrected'
    FROM kept WHERE article NOT IN (SELECT article FROM corrected_articles)
    UNION ALL
    SELECT article, 'the machine''s link of chain ' || chain || ' is to ' || actor || ', who is not kept'
    FROM machine_links WHERE actor IS NOT NULL AND actor NOT IN (SELECT id FROM machine_actors)
) ORDER BY subject
