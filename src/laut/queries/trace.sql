-- Which statements may be the one that is traced or verified (hits: id, score), and in which words? The likest first.
-- IN is quicker than a join here: of a million ids in 27 ms instead of 40.
WITH placed AS MATERIALIZED (
    SELECT rowid AS place, id FROM statements WHERE id IN (SELECT id FROM hits)
)

SELECT s.rowid AS place, s.content, s.kind, s.speaker
FROM statements AS s
JOIN placed ON placed.place = s.rowid
JOIN hits ON hits.id = placed.id
WHERE s.content IS NOT NULL
ORDER BY hits.score DESC, place;
