-- Keep what the index found (found: number, score) as the statements that the next question is about; the index's
-- numbers are the tables' keys.
CREATE OR REPLACE TEMP TABLE hits AS
SELECT number AS key, score
FROM found;
