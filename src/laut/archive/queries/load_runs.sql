-- Runs that brought something, with what the archive holds of them.
INSERT INTO runs (id, command, began, ended, version, model)
SELECT id, any_value(command), min(began), max(ended), any_value(version), any_value(model)
FROM part_runs ANTI JOIN runs USING (id)
WHERE id IN (
    SELECT run FROM captures UNION SELECT run FROM articles UNION SELECT run FROM skips
    UNION SELECT reread FROM articles WHERE reread IS NOT NULL UNION SELECT run FROM actors
)
GROUP BY id
ORDER BY id;

UPDATE runs SET ended = greatest(runs.ended, p.ended)
FROM (SELECT id, max(ended) AS ended FROM part_runs GROUP BY id) AS p
WHERE p.id = runs.id;
