SELECT
    (SELECT count(*) FROM captures),
    (SELECT count(*) FROM articles),
    (SELECT count(copy_of) FROM articles),
    (SELECT count(*) FROM statements),
    (SELECT count(*) FROM sentences),
    (SELECT count(*) FROM mentions),
    (SELECT count(*) FROM skips),
    (SELECT count(DISTINCT outlet) FROM articles),
    (SELECT min(published_on) FROM articles),
    (SELECT max(published_on) FROM articles)
