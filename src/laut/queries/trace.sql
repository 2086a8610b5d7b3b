-- Which statements may be the one that is traced or verified (hits: id), and in which words?
WITH placed AS MATERIALIZED (
    SELECT s.rowid AS place
    FROM hits
    JOIN statements AS s ON s.id = hits.id
)

SELECT placed.place, s.content, s.kind, s.speaker
FROM placed
JOIN statements AS s ON s.rowid = placed.place
WHERE s.content IS NOT NULL
ORDER BY placed.place;
