-- Which statements may be the one that is traced? By date, originals before their copies.
SELECT *
FROM stated
ORDER BY published_on NULLS LAST, origin <> article, id;
