-- Keep what the index found (found: number, score) as the statements that the next question is about; the number
-- is an id's 16 hexadecimal digits.
CREATE OR REPLACE TEMP TABLE hits AS
SELECT 's' || printf('%016x', number) AS id, score
FROM found;
