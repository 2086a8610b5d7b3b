-- Which statements may be the quotation's source, and is their speaker there by name, not only "der Minister"?
SELECT
    stated.*,
    EXISTS (
        FROM spans AS p
        JOIN mentions AS m ON m.article = p.article AND m.start_at < p.end_at AND m.end_at > p.start_at
        WHERE p.article = stated.article
            AND p.statement = stated.id
            AND p.role = 'speaker'
            AND m.form = 'name'
    ) AS is_named
FROM stated
ORDER BY round(fit, 4) DESC, published_on NULLS LAST, id;
