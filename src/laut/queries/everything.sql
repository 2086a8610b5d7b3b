-- Let the next question be about all statements that pass the filters, where no words are asked for.
CREATE OR REPLACE TEMP TABLE hits AS
SELECT s.id, 1.0::DOUBLE AS score
FROM statements AS s
JOIN articles AS a ON a.id = s.article
WHERE ($kind::VARCHAR IS NULL OR s.kind = $kind)
    AND ($medium::VARCHAR IS NULL OR s.medium = $medium)
    AND ($outlet::VARCHAR IS NULL OR a.outlet = $outlet)
    AND ($since::DATE IS NULL OR a.published_on >= $since)
    AND ($until::DATE IS NULL OR a.published_on <= $until)
    AND (NOT $independent OR a.copy_of IS NULL)
    AND ($actor::VARCHAR IS NULL OR s.id IN (
        SELECT statement FROM statement_actors WHERE role = 'speaker' AND actor = $actor
    ));
